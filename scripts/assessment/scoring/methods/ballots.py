"""双向互评: the mean of the ballots that rater units cast (三（三）, reading 13)."""

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from assessment.dataset.scheme import Averaging, Component
from assessment.exact import brief_text, exact, rounded
from assessment.row_kind import RowKind
from assessment.scoring.case import Case
from assessment.scoring.ledger import ComponentResult, Marked, Pending, Row
from assessment.scoring.weigh import factor


def marks_by_rater(case: Case) -> dict[str, tuple[Fraction, ...]]:
    """Return the marks that each rater unit gave, blanks left out; a unit that gave none is not there."""
    marks: dict[str, tuple[Fraction, ...]] = {}
    for cast in case.record.ballots:
        if cast.component == case.component.id:
            filled = tuple(exact(mark) for mark in cast.marks if mark is not None)
            if filled:
                marks[cast.rater] = marks.get(cast.rater, ()) + filled
    return marks


def ballots(case: Case) -> ComponentResult:
    """Return the mean of the ballots; 待定 while nobody has cast any."""
    component = case.component
    marks = marks_by_rater(case)
    if not marks:
        return Pending(component, f"尚无{component.name}有效票", case.record.origin.place)
    valid = sum(len(given) for given in marks.values())
    parts = _parts(component, marks)
    total = brief_text(sum(parts, Fraction(0)))
    row = Row(
        RowKind.MEAN,
        component.clause,
        f"{len(marks)}个评议单位、{valid}张有效票",
        _counting_mean(_mean(parts), component.places),
        next(cast for cast in case.record.ballots if cast.component == component.id).origin.place,
        count=valid,
        reason=f"{_averaged(component)}：合计{total}分，除以{len(parts)}{_rounding(component)}",
    )
    return Marked(component, (row,), factor(case))


def way(component: Component) -> str:
    """Return how ballots become the component's mark, in words that tell of no ballot."""
    return f"{_averaged(component)}{_rounding(component)}"


def _parts(component: Component, marks: Mapping[str, tuple[Fraction, ...]]) -> list[Fraction]:
    """Return the numbers that the mark is the mean of."""
    means = sorted(_mean(given) for given in marks.values())
    match component.averaging:
        case None | Averaging.BY_RATER_UNIT:
            return means
        case Averaging.POOLED:
            return [given for cast in marks.values() for given in cast]
        case Averaging.TRIMMED:
            return means[1:-1] if len(means) >= 3 else means
        case _:
            assert_never(component.averaging)


def _averaged(component: Component) -> str:
    match component.averaging:
        case None | Averaging.BY_RATER_UNIT:
            return "先求各评议单位平均分，再求各单位平均分的平均"
        case Averaging.POOLED:
            return "全部有效票的平均分"
        case Averaging.TRIMMED:
            return "各评议单位平均分去掉一个最高分和一个最低分后的平均"
        case _:
            assert_never(component.averaging)


def _rounding(component: Component) -> str:
    if component.places is None:
        return ""
    return f"，四舍五入到{component.places}位小数" if component.places else "，四舍五入到整数"


def _counting_mean(mean: Fraction, places: int | None) -> Fraction:
    """Return the mean as it counts: exact, or rounded where the scheme says so, so that no format tells more of it."""
    return mean if places is None else Fraction(rounded(mean, places))


def _mean(values: list[Fraction] | tuple[Fraction, ...]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
