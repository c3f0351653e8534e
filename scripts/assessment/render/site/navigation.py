"""Where readers can go from a page: to the other pages, and to the same page of another year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from assessment.dataset.item_addresses import item_addresses
from assessment.disclosure.publication import Publication
from assessment.pages import HOME, KINDS, RANKING, PageKind, Scope, Subjects, kinds_of
from assessment.period import Period
from assessment.render.words import listing

MANY = 8
"""How many years and rounds are all in sight."""

FEW = 3
"""How many of the newest rounds, and of the newest years, stay in sight where there are more."""


@dataclass(frozen=True)
class PageLink:
    """A page to which another one leads."""

    title: str
    path: str


@dataclass(frozen=True)
class Other:
    """A year to which a page leads."""

    name: str
    path: str
    current: bool
    """Whether the page is of this year itself."""


@dataclass(frozen=True)
class YearOutline:
    """What the pages of other years need to know of a year: what there is a page of, and how it is called."""

    period: Period
    name: str
    units: frozenset[str]
    """Ids of its units."""
    shows_items: bool
    items: Mapping[str, str]
    """The names of the parts that have a page, by its address; none where they may not be seen."""


def outline_of(publication: Publication) -> YearOutline:
    """Return the outline of a year."""
    return YearOutline(
        publication.period,
        publication.name,
        frozenset(publication.units),
        publication.shows_items,
        _item_names(publication),
    )


def title_of(kind: PageKind, publication: Publication) -> str:
    """Return what a page is called; the one that lists the units is called by what it may say of them."""
    return listing(publication) if kind is RANKING else kind.title


def navigation(publication: Publication) -> tuple[PageLink, ...]:
    """Return the main navigation of the pages of a year."""
    return tuple(_entry(kind, publication) for kind in KINDS if kind.in_navigation)


def of_column(publication: Publication) -> tuple[PageLink, ...]:
    """Return the listed pages that belong to no year; ``publication`` is the year that the column opens with."""
    return tuple(_entry(kind, publication) for kind in kinds_of(Scope.COLUMN) if kind.is_listed)


def of_year(publication: Publication) -> Iterator[PageLink]:
    """Yield every page of a year."""
    yield from (_entry(kind, publication) for kind in kinds_of(Scope.YEAR))
    if publication.shows_items:
        yield from (_entry(kind, publication) for kind in kinds_of(Scope.ITEMS))
    for address, name in _item_names(publication).items():
        yield from (PageLink(name, kind.at(publication.period, address)) for kind in kinds_of(Scope.ITEM))
    for unit in publication.units.values():
        yield from (PageLink(unit.name, kind.at(publication.period, unit.id)) for kind in kinds_of(Scope.UNIT))


def subjects(publication: Publication) -> Subjects:
    """Return what a year has pages of."""
    return Subjects(tuple(publication.units), tuple(_item_names(publication)))


@dataclass(frozen=True)
class YearSwitch:
    """Where a page leads in other years and rounds, newest first."""

    near: tuple[Other, ...]
    """Those that are in sight at once: all, or where there are many a few and the page's own."""
    every: tuple[Other, ...]
    """All of them, to be unfolded; empty where all are in sight."""


def switch(outlines: Sequence[YearOutline], shown: Period, kind: PageKind, of: str = "") -> YearSwitch:
    """Return where a page leads in each year: to the same page, or to the year's home for want of it.

    Args:
        outlines: of all years of the column, newest first.
        shown: the year that the page is of.
        kind: of the page.
        of: the id of the unit, or the address of the item, that it is about.
    """
    items = next(outline.items for outline in outlines if outline.period == shown)
    every = tuple(Other(outline.name, _same(outline, items, kind, of), outline.period == shown) for outline in outlines)
    if len(every) <= MANY:
        return YearSwitch(every, ())
    years = [outline.name for outline in outlines if not outline.period.is_round]
    near = tuple(other for place, other in enumerate(every) if place < FEW or other.current or other.name in years[:FEW])
    return YearSwitch(near, every)


def _entry(kind: PageKind, publication: Publication) -> PageLink:
    return PageLink(title_of(kind, publication), kind.at(publication.period))


def _same(outline: YearOutline, shown: Mapping[str, str], kind: PageKind, of: str) -> str:
    """Return where a page leads in a year; to the same item where it bears the same name there.

    Args:
        outline: of the year that it leads to.
        shown: the names of the items of the year that it is of.
        kind: of the page.
        of: what it is about.
    """
    match kind.scope:
        case Scope.COLUMN:
            there = False
        case Scope.YEAR:
            there = True
        case Scope.UNIT:
            there = of in outline.units
        case Scope.ITEMS:
            there = outline.shows_items
        case Scope.ITEM:
            there = outline.items.get(of) == shown[of]
        case _:
            assert_never(kind.scope)
    return (kind if there else HOME).at(outline.period, of)


def _item_names(publication: Publication) -> dict[str, str]:
    """Return the names of the parts that have a page, by its address."""
    if not publication.shows_items:
        return {}
    addresses = item_addresses(publication.scheme)
    return {addresses[part.key]: part.name for part in publication.scheme.parts()}
