"""Where readers can go from a page: to the other pages, and to the same page of another year."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.disclosure.column import Column
from assessment.disclosure.publication import Publication
from assessment.pages import HOME, KINDS, RANKING, PageKind, Scope, kinds_of
from assessment.render.words import listing


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
    for unit in publication.units.values():
        yield from (PageLink(unit.name, kind.at(publication.period, unit.id)) for kind in kinds_of(Scope.UNIT))


def switch(column: Column, shown: Publication, kind: PageKind, unit: str = "") -> tuple[Other, ...]:
    """Return where a page leads in each year, newest first: to the same page, or to the year's home for want of it."""
    return tuple(
        Other(publication.name, _same(publication, kind, unit), publication is shown)
        for publication in column.publications
    )


def _entry(kind: PageKind, publication: Publication) -> PageLink:
    return PageLink(title_of(kind, publication), kind.at(publication.period))


def _same(publication: Publication, kind: PageKind, unit: str) -> str:
    there = kind.scope is Scope.YEAR or (kind.scope is Scope.UNIT and unit in publication.units)
    return (kind if there else HOME).at(publication.period, unit)
