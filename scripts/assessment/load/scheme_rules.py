"""The digest of a scheme's rules: of all that decides marks, and of nothing that only says whose scheme it is."""

import hashlib
import json
from decimal import Decimal

from assessment.load.shapes import mapping_of
from assessment.load.yaml_file import Document

_WHOSE = frozenset({"id", "title", "issuer", "issued", "source", "clauses"})
"""What the scheme is called, who issued it when, and its words as issued: rules cite clauses by their ids."""
_WHO = ("groups", "kinds")
"""Lists whose entries name units."""


def rules_digest(scheme: Document) -> str:
    """Return a SHA-256 that two schemes share whose rules are the same, whichever units they are for.

    A scheme file names the county and its units, so no two counties have the same file; what a province fixes for all
    of them is the rest. A different word in a rule's name is a different rule.
    """
    rules = {key: value for key, value in mapping_of(scheme.data).items() if key not in _WHOSE}
    for key in _WHO:
        if isinstance(listed := rules.get(key), list):
            rules[key] = [{name: value for name, value in mapping_of(one).items() if name != "units"} for one in listed]
    text = json.dumps(rules, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_number)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _number(value: object) -> object:
    """Return a decimal as it is compared: 5.0 is 5, and 0.50 is 0.5."""
    if not isinstance(value, Decimal):
        raise TypeError(f"a data file holds no {type(value).__name__}")
    return int(value) if value == value.to_integral_value() else f"{value.normalize():f}"
