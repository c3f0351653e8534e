"""What the pages of items are filled with."""

from collections.abc import Iterable, Sequence

from assessment.disclosure.publication import Publication
from assessment.disclosure.published_unit import PublishedUnit
from assessment.exact import rounded
from assessment.render import views
from assessment.render.views.findings import Costly
from assessment.render.views.heat import HeatRow
from assessment.render.views.items import Item

HeatMap = tuple[Sequence[PublishedUnit], tuple[HeatRow, ...]]
"""The units of a group, in the order of the columns, and the rows."""


def of_all(publication: Publication, items: tuple[Item, ...], costly: tuple[Costly, ...]) -> dict[str, object]:
    """Return what the page of all items is filled with."""
    return {
        "items": items,
        "costly": costly,
        "put_right": views.all_remedies(items),
        "mapped": heat_maps(publication, items).keys(),
    }


def heat_maps(publication: Publication, items: tuple[Item, ...]) -> dict[str, HeatMap]:
    """Return what each group's units lost in which item, by group; groups of which nothing can be told have none."""
    listed = {group.id: views.ranked(publication, group) for group in publication.groups}
    maps = {group: (units, views.heat_rows(units, items)) for group, units in listed.items()}
    return {group: (units, rows) for group, (units, rows) in maps.items() if rows}


def of_each(publication: Publication, items: Iterable[Item]) -> dict[str, dict[str, object]]:
    """Return what the page of each item is filled with, but for its chart, by the item's address."""
    clauses = {clause.id: clause for clause in publication.scheme.walk()}
    pages = {item.part.key: item for item in items}
    return {
        item.address: {
            "item": item,
            "component_page": pages[item.component.key],
            "whole": rounded(item.weighted, views.places_for([item.weighted], publication.scheme.ranking.places)),
            "text": clauses.get(item.part.clause),
            "below": [pages[part.key] for part in item.part.items],
        }
        for item in pages.values()
    }
