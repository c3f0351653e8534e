"""A name where the id of a unit is wanted: whose id it is can be said, as the units are known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from assessment.dataset.unit import Unit
from assessment.findings import Finding
from assessment.folding import folded
from assessment.load.json_schema import schema_of
from assessment.load.yaml_file import Document, Steps
from assessment.nearest import did_you_mean

_NAMES_UNIT, _NAMES_GROUP = "unit", "group"
"""What the schema says of a field that holds the id of a unit, or of a group or kind (``x-names``)."""


def may_say_units(finding: Finding) -> bool:
    """Tell whether a finding may say the names and ids of units."""
    return finding.code == "wrong-form"


def with_unit_ids(
    findings: Iterable[Finding], files: Mapping[str, tuple[str, Document]], units: Mapping[str, Unit]
) -> Iterator[Finding]:
    """Yield findings; those about what is no id, where one is wanted, with the id of the unit or group of that name.

    Args:
        findings: of one year.
        files: the kind and the content of each file, by the name that findings call it by.
        units: by id.
    """
    for finding in findings:
        kind, document = files.get(finding.place.file, ("", None))
        if document is None or not may_say_units(finding):
            yield finding
            continue
        paths = [path for path, place in document.places.items() if place == finding.place]
        hints = (_hint(document, path, schema_of(kind, path).get("x-names"), units) for path in paths)
        hint = next(filter(None, hints), "")
        yield replace(finding, hint=hint) if hint else finding


def _hint(document: Document, path: Steps, what: object, units: Mapping[str, Unit]) -> str:
    if what == _NAMES_UNIT:
        return _id_for(str(document.at(path)), units)
    if what != _NAMES_GROUP or not isinstance(document.data, dict):
        return ""
    held = [one for key in ("groups", "kinds") for one in document.data.get(key) or () if isinstance(one, dict)]
    named = {str(one.get("id")): str(one.get("name", "")) for one in held}
    return did_you_mean(str(document.at(path)), named, "")


def _id_for(name: str, units: Mapping[str, Unit]) -> str:
    """Return the hint with the id of the unit that a name means; empty where it means none, or several."""
    wanted = folded(name)
    named = {id for id, unit in units.items() if any(folded(one) == wanted for one in _names(unit))}
    if len(named) == 1:
        id = named.pop()
        return f"是不是“{id}”？是的话请改成 {id}"
    return did_you_mean(name, {id: unit.name for id, unit in units.items()}, "")


def _names(unit: Unit) -> tuple[str, ...]:
    return unit.name, unit.full_name, *unit.plates, *unit.aliases, *unit.also_called, *unit.other_years
