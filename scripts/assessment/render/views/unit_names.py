"""What a unit is called besides its name, for whoever looks for it."""

from functools import cache

from assessment.disclosure.published_unit import PublishedUnit
from assessment.initials import initials


def other_names(unit: PublishedUnit) -> tuple[str, ...]:
    """Return every public name of a unit but the one that pages show, each once."""
    known = dict.fromkeys((unit.full_name, *unit.plates, *unit.also_called, *unit.other_years))
    return tuple(name for name in known if name not in ("", unit.name))


def all_initials(unit: PublishedUnit) -> tuple[str, ...]:
    """Return the initials of all names of a unit, each once."""
    return tuple(dict.fromkeys(letters for name in (unit.name, *other_names(unit)) for letters in _initials(name)))


@cache
def _initials(name: str) -> tuple[str, ...]:
    return tuple(initials(name))
