"""What each audience sees at each stage and level, and what each type of result can hold at all."""

from dataclasses import fields, replace
from functools import cache
from itertools import product

import pytest

from assessment.dataset import Dataset
from assessment.dataset.scheme import Ties
from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_amendment import ExplainedAmendment, PublishedAmendment
from assessment.disclosure.published_result import (
    ByComponent,
    ExplainedUnmarked,
    ForOffice,
    Graded,
    InFull,
    Named,
    Result,
    Totalled,
    Unfinished,
    Unmarked,
    Withheld,
)
from assessment.render.views import by_grade, ranked
from assessment.scoring.assessment import Assessment, assess
from assessment.status import Status
from tests.disclosure.years import EDITION, absent, amended, at, graded, last_department, pending, public, rising
from tests.scoring import shipped

APPROVED: dict[Disclosure, type[Result]] = {
    Disclosure.NONE: Withheld,
    Disclosure.NAMES: Named,
    Disclosure.GRADES: Graded,
    Disclosure.TOTALS: Totalled,
    Disclosure.COMPONENTS: ByComponent,
    Disclosure.FULL: InFull,
}
"""What the public sees of a unit with a total, once the year is approved."""

EVERY = [*product(Stage, Disclosure, Audience)]


def expected(stage: Stage, level: Disclosure, audience: Audience) -> type[Result]:
    if audience is Audience.OFFICE:
        return ForOffice
    return APPROVED[level] if stage in (Stage.APPROVED, Stage.PUBLISHED) else Withheld


@cache
def year() -> tuple[Dataset, Assessment]:
    """Rising marks, the last department 未参评, grades, an order over all groups, one amendment."""
    plain = graded(amended(rising(absent())), "76", "75")
    dataset = replace(plain, scheme=replace(plain.scheme, ranking=replace(plain.scheme.ranking, overall=True)))
    return dataset, assess(dataset)


def seen(stage: Stage, level: Disclosure, audience: Audience) -> Publication:
    dataset, assessment = year()
    return disclose(at(dataset, stage, level), assessment, audience, EDITION)


