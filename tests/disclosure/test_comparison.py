"""A year beside the one before: what is compared, with the arithmetic, and what is 口径不同."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assessment.dataset import Dataset
from assessment.dataset.by_group import ByGroup
from assessment.dataset.part import Part, Window
from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Scheme
from assessment.dataset.year import Disclosure, Provenance, Stage
from assessment.disclosure.column import Column
from assessment.disclosure.comparison import (
    Alike,
    ComponentComparison,
    Incomparable,
    Line,
    UnitComparison,
    compare_group,
    compare_unit,
    earlier,
)
from assessment.disclosure.disclose import disclose
from assessment.disclosure.matching import Why
from assessment.disclosure.publication import Audience, Publication
from assessment.period import Period
from assessment.render.views import changed, moved, shifts
from assessment.scoring.assessment import assess
from tests.disclosure.years import EDITION, public, rising
from tests.scoring import shipped
from tests.scoring.cases import given, item_mark, record

UNIT = "jianping"


def before(dataset: Dataset, scheme: Callable[[Scheme], Scheme] = lambda scheme: scheme) -> Dataset:
    """The same records a year earlier, by another scheme perhaps."""
    year = replace(dataset.year, period=Period(2018))
    return replace(dataset, year=year, scheme=scheme(dataset.scheme), alternatives=())


def with_unit(of: UnitRecord) -> Dataset:
    """A year in which all are alike but one."""
    return shipped.dataset({UNIT: of})


def compared(now: Dataset, then: Dataset, levels: tuple[Disclosure, Disclosure]) -> UnitComparison | None:
    here, there = public(now, levels[0]), public(then, levels[1])
    return compare_unit(here, there, here.units[UNIT])


def sure(found: UnitComparison | None) -> UnitComparison:
    assert found is not None
    return found


FULL = (Disclosure.FULL, Disclosure.FULL)
NOW = with_unit(shipped.complete(UNIT, agency="90", missed=1))
"""90 × 40 % + (30 - 1) + 88 × 30 % = 91.40; the others 85 × 40 % + 27 + 26.4 = 87.40."""
THEN = with_unit(shipped.complete(UNIT, agency="80", missed=3))
"""80 × 40 % + (30 - 3) + 88 × 30 % = 85.40, below the others' 87.40."""


def alike(line: Line) -> tuple[str, str, str]:
    assert isinstance(line, Alike)
    return line.before.text, line.now.text, line.change.text


def both(line: Incomparable) -> tuple[str, str]:
    """Both values of what is not compared."""
    assert line.before is not None
    assert line.now is not None
    return line.before.text, line.now.text


def part(comparison: UnitComparison, name: str) -> ComponentComparison:
    return next(part for part in comparison.parts if part.component.name == name)


def test_what_is_marked_alike_is_compared() -> None:
    comparison = sure(compared(NOW, before(THEN), FULL))
    assert comparison.period == Period(2018)
    assert alike(comparison.total) == ("85.40", "91.40", "6.00")
    assert alike(part(comparison, "专业机构测评").component) == ("80", "90", "10")
    assert alike(part(comparison, "日常测评").component) == ("27", "29", "2")
    assert alike(part(comparison, "双向互评").component) == ("88", "88", "0")
    daily = {line.clause: line for line in part(comparison, "日常测评").items}
    assert alike(daily["附件2第1项"]) == ("7", "9", "2")
    assert alike(daily["附件2第2项"]) == ("6", "6", "0")
    assert part(comparison, "双向互评").items == ()


def test_items_are_told_by_what_they_did() -> None:
    """The first item of annex 2 rose from 7 to 9, the six others stayed; the agency gave no detail."""
    result = shifts(sure(compared(NOW, before(THEN), FULL)))
    assert [(line.name, *alike(line)) for line in result.up] == [("问题清单整改", "7", "9", "2")]
    assert (result.down, result.same) == ((), 6)
    assert {why: len(names) for why, names in result.incomparable.items()} == {Why.NO_DETAIL.value: 16}


def test_ranks_are_told_among_those_who_were_ranked() -> None:
    comparison = sure(compared(NOW, before(THEN), FULL))
    assert comparison.places is not None
    assert [(place.rank, place.among) for place in comparison.places] == [(9, 9), (1, 9)]
    assert moved(comparison) == "名次由第9名变为第1名"
    assert isinstance(comparison.total, Alike)
    assert changed(comparison.total) == "增加6.00分"
    back = sure(compared(THEN, before(NOW), FULL))
    assert isinstance(back.total, Alike)
    assert changed(back.total) == "减少6.00分"


