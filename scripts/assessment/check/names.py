"""Units bear the names by which the scheme lists them (附件1)."""

import re
from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.unit import Unit
from assessment.findings import Finding
from assessment.folding import folded

_PLATES = re.compile(r"\([^()]*\)")
"""Second name plates, in brackets behind a name."""


def check_names(facts: Facts) -> Iterator[Finding]:
    """Find units of which the list of their group has neither the name nor an alias.

    A text that names none of the group's units is no list of them, and nothing is asked of it.
    """
    texts = {clause.id: clause.text for clause in facts.scheme.walk()}
    for group in facts.scheme.groups:
        listed = _names_in(texts.get(group.clause, ""))
        units = [facts.units[unit] for unit in group.units if unit in facts.units]
        unknown = [unit for unit in units if listed.isdisjoint(_names(unit))]
        if len(unknown) < len(units):
            for unit in unknown:
                message = f"“{unit.name}”不在方案“{group.clause}”所列的名单里"
                hint = "请照方案写名称；方案印发以后更名的，把原来的名称写入 earlier"
                yield Finding(unit.origin.of("name"), "unlisted-name", message, hint)


def _names_in(text: str) -> set[str]:
    return set(_PLATES.sub("", folded(text)).split(","))


def _names(unit: Unit) -> set[str]:
    return {_PLATES.sub("", folded(name)) for name in (unit.name, *unit.aliases)}