@pytest.mark.parametrize(("stage", "level", "audience"), EVERY)
class TestEveryStageAndLevel:
    def test_kind_of_result(self, stage: Stage, level: Disclosure, audience: Audience) -> None:
        publication, kind = seen(stage, level, audience), expected(stage, level, audience)
        results = {unit: published.result for unit, published in publication.units.items()}
        out = results.pop(last_department())
        assert len(results) == 41
        assert {type(result) for result in results.values()} == {kind}
        unmarked: dict[type[Result], type[Result]] = {ForOffice: Unfinished, InFull: ExplainedUnmarked}
        unmarked |= dict.fromkeys((ByComponent, Totalled, Graded), Unmarked)
        assert type(out) is unmarked.get(kind, kind)

    def test_orders_and_summaries_stand_with_totals_only(
        self, stage: Stage, level: Disclosure, audience: Audience
    ) -> None:
        publication = seen(stage, level, audience)
        totals = issubclass(expected(stage, level, audience), Totalled)
        assert publication.shows_totals is totals
        for group in publication.groups:
            best_first = tuple(unit for unit in reversed(group.units) if unit != last_department())
            assert group.ranking == (best_first if totals else ())
            assert (group.summary is not None) is totals
            assert group.pending == ()
        results = totals or expected(stage, level, audience) is Graded
        assert publication.groups[-1].not_assessed == ((last_department(),) if results else ())
        assert len(publication.overall) == (41 if totals else 0)

    def test_lists_stand_in_the_order_of_annex_1_unless_totals_are_public(
        self, stage: Stage, level: Disclosure, audience: Audience
    ) -> None:
        publication = seen(stage, level, audience)
        annex = [group.units for group in publication.scheme.groups]
        totals = issubclass(expected(stage, level, audience), Totalled)
        assert [group.units for group in publication.groups] == annex
        assert [*publication.units] == [unit for units in annex for unit in units]
        listed = [tuple(unit.id for unit in ranked(publication, group)) for group in publication.groups]
        if expected(stage, level, audience) is Graded:
            # 75 and 76 are the lines: totals rise from 73.4 in steps of 0.4, and stand from the 5th and the 8th unit on
            assert listed == [
                units[7:count] + units[4:7] + units[:4] + units[count:]
                for units, count in ((annex[0], 9), (annex[1], 32))
            ]
        else:
            assert (listed == annex) is not totals

    def test_effects_of_readings_stand_with_every_mark_only(
        self, stage: Stage, level: Disclosure, audience: Audience
    ) -> None:
        publication = seen(stage, level, audience)
        full = issubclass(expected(stage, level, audience), InFull)
        assert [known.reading for known in publication.readings] == [*publication.scheme.readings]
        assert any(known.effects for known in publication.readings) is full

    def test_amendments_keep_the_old_value_until_every_mark_is_public(
        self, stage: Stage, level: Disclosure, audience: Audience
    ) -> None:
        if stage in (Stage.APPROVED, Stage.PUBLISHED):
            full = issubclass(expected(stage, level, audience), InFull)
            kinds = [ExplainedAmendment if full else PublishedAmendment]
        else:
            kinds = []
        result = seen(stage, level, audience).amendments
        assert [type(known) for known in result] == kinds
        assert [len(known.changes) for known in result] == [int(kind is ExplainedAmendment) for kind in kinds]

    def test_what_was_always_public_stays_so(self, stage: Stage, level: Disclosure, audience: Audience) -> None:
        publication = seen(stage, level, audience)
        before = seen(Stage.COLLECTING, Disclosure.NONE, Audience.PUBLIC)
        assert publication.scheme == before.scheme
        plain = {replace(unit, result=Withheld(), history=None) for unit in publication.units.values()}
        assert plain == {*before.units.values()}

    def test_the_past_of_records_stands_with_every_mark_only(
        self, stage: Stage, level: Disclosure, audience: Audience
    ) -> None:
        publication = seen(stage, level, audience)
        full = issubclass(expected(stage, level, audience), InFull)
        names = {unit.id for unit in publication.units.values() if unit.history is not None}
        unranked = {last_department()} if audience is Audience.PUBLIC else set()
        assert names == ({*publication.units} - unranked if full else set())


FULL = [
    *("total", "rank", "shared", "grade", "components", "bonus", "closing", "closing_rows", "objections"),
    "self_marks",
]
"""What stands at the highest level."""


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (Withheld, []),
        (Named, ["leading", "trailing"]),
        (Graded, ["grade"]),
        (Unmarked, ["status"]),
        (ExplainedUnmarked, ["status", "reasons"]),
        (Unfinished, ["status", "reasons", "components", "objections", "self_marks", "ballots", "recorders"]),
        (Totalled, ["total", "rank", "shared", "grade"]),
        (ByComponent, ["total", "rank", "shared", "grade", "components", "bonus", "closing"]),
        (InFull, FULL),
        (ForOffice, [*FULL, "ballots", "recorders"]),
        (PublishedAmendment, ["number", "date", "changes", "totals"]),
        (ExplainedAmendment, ["number", "date", "changes", "totals", "reason", "document"]),
    ],
)
def test_a_type_has_no_room_for_more_than_its_level_shows(kind: type[Result], names: list[str]) -> None:
    assert [field.name for field in fields(kind)] == names


def named(dataset: Dataset, leading: int) -> list[list[str]]:
    """The units named as leading, by group."""
    publication = public(dataset, Disclosure.NAMES, leading=leading)
    results = {unit: published.result for unit, published in publication.units.items()}
    assert {type(result) for result in results.values()} == {Named}
    return [[unit for unit in group.units if results[unit] == Named(leading=True)] for group in publication.groups]


def test_as_many_ranks_are_named_as_the_year_says_in_the_order_of_annex_1() -> None:
    dataset = rising()
    towns, departments = (group.units for group in dataset.scheme.groups)
    assert named(dataset, 1) == [[*towns[-1:]], [*departments[-1:]]]
    assert named(dataset, 3) == [[*towns[-3:]], [*departments[-3:]]]


