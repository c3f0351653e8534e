"""How much the program costs, measured from outside beside other software; never part of a build or a package.

``scripts/benchmark --table`` starts it. It makes its work from a seed (``county.py``), runs each row as a person would
run the command (``rows.py``), counts the processor's time of the whole tree (``clock.py``), shows medians and ratios
(``report.py``) and keeps a line of each run in ``history.jsonl`` (``history.py``).
"""
