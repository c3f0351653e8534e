"""What the text of a scheme gives marks for is computed by some part, or a reading says why not."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from assessment.check.facts import Facts
from assessment.dataset.part import Part
from assessment.dataset.scheme import Clause, Scheme
from assessment.findings import Finding, Severity
from assessment.folding import folded

_MARKS = re.compile(r"[扣加减][^,;。]{0,6}?(?:[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十百]+)分")
"""Words by which a clause adds or takes marks, such as 每次扣1分."""


def check_uncited(facts: Facts) -> Iterator[Finding]:
    """Find clauses that state marks and that no part computes, and neither a group nor a reading speaks of."""
    schemes = [*facts.schemes]
    parts = [part for scheme in schemes for part in scheme.parts()]
    cited = {part.clause for part in parts} | {*_elsewhere(facts.scheme)}
    whole = {part.clause for part in parts if not part.items} | {*_elsewhere(facts.scheme)}
    names = {part.clause: part for part in parts if part.items}
    for clause in facts.scheme.clauses:
        yield from _below(clause, None, cited, whole, names)


def _elsewhere(scheme: Scheme) -> Iterable[str]:
    """Yield the clauses that groups and readings cite, and the one that orders secrecy."""
    yield scheme.secrecy
    yield from (group.clause for group in scheme.groups)
    for reading in scheme.readings:
        yield from reading.clauses


def _below(
    clause: Clause, holder: Part | None, cited: AbstractSet[str], whole: AbstractSet[str], names: dict[str, Part]
) -> Iterator[Finding]:
    """Find uncited clauses at and below one.

    Args:
        holder: the part with parts below that cites the nearest clause above.
        whole: clauses that are cited with all that stands below them.
    """
    if clause.id in whole:
        return
    states = bool(clause.worth) or bool(_MARKS.search(folded(clause.text)))
    if states and cited.isdisjoint(one.id for one in clause.walk()):
        where = f"，“{holder.name}”的下级里也没有" if holder is not None else ""
        message = f"条款“{clause.id}”写了分值，没有哪一项引用它{where}"
        hint = "要计分的，请补上一项，写 clause: " + clause.id + "；不单独计分的，加一条解读说明"
        yield Finding(clause.origin.place, "uncited-clause", message, hint, Severity.WARNING)
        return
    for below in clause.clauses:
        yield from _below(below, names.get(clause.id, holder), cited, whole, names)
