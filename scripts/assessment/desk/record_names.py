"""What ids stand for: the names by which people know units, parts, readings, and what stands in a unit's record."""

from collections.abc import Iterator, Mapping

from assessment.change.ground import Ground, record_path
from assessment.dataset import Dataset
from assessment.forms.record_offers import ENTRIES
from assessment.load.shapes import list_of, mapping_of


def names_in(ground: Ground, unit: str = "") -> Mapping[str, str]:
    """Return names by ids: those of a year, and those of a unit's record where there is one.

    A year that cannot be read has none.
    """
    if ground.year.readable is None:
        return {}
    document = ground.year.documents.get(record_path(ground.year.period, unit)) if unit else None
    record = mapping_of(None if document is None else document.data)
    of_year = dict(_of_year(ground.year.whole))
    return {**of_year, **dict(_of_record(record, of_year))}


def _of_year(dataset: Dataset) -> Iterator[tuple[str, str]]:
    scheme = dataset.scheme
    yield from ((id, one.name) for id, one in dataset.units.items())
    yield from scheme.outside_names.items()
    yield from scheme.group_names.items()
    yield from ((part.key, part.name) for part in scheme.parts() if part.key != part.clause)
    for reading in scheme.readings:
        yield reading.id, reading.question
        yield from ((option.id, option.text) for option in reading.options)


def _of_record(record: Mapping[str, object], of_year: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from _titles(record.get("evidence"), ("title",))
    about = {id: name for section in ENTRIES for id, name in _titles(record.get(section), ("clause", "date"))}
    yield from about.items()
    for objection in map(mapping_of, list_of(record.get("objections"))):
        cited = str(objection.get("about", ""))
        yield str(objection.get("id", "")), about.get(cited) or of_year.get(cited, cited)


def _titles(entries: object, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for entry in map(mapping_of, list_of(entries)):
        words = [str(entry[name]) for name in fields if name in entry]
        if "id" in entry and words:
            yield str(entry["id"]), "，".join(words)
