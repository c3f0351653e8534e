"""From a clause to the units that lost or gained marks by it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assessment.disclosure.published_unit import PublishedUnit
from assessment.render.views.items import Item


@dataclass(frozen=True)
class Backlinks:
    """Who lost or gained marks by a clause, each unit once."""

    parts: tuple[Item, ...]
    """The parts that have the clause."""
    lost: dict[str, PublishedUnit] = field(default_factory=dict)
    gained: dict[str, PublishedUnit] = field(default_factory=dict)


def backlinks(items: Iterable[Item]) -> dict[str, Backlinks]:
    """Return by clause who lost or gained marks in its own parts, as the pages of these parts count it."""
    found: dict[str, Backlinks] = {}
    for item in items:
        before = found.get(item.part.clause, Backlinks(()))
        own = [mark for mark in item.marks if any(loss.part == item.part.key for loss in mark.losses)]
        gained = [mark for mark in item.marks if mark.gained and not item.part.items and not mark.losses]
        found[item.part.clause] = Backlinks(
            (*before.parts, item),
            before.lost | {mark.unit.id: mark.unit for mark in own},
            before.gained | {mark.unit.id: mark.unit for mark in gained},
        )
    return found
