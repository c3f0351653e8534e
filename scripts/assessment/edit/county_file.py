"""The text of ``county.yaml``: every field there is, under what its schema says of it, so that it explains itself."""

from collections.abc import Iterator, Mapping

from assessment.edit.layout import Flow, entry_lines
from assessment.load.county import KIND
from assessment.load.json_schema import schema_of
from assessment.load.shapes import mapping_of

_HEAD = "# yaml-language-server: $schema=../schemas/county.json"


def county_text(values: Mapping[str, object]) -> str:
    """Return the file of a county, given what is known of it; the rest has its default, or is there to be filled in."""
    schema = schema_of(KIND, ())
    return "\n".join([_HEAD, f"# {schema['title']}：{schema['description']}", *_lines(schema, values, "")]) + "\n"


def _lines(schema: Mapping[str, object], values: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, field in mapping_of(schema["properties"]).items():
        about = mapping_of(field)
        value = values[key] if key in values else about.get("default")
        if not indent:
            yield ""
        yield f"{indent}# {about['title']}：{about['description']}"
        if "properties" in about:
            yield f"{indent}{key}:"
            yield from _lines(about, mapping_of(value), indent + "  ")
        elif value in (None, "", [], {}):
            yield f"{indent}{key}:"
        else:
            yield from entry_lines(key, Flow(value) if isinstance(value, list) else value, indent)
