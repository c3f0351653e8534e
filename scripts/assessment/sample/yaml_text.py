"""Laying out a data file as a careful person would write it: block style, short lists in one line, text unbroken."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_UNSAFE_START = tuple("-?:,[]{}#&*!|>'\"%@` ")
_READ_AS_OTHER = re.compile(r"^(?:~|null|true|false|yes|no|on|off|[-+.]?[0-9][0-9_.,:eE+-]*)?$", re.IGNORECASE)
_PLAIN_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True)
class Flow:
    """A list or mapping that stands in one line."""

    value: Sequence[object] | Mapping[str, object]


def yaml_text(fields: Mapping[str, object], head: Sequence[str] = (), comments: Mapping[str, str] | None = None) -> str:
    """Return a file: the head's comment lines, then the fields, each under its comment where it has one."""
    lines = [f"# {line}" for line in head]
    for key, value in fields.items():
        comment = (comments or {}).get(key)
        if comment is not None:
            lines += ["", f"# {comment}"]
        lines += _entry(key, value, "")
    return "\n".join(lines) + "\n"


def _entry(key: str, value: object, indent: str) -> Iterator[str]:
    match value:
        case dict():
            yield f"{indent}{_scalar(key)}:"
            yield from _fields(value, indent + "  ")
        case list():
            yield f"{indent}{_scalar(key)}:"
            for element in value:
                yield from _element(element, indent + "  ")
        case _:
            yield f"{indent}{_scalar(key)}: {_inline(value)}"


def _fields(fields: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in fields.items():
        yield from _entry(key, value, indent)


def _element(element: object, indent: str) -> Iterator[str]:
    if not isinstance(element, dict):
        yield f"{indent}- {_inline(element)}"
        return
    first, *rest = _fields(element, indent + "  ")
    yield f"{indent}- {first.lstrip()}"
    yield from rest


def _inline(value: object, inside: bool = False) -> str:
    """Return a value in one line; ``inside`` brackets, commas must be quoted too."""
    match value:
        case Flow(value=dict() as pairs):
            return "{" + ", ".join(f"{_scalar(key)}: {_inline(v, True)}" for key, v in pairs.items()) + "}"
        case Flow(value=listed) | (list() as listed):
            return "[" + ", ".join(_inline(element, True) for element in listed) + "]"
        case None:
            return "~"
        case Decimal() | int() | date():
            return str(value)
        case _:
            return _scalar(str(value), inside)


def _scalar(text: str, inside: bool = False) -> str:
    """Return text plain where YAML reads it back as the same text, in double quotes elsewhere."""
    other = bool(_READ_AS_OTHER.match(text)) and not _PLAIN_DATE.match(text)
    risky = ": " in text or " #" in text or text.endswith((":", " ")) or text.startswith(_UNSAFE_START) or "\n" in text
    bracketed = inside and any(mark in text for mark in ",[]{}")
    if not (other or risky or bracketed):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
