"""A unit that gets another name: what it was called stays with the years in which it was called so."""

from collections.abc import Mapping
from decimal import Decimal

from assessment.load.shapes import list_of, mapping_of

_KEPT = ("name", "full_name", "plates", "site")
"""What a year shows of a unit as it then was."""


def is_renamed(was: Mapping[str, object], now: Mapping[str, object]) -> bool:
    """Tell whether anything changes that past years show."""
    return any(was.get(field) != now.get(field) for field in _KEPT)


def with_earlier(was: Mapping[str, object], now: Mapping[str, object], until: int) -> dict[str, object]:
    """Return the fields of a unit with what they were before kept as what they were up to a year.

    What is kept of that year already stays as it is.
    """
    kept = {
        field: was.get(field, [] if field == "plates" else None) for field in _KEPT if was.get(field) != now.get(field)
    }
    entries = [mapping_of(entry) for entry in list_of(now.get("earlier"))]
    same = next((entry for entry in entries if entry.get("until") == until), None)
    if same is None:
        entries.append({"until": Decimal(until), **kept})
    else:
        entries[entries.index(same)] = {**same, **{field: held for field, held in kept.items() if field not in same}}
    return {**now, "earlier": entries}
