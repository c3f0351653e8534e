"""What a form asks for, one thing at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum


class FieldKind(Enum):
    """How a field is filled in."""

    WORDS = "words"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"
    """One of several."""
    CHOICES = "choices"
    """Any of several."""
    LINE = "line"
    """Several short values in one line."""
    GROUP = "group"
    """Fields of its own."""
    LIST = "list"
    """Rows that each have fields of their own."""
    NAMED = "named"
    """Values by names that the data chooses."""

    @property
    def is_nested(self) -> bool:
        """Whether it is filled in by way of the fields below it."""
        return self in (FieldKind.GROUP, FieldKind.LIST, FieldKind.NAMED)


@dataclass(frozen=True)
class FieldChoice:
    """Something that may be chosen."""

    value: str
    label: str
    words: str = ""
    """What helps to choose, such as the clause's own words."""


@dataclass(frozen=True)
class Field:
    """One field of a form, with what stands in it."""

    name: str
    """By which answers call it: the steps to its value below that of the form, ``/`` between them."""
    kind: FieldKind
    title: str
    description: str
    required: bool = False
    text: str = ""
    """What stands in it; empty for nothing."""
    chosen: tuple[str, ...] = ()
    """The values that are chosen, of those that may be several."""
    choices: tuple[FieldChoice, ...] = ()
    fixed: bool = False
    """Whether it is shown and not asked for: the record goes by it."""
    first: date | None = None
    last: date | None = None
    """The days, both inclusive, between which the scheme wants it."""
    least: Decimal | None = None
    most: Decimal | None = None
    pattern: str = ""
    fields: "tuple[Field, ...]" = ()
    takes_more: bool = False
    """Whether rows under further names can be added."""
    note: str = ""
    """What the scheme says about it, in its own words."""
    is_row: bool = False
    """Whether it is one of several alike."""

    def walk(self) -> "Iterator[Field]":
        """Yield this field and all below it, in order."""
        yield self
        for field in self.fields:
            yield from field.walk()

    @property
    def shown(self) -> str:
        """What stands in it as people read it."""
        labels = {choice.value: choice.label for choice in self.choices}
        held = self.chosen if self.kind is FieldKind.CHOICES else (self.text,)
        return "、".join(labels.get(value, value) for value in held)

    @property
    def has_value(self) -> bool:
        """Whether anything stands in it or below; what is fixed is not filled in."""
        if self.kind.is_nested:
            return any(field.has_value for field in self.fields)
        return not self.fixed and bool(self.text or self.chosen)
