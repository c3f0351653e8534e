"""What a clerk most likely meant where a data file cannot be read, or says what no schema takes.

Nothing here knows a rule of YAML by heart. Each suspect is a small change of the raw text; one is named in a finding only
where the text that it leaves was read again and is better for it, so that whoever follows the advice comes further.
"""
