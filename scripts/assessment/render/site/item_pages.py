"""What the pages of items are filled with."""

from collections.abc import Iterable

from assessment.disclosure.publication import Publication
from assessment.exact import rounded
from assessment.render import views
from assessment.render.views.findings import Costly
from assessment.render.views.items import Item


def of_all(publication: Publication, items: tuple[Item, ...], costly: tuple[Costly, ...]) -> dict[str, object]:
    """Return what the page of all items is filled with."""
    listed = {group.id: views.ranked(publication, group) for group in publication.groups}
    return {
        "items": items,
        "costly": costly,
        "put_right": views.all_remedies(items),
        "maps": {group: (units, views.heat_rows(units, items)) for group, units in listed.items()},
    }


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
