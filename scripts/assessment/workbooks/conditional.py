"""Conditional formats, as far as they keep a person from seeing what a cell holds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assessment.workbooks.grid import Cell, Percent
from assessment.workbooks.sheet import ConditionalRule, Range
from assessment.workbooks.shown import section_for, shown_number
from assessment.workbooks.styles import LookChange

_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_MOST_CELLS = 2_000_000
"""How many rows and cells are looked at for all conditions of a sheet together; what is left is doubtful."""


@dataclass(frozen=True)
class Unseen:
    """What conditional formats hide, and where that cannot be told."""

    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    """Those that show nothing, by row and column."""
    doubtful: tuple[Range, ...] = ()
    """Where a condition that only a spreadsheet can work out may hide something."""


def unseen_cells(
    rows: Mapping[int, Mapping[int, Cell]], conditions: Sequence[ConditionalRule], changes: Sequence[LookChange]
) -> Unseen:
    """Return what the conditions of a sheet hide."""
    hidden: dict[tuple[int, int], Cell] = {}
    doubtful: list[Range] = []
    left = _MOST_CELLS
    numbers = sorted(rows)
    for condition in conditions:
        change = changes[condition.change] if condition.change < len(changes) else LookChange()
        if not change.may_hide:
            continue
        for place, cell in _within(rows, numbers, condition.range):
            left -= 1
            met = (cell is not None and condition_met(condition, cell)) if left > 0 else None
            if met is None:
                doubtful.append(condition.range)
                break
            if met and cell is not None and _hides(change, cell):
                hidden[place] = replace(cell, shown="", code=change.code)
    return Unseen(hidden, tuple(dict.fromkeys(doubtful)))


def condition_met(condition: ConditionalRule, cell: Cell) -> bool | None:
    """Tell whether a cell meets a condition that compares it with numbers; None where that cannot be told here."""
    limits = [Decimal(text) for text in condition.formulas if _NUMBER.fullmatch(text)]
    if condition.kind != "cellIs" or not limits or len(limits) != len(condition.formulas):
        return None
    number = _number(cell)
    if number is None:
        return False
    first, last = limits[0], limits[-1]
    match condition.operator:
        case "equal":
            return number == first
        case "notEqual":
            return number != first
        case "lessThan":
            return number < first
        case "lessThanOrEqual":
            return number <= first
        case "greaterThan":
            return number > first
        case "greaterThanOrEqual":
            return number >= first
        case "between":
            return first <= number <= last
        case "notBetween":
            return not first <= number <= last
    return None


def _hides(change: LookChange, cell: Cell) -> bool:
    number = _number(cell)
    if change.is_unseen or change.form is None or number is None:
        return change.is_unseen
    section, minus = section_for(change.form, number) or (None, False)
    return section is not None and not shown_number(section, number, minus).strip()


def _number(cell: Cell) -> Decimal | None:
    match cell.value:
        case Decimal() as number:
            return number
        case Percent(number):
            return number / 100
    return None


def _within(
    rows: Mapping[int, Mapping[int, Cell]], numbers: Sequence[int], within: Range
) -> Iterator[tuple[tuple[int, int], Cell | None]]:
    """Yield the cells of a range by row and column, and before those of each row None, as looking at it costs, too."""
    top, left, bottom, right = within
    for at in range(bisect_left(numbers, top), bisect_right(numbers, bottom)):
        row = numbers[at]
        yield (row, 0), None
        yield from (((row, column), cell) for column, cell in rows[row].items() if left <= column <= right)
