"""双向互评: the mean of the ballots that rater units cast (三（三）, reading ballot-average of 2019)."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import assert_never

from assessment.dataset.marked_as import names_in
from assessment.dataset.part import Averaging, Part
from assessment.exact import brief_text, exact, rounded
from assessment.row_kind import RowKind
from assessment.scoring.branch import Absence, Below, Lacking, PartResult, leaf_branch
from assessment.scoring.case import Case
from assessment.scoring.ledger import Row


def marks_by_rater(case: Case, part: Part) -> dict[str, tuple[Fraction, ...]]:
    """Return the marks that each rater unit gave, blanks left out; a unit that gave none is not there."""
    marks: dict[str, tuple[Fraction, ...]] = {}
    for cast in case.record.ballots:
        if cast.component == part.key:
            marks_cast = tuple(exact(mark) for mark in cast.marks if mark is not None)
            if marks_cast:
                marks[cast.rater] = marks.get(cast.rater, ()) + marks_cast
    return marks


def ballots(case: Case, part: Part, _below: Below | Lacking | Absence) -> PartResult:
    """Return the mean of the ballots; 待定 while nobody has cast any."""
    marks = marks_by_rater(case, part)
    if not marks:
        return Lacking((part,), "有效票")
    valid = sum(len(given) for given in marks.values())
    parts = _parts(part, marks)
    total = brief_text(sum(parts, Fraction(0)))
    row = Row(
        RowKind.MEAN,
        part.clause,
        f"{_raters(case, part, marks)}、{valid}张有效票",
        _counting_mean(_mean(parts), part.places),
        next(cast for cast in case.record.ballots if cast.component == part.key).origin.place,
        count=valid,
        reason=f"{_averaged(part)}：合计{total}分，除以{len(parts)}{_rounding(part)}",
    )
    return leaf_branch((row,), case.full(part))


def _raters(case: Case, part: Part, marks: Collection[str]) -> str:
    """Return how many rated: units, and those who are not assessed, whom the part names itself."""
    group, *_ = names_in(case.group)
    outside = sum(rater in part.raters.get(group, ()) for rater in marks)
    units = len(marks) - outside
    counts = (f"{units}个评议单位" if units else "", f"{outside}个其他评议方" if outside else "")
    return "、".join(filter(None, counts))


def way(part: Part) -> str:
    """Return how ballots become the component's mark, in words that tell of no ballot."""
    return f"{_averaged(part)}{_rounding(part)}"


def _parts(part: Part, marks: Mapping[str, tuple[Fraction, ...]]) -> list[Fraction]:
    """Return the numbers that the mark is the mean of."""
    means = sorted(_mean(given) for given in marks.values())
    match part.averaging:
        case None | Averaging.BY_RATER_UNIT:
            return means
        case Averaging.POOLED:
            return [given for cast in marks.values() for given in cast]
        case Averaging.TRIMMED:
            return means[1:-1] if len(means) >= 3 else means
        case _:
            assert_never(part.averaging)


def _averaged(part: Part) -> str:
    match part.averaging:
        case None | Averaging.BY_RATER_UNIT:
            return "先求各评议单位平均分，再求各单位平均分的平均"
        case Averaging.POOLED:
            return "全部有效票的平均分"
        case Averaging.TRIMMED:
            return "各评议单位平均分去掉一个最高分和一个最低分后的平均"
        case _:
            assert_never(part.averaging)


def _rounding(part: Part) -> str:
    if part.places is None:
        return ""
    return f"，四舍五入到{part.places}位小数" if part.places else "，四舍五入到整数"


def _counting_mean(mean: Fraction, places: int | None) -> Fraction:
    """Return the mean as it counts: exact, or rounded where the scheme says so, so that no format tells more of it."""
    return mean if places is None else Fraction(rounded(mean, places))


def _mean(values: list[Fraction] | tuple[Fraction, ...]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
