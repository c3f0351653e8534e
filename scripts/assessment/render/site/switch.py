"""From a page of one year to the same page of another."""

from dataclasses import dataclass

from assessment.addresses import Addresses
from assessment.disclosure.column import Column
from assessment.disclosure.publication import Publication


@dataclass(frozen=True)
class Other:
    """A year to which a page leads."""

    year: int
    path: str
    current: bool
    """Whether the page is of this year itself."""


def switch(column: Column, shown: Publication, path: str) -> tuple[Other, ...]:
    """Return where a page leads in each year, newest first: to the same page, or to the year's home where it has none."""
    return tuple(
        Other(publication.year, _path(publication, shown, path), publication is shown)
        for publication in column.publications
    )


def _path(publication: Publication, shown: Publication, path: str) -> str:
    here, there = Addresses(shown.year), Addresses(publication.year)
    same = {
        here.ranking: there.ranking,
        here.scheme: there.scheme,
        here.method: there.method,
        here.downloads: there.downloads,
    }
    units = {here.unit(unit): there.unit(unit) for unit in publication.units}
    return (same | units).get(path, there.home)
