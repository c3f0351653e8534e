"""Items beside units: which share of each item every unit of a ranking list lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.disclosure.published_unit import PublishedUnit
from assessment.exact import rounded
from assessment.render.views.items import Item, ItemStanding, ItemState
from assessment.render.views.losses import Loss

STEPS = (10, 30, 60)
"""Per cent of an item from which on a cell is darker."""

SIGNS = {
    ItemState.LOST: "0",
    ItemState.KEPT: "0",
    ItemState.NOT_APPLICABLE: "／",
    ItemState.NO_DETAIL: "—",
    ItemState.UNMARKED: "—",
}
"""What stands in the cell of a unit that lost nothing in the item itself."""


@dataclass(frozen=True)
class HeatCell:
    """What a unit lost in an item."""

    unit: PublishedUnit
    text: str
    """Per cent of the item's full marks; marks where it has none; a sign where nothing was lost."""
    step: int
    """How dark it is, from 1; 0 where nothing was lost."""
    anchor: str
    """What the address of the reason on the unit's page ends with; empty where nothing was lost."""


@dataclass(frozen=True)
class HeatRow:
    """An item with a cell for each unit."""

    item: Item
    cells: tuple[HeatCell, ...]


def heat_rows(units: Sequence[PublishedUnit], items: Sequence[Item]) -> tuple[HeatRow, ...]:
    """Return the items with what the units lost: those with full marks that none holds together, and what else cost some.

    Args:
        units: those of a ranking list, in the order of the columns.
        items: all of the year.
    """
    rows = (HeatRow(item, tuple(_cells(item, units))) for item in items)
    return tuple(row for row in rows if any(cell.step for cell in row.cells) or _is_leaf_of(row.item, units))


def _is_leaf_of(item: Item, units: Sequence[PublishedUnit]) -> bool:
    among = {unit.id for unit in units}
    return not item.part.items and any(mark.full is not None for mark in item.marks if mark.unit.id in among)


def _cells(item: Item, units: Sequence[PublishedUnit]) -> Iterator[HeatCell]:
    marks = {mark.unit.id: mark for mark in item.marks}
    for unit in units:
        mark = marks.get(unit.id)
        yield HeatCell(unit, "", 0, "") if mark is None else _cell(item, mark)


def _cell(item: Item, mark: ItemStanding) -> HeatCell:
    own = next((loss for loss in mark.losses if loss.part == item.part.key), None)
    if own is None:
        # What a unit lost in the items that a part holds stands in the rows of these.
        return HeatCell(mark.unit, "" if item.part.items else SIGNS[mark.state], 0, "")
    share = _per_cent(own, mark)
    if share is None:
        return HeatCell(mark.unit, f"−{own.lost.text}", 1, own.anchor)
    text = rounded(share, 0) if share >= 1 else "<1"
    return HeatCell(mark.unit, text, 1 + sum(share >= step for step in STEPS), own.anchor)


def _per_cent(loss: Loss, mark: ItemStanding) -> Fraction | None:
    """Return what share of the full marks was lost; None where there are none."""
    return loss.lost.exact / mark.full.exact * 100 if mark.full is not None and mark.full.exact > 0 else None