def test_an_agency_that_gave_no_detail_leaves_its_items_uncompared() -> None:
    lines = part(sure(compared(NOW, before(THEN), FULL)), "专业机构测评").items
    assert {line.why for line in lines if isinstance(line, Incomparable)} == {Why.NO_DETAIL}
    assert len(lines) == 3 + 3 + 5 + 5


def every_item(lost: str) -> UnitRecord:
    """A record with every item of the agency's: full marks, but one item lost some, and one is 不涉及."""
    full = {leaf.clause: shipped.full_of(leaf) for leaf in shipped.component("agency").leaves()}
    clauses = [*full]
    marks = [item_mark(clause, str(full[clause])) for clause in clauses]
    first = full[clauses[0]]
    marks[0] = item_mark(clauses[0], str(first - Decimal(lost)))
    marks[1] = item_mark(clauses[1], "" if lost == "2" else "5")
    complete = shipped.complete(UNIT)
    return replace(complete, marks=(given("90", marks, difference="综合评定"),))


def test_an_item_that_was_not_applicable_is_never_nought() -> None:
    now, then = with_unit(every_item("2")), with_unit(every_item("3.5"))
    lines = part(sure(compared(now, before(then), FULL)), "专业机构测评").items
    assert alike(lines[0]) == ("11.5", "13", "1.5")
    assert isinstance(lines[1], Incomparable)
    assert lines[1].why is Why.NOT_APPLICABLE


def with_component(scheme: Scheme, name: str, change: Callable[[Part], Part]) -> Scheme:
    return replace(scheme, components=tuple(change(one) if one.id == name else one for one in scheme.components))


def with_first_item(component: Part, change: Callable[[Part], Part]) -> Part:
    return replace(component, items=(change(component.items[0]), *component.items[1:]))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda item: replace(item, full=ByGroup(Decimal(9))), Why.FULL),
        (lambda item: replace(item, name="别的名称"), Why.NAME),
        (lambda item: replace(item, rules=(replace(item.rules[0], points=Decimal(-2)),)), Why.RULES),
    ],
)
def test_an_item_that_was_marked_otherwise_is_not_compared_nor_what_it_is_part_of(
    change: Callable[[Part], Part], why: Why
) -> None:
    def other(scheme: Scheme) -> Scheme:
        return with_component(scheme, "daily", lambda daily: with_first_item(daily, change))

    comparison = sure(compared(NOW, before(THEN, other), FULL))
    daily = part(comparison, "日常测评")
    assert daily.items[0] == Incomparable("问题清单整改", "附件2第1项", why)
    assert alike(daily.items[1]) == ("6", "6", "0")
    assert isinstance(daily.component, Incomparable)
    assert (daily.component.why, both(daily.component)[1]) == (Why.ITEMS, "29")
    assert alike(part(comparison, "双向互评").component) == ("88", "88", "0")
    assert isinstance(comparison.total, Incomparable)
    assert (comparison.total.why, both(comparison.total)[1]) == (Why.PARTS, "91.40")
    assert comparison.places is None


def test_what_is_new_and_what_is_gone_is_named() -> None:
    def without_last(scheme: Scheme) -> Scheme:
        return with_component(scheme, "daily", lambda daily: replace(daily, items=daily.items[:-1]))

    last = shipped.component("daily").items[-1]
    new = part(sure(compared(NOW, before(THEN, without_last), FULL)), "日常测评").items
    assert new[-1] == Incomparable(last.name, last.clause, Why.NEW)
    here = replace(NOW, scheme=without_last(NOW.scheme), alternatives=())
    gone = part(sure(compared(here, before(THEN), FULL)), "日常测评").items
    assert gone[-1] == Incomparable(last.name, "", Why.GONE)


def test_dates_and_words_do_not_count() -> None:
    def later(scheme: Scheme) -> Scheme:
        window = Window(date(2018, 1, 1), date(2018, 12, 31))
        moved = with_component(scheme, "daily", lambda daily: replace(daily, window=window, clause="二"))
        return with_component(
            moved, "daily", lambda daily: with_first_item(daily, lambda item: replace(item, limit_text="以10分为限"))
        )

    assert alike(sure(compared(NOW, before(THEN, later), FULL)).total) == ("85.40", "91.40", "6.00")


