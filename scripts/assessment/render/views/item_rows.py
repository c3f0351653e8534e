"""The units of a ranking list in a part of the scheme, arranged for its page."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.disclosure.publication import Publication, PublishedGroup
from assessment.disclosure.published_unit import PublishedUnit
from assessment.exact import rounded
from assessment.render.views.items import Item, ItemStanding, ItemState
from assessment.render.views.losses import places_for


@dataclass(frozen=True)
class ItemRow:
    """A unit that lost or gained marks in a part."""

    mark: ItemStanding
    weighted: str
    """Points of the total that it lost; empty where it lost none."""


@dataclass(frozen=True)
class ItemRows:
    """A ranking list in a part."""

    group: PublishedGroup
    rows: tuple[ItemRow, ...]
    """Who lost marks, the greatest loss first, then who gained some."""
    rest: Mapping[ItemState, tuple[PublishedUnit, ...]]
    """All others, by what can be said of them."""


def item_rows(publication: Publication, item: Item) -> tuple[ItemRows, ...]:
    """Return every list with a unit that the part is for."""
    lists = (_rows(publication, group, item) for group in publication.groups)
    return tuple(one for one in lists if one.rows or one.rest)


def _rows(publication: Publication, group: PublishedGroup, item: Item) -> ItemRows:
    among = set(group.units)
    lost = [mark for mark in item.lost if mark.unit.id in among]
    gained = [mark for mark in item.marks if mark.gained and not mark.losses and mark.unit.id in among]
    gained.sort(key=lambda mark: -mark.mark.exact if mark.mark is not None else 0)
    places = places_for([mark.weighted for mark in lost], publication.scheme.ranking.places)
    rows = [ItemRow(mark, rounded(mark.weighted, places)) for mark in lost] + [ItemRow(mark, "") for mark in gained]
    in_rows = {row.mark.unit.id for row in rows}
    rest: dict[ItemState, tuple[PublishedUnit, ...]] = {}
    for mark in item.marks:
        if mark.unit.id in among - in_rows:
            rest[mark.state] = (*rest.get(mark.state, ()), mark.unit)
    return ItemRows(group, tuple(rows), rest)
