"""What people call a unit leads to that unit alone."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.unit import Unit
from assessment.findings import Finding
from assessment.folding import folded


def check_unit_names(facts: Facts) -> Iterator[Finding]:
    """Find what a unit is also called where another unit is called so too, bears the name or bore it."""
    holders: dict[str, dict[str, Unit]] = {}
    for unit in facts.units.values():
        for name in (unit.name, unit.full_name, *unit.plates, *unit.also_called, *unit.other_years):
            holders.setdefault(folded(name), {})[unit.id] = unit
    for file, unit in facts.units.items():
        for index, name in enumerate(unit.also_called):
            others = [other.name for id, other in holders[folded(name)].items() if id != unit.id]
            if others:
                document = facts.base.documents[f"units/{file}.yaml"]
                place = unit.origin.place if document is None else document.place(("also_called", index))
                message = f"“{name}”也是{'、'.join(others)}的名称，搜索时分不清是哪个单位"
                yield Finding(place, "repeated-name", message, "请只留在一个单位的文件里")
