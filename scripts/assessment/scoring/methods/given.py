"""专业机构测评: an outside body gives the final mark (三（一）); item marks are detail (reading 3)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from assessment.dataset.record import ComponentMark, Objection
from assessment.exact import exact, rounded
from assessment.row_kind import RowKind
from assessment.scoring.case import Case
from assessment.scoring.item_marks import missing_items, rows_of_tree
from assessment.scoring.ledger import ComponentResult, Marked, Pending, Row, sum_of
from assessment.scoring.weigh import factor


def recorded_mark(case: Case) -> ComponentMark | None:
    """Return what was recorded for the component, or None where nothing was."""
    return next((m for m in case.record.marks if m.component == case.component.id), None)


def given(case: Case) -> ComponentResult:
    """Return the final mark, by item where every item has a mark; 待定 while it has not come."""
    component = case.component
    recorded = recorded_mark(case)
    if recorded is None or not isinstance(recorded.mark, Decimal):
        place = case.record.origin.place if recorded is None else recorded.origin.place
        return Pending(component, f"尚无{component.name}成绩", place)
    rows = [*_final(case, recorded, recorded.mark), *source_rows(case, recorded)]
    rows += _corrections(case, sum_of(rows))
    return Marked(component, tuple(rows), factor(case))


def reconciles(mark: Decimal, total: Fraction) -> bool:
    """Tell whether item marks come to a final mark, at the places that the final mark is written with."""
    places = max(0, -int(mark.as_tuple().exponent))
    return rounded(total, places) == rounded(exact(mark), places)


def source_rows(case: Case, recorded: ComponentMark) -> Iterator[Row]:
    """Yield the row of 0 points that says by what a component's marks can be checked, where the record does."""
    if recorded.evidence or recorded.date is not None:
        component = case.component
        yield Row(
            RowKind.SOURCE,
            component.clause,
            f"{component.name}成绩的依据",
            Fraction(0),
            recorded.origin.place,
            evidence=recorded.evidence,
            day=recorded.date,
        )


def _final(case: Case, recorded: ComponentMark, mark: Decimal) -> Iterator[Row]:
    """Yield the rows that add up to the final mark."""
    clause, place, final = case.component.clause, recorded.origin.of("mark"), exact(mark)
    marks = {item.clause: item for item in recorded.items}
    if not marks or missing_items(case, marks):
        yield Row(RowKind.GIVEN, clause, f"{case.component.name}成绩", final, place)
        return
    rows = rows_of_tree(case, marks)
    yield from rows
    total = sum_of(rows)
    if total != final:
        gap = "按最终成绩的位数取整" if reconciles(mark, total) else "与各项指标得分不符"
        why = recorded.difference or gap
        yield Row(RowKind.DIFFERENCE, clause, why, final - total, place)


def _corrections(case: Case, mark: Fraction) -> Iterator[Row]:
    """Yield what each decision that states a mark changes of the one before it."""
    for objection, corrected in _corrected(case.decisions(case.component.id)):
        yield Row(
            RowKind.OBJECTION,
            case.component.clause,
            f"复核{objection.outcome.value}",
            corrected - mark,
            objection.origin.place,
            reason=objection.explanation,
            evidence=objection.evidence,
            day=objection.decided,
            entry=objection.id,
        )
        mark = corrected


def _corrected(decisions: Iterable[Objection]) -> Iterator[tuple[Objection, Fraction]]:
    return ((objection, exact(objection.mark)) for objection in decisions if objection.mark is not None)