@pytest.mark.parametrize("levels", [(Disclosure.TOTALS, Disclosure.FULL), (Disclosure.FULL, Disclosure.TOTALS)])
def test_nothing_is_compared_that_one_of_the_years_does_not_show(levels: tuple[Disclosure, Disclosure]) -> None:
    comparison = sure(compared(NOW, before(THEN), levels))
    assert alike(comparison.total) == ("85.40", "91.40", "6.00")
    assert comparison.parts == ()
    by_component = sure(compared(NOW, before(THEN), (Disclosure.COMPONENTS, levels[1])))
    assert all(part.items == () for part in by_component.parts)


@pytest.mark.parametrize("level", [Disclosure.NONE, Disclosure.NAMES])
def test_a_year_without_totals_is_compared_with_none(level: Disclosure) -> None:
    assert compared(NOW, before(THEN), (Disclosure.FULL, level)) is None
    assert compared(NOW, before(THEN), (level, Disclosure.FULL)) is None
    here, there = public(NOW, Disclosure.FULL), public(before(THEN), level)
    assert compare_group(here, there, "town") is None


def test_a_year_that_is_not_approved_is_compared_with_none() -> None:
    then = before(THEN)
    open_year = replace(then, year=replace(then.year, stage=Stage.UNDER_REVIEW))
    here = public(NOW, Disclosure.FULL)
    there = disclose(open_year, assess(open_year), Audience.PUBLIC, EDITION)
    assert compare_unit(here, there, here.units[UNIT]) is None


def test_a_unit_without_a_total_is_not_compared() -> None:
    pending = with_unit(replace(record(), unit=UNIT))
    assert sure(compared(NOW, before(pending), FULL)).total == Incomparable("总分", "", Why.NO_MARK)
    assert sure(compared(pending, before(THEN), FULL)).total == Incomparable("总分", "", Why.NO_MARK)


def test_a_unit_that_was_not_assessed_then_says_so() -> None:
    def without(scheme: Scheme) -> Scheme:
        town, *more = scheme.groups
        return replace(scheme, groups=(replace(town, units=town.units[1:]), *more))

    assert NOW.scheme.groups[0].units[0] == UNIT
    comparison = sure(compared(NOW, before(THEN, without), FULL))
    assert (comparison.total, comparison.parts) == (Incomparable("总分", "", Why.NOT_ASSESSED_THEN), ())


def test_a_group_beside_the_year_before() -> None:
    """Towns rise by 50, 51 … 58 of the agency, now by one more: a mean of 54 × 0.4 + 53.4 = 75.00, now 0.4 more."""
    agency = tuple(str(51 + number) for number in range(9))
    now, then = public(rising(agency=agency), Disclosure.TOTALS), public(before(rising()), Disclosure.TOTALS)
    comparison = compare_group(now, then, "town")
    assert comparison is not None
    assert alike(comparison.mean) == ("75.00", "75.40", "0.40")
    assert alike(comparison.highest) == ("76.60", "77.00", "0.40")
    assert alike(comparison.lowest) == ("73.40", "73.80", "0.40")


def of_year(publication: Publication, year: int) -> Publication:
    return replace(publication, period=Period(year))


def test_invented_marks_are_never_held_against_real_ones() -> None:
    sample = public(NOW, Disclosure.FULL)
    real = replace(sample, provenance=Provenance.REAL)
    column = Column((of_year(sample, 2019), of_year(real, 2018), of_year(sample, 2017), of_year(sample, 2016)))
    assert [one.period.year for one in earlier(column, column.publications[0])] == [2017, 2016]
    assert [one.period.year for one in earlier(column, column.publications[1])] == []


def test_the_column_opens_with_the_newest_year_that_the_public_may_see() -> None:
    done = public(NOW, Disclosure.FULL)
    open_year = replace(of_year(done, 2020), stage=Stage.COLLECTING)
    assert Column((open_year, done)).front is done
    assert Column((open_year,)).front is open_year
    assert Column((replace(open_year, audience=Audience.OFFICE), done)).front.period == Period(2020)