def test_units_that_share_the_last_rank_named_are_all_named() -> None:
    # 95, 99, 95, 95, 54, 55 and on up to 82: ranks 2, 1, 2, 2, and 5 for the next
    dataset = rising(agency=["95", "99", "95", "95"])
    first = [[*group.units[:4]] for group in dataset.scheme.groups]
    assert named(dataset, 1) == [[units[1]] for units in first]
    assert named(dataset, 2) == named(dataset, 4) == first
    assert [len(units) for units in named(dataset, 5)] == [5, 5]


def test_nobody_leads_a_group_that_is_not_ranked() -> None:
    dataset = rising(pending())
    assert named(dataset, 3) == [[*dataset.scheme.groups[0].units[-3:]], []]


def test_a_unit_that_was_not_assessed_is_not_told_apart_from_those_that_do_not_lead() -> None:
    dataset = rising(absent())
    assert named(dataset, 32) == [[*dataset.scheme.groups[0].units], [*dataset.scheme.groups[1].units[:-1]]]
    assert public(dataset, Disclosure.NAMES).units[last_department()].result == Named(leading=False)


def named_last(dataset: Dataset, trailing: int) -> list[list[str]]:
    """The units named as the last, by group, beside one that leads each."""
    year = replace(dataset, year=replace(dataset.year, trailing=trailing))
    publication = public(year, Disclosure.NAMES, leading=1)
    results = [(unit, published.result) for unit, published in publication.units.items()]
    last = [unit for unit, result in results if isinstance(result, Named) and result.trailing]
    return [[unit for unit in group.units if unit in last] for group in publication.groups]


def test_as_many_of_the_last_ranks_are_named_as_the_year_says() -> None:
    dataset = rising()
    towns, departments = (group.units for group in dataset.scheme.groups)
    assert named_last(dataset, 0) == [[], []]
    assert named_last(dataset, 1) == [[*towns[:1]], [*departments[:1]]]
    assert named_last(dataset, 5) == [[*towns[:5]], [*departments[:5]]]


def test_units_that_share_the_first_of_the_last_ranks_are_all_named() -> None:
    # 40, 50, 50, 50, 54, 55 and on: from the last place ranks 1, 2, 2, 2, and 5 for the next; dense 1, 2, 2, 2, 3
    dataset = rising(agency=["40", "50", "50", "50"])
    last = [[*group.units[:4]] for group in dataset.scheme.groups]
    assert named_last(dataset, 1) == [units[:1] for units in last]
    assert named_last(dataset, 2) == named_last(dataset, 4) == last
    ranking = replace(dataset.scheme.ranking, ties=Ties.DENSE)
    dense = replace(dataset, scheme=replace(dataset.scheme, ranking=ranking))
    assert named_last(dense, 2) == last
    assert [len(units) for units in named_last(dense, 3)] == [5, 5]


def test_where_all_are_equal_they_lead_and_nobody_is_last() -> None:
    units = [unit for group in shipped.shipped().groups for unit in group.units]
    dataset = shipped.dataset({unit: shipped.complete(unit, agency="70") for unit in units})
    assert named_last(dataset, 3) == [[], []]
    assert named(dataset, 1) == [[*group.units] for group in dataset.scheme.groups]


def test_nobody_is_last_in_a_group_that_is_not_ranked_or_took_no_part() -> None:
    dataset = rising(pending())
    assert named_last(dataset, 3) == [[*dataset.scheme.groups[0].units[:3]], []]
    publication = public(rising(absent()), Disclosure.NAMES)
    assert publication.units[last_department()].result == Named(leading=False)


