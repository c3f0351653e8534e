"""What a unit gave itself beside what it was given: made of what is published of its ledgers, and of nothing else."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from assessment.dataset.part import Part
from assessment.dataset.record import SelfMark, UnitRecord
from assessment.dataset.scheme import Scheme
from assessment.disclosure.figures import figure
from assessment.disclosure.published_result import ComponentLedger, Figure, PartMark, SelfMarked
from assessment.row_kind import RowKind
from assessment.status import Status

_NOT_APPLICABLE = "不涉及"
_NO_DETAIL = "没有分项成绩"
_NOT_APART = "不单独列出"
"""The mark would tell what internal records come to in this item."""


def self_marks(record: UnitRecord, scheme: Scheme, ledgers: Iterable[ComponentLedger]) -> Iterator[SelfMarked]:
    """Yield the marks that a unit gave itself, in the order of the scheme.

    Args:
        ledgers: the components as the audience may see them; those that have no mark yet are missing.
    """
    known = {ledger.id: ledger for ledger in ledgers}
    group = scheme.marked_as(record.unit)
    leaves = [leaf for component in scheme.components for leaf in component.leaves()]
    keys = {leaf.clause: leaf.key for leaf in leaves} | {leaf.key: leaf.key for leaf in leaves}
    for component in scheme.components_of(group):
        waves = {wave.id: wave.name for part in component.walk() for wave in part.waves}
        for leaf in component.self_marked():
            for mark in record.self_marks if leaf.is_for(group) else ():
                if keys.get(mark.clause) == leaf.key:
                    times = "，".join(waves.get(name, name) for name in mark.measured)
                    yield _beside(mark, leaf, component, known.get(component.id), times, leaf.full_once(group))


def _beside(
    mark: SelfMark, leaf: Part, component: Part, ledger: ComponentLedger | None, times: str, full: object
) -> SelfMarked:
    own, (assessed, unassessed) = figure(Fraction(mark.mark)), _assessed(mark, leaf, ledger)
    return SelfMarked(
        component=component.id,
        part=leaf.key,
        clause=leaf.clause,
        name=f"{leaf.name}（{times}）" if times else leaf.name,
        full=None if full is None else figure(Fraction(str(full))),
        own=own,
        assessed=assessed,
        difference=None if assessed is None else figure(assessed.exact - own.exact),
        unassessed=unassessed,
    )


def _assessed(mark: SelfMark, leaf: Part, ledger: ComponentLedger | None) -> tuple[Figure | None, str]:
    """Return the mark that was given where the unit gave itself one, or else why there is none."""
    if ledger is None:
        return None, Status.PENDING.label
    if mark.measured:
        return _known(ledger, leaf, mark.measured)
    if any(row.kind is RowKind.NOT_APPLICABLE and row.part == leaf.key for row in ledger.rows):
        return None, _NOT_APPLICABLE
    if leaf.key == ledger.id:
        return ledger.mark, ""
    own = next((part for part in _every(ledger.parts) if part.key == leaf.key), None)
    if own is None:
        return None, _NO_DETAIL
    return own.mark, "" if own.mark is not None else _NOT_APART


def _known(ledger: ComponentLedger, leaf: Part, times: tuple[str, ...]) -> tuple[Figure | None, str]:
    """Return the mark of an item in one wave or of one member; see ``public_measured`` for those that are hidden."""
    name = (leaf.key, *times)
    if name not in ledger.measured:
        hidden = any(row.kind is RowKind.INTERNAL and row.clause == leaf.clause for row in ledger.rows)
        return None, _NOT_APART if hidden else _NO_DETAIL
    return ledger.measured[name], "" if ledger.measured[name] is not None else _NOT_APPLICABLE


def _every(parts: Iterable[PartMark]) -> Iterator[PartMark]:
    for part in parts:
        yield part
        yield from _every(part.parts)
