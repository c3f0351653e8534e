"""Which units the search knows by which names: it leads to them by whatever people call them."""

import json
from collections.abc import Iterator

from assessment.disclosure.column import Column
from assessment.pages import UNIT
from assessment.render import views
from assessment.visible import visible

UNIT_LIST = "search/units.json"
"""Where the list stands, below the output folder: beside the page of the search."""


def unit_list(column: Column) -> bytes:
    """Return the list: of each unit its names, newest first, what else it is called, and its newest page."""
    return json.dumps([*_entries(column)], ensure_ascii=False, separators=(",", ":")).encode()


def _entries(column: Column) -> Iterator[dict[str, object]]:
    newest = {unit.id: (one, unit) for one in reversed(column.publications) for unit in one.units.values()}
    for id, (publication, unit) in sorted(newest.items()):
        held = [one.units[id] for one in column.publications if id in one.units]
        names = dict.fromkeys(visible(one.name) for one in held)
        called = dict.fromkeys(visible(name) for one in held for name in views.other_names(one))
        yield {
            "names": [*names],
            "called": [name for name in called if name not in names],
            "initials": [*dict.fromkeys(letters for one in held for letters in views.all_initials(one))],
            "page": UNIT.at(publication.period, unit.id),
        }
