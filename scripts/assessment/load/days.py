"""Every day that a data file writes, wherever its schema says that one stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from assessment.load.date_form import is_day
from assessment.load.json_schema import validator
from assessment.load.shapes import list_of, mapping_of
from assessment.load.yaml_file import Document, Steps
from assessment.place import Place

Schema = Mapping[str, object]

_FORMS = ("oneOf", "anyOf", "allOf")
_CONDITIONS = ("then", "else")


@dataclass(frozen=True)
class WrittenDay:
    """A day in a data file."""

    path: Steps
    """Where it stands in the file."""
    title: str
    """What the schema calls it."""
    day: date
    place: Place


def days_of(document: Document, kind: str) -> Iterator[WrittenDay]:
    """Yield the days of one kind of file, named as its schema is, each once; what is no day is a fault of its form."""
    schema = mapping_of(validator(kind).schema)
    for path, title in dict(_paths(schema, _leading_to_days(kind), schema, document.data, ())).items():
        text = str(document.at(path))
        if is_day(text):
            yield WrittenDay(path, title, date.fromisoformat(text), document.place(path))


@cache
def _leading_to_days(kind: str) -> frozenset[int]:
    """Return the ids of the parts of a schema that speak of days, in themselves or below."""
    root = mapping_of(validator(kind).schema)
    every = [*_mappings(root)]
    found: set[int] = set()
    count = -1
    while count < len(found):
        count = len(found)
        for part in every:
            target = mapping_of(root.get("$defs")).get(str(part.get("$ref")).removeprefix("#/$defs/"))
            below = [target, *part.values(), *(one for value in part.values() for one in list_of(value))]
            if part.get("format") == "date" or any(id(one) in found for one in below):
                found.add(id(part))
    return frozenset(found)


def _mappings(value: object) -> Iterator[Schema]:
    """Yield every mapping in a value."""
    if isinstance(value, dict):
        yield value
    for below in value.values() if isinstance(value, dict) else list_of(value):
        yield from _mappings(below)


def _paths(
    root: Schema, leading: frozenset[int], schema: Schema, value: object, path: Steps
) -> Iterator[tuple[Steps, str]]:
    """Yield where days stand in a value, and what they are called.

    Args:
        root: the whole schema.
        leading: ids of the parts of it that speak of days.
        schema: the part that is about the value.
        value: what may be a day, or hold some.
        path: where it stands in the file.
    """
    if id(schema) not in leading:
        return
    if isinstance(reference := schema.get("$ref"), str):
        schema = {**mapping_of(mapping_of(root["$defs"])[reference.removeprefix("#/$defs/")]), **schema}
    if schema.get("format") == "date" and isinstance(value, str):
        yield path, str(schema.get("title", path[-1]))
    branches = [branch for name in _FORMS for branch in list_of(schema.get(name))]
    for branch in (*branches, *(schema[name] for name in _CONDITIONS if name in schema)):
        yield from _paths(root, leading, mapping_of(branch), value, path)
    if isinstance(value, dict):
        known, others = mapping_of(schema.get("properties")), schema.get("additionalProperties")
        for key, below in value.items():
            yield from _paths(root, leading, mapping_of(known.get(key, others)), below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _paths(root, leading, mapping_of(schema.get("items")), below, (*path, index))
