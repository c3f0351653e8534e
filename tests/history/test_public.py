"""Which fields of a record the public may know the past of: each that there is was decided on."""

import json

import pytest

from assessment.history.kinds import Kind
from assessment.history.public import PUBLIC_FIELDS
from assessment.load.json_schema import SCHEMAS

ENTRY = ("$defs", "entry")
WHERE = {
    Kind.MARK: ("$defs", "mark"),
    Kind.ITEM: ("$defs", "mark", "properties", "items", "items"),
    Kind.DEDUCTION: ENTRY,
    Kind.BONUS: ENTRY,
    Kind.NOT_APPLICABLE: ("properties", "not_applicable", "items"),
    Kind.OBJECTION: ("properties", "objections", "items"),
    Kind.EVIDENCE: ("properties", "evidence", "items"),
    Kind.SELF_REVIEW: ("properties", "self_review"),
}
"""Where the schema of records lists the fields of each kind."""
OF_THE_OFFICE = {"visibility", "recorder", "incident", "override", "links", "files"}
"""What no page for the public shows, however open the record is."""
RECORDS_OF_THEIR_OWN = {"items", "waves", "members"}
"""What a mark holds that may be internal in part: it is never told as one field of it."""


@pytest.mark.parametrize("kind", WHERE)
def test_every_field_is_public_or_never_is(kind: Kind) -> None:
    at = json.loads((SCHEMAS / "score.json").read_text(encoding="utf-8"))
    for step in WHERE[kind]:
        at = at[step]
    assert at["properties"].keys() - OF_THE_OFFICE - RECORDS_OF_THEIR_OWN == PUBLIC_FIELDS[kind]


def test_every_kind_but_ballots_is_looked_at() -> None:
    """未参评 has no fields in the schema: it is a reason alone."""
    assert {*Kind} - WHERE.keys() == {Kind.BALLOTS, Kind.NOT_ASSESSED}
    assert Kind.BALLOTS not in PUBLIC_FIELDS
