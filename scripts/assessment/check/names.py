"""Units bear the names by which the scheme lists them (附件1)."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from assessment.check.facts import Facts
from assessment.dataset.scheme import Scheme
from assessment.dataset.unit import Unit
from assessment.findings import Finding, Severity
from assessment.folding import folded

_PLATES = re.compile(r"\([^()]*\)")
"""Second name plates, in brackets behind a name; or the list itself, in brackets behind what it is called."""
_OWN = re.compile(r"^[县市区](?=..)")
_RUN = re.compile("(?:[^\\W_]|[\ue000-\uf8ff\U00020000-\U0003ffff\U000f0000-\U0010fffd])+")
"""Characters of names with no sign, space or break between them; among them those that have no name yet."""
_BETWEEN = re.compile(r"以及|包括|包含|分别|[和及与或为是有含各等共个]|[0-9]+")
"""What stands before, between and behind names in running text."""


def check_names(facts: Facts) -> Iterator[Finding]:
    """Find units of which the list of their group has neither the name nor an alias.

    The text may be a list or running text. One that names none of the group's units is no list of them, and nothing is
    asked of it. While the text is still that of another year, a unit that it does not list may be new.
    """
    is_undecided = not {"clauses", "groups"}.isdisjoint(facts.scheme.undecided)
    severity = Severity.WARNING if is_undecided else Severity.ERROR
    for group in facts.scheme.groups:
        text = _text_below(facts.scheme, group.clause)
        units = [facts.units[unit] for unit in group.units if unit in facts.units]
        unknown = _unlisted(units, _PLATES.sub(",", text))
        if len(unknown) == len(units):
            unknown = _unlisted(units, text)
        if len(unknown) < len(units):
            for unit in unknown:
                message = f"“{unit.name}”不在方案“{group.clause}”所列的名单里"
                hint = "请照方案写名称；方案印发以后更名的，把原来的名称写入 earlier"
                yield Finding(unit.origin.of("name"), "unlisted-name", message, hint, severity)


def _text_below(scheme: Scheme, clause: str) -> str:
    """Return the heading and the text of a clause and of all below it, a line each, full width and half width alike."""
    cited = (one for one in scheme.walk() if one.id == clause)
    lines = (text for top in cited for one in top.walk() for text in (one.heading, one.text))
    return unicodedata.normalize("NFKC", "\n".join(lines)).casefold()


def _unlisted(units: Sequence[Unit], text: str) -> list[Unit]:
    """Return the units of which a text lists no name."""
    names = {unit.id: _names(unit) for unit in units}
    every = {name for forms in names.values() for name in forms}
    listed = set(folded(text).split(",")).union(*(_names_in_run(run, every) for run in _RUN.findall(text)))
    return [unit for unit in units if listed.isdisjoint(names[unit.id])]


def _names_in_run(run: str, names: Collection[str]) -> set[str]:
    """Return the names that stand whole in a run of characters: between its ends, words that join, and each other."""
    edges = {0, len(run)}.union(*(word.span() for word in _BETWEEN.finditer(run)))
    lengths = {len(name) for name in names}
    starts, found = set(edges), list[tuple[int, int]]()
    for start in range(len(run)):
        ends = [start + length for length in lengths if start in starts and run[start : start + length] in names]
        found += [(start, end) for end in ends]
        starts.update(ends)
    whole: set[str] = set()
    for start, end in reversed(found):
        if end in edges:
            edges.add(start)
            whole.add(run[start:end])
    return whole


def _names(unit: Unit) -> set[str]:
    """Return the folded names of a unit; a list of a county's own departments may leave 县 out."""
    names = {_PLATES.sub("", folded(name)) for name in (unit.name, unit.full_name, *unit.aliases) if name}
    return names | {_OWN.sub("", name) for name in names}
