"""What the schema says of the fields of a record: what they are called, and which of them the public ever sees."""

from collections.abc import Mapping
from functools import cache

from assessment.dataset.year import Disclosure
from assessment.history.kinds import Kind
from assessment.history.parts import SECTIONS
from assessment.load.json_schema import schema_of
from assessment.load.seen_from import seen_from
from assessment.load.shapes import mapping_of
from assessment.load.yaml_file import Steps

_SCHEMA = "score"
_STANDS: Mapping[Kind, Steps] = {
    Kind.MARK: ("marks", ""),
    Kind.ITEM: ("marks", "", "items", 0),
    Kind.BALLOTS: (),
    Kind.NOT_ASSESSED: ("not_assessed", ""),
    Kind.SELF_REVIEW: ("self_review",),
    **{kind: (section, 0) for section, (kind, _) in SECTIONS.items()},
}
"""Where records of each kind stand in a unit's file, under any component and as any entry."""


def title(kind: Kind, field: str) -> str:
    """Return the Chinese name of a field; the field itself where the schema of today knows none."""
    path = _paths(kind).get(field)
    return field if path is None else str(schema_of(_SCHEMA, path)["title"])


def titles_inside(kind: Kind, field: str) -> Mapping[str, str]:
    """Return the Chinese names of the fields that stand inside one, by their names; none where it is a single value."""
    inside = mapping_of(schema_of(_SCHEMA, _paths(kind).get(field, _STANDS[kind])).get("properties"))
    return {name: str(mapping_of(schema).get("title", name)) for name, schema in inside.items()}


@cache
def public_fields(kind: Kind) -> frozenset[str]:
    """Return the fields of a record that some level shows where everything is public; of ballots there are none."""
    return frozenset(field for field, path in _paths(kind).items() if seen_from(_SCHEMA, path) is not None)


def shown_from(kind: Kind) -> Disclosure:
    """Return the first level that shows all that is ever public of a record.

    Raises:
        ValueError: if nothing of it is, as of ballots.
    """
    levels = tuple(Disclosure)
    listed = (seen_from(_SCHEMA, path) for path in _paths(kind).values())
    return max((level for level in listed if level is not None), key=levels.index)


@cache
def _paths(kind: Kind) -> Mapping[str, Steps]:
    """Return where each field of a record stands; a record that is one text has it as its reason."""
    stands = _STANDS[kind]
    fields = schema_of(_SCHEMA, stands).get("properties")
    return {name: (*stands, name) for name in fields} if isinstance(fields, dict) else {"reason": stands}
