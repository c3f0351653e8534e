"""What the fields of a record are called, in the words of the schema that editors see."""

import json
from collections.abc import Mapping
from functools import cache

from assessment.history.kinds import Kind
from assessment.load.json_schema import SCHEMAS

_STANDS = {
    Kind.MARK: ("$defs", "mark"),
    Kind.ITEM: ("$defs", "mark", "properties", "items", "items"),
    Kind.DEDUCTION: ("$defs", "entry"),
    Kind.BONUS: ("$defs", "entry"),
    Kind.BALLOTS: (),
    Kind.NOT_APPLICABLE: ("properties", "not_applicable", "items"),
    Kind.NOT_ASSESSED: ("properties", "not_applicable", "items"),
    Kind.OBJECTION: ("properties", "objections", "items"),
    Kind.EVIDENCE: ("properties", "evidence", "items"),
    Kind.SELF_REVIEW: ("properties", "self_review"),
}
"""Where the schema describes each kind of record."""


def title(kind: Kind, field: str) -> str:
    """Return the Chinese name of a field; the field itself where the schema of today knows none."""
    return _titles(kind).get(field, field)


@cache
def _titles(kind: Kind) -> Mapping[str, str]:
    at = json.loads((SCHEMAS / "score.json").read_text(encoding="utf-8"))
    for step in _STANDS[kind]:
        at = at[step]
    return {name: described["title"] for name, described in at["properties"].items() if "title" in described}
