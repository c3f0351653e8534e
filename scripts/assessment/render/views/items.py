"""What every unit came to in every part of the scheme: the one count of who lost marks, for all pages and documents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property

from assessment.dataset.item_addresses import item_addresses
from assessment.dataset.part import Part
from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import ComponentLedger, Detailed, Figure, PartMark
from assessment.disclosure.published_unit import PublishedUnit
from assessment.kept import kept_by
from assessment.render.views.common_scale import common_factor
from assessment.render.views.losses import Loss, losses
from assessment.render.views.remedies import Remedies, remedies
from assessment.render.views.sheets import ClauseRows, sheets
from assessment.row_kind import RowKind


class ItemState(Enum):
    """What can be said of a unit in a part."""

    LOST = "失分"
    KEPT = "未失分"
    NOT_APPLICABLE = "不涉及"
    NO_DETAIL = "没有分项成绩"
    """Its component was marked as a whole."""
    UNMARKED = "没有成绩"
    """The unit has no mark of the component."""


@dataclass(frozen=True)
class ItemStanding:
    """What a unit came to in a part that is for it."""

    unit: PublishedUnit
    state: ItemState
    mark: Figure | None
    """None where it has none of its own."""
    full: Figure | None
    """What the mark is out of; None where it is open-ended."""
    losses: tuple[Loss, ...]
    """What it lost in the part and below, the greatest first."""
    factor: Fraction
    """What a point of its total is worth where those of several units are added up (``common_scale``)."""

    @cached_property
    def lost(self) -> Fraction:
        """Marks of the component that it lost."""
        return sum((loss.lost.exact for loss in self.losses), Fraction(0))

    @cached_property
    def weighted(self) -> Fraction:
        """Points of the total that these are."""
        return sum((loss.weighted.exact for loss in self.losses), Fraction(0))

    @property
    def gained(self) -> bool:
        """Whether it has points of a part that has no full marks."""
        return self.full is None and self.mark is not None and self.mark.exact > 0


@dataclass(frozen=True)
class Item:
    """A part of the scheme, and what the units came to in it."""

    part: Part
    component: Part
    address: str
    """Of its page among those of the others."""
    marks: tuple[ItemStanding, ...]
    """Of the units that it is for, in the order of the scheme."""

    @cached_property
    def lost(self) -> tuple[ItemStanding, ...]:
        """Those who lost marks, the greatest loss first."""
        return tuple(sorted((mark for mark in self.marks if mark.losses), key=lambda mark: -mark.weighted * mark.factor))

    @property
    def visible(self) -> int:
        """How many units have a mark of it that may be seen."""
        return sum(mark.state in (ItemState.LOST, ItemState.KEPT) for mark in self.marks)

    @cached_property
    def weighted(self) -> Fraction:
        """Points of the total that units lost together; of a hundred where totals differ."""
        return sum((mark.weighted * mark.factor for mark in self.marks), Fraction(0))

    @property
    def mean(self) -> Fraction:
        """Marks of the component that those who lost some lost on average."""
        return sum((mark.lost for mark in self.marks), Fraction(0)) / max(1, len(self.lost))

    @cached_property
    def remedies(self) -> Remedies:
        """What was put right of it."""
        return remedies(loss for mark in self.marks for loss in mark.losses)


def item_address(publication: Publication, part: str) -> str:
    """Return the address of a part's page by the part's key; empty where the year has no such pages, or no such part."""
    return item_addresses(publication.scheme).get(part, "") if publication.shows_items else ""


@kept_by(0)
def items(publication: Publication, names: Mapping[str, str]) -> tuple[Item, ...]:
    """Return every part of the scheme in its order; nothing where the level shows no items."""
    if not publication.shows_items:
        return ()
    addresses = item_addresses(publication.scheme)
    known = [_UnitLedger(publication, unit, names) for unit in publication.units.values()]
    return tuple(
        Item(part, component, addresses[part.key], tuple(one.mark(component, part) for one in known if one.has(part)))
        for component in publication.scheme.components
        for part in component.walk()
    )


class _UnitLedger:
    """A unit's ledgers by part."""

    def __init__(self, publication: Publication, unit: PublishedUnit, names: Mapping[str, str]) -> None:
        self.unit = unit
        self.parts = {part.key for one in publication.scheme.components_of(unit.marked_as) for part in _for(one, unit)}
        detailed = unit.result if isinstance(unit.result, Detailed) else None
        self.components = {one.id: one for one in detailed.components} if detailed else {}
        self.rows = {part.part: part for sheet in sheets(detailed, names) for part in sheet.clauses} if detailed else {}
        self.factor = common_factor(publication, unit)
        self.lost = losses(publication, detailed, names) if detailed else ()

    def has(self, part: Part) -> bool:
        """Tell whether a part is for the unit."""
        return part.key in self.parts

    def mark(self, component: Part, part: Part) -> ItemStanding:
        """Return what the unit came to in a part."""
        below = {one.key for one in part.walk()}
        ledger = self.components.get(component.id)
        lost = tuple(
            loss for loss in self.lost if loss.component and loss.component.id == component.id and loss.part in below
        )
        rows = self.rows.get(part.key)
        mark, full = _measured(ledger, part, rows)
        return ItemStanding(self.unit, _state(part, ledger, rows, lost), mark, full, lost, self.factor)


def _for(part: Part, unit: PublishedUnit) -> Iterator[Part]:
    yield part
    for item in part.items_of(unit.marked_as):
        yield from _for(item, unit)


def _state(part: Part, ledger: ComponentLedger | None, rows: ClauseRows | None, lost: tuple[Loss, ...]) -> ItemState:
    if ledger is None:
        return ItemState.UNMARKED
    if rows is not None and not part.items and any(row.kind is RowKind.NOT_APPLICABLE for row in rows.changes):
        return ItemState.NOT_APPLICABLE
    if lost:
        return ItemState.LOST
    whole = part.key == ledger.id or rows is not None or _part_mark(ledger.parts, part) is not None
    return ItemState.KEPT if whole else ItemState.NO_DETAIL


def _measured(ledger: ComponentLedger | None, part: Part, rows: ClauseRows | None) -> tuple[Figure | None, Figure | None]:
    """Return the mark and what it is out of: of an item in its component, of what holds items on its own scale."""
    if ledger is None:
        return None, None
    if part.key == ledger.id:
        return ledger.mark, ledger.full
    own = _part_mark(ledger.parts, part)
    if part.items or rows is None:
        return (own.mark, own.full) if own else (None, None)
    return rows.mark, rows.whole


def _part_mark(parts: tuple[PartMark, ...], part: Part) -> PartMark | None:
    for one in parts:
        if one.key == part.key:
            return one
        if (below := _part_mark(one.parts, part)) is not None:
            return below
    return None
