"""What a schema wants at a place of a file, in the terms of forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from assessment.load.json_schema import schema_of
from assessment.load.shapes import list_of, mapping_of
from assessment.load.yaml_file import Steps


class Form(Enum):
    """The form of a value."""

    TEXT = auto()
    NUMBER = auto()
    TRUTH = auto()
    DAY = auto()
    WORD = auto()
    """One of the words that the schema lists."""
    FIELDS = auto()
    NAMED = auto()
    """Values by names."""
    ENTRIES = auto()
    """Entries with fields."""
    VALUES = auto()
    """Single values, one after the other."""


@dataclass(frozen=True)
class Shape:
    """What a schema says of a value."""

    kind: str
    """Which schema."""
    form: Form
    schema: Mapping[str, object]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields, in the order of the schema."""
        return tuple(mapping_of(self.schema.get("properties")))

    @property
    def required(self) -> frozenset[str]:
        """The names of the fields that it cannot do without."""
        return frozenset(map(str, list_of(self.schema.get("required"))))

    @property
    def naming(self) -> str:
        """The field by which an entry is known among others of its list: the first that it cannot do without."""
        required = list_of(self.below(0).schema.get("required"))
        return str(required[0]) if required else ""

    def below(self, step: str | int, value: object = None) -> "Shape":
        """Return what is wanted a step further; the value that stands there decides between several forms."""
        named = mapping_of(self.schema.get("properties"))
        schema = mapping_of(named.get(str(step), self.schema.get("items", self.schema.get("additionalProperties"))))
        return _shape(self.kind, schema, value)


def shape_of(kind: str, path: Steps = (), value: object = None) -> Shape:
    """Return what the schema of one kind of file wants at a path; of several forms the one that the value has."""
    return _shape(kind, schema_of(kind, path), value)


def _shape(kind: str, schema: Mapping[str, object], value: object) -> Shape:
    if isinstance(reference := schema.get("$ref"), str):
        schema = {**mapping_of(mapping_of(schema_of(kind, ())["$defs"])[reference.removeprefix("#/$defs/")]), **schema}
    branches = [mapping_of(branch) for branch in list_of(schema.get("oneOf"))]
    if branches and all("type" in branch for branch in branches):
        wanted = "object" if isinstance(value, dict) else "array" if isinstance(value, list) else ""
        fitting = next((one for one in branches if one["type"] == wanted), branches[0])
        schema = {**schema, **fitting, "title": schema.get("title", fitting.get("title"))}
    return Shape(kind, _form(schema), schema)


def _form(schema: Mapping[str, object]) -> Form:
    types = schema.get("type")
    known = {str(one) for one in (types if isinstance(types, list) else [types])}
    if "object" in known:
        return Form.FIELDS if "properties" in schema else Form.NAMED
    if "array" in known:
        return Form.ENTRIES if "properties" in _inner(schema) or "$ref" in _inner(schema) else Form.VALUES
    if "enum" in schema:
        return Form.WORD
    if "boolean" in known:
        return Form.TRUTH
    if known & {"number", "integer"}:
        return Form.NUMBER
    return Form.DAY if schema.get("format") == "date" else Form.TEXT


def _inner(schema: Mapping[str, object]) -> Mapping[str, object]:
    return mapping_of(schema.get("items"))
