"""Laying out a data file as a careful person would write it: block style, short lists in one line, text unbroken."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessment.visible import UNSEEN

_UNSAFE_START = tuple("-?:,[]{}#&*!|>'\"%@` ")
_READ_AS_OTHER = re.compile(r"^(?:~|null|true|false|yes|no|on|off|[-+.]?[0-9][0-9_.,:eE+-]*)?$", re.IGNORECASE)
_ESCAPED = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029]|{UNSEEN.pattern}")
"""What is written as a number: what breaks lines, and what nobody would see in the file."""
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})
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
        lines += entry_lines(key, value)
    return "\n".join(lines) + "\n"


def entry_lines(key: str, value: object, indent: str = "") -> Iterator[str]:
    """Yield the lines of one entry of a mapping."""
    match value:
        case dict() if value:
            yield f"{indent}{_scalar(key)}:"
            yield from _fields(value, indent + "  ")
        case list() if value:
            yield f"{indent}{_scalar(key)}:"
            for element in value:
                yield from element_lines(element, indent + "  ")
        case str() if "\n" in value and fits_block(value):
            yield f"{indent}{_scalar(key)}: |" + ("" if value.endswith("\n") else "-")
            yield from block_lines(value, indent + "  ")
        case _:
            yield f"{indent}{_scalar(key)}: {inline(value)}"


def _fields(fields: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in fields.items():
        yield from entry_lines(key, value, indent)


def element_lines(element: object, indent: str = "") -> Iterator[str]:
    """Yield the lines of one element of a list."""
    if not isinstance(element, dict) or not element:
        yield f"{indent}- {inline(element)}"
        return
    first, *rest = _fields(element, indent + "  ")
    yield f"{indent}- {first.lstrip()}"
    yield from rest


def block_lines(text: str, indent: str) -> Iterator[str]:
    """Yield the lines of a text that stands on lines of its own, below its head."""
    for line in text.removesuffix("\n").split("\n"):
        yield f"{indent}{line}" if line else ""


def fits_block(text: str) -> bool:
    """Tell whether a text can stand on lines of its own and is read back as it is."""
    lines = text.removesuffix("\n").split("\n")
    is_even = bool(lines[0]) and bool(lines[-1]) and not any(line != line.rstrip() for line in lines)
    return is_even and not text.startswith((" ", "\t")) and not _ESCAPED.search(text.replace("\n", ""))


def can_be_plain(text: str) -> bool:
    """Tell whether a text has nothing in it that can only be written as a number."""
    return not _ESCAPED.search(text)


def inline(value: object, inside: bool = False) -> str:
    """Return a value in one line; ``inside`` brackets, commas must be quoted too."""
    match value:
        case Flow(value=dict() as pairs) | (dict() as pairs):
            return "{" + ", ".join(f"{_scalar(key, True)}: {inline(v, True)}" for key, v in pairs.items()) + "}"
        case Flow(value=listed) | (list() as listed):
            return "[" + ", ".join(inline(element, True) for element in listed) + "]"
        case None:
            return "~"
        case bool():
            return str(value).lower()
        case Decimal():
            return f"{value:f}"
        case int() | date():
            return str(value)
        case _:
            return _scalar(str(value), inside)


def _scalar(text: str, inside: bool = False) -> str:
    """Return text plain where YAML reads it back as the same text, in double quotes elsewhere."""
    other = bool(_READ_AS_OTHER.match(text)) and not _PLAIN_DATE.match(text)
    risky = ": " in text or " #" in text or text.endswith((":", " ", "\t")) or text.startswith(_UNSAFE_START)
    bracketed = inside and any(mark in text for mark in ",[]{}")
    if not (other or risky or bracketed or _ESCAPED.search(text)):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return text in double quotes."""
    return f'"{_ESCAPED.sub(_escape, text.translate(_QUOTED))}"'


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"