def test_the_last_named_do_not_tell_how_far_or_in_what_order_they_are_last() -> None:
    here, there, other = (
        replace(dataset, year=replace(dataset.year, trailing=3))
        for dataset in (rising(), rising(agency=["20", "10", "30"]), rising(agency=["80", "51", "52"]))
    )
    first, second, third = (public(year, Disclosure.NAMES) for year in (here, there, other))
    assert first == second
    assert first != third
    assert not public(replace(here, year=replace(here.year, trailing=0)), Disclosure.NAMES).names_last
    before = disclose(at(here, Stage.UNDER_REVIEW, Disclosure.NAMES), assess(here), Audience.PUBLIC, EDITION)
    assert {type(unit.result) for unit in before.units.values()} == {Withheld}


def test_each_grade_is_told_with_its_units_in_the_order_of_annex_1_and_at_higher_levels_beside_the_total() -> None:
    dataset = graded(rising(pending()), "76", "75")
    publication = public(dataset, Disclosure.GRADES)
    towns, departments = publication.groups
    first, second, rest = by_grade(publication, departments)
    lines = [[unit.id for unit in grade.units] for grade in (first, second, rest)]
    assert lines == [[*departments.units[7:32]], [*departments.units[4:7]], [*departments.units[:4]]]
    assert publication.units[towns.units[8]].result == Graded("一等")
    assert publication.units[last_department()].result == Unmarked(Status.PENDING)
    assert (departments.pending, departments.ranking) == ((last_department(),), ())
    totals = public(dataset, Disclosure.TOTALS)
    assert [grade.units[0].id for grade in by_grade(totals, towns)] == [towns.units[7], towns.units[4], towns.units[0]]
    assert {unit.result.grade for unit in totals.units.values() if isinstance(unit.result, Totalled)} == {
        "一等",
        "二等",
        "其他",
    }
    assert by_grade(public(dataset, Disclosure.NAMES), towns) == ()


def test_a_year_without_grades_says_none_beside_its_totals() -> None:
    results = [unit.result for unit in public(rising(), Disclosure.TOTALS).units.values()]
    assert {result.grade for result in results if isinstance(result, Totalled)} == {""}


@pytest.mark.parametrize("level", [Disclosure.TOTALS, Disclosure.COMPONENTS, Disclosure.FULL])
def test_a_pending_unit_says_what_is_missing_and_its_group_has_totals_without_ranks(level: Disclosure) -> None:
    publication = public(rising(pending()), level)
    out = publication.units[last_department()].result
    missing = ("尚无专业机构测评成绩", "尚无双向互评成绩")
    known = ExplainedUnmarked(Status.PENDING, missing) if level is Disclosure.FULL else Unmarked(Status.PENDING)
    assert out == known
    towns, departments = publication.groups
    assert (departments.ranking, departments.pending) == ((), (last_department(),))
    assert departments.summary is not None
    assert departments.summary.ranked == 32
    assert len(towns.ranking) == 9
    others = [publication.units[unit].result for unit in departments.units if unit != last_department()]
    assert {type(result) for result in others} == {APPROVED[level]}
    assert all(isinstance(result, Totalled) and result.rank is None and not result.shared for result in others)


def test_a_unit_that_was_not_assessed_says_why_where_reasons_are_public() -> None:
    out = public(rising(absent()), Disclosure.FULL).units[last_department()].result
    assert isinstance(out, ExplainedUnmarked)
    assert (out.label, out.reasons[0]) == ("未参评", "未参评的原因")
    assert public(rising(absent()), Disclosure.TOTALS).units[last_department()].result == Unmarked(Status.NOT_ASSESSED)


def test_the_office_sees_what_an_unfinished_unit_has_already() -> None:
    dataset = rising(pending())
    publication = disclose(at(dataset, Stage.COLLECTING, Disclosure.NONE), assess(dataset), Audience.OFFICE, EDITION)
    out = publication.units[last_department()].result
    assert isinstance(out, Unfinished)
    assert [component.id for component in out.components] == ["daily", "bonus"], "agency and peer are missing"
    assert out.reasons == ("尚无专业机构测评成绩", "尚无双向互评有效票")
    # the 30 marks of annex 2 that nothing was taken from
    assert out.components[0].mark.exact == 30
