"""What a unit gave itself beside what it was given, by component; the sums where they are those of the component."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import ComponentLedger, Detailed, Figure, SelfMarked
from assessment.exact import brief_text


@dataclass(frozen=True)
class SelfSum:
    """What all items of a component come to."""

    full: Figure
    own: Figure
    assessed: Figure
    difference: Figure


@dataclass(frozen=True)
class SelfTable:
    """A component's items."""

    name: str
    clause: str
    marks: tuple[SelfMarked, ...]
    whole: SelfSum | None
    """None where the component is no plain sum of these items."""


def self_tables(publication: Publication, result: Detailed) -> tuple[SelfTable, ...]:
    """Return the components for which a unit gave itself marks."""
    by_component: dict[str, list[SelfMarked]] = {}
    for mark in result.self_marks:
        by_component.setdefault(mark.component, []).append(mark)
    ledgers = {ledger.id: ledger for ledger in result.components}
    return tuple(
        SelfTable(component.name, component.clause, tuple(marks), _whole(ledgers.get(component.id), marks))
        for component in publication.scheme.components
        if (marks := by_component.get(component.id))
    )


def _whole(ledger: ComponentLedger | None, marks: Iterable[SelfMarked]) -> SelfSum | None:
    """Return the sums of several items, where those of their full marks and assessed marks are the component's own."""
    listed = [*marks]
    known = [(mark.full, mark.assessed) for mark in listed if mark.full is not None and mark.assessed is not None]
    if ledger is None or ledger.full is None or len(listed) < 2 or len(known) < len(listed):
        return None
    full, assessed = (_sum(figures) for figures in zip(*known, strict=True))
    if (full.exact, assessed.exact) != (ledger.full.exact, ledger.mark.exact):
        return None
    own = _sum(mark.own for mark in listed)
    return SelfSum(full, own, assessed, _figure(assessed.exact - own.exact))


def _sum(figures: Iterable[Figure]) -> Figure:
    return _figure(sum((one.exact for one in figures), Fraction(0)))


def _figure(value: Fraction) -> Figure:
    return Figure(value, brief_text(value))
