"""Every day that a data file writes, wherever its schema says that one stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

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
    for path, title in dict(_paths(schema, schema, document.data, ())).items():
        text = str(document.at(path))
        if is_day(text):
            yield WrittenDay(path, title, date.fromisoformat(text), document.place(path))


def _paths(root: Schema, schema: Schema, value: object, path: Steps) -> Iterator[tuple[Steps, str]]:
    """Yield where days stand in a value, and what they are called."""
    if isinstance(reference := schema.get("$ref"), str):
        schema = {**mapping_of(mapping_of(root["$defs"])[reference.removeprefix("#/$defs/")]), **schema}
    if schema.get("format") == "date" and isinstance(value, str):
        yield path, str(schema.get("title", path[-1]))
    branches = [branch for name in _FORMS for branch in list_of(schema.get(name))]
    for branch in (*branches, *(schema[name] for name in _CONDITIONS if name in schema)):
        yield from _paths(root, mapping_of(branch), value, path)
    if isinstance(value, dict):
        known, others = mapping_of(schema.get("properties")), schema.get("additionalProperties")
        for key, below in value.items():
            yield from _paths(root, mapping_of(known.get(key, others)), below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _paths(root, mapping_of(schema.get("items")), below, (*path, index))
