"""Reading typed values out of data that JSON Schema has passed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from assessment.dataset.by_group import ByGroup
from assessment.load.yaml_file import Document, Steps
from assessment.period import Period, written_period
from assessment.place import Origin

E = TypeVar("E", bound=Enum)
T = TypeVar("T")

_ANY_DAY = "2000-01-01"


class UnsetError(Exception):
    """A parameter that no reading sets and the tree does not hold."""

    def __init__(self, path: Steps, stand_in: object) -> None:
        super().__init__("/".join(str(step) for step in path))
        self.path = path
        self.stand_in = stand_in
        """A value with which the reading can go on, to find what else is not there."""


@dataclass(frozen=True)
class TypedMapping:
    """One mapping of a data file, with its place; absent values read as empty ones."""

    document: Document
    path: Steps
    values: Mapping[str, object]

    @classmethod
    def of(cls, document: Document, path: Steps = ()) -> "TypedMapping":
        """Return the mapping at a path."""
        value = document.at(path)
        return cls(document, path, value if isinstance(value, dict) else {})

    def __contains__(self, key: str) -> bool:
        return key in self.values

    @property
    def origin(self) -> Origin:
        """Where the mapping stands."""
        return self.document.origin(self.path)

    def text(self, key: str) -> str:
        """Return a text, empty where it is absent."""
        return str(self.values.get(key) or "")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        listed = self.values.get(key)
        return tuple(str(value) for value in listed) if isinstance(listed, list) else ()

    def number(self, key: str) -> Decimal | None:
        """Return a number, or None where it is absent."""
        value = self.values.get(key)
        return Decimal(str(value)) if isinstance(value, Decimal | int) else None

    def needed(self, key: str) -> Decimal:
        """Return a number that must be there.

        Raises:
            UnsetError: if it is absent.
        """
        value = self.number(key)
        if value is None:
            raise UnsetError((*self.path, key), Decimal(1))
        return value

    def integer(self, key: str, default: int) -> int:
        """Return a whole number."""
        value = self.number(key)
        return default if value is None else int(value)

    def period(self, key: str) -> Period:
        """Return a year or a round of one, which the schema requires."""
        return written_period(str(self.values[key]))

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        value = self.values.get(key)
        return value if isinstance(value, bool) else default

    def day_or_none(self, key: str) -> date | None:
        """Return a date, or None where it is absent."""
        return date.fromisoformat(self.text(key)) if key in self.values else None

    def day(self, key: str) -> date:
        """Return a date that must be there.

        Raises:
            UnsetError: if it is absent.
        """
        value = self.day_or_none(key)
        if value is None:
            raise UnsetError((*self.path, key), _ANY_DAY)
        return value

    def choice(self, key: str, kind: type[E]) -> E:
        """Return a choice that must be there.

        Raises:
            UnsetError: if it is absent.
        """
        if key not in self.values:
            raise UnsetError((*self.path, key), next(iter(kind)).value)
        return kind(self.values[key])

    def table(self, key: str) -> "TypedMapping | None":
        """Return a mapping below, or None where it is absent."""
        return TypedMapping.of(self.document, (*self.path, key)) if key in self.values else None

    def maybe(self, key: str, read: "Callable[[TypedMapping], T]") -> T | None:
        """Return what ``read`` makes of a mapping below, or None where it is absent."""
        below = self.table(key)
        return None if below is None else read(below)

    def tables(self, key: str) -> "tuple[TypedMapping, ...]":
        """Return a list of mappings."""
        listed = self.values.get(key)
        count = len(listed) if isinstance(listed, list) else 0
        return tuple(TypedMapping.of(self.document, (*self.path, key, index)) for index in range(count))

    def named(self, key: str) -> "Iterator[tuple[str, TypedMapping]]":
        """Yield the mappings below a mapping, by name."""
        below = self.table(key)
        if below is not None:
            for name in below.values:
                yield name, TypedMapping.of(self.document, (*below.path, name))

    def by_name(self, key: str) -> Mapping[str, object]:
        """Return a mapping of plain values."""
        value = self.values.get(key)
        return value if isinstance(value, dict) else {}


def number_or_by_name(value: object) -> Decimal | Mapping[str, Decimal]:
    """Return a number, or numbers by name."""
    if isinstance(value, dict):
        return {str(key): Decimal(str(number)) for key, number in value.items()}
    return Decimal(str(value))


def by_group(value: object) -> ByGroup:
    """Return a number for all groups, or one for each."""
    number = number_or_by_name(value)
    return ByGroup(number) if isinstance(number, Decimal) else ByGroup(own=number)
