"""The schemas say of each field from which level on the public sees it, and what judges a past reads it there."""

from decimal import Decimal

import pytest

from assessment.dataset.year import Disclosure
from assessment.history.fields import public_fields, shown_from
from assessment.history.held import Values
from assessment.history.kinds import Key, Kind
from assessment.history.public import public
from assessment.load.json_schema import schema_of
from assessment.load.yaml_file import Steps

OF_THE_OFFICE = {"visibility", "recorder", "incident", "override", "links", "files"}
"""What no page for the public shows, however open the record is."""
RECORDS_OF_THEIR_OWN = {"items", "waves", "members"}
"""What a mark holds that may be internal in part: it is never told as one field of it.

What a unit gives itself is never internal.
"""
RECORDS = {
    Kind.MARK: ("marks", ""),
    Kind.ITEM: ("marks", "", "items", 0),
    Kind.DEDUCTION: ("deductions", 0),
    Kind.BONUS: ("bonus", 0),
    Kind.NOT_APPLICABLE: ("not_applicable", 0),
    Kind.OBJECTION: ("objections", 0),
    Kind.EVIDENCE: ("evidence", 0),
    Kind.SELF_REVIEW: ("self_review",),
    Kind.SELF_MARK: ("self_marks", 0),
}
"""Those that have fields; 未参评 is a reason alone, and ballots are nobody's to see."""


def levels(kind: str, path: Steps) -> dict[str, object]:
    """What a schema says of each field at a path."""
    listed = schema_of(kind, path)["properties"]
    assert isinstance(listed, dict)
    return {name: schema_of(kind, (*path, name)).get("x-seen-from") for name in listed}


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_of_a_record_was_decided_on(kind: Kind) -> None:
    decided = levels("score", RECORDS[kind])
    apart = set() if kind is Kind.SELF_MARK else decided.keys() & RECORDS_OF_THEIR_OWN
    assert {name for name, level in decided.items() if level is None} == apart
    never = {name for name, level in decided.items() if level == "never"}
    assert never == decided.keys() & OF_THE_OFFICE
    assert public_fields(kind) == decided.keys() - never - apart
    assert shown_from(kind) is (Disclosure.NONE if kind is Kind.SELF_REVIEW else Disclosure.FULL)


def test_what_has_no_fields_of_its_own() -> None:
    assert {*Kind} - RECORDS.keys() == {Kind.BALLOTS, Kind.NOT_ASSESSED}
    assert public_fields(Kind.BALLOTS) == frozenset()
    assert public_fields(Kind.NOT_ASSESSED) == {"reason"}
    assert shown_from(Kind.NOT_ASSESSED) is Disclosure.FULL


def test_every_field_of_a_unit_was_decided_on() -> None:
    decided = levels("unit", ())
    assert {name for name, level in decided.items() if level == "none"} == {
        "name",
        "full_name",
        "plates",
        "also_called",
        "site",
    }
    assert {name for name, level in decided.items() if level is None} == {"id", "earlier"}


def test_the_public_part_of_a_version_is_what_the_schema_says() -> None:
    """Points that an assessor decides, counted numbers and the reason of a whole mark stand on the public's page."""
    entry: dict[str, object] = {"id": "d1", "points": Decimal(-2), "recorder": "某人", "evidence": ["e1", "e2"]}
    mark: dict[str, object] = {"number": Decimal(12), "reason": "漏报", "waves": {"1": {"mark": Decimal(3)}}}
    versions: Values = {
        Key(Kind.DEDUCTION, "d1"): entry,
        Key(Kind.MARK, "daily"): mark,
        Key(Kind.BALLOTS, "peer"): {"ballots": []},
        Key(Kind.EVIDENCE, "e1"): {"id": "e1", "title": "通报", "files": []},
        Key(Kind.EVIDENCE, "e2"): {"id": "e2", "visibility": "internal"},
    }
    assert public(versions) == {
        Key(Kind.DEDUCTION, "d1"): {"id": "d1", "points": Decimal(-2), "evidence": ["e1"]},
        Key(Kind.MARK, "daily"): {"number": Decimal(12), "reason": "漏报"},
        Key(Kind.EVIDENCE, "e1"): {"id": "e1", "title": "通报"},
    }
