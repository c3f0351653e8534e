"""In which order the fields of data files stand: as their schema lists them, and parts as their scheme does."""

from collections.abc import Mapping, Sequence
from functools import cache

from assessment.dataset.scheme import Scheme
from assessment.edit.value_edits import FieldOrder
from assessment.load.json_schema import schema_of
from assessment.load.shapes import mapping_of
from assessment.load.yaml_file import Steps

_BY_PART = frozenset({"marks", "not_assessed", "ballots"})
"""Where a record has values by the names of parts."""


def order_of(kind: str) -> FieldOrder:
    """Return the order that the schema of one kind of file gives."""
    return lambda path: _listed(kind, path)


def record_order(scheme: Scheme) -> FieldOrder:
    """Return the order of the fields of a record: parts and waves stand as the scheme has them."""
    parts = tuple(part.key for part in scheme.parts())
    waves = {part.key: tuple(wave.id for wave in part.waves) for part in scheme.parts()}

    def order(path: Steps) -> Sequence[str]:
        match path:
            case (section,) if section in _BY_PART:
                return parts
            case ("marks", part, *_, "waves"):
                return waves.get(str(part), ())
            case _:
                return _listed("score", path)

    return order


@cache
def _listed(kind: str, path: Steps) -> tuple[str, ...]:
    schema = schema_of(kind, path)
    branches = [mapping_of(branch) for branch in _branches(schema)]
    return tuple(name for one in (schema, *branches) for name in mapping_of(one.get("properties")))


def _branches(schema: Mapping[str, object]) -> Sequence[object]:
    branches = schema.get("oneOf")
    return branches if isinstance(branches, list) else ()
