"""A table: what its columns mean, and typed rows. Every format says the same of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from assessment.disclosure.published_result import Figure
from assessment.exact import exact_text, rounded
from assessment.visible import visible

PLACES = 10
"""Decimal places of a number that has no end; the exact one is in results.json."""

NOT_FOR = "不设"
"""What a cell of a number says where the scheme has no such thing for the unit; empty, a mark is not there."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell with a formula begins with; some programs take the wide forms for the narrow ones."""

Datum = str | Decimal | int | date | None
"""None where there is nothing to tell: an empty cell, never 0."""


class ColumnType(Enum):
    """What the cells of a column hold; the values are the types of Frictionless Table Schema."""

    TEXT = "string"
    NUMBER = "number"
    INTEGER = "integer"
    DATE = "date"


@dataclass(frozen=True)
class DataColumn:
    """A column of a table."""

    name: str
    """Its head, by which every format calls it."""
    description: str
    kind: ColumnType = ColumnType.TEXT
    required: bool = False
    """Whether every row has it."""


@dataclass(frozen=True)
class DataTable:
    """A table of one year."""

    name: str
    """ASCII name, which files are called by."""
    title: str
    description: str
    columns: tuple[DataColumn, ...]
    rows: tuple[tuple[Datum, ...], ...]
    key: tuple[str, ...] = ()
    """Heads of the columns that tell rows apart; empty where none do."""


def inert(text: str) -> str:
    """Return text that no spreadsheet takes for a formula; numbers are not text and stay numbers."""
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def number(figure: Figure) -> Decimal:
    """Return a number to compute with: exact where it has an end."""
    return decimal(figure.exact)


def decimal(exact: Fraction) -> Decimal:
    """Return a number to compute with: exact where it has an end."""
    text = exact_text(exact)
    return Decimal(text if "/" not in text else rounded(exact, PLACES))
