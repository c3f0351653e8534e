"""Which clauses of a scheme its pages cite beside those that marks stand in: the list of the units, and secrecy."""

import re
from collections.abc import Iterator, Sequence

from assessment.dataset.scheme import Clause, Scheme

_RESULTS = "成绩|得分|分数|结果"
_SECRECY = re.compile(rf"(?:{_RESULTS})[^。；]*保密|保密[^。；]*(?:{_RESULTS})")
"""One sentence that speaks of marks and of keeping them secret."""


def roster_clause(scheme: Scheme) -> str:
    """Return the id of the clause that lists the units, in whose order they stand: the one that holds all groups'.

    Empty where there is none but the text as a whole: a clause that holds parts of the total too is no list.
    """
    paths = [path for group in scheme.groups if (path := _path(scheme.clauses, group.clause))]
    shared: list[Clause] = []
    for steps in zip(*paths, strict=False):
        if len({step.id for step in steps}) > 1:
            break
        shared.append(steps[0])
    if not shared or not _marked(scheme).isdisjoint(clause.id for clause in shared[-1].walk()):
        return ""
    return shared[-1].id


def secrecy_clause(scheme: Scheme) -> str:
    """Return the id of the clause that keeps marks secret until approval; empty where the scheme has none.

    A scheme that does not name it is searched, apart from the clauses that marks stand in: they speak of secrets of
    the units' own.
    """
    return scheme.secrecy or next((clause.id for clause in _unmarked(scheme) if _SECRECY.search(clause.text)), "")


def _marked(scheme: Scheme) -> frozenset[str]:
    """Return the ids of the clauses that components and items stand in."""
    components = (component.clause for component in scheme.components)
    return frozenset([*components, *(item.clause for _, item in scheme.items())])


def _unmarked(scheme: Scheme) -> Iterator[Clause]:
    """Yield the clauses that no marks stand in, in the order of the text."""
    marked = _marked(scheme)
    return (clause for clause in scheme.walk() if clause.id not in marked)


def _path(clauses: Sequence[Clause], wanted: str) -> tuple[Clause, ...]:
    """Return the clauses from the top down to one of them; none where it is not there."""
    for clause in clauses:
        if clause.id == wanted:
            return (clause,)
        if below := _path(clause.clauses, wanted):
            return (clause, *below)
    return ()
