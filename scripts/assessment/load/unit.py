"""From a unit's file to a Unit by the names of one year, and to the part of the file that the year shows."""

from collections.abc import Iterator
from decimal import Decimal

from assessment.dataset.unit import Unit
from assessment.kept import kept_for_last
from assessment.load.shapes import list_of, mapping_of
from assessment.load.typed import TypedMapping
from assessment.load.yaml_file import Document, Steps
from assessment.place import Place

_SHOWN = ("id", "name", "full_name", "plates", "site")
_FILES = 1024
"""Files of which what a year shows is kept: a few years of one county, of which one file at a time changes."""


def unit_of(document: Document, year: int) -> Unit:
    """Return the unit as it was called in a year."""
    table = TypedMapping.of(as_it_stood(document, year))
    name, full_name, plates = table.text("name"), table.text("full_name"), table.texts("plates")
    file = TypedMapping.of(document)
    borne = tuple(dict.fromkeys(_names(file)))
    known = dict.fromkeys((*plates, *file.texts("aliases"), *borne))
    return Unit(
        id=table.text("id"),
        name=name,
        full_name=full_name,
        plates=plates,
        aliases=tuple(other for other in known if other not in (name, full_name)),
        also_called=file.texts("also_called"),
        other_years=tuple(other for other in borne if other not in (name, full_name, *plates)),
        site=table.text("site"),
        origin=table.origin,
    )


@kept_for_last(_FILES)
def as_it_stood(document: Document, year: int) -> Document:
    """Return what a year shows of a unit's file, each value with the place of the line that tells it.

    A value that was written for an earlier time holds up to the year that it names; what is not shown is left out.
    """
    values: dict[str, object] = {}
    places: dict[Steps, Place] = {(): document.place(())}
    for field in _SHOWN:
        path = _path(document, field, year)
        value = None if path is None else document.at(path)
        if path is None or value is None or value == []:
            continue
        values[field] = value
        depth = len(path)
        places |= {(field, *at[depth:]): place for at, place in document.places.items() if at[:depth] == path}
    return Document(document.file, values, places)


def _path(document: Document, field: str, year: int) -> Steps | None:
    """Return where the value stands that a field had in a year, or None where it had none."""
    data = mapping_of(document.data)
    earlier = data.get("earlier")
    held = [
        (int(entry["until"]), index)
        for index, entry in enumerate(list_of(earlier))
        if isinstance(entry, dict) and field in entry and isinstance(entry.get("until"), Decimal)
    ]
    there = [(until, index) for until, index in held if until >= year]
    if there:
        return ("earlier", min(there)[1], field)
    return (field,) if field in data else None


def _names(file: TypedMapping) -> Iterator[str]:
    """Yield every name that a unit bears or bore."""
    for table in (file, *file.tables("earlier")):
        yield from (name for name in (table.text("name"), table.text("full_name"), *table.texts("plates")) if name)
