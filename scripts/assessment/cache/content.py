"""One digest for a value that holds others, the same in every process: of what it holds, not of which objects do.

Types count as well as what is in them, and so does the order of mappings. What is of another type than those below is
refused: nobody knows what it holds, and a digest that leaves something out makes two things one.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from operator import attrgetter
from types import MappingProxyType, NoneType
from typing import Any


class UnknownTypeError(TypeError):
    """A value holds something of which it cannot be told whether two are alike."""


def content_digest(value: object) -> str:
    """Return the digest of a value.

    Raises:
        UnknownTypeError: if it is, or holds, anything but texts, bytes, numbers, days, members of enums, None, tuples,
            lists, sets, mappings, and frozen dataclasses.
    """
    return hashlib.sha256(_Writer().of(value)).hexdigest()


class _Writer:
    """Writes values as bytes: each in one way, and no two in the same."""

    def __init__(self) -> None:
        self._frozen: dict[int, bytes] = {}
        """What frozen objects are written as, by which they are: many stand in several places."""

    def of(self, value: Any) -> bytes:
        """Return what a value is written as."""
        kind = type(value)
        if (plain := _PLAIN.get(kind)) is not None:
            name, write = plain
            text = write(value)
            return b"%b%d:%b" % (name, len(text), text)
        if (held := _HOLDERS.get(kind)) is not None:
            name, parts = held
            return _together(name, parts(map(self.of, _members(value))))
        if isinstance(value, Enum):
            return _together(b"e", (_name(kind), value.name.encode()))
        known = self._frozen.get(id(value))
        if known is None:
            of_fields = _fields_of(kind)
            content = _together(b"o", (_name(kind), *[self.of(part) for part in of_fields(value)]))
            known = self._frozen[id(value)] = b"d" + hashlib.sha256(content).digest()
        return known


def _members(value: Any) -> Iterable[object]:
    """Return what a value holds: of a mapping its keys, each before what it leads to."""
    return (each for pair in value.items() for each in pair) if isinstance(value, Mapping) else value


def _together(name: bytes, parts: Iterable[bytes]) -> bytes:
    written = [*parts]
    lengths = b",".join([b"%d" % len(part) for part in written])
    return b"%b%d:%b:%b" % (name, len(written), lengths, b"".join(written))


_KNOWN_FIELDS: dict[type, Callable[[object], tuple[object, ...]]] = {}


def _fields_of(kind: type) -> Callable[[object], tuple[object, ...]]:
    """Return what gives the values of the fields of a frozen dataclass."""
    if kind not in _KNOWN_FIELDS:
        if not (is_dataclass(kind) and kind.__dataclass_params__.frozen):  # type: ignore[attr-defined]
            raise UnknownTypeError(f"{kind.__module__}.{kind.__qualname__}")
        names = [field.name for field in fields(kind)]
        if len(names) > 1:
            _KNOWN_FIELDS[kind] = attrgetter(*names)
        else:
            _KNOWN_FIELDS[kind] = lambda value: tuple(getattr(value, name) for name in names)
    return _KNOWN_FIELDS[kind]


def _name(kind: type) -> bytes:
    return f"{kind.__module__}.{kind.__qualname__}".encode()


_PLAIN: Mapping[type, tuple[bytes, Callable[[Any], bytes]]] = {
    NoneType: (b"n", lambda _: b""),
    bool: (b"b", lambda value: b"1" if value else b"0"),
    int: (b"i", lambda value: b"%d" % value),
    float: (b"f", lambda value: value.hex().encode()),
    str: (b"s", lambda value: value.encode("utf-8", "surrogatepass")),
    bytes: (b"y", lambda value: value),
    Decimal: (b"m", lambda value: str(value).encode()),
    Fraction: (b"q", lambda value: b"%d/%d" % (value.numerator, value.denominator)),
    date: (b"t", lambda value: value.isoformat().encode()),
}
"""What holds nothing else, each with its own letter."""

_HOLDERS: Mapping[type, tuple[bytes, Callable[[Iterable[bytes]], Iterable[bytes]]]] = {
    tuple: (b"(", iter),
    list: (b"[", iter),
    dict: (b"{", iter),
    MappingProxyType: (b"{", iter),
    set: (b"<", sorted),
    frozenset: (b"<", sorted),
}
"""What holds others, each with its letter; those of a set stand in no order."""
