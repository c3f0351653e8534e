"""Whom and what the names in a sheet mean: units by any name that they bear or bore; items by clause or name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from assessment.dataset.part import Part
from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.folding import folded
from assessment.imports.fold import LONGEST_NAME, Names, bare, forms, unnumbered
from assessment.imports.likeness import nearest

_MOST_SEARCHES = 200
"""Of how many unknown names of a sheet the meaning is sought among all units."""
UNIT_HINT = "请用单位的简称、全称，或 data/units/ 中登记的其他名称"
LEVELS = "省市州盟县区旗"
"""What stands before the names of a government's departments: 县司法局, 市司法局."""
_LEVEL = re.compile(f"^[{LEVELS}]")
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]+[)\]]")
_NO_LEVEL = re.compile("市场|市容|市政|区划")
"""What begins with such a letter and names no level."""
_TOWN = re.compile(r"(?:镇|乡|街道)$")
_GOVERNMENT = "人民政府"
_BETWEEN = re.compile("^[,;/和与及]+")
"""What stands between the names of several units."""
_AND_OTHERS = re.compile(r"等.{0,6}")
"""What stands after the first of several."""
_GROUP_WORDS = re.compile(r"各|类|组|部门|单位|机关|直属|[(\[].*[)\]]|[:共]\d*[个家]?$")


class UnitNames(Names):
    """Finds units, and offers those whose names are like what was written."""

    def __init__(self, units: Iterable[Unit]) -> None:
        """Take the units that can be found."""
        units = list(units)
        self.counties = tuple(sorted(_counties(units), key=len, reverse=True))
        self._level = _level_of(units)
        self._bases = [(folded(base), unit.id) for unit in units for base in self._bases_of(unit)]
        self.names = {unit.id: unit.name for unit in units}
        self._near: dict[str, list[str]] = {}
        super().__init__((form, unit.id) for unit in units for form in self._forms_of(unit))
        self._by_length = sorted((name for name, ids in self._ids.items() if len(ids) == 1), key=len, reverse=True)

    def near(self, text: str) -> list[str]:
        """Return the names of the units whose names are most like a text, the nearest first; of the first texts."""
        if text not in self._near:
            self._near[text] = self._nearest(text) if len(self._near) < _MOST_SEARCHES else []
        return self._near[text]

    def _nearest(self, text: str) -> list[str]:
        for form in forms(text):
            if ids := nearest(self._base(form), self._bases):
                return [self.names[id] for id in ids]
        return []

    def names_in(self, text: str) -> list[str]:
        """Return the names of the units that a text lists, where it names several and nothing else."""
        found: list[str] = []
        left = "" if len(text) > LONGEST_NAME else folded(text)
        while left:
            name = next((name for name in self._by_length if left.startswith(name)), None)
            if name is None:
                break
            found.append(next(iter(self._ids[name])))
            left = _BETWEEN.sub("", left.removeprefix(name))
        several = len(set(found)) > 1 or (bool(found) and bool(_AND_OTHERS.fullmatch(left)))
        return [self.names[id] for id in found] if several and (not left or _AND_OTHERS.fullmatch(left)) else []

    def _base(self, text: str) -> str:
        """Return a name without the county before it, wherever the county stands."""
        for county in self.counties:
            before, found, after = text.rpartition(folded(county))
            if found and after:
                return after.removesuffix(_GOVERNMENT)
            text = before or text
        return text.removeprefix(self._level).removesuffix(_GOVERNMENT)

    def _bases_of(self, unit: Unit) -> Iterator[str]:
        for name in (unit.name, unit.full_name, *unit.aliases):
            if name:
                base = self._base(name)
                yield base if len(base) > 1 else name

    def _forms_of(self, unit: Unit) -> Iterator[str]:
        for name in (unit.name, unit.full_name, *unit.aliases):
            if name:
                yield name
                if len(name) > 2:
                    yield _LEVEL.sub("", name)
        for base in self._bases_of(unit):
            for county in ("", self._level, *self.counties):
                yield county + base
                yield county + base + _GOVERNMENT
            if len(short := _TOWN.sub("", base)) > 1:
                yield short


def _counties(units: Iterable[Unit]) -> set[str]:
    """Return what the full names of units begin with, with and without 县: the name of the county."""
    found: set[str] = set()
    for unit in units:
        before, name, _ = (unit.full_name or "").partition(unit.name)
        if name and len(before) > 2:
            found |= {before, before[:-1]}
    return found


def _level_of(units: Iterable[Unit]) -> str:
    """Return what most names of a county's own departments begin with: 县, or 市 and the like."""
    counted = Counter(unit.name[0] for unit in units if _LEVEL.match(unit.name) and not _NO_LEVEL.match(unit.name))
    return next((level for level, _ in counted.most_common(1)), "县")


def unit_names(scheme: Scheme, units: Mapping[str, Unit]) -> UnitNames:
    """Return what finds the id of an assessed unit by any of its names, with or without the county, 县 or 市 in front."""
    return UnitNames(units[id] for group in scheme.groups for id in group.units if id in units)


def rater_names(scheme: Scheme, units: Mapping[str, Unit]) -> UnitNames:
    """Return what finds those who may rate: assessed units as above, and by name those who are not assessed."""
    outside = (Unit(r.id, r.name, "", (), (), "", r.origin) for r in scheme.outside_raters)
    return UnitNames([*(units[id] for group in scheme.groups for id in group.units if id in units), *outside])


def item_names(components: tuple[Part, ...]) -> Names:
    """Return what finds the clause of an item that carries marks, by clause, by name, or by both together."""
    leaves = (leaf for component in components for leaf in component.leaves())
    return Names((form, leaf.clause) for leaf in leaves for form in (leaf.clause, leaf.name, leaf.clause + leaf.name))


def item_label(item: Part) -> str:
    """Return how templates call an item; ``item_names`` finds it by this."""
    return f"{item.clause} {item.name}"


def group_at(text: str, scheme: Scheme) -> str | None:
    """Return the id of the group that a heading between rows names, such as ``一、各乡镇（9个）``; None for none."""
    plain = unnumbered(text)
    wanted = group_word(plain[1:-1] if _IN_BRACKETS.fullmatch(plain) else plain)
    found = [group.id for group in scheme.groups if wanted and group_word(folded(group.name)) == wanted]
    return found[0] if len(found) == 1 else None


def group_word(text: str) -> str:
    """Return what tells a group's name from others, without such words as 各 and 单位."""
    return _GROUP_WORDS.sub("", bare(text))
