"""Whom and what the names in a sheet mean: units by any name that they bear or bore; items by clause or name."""

import re
from collections.abc import Iterator, Mapping

from assessment.dataset.part import Part
from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.folding import folded
from assessment.imports.fold import Names

_LEVEL = re.compile("^[省市州盟县区旗]")
"""What stands before the names of a government's departments: 县司法局, 市司法局."""

UNIT_HINT = "请用单位的简称、全称，或 data/units/ 中登记的其他名称"


def unit_names(scheme: Scheme, units: Mapping[str, Unit]) -> Names:
    """Return what finds the id of an assessed unit by any of its names, with or without 县 or 市 in front."""
    assessed = [units[id] for group in scheme.groups for id in group.units if id in units]
    return Names((form, unit.id) for unit in assessed for form in _forms(unit))


def _forms(unit: Unit) -> Iterator[str]:
    for name in (unit.name, unit.full_name, *unit.aliases):
        if name:
            yield name
            if len(name) > 2:
                yield _LEVEL.sub("", name)


def item_names(components: tuple[Part, ...]) -> Names:
    """Return what finds the clause of an item that carries marks, by clause, by name, or by both together."""
    leaves = (leaf for component in components for leaf in component.leaves())
    return Names((form, leaf.clause) for leaf in leaves for form in (leaf.clause, leaf.name, leaf.clause + leaf.name))


def item_label(item: Part) -> str:
    """Return how templates call an item; ``item_names`` finds it by this."""
    return f"{item.clause} {item.name}"


def group_labels(scheme: Scheme) -> frozenset[str]:
    """Return the folded names of the groups, which stand between rows as headings."""
    return frozenset(folded(group.name) for group in scheme.groups)
