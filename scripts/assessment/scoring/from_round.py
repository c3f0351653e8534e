"""The mark of a wave that comes from a round: the unit's total there, or the mark of one part, as exact as it is."""

from fractions import Fraction

from assessment.dataset.part import Part, Wave
from assessment.dataset.record import Absent
from assessment.period import Period
from assessment.place import Origin
from assessment.row_kind import RowKind
from assessment.scoring.branch import Absence, Lacking, PartResult, leaf_branch
from assessment.scoring.case import Case, RoundResult
from assessment.scoring.ledger import Marked, NotAssessed, Row
from assessment.status import Status


def from_round(case: Case, part: Part, wave: Wave, period: Period) -> PartResult:
    """Return what a unit's result in a round comes to; 待定 until the round is approved, 未参评 where it was so there."""
    source = case.rounds.get(period)
    if source is None:
        return Lacking((part,), f"成绩（没有{wave.name}的结果）")
    if not source.is_approved:
        return Lacking((part,), f"成绩（{source.name}还没有审定）")
    absent = _absent(source, wave)
    if absent is not None:
        return Absence(absent)
    mark = _mark(source, wave)
    if mark is None:
        return Lacking((part,), f"成绩（{source.name}待定）")
    full = part.full_of(case.group)
    label = f"{source.name}{_what(source, wave)}"
    row = Row(RowKind.ROUND, part.clause, label, mark, source.place, round=period)
    return leaf_branch((row,), None if full is None else Fraction(full))


def _absent(source: RoundResult, wave: Wave) -> Absent | None:
    """Return why the unit has no mark in the round because it took no part in it; None where it did."""
    for result in source.ledger.components:
        if isinstance(result, NotAssessed) and (not wave.part or wave.part in _keys(result.component)):
            return Absent(f"{source.name}未参评：{result.reason}", Origin(result.place))
    return None


def _mark(source: RoundResult, wave: Wave) -> Fraction | None:
    if not wave.part:
        return source.ledger.total if source.ledger.status is Status.COMPLETE else None
    marked = (result for result in source.ledger.components if isinstance(result, Marked))
    return next((result.marks[wave.part] for result in marked if wave.part in result.marks), None)


def _what(source: RoundResult, wave: Wave) -> str:
    parts = (part for result in source.ledger.components for part in result.component.walk())
    return next((f"“{part.name}”得分" for part in parts if wave.part and part.key == wave.part), "总分")


def _keys(component: Part) -> set[str]:
    return {part.key for part in component.walk()}
