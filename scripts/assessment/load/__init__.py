"""From files to a dataset: strict YAML, JSON Schema, typed records; every fault is a finding."""
