"""What schemas call the parts of data files, in Chinese."""

from collections.abc import Mapping, Sequence

from assessment.load.json_schema import validator


def titles(kind: str, path: Sequence[str]) -> tuple[str | None, ...]:
    """Return the title of each step of a path into one kind of file; None for names that data chooses, as ids are."""
    root = _mapping(validator(kind).schema)
    node = root
    told: list[str | None] = []
    for step in path:
        fields = _mapping(node.get("properties"))
        if step in fields:
            node = _resolved(_mapping(fields[step]), root)
            told.append(str(node["title"]))
        else:
            node = _resolved(_mapping(node.get("items") or node.get("additionalProperties")), root)
            told.append(None)
    return tuple(told)


def _resolved(node: Mapping[str, object], root: Mapping[str, object]) -> Mapping[str, object]:
    """Return what a schema stands for; its own title goes before that of what it refers to."""
    reference = str(node.get("$ref", ""))
    if not reference:
        return node
    found: object = root
    for step in reference.removeprefix("#/").split("/"):
        found = _mapping(found)[step]
    return {**_mapping(found), **node, "$ref": ""}


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
