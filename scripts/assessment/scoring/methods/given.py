"""A mark given from outside (三（一）); marks of the items below are detail (reading agency-final of 2019)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from assessment.dataset.part import Part
from assessment.dataset.record import Absent, ComponentMark, ItemMark
from assessment.exact import exact, rounded
from assessment.row_kind import RowKind
from assessment.scoring.branch import Absence, Below, Branch, Lacking, PartResult, leaf_branch, left_out
from assessment.scoring.case import Case
from assessment.scoring.ledger import Row
from assessment.scoring.sum_and_mean import redistribute, summed


def given(case: Case, part: Part, below: Below | Lacking | Absence) -> PartResult:
    """Return the mark as recorded, by item where every item has a mark; 待定 while it has not come."""
    recorded, in_detail = case.mark(part), case.item_mark(part)
    if recorded is not None and isinstance(recorded.mark, Decimal):
        return _final(case, part, recorded, recorded.mark, below if isinstance(below, tuple) else ())
    if in_detail is not None:
        return _item(case, part, in_detail)
    absent = case.absent(part)
    return Lacking((part,), "成绩") if absent is None else left_out(case, part, absent)


def reconciles(mark: Decimal, total: Fraction) -> bool:
    """Tell whether item marks come to a final mark, at the places that the final mark is written with."""
    places = max(0, -int(mark.as_tuple().exponent))
    return rounded(total, places) == rounded(exact(mark), places)


def detail(case: Case, part: Part, below: Below) -> Branch:
    """Return what the items below a given mark come to."""
    return redistribute(part.clause, part.origin.place, summed(case, part, below))


def _final(case: Case, part: Part, recorded: ComponentMark, mark: Decimal, below: Below) -> Branch:
    """Return the final mark, which holds whatever its detail comes to."""
    full = part.full_of(case.group)
    final, known = exact(mark), None if full is None else Fraction(full)
    if not below:
        rows = [*_explained(part, recorded, final, known)]
        return leaf_branch(rows, known)
    branch = detail(case, part, below)
    whole = Branch(branch.rows, known, known or Fraction(0), marks=branch.marks, absent=branch.absent)
    if branch.mark == final:
        return whole
    gap = "按最终成绩的位数取整" if reconciles(mark, branch.mark) else "与各项指标得分不符"
    why = recorded.difference or gap
    place = recorded.origin.of("mark")
    return whole.with_rows([Row(RowKind.DIFFERENCE, part.clause, why, final - branch.mark, place)])


def _explained(part: Part, recorded: ComponentMark, mark: Fraction, full: Fraction | None) -> Iterator[Row]:
    """Yield a mark without detail: as it is, or as what was lost where the record says why."""
    place = recorded.origin.of("mark")
    if not recorded.reason or full is None or mark >= full:
        yield Row(RowKind.GIVEN, part.clause, f"{part.name}成绩", mark, place)
        return
    yield Row(RowKind.FULL, part.clause, part.name, full, part.origin.place)
    yield Row(
        RowKind.LOSS,
        part.clause,
        part.name,
        mark - full,
        place,
        reason=recorded.reason,
        evidence=recorded.evidence,
    )


def _item(case: Case, part: Part, recorded: ItemMark) -> Branch:
    if isinstance(recorded.mark, Absent):
        return left_out(case, part, recorded.mark, recorded.visibility)
    full = case.full(part)
    rows = [Row(RowKind.FULL, part.clause, part.name, full, part.origin.place)]
    lost = full - exact(recorded.mark)
    if lost:
        rows.append(
            Row(
                RowKind.LOSS,
                part.clause,
                part.name,
                -lost,
                recorded.origin.place,
                reason=recorded.reason,
                evidence=recorded.evidence,
                rectified=recorded.rectified,
                visibility=recorded.visibility,
            )
        )
    return leaf_branch(rows, full)
