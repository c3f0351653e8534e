"""The sample of 2019 shows what it promises to show."""

import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.dataset import Dataset
from assessment.dataset.method import Method
from assessment.dataset.record import Absent, Outcome, UnitRecord, Visibility
from assessment.period import Period
from assessment.row_kind import RowKind
from assessment.sample.facts import UnitPlan
from assessment.sample.year_2019.plans import PLANS
from assessment.scoring.assessment import Assessment, assess
from assessment.year.reading import read_year
from assessment.year.year import Year
from tests.sample.reading import DATA, files_of, result, rows, written


@pytest.fixture(scope="module")
def loaded() -> Year:
    return read_year(DATA, Period(2019))


@pytest.fixture(scope="module")
def dataset(loaded: Year) -> Dataset:
    return loaded.whole


@pytest.fixture(scope="module")
def assessment(dataset: Dataset) -> Assessment:
    return assess(dataset)


def test_ties_are_made_by_any_seed(loaded: Year, tmp_path: Path) -> None:
    ledgers = assess(written(tmp_path, 2019, files_of(loaded, "另一个种子")).whole).ledgers
    assert ledgers["shizi"].total == ledgers["meizhu"].total
    assert ledgers["jiaoyunju"].total == ledgers["nongyenongcunju"].total


def test_what_is_chosen_for_one_unit_moves_no_other(loaded: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_of(loaded)
    monkeypatch.setitem(PLANS, "xinfa", UnitPlan(quality=5, self_review=False))
    after = files_of(loaded)
    assert [path for path in before if before[path] != after[path]] == [
        "scores/2019/xinfa.yaml",
        "approvals/2019.yaml",
    ]


def test_marks_lie_where_real_ones_do(assessment: Assessment) -> None:
    for unit in assessment.ledgers:
        assert 72 <= result(assessment, unit, "agency").mark <= 97
        assert 18 <= result(assessment, unit, "daily").mark <= 30
        assert 78 <= result(assessment, unit, "peer").mark <= 98
    with_entries = [unit for unit in assessment.ledgers if rows(assessment, unit, "bonus", RowKind.ENTRY)]
    assert 10 <= len(with_entries) <= 30


def test_reasons_vary(dataset: Dataset) -> None:
    reasons = Counter(
        item.reason
        for record in dataset.records.values()
        for given in record.marks
        for item in given.items
        if item.reason
    )
    assert max(reasons.values()) <= 5
    assert len(reasons) > 150


@pytest.mark.parametrize(
    ("group", "pair"), [("town", {"shizi", "meizhu"}), ("department", {"jiaoyunju", "nongyenongcunju"})]
)
def test_equal_totals_share_a_rank_and_the_next_is_skipped(assessment: Assessment, group: str, pair: set[str]) -> None:
    standings = assessment.orders[group].standings
    shared = [standing for standing in standings if standing.shared]
    assert {standing.unit for standing in shared} == pair
    assert len({assessment.ledgers[unit].total for unit in pair}) == 1
    assert len({result(assessment, unit, "agency").mark for unit in pair}) == 2
    following = standings[standings.index(shared[1]) + 1]
    assert following.rank == shared[0].rank + 2


@pytest.mark.parametrize(
    ("unit", "component", "clause", "points"),
    [
        ("chengguanju", "daily", "附件2第1项", "2"),
        ("biqiao", "daily", "附件2第4项", "1"),
        ("shengtaihuanjingju", "bonus", "附件3加分项第1项", "0.5"),
        ("fagaiwei", "bonus", "附件3加分项", "2"),
    ],
)
def test_limits_bite(assessment: Assessment, unit: str, component: str, clause: str, points: str) -> None:
    (row,) = rows(assessment, unit, component, RowKind.LIMIT, clause)
    assert abs(row.points) == Fraction(points)


def test_the_limit_of_notices_is_reached_with_every_level(dataset: Dataset) -> None:
    levels = {entry.level for entry in dataset.records["biqiao"].deductions if entry.clause == "附件2第4项"}
    assert levels == {"国家", "省", "市"}
    assert all(e.count == 1 for r in dataset.records.values() for e in r.entries if e.clause == "附件2第4项")


def test_the_bonus_is_capped_and_can_be_negative(assessment: Assessment) -> None:
    assert result(assessment, "fagaiwei", "bonus").mark == 5
    assert result(assessment, "zhujianju", "bonus").mark == -5
    assert sum(row.points for row in rows(assessment, "zhujianju", "bonus", RowKind.ENTRY, "附件3加分项第2项")) == -4


def test_only_the_highest_commendation_counts(assessment: Assessment) -> None:
    praised = rows(assessment, "shujuziyuanju", "bonus", RowKind.ENTRY, "附件3加分项第5项")
    assert [row.points for row in praised] == [1, 2]
    (row,) = rows(assessment, "shujuziyuanju", "bonus", RowKind.COUNT)
    assert row.points == -1


def test_criticism_stands_under_one_rule(dataset: Dataset, assessment: Assessment) -> None:
    (entry,) = dataset.records["gonganju"].bonus
    assert entry.rule == "批评或问责"
    assert entry.incident
    assert result(assessment, "gonganju", "bonus").mark == -1


def test_key_areas_give_and_take(assessment: Assessment) -> None:
    (row,) = rows(assessment, "minzhengju", "bonus", RowKind.AUTOMATIC)
    assert row.points == 2
    assert rows(assessment, "shengtaihuanjingju", "bonus", RowKind.AUTOMATIC) == []
    assert result(assessment, "shengtaihuanjingju", "bonus").mark == -2


def test_documents_drafted_in_public_have_their_links(dataset: Dataset) -> None:
    drafted = [e for e in dataset.records["fagaiwei"].bonus if e.clause == "附件3加分项第3项"]
    assert len(drafted) == 4
    assert {tuple(entry.links) for entry in drafted} == {("意见征集", "意见反馈", "正式文件")}


@pytest.mark.parametrize(
    ("unit", "component", "outcome", "points"),
    [
        ("wenlvju", "daily", Outcome.UPHELD, "1"),
        ("taocheng", "daily", Outcome.PARTLY, "1"),
        ("jiaotiju", "agency", Outcome.UPHELD, "1.25"),
    ],
)
def test_objections_change_marks(
    dataset: Dataset, assessment: Assessment, unit: str, component: str, outcome: Outcome, points: str
) -> None:
    (objection,) = dataset.records[unit].objections
    assert objection.outcome is outcome
    (row,) = rows(assessment, unit, component, RowKind.OBJECTION)
    assert row.points == Fraction(points)


@pytest.mark.parametrize(("unit", "component"), [("shangwuju", "daily"), ("ziranziyuanju", "bonus")])
def test_objections_that_fail_change_nothing(dataset: Dataset, assessment: Assessment, unit: str, component: str) -> None:
    (objection,) = dataset.records[unit].objections
    assert objection.outcome is Outcome.REJECTED
    assert rows(assessment, unit, component, RowKind.OBJECTION) == []


def test_no_objection_is_open(dataset: Dataset) -> None:
    outcomes = {objection.outcome for record in dataset.records.values() for objection in record.objections}
    assert outcomes == {Outcome.UPHELD, Outcome.PARTLY, Outcome.REJECTED}


def test_items_that_cannot_apply(assessment: Assessment) -> None:
    without_matrix = [u for u in assessment.ledgers if rows(assessment, u, "daily", RowKind.NOT_APPLICABLE, "附件2第7项")]
    without_filing = [u for u in assessment.ledgers if rows(assessment, u, "daily", RowKind.NOT_APPLICABLE, "附件2第5项")]
    assert set(without_filing) < set(without_matrix)
    assert len(without_filing) >= 3
    for unit in ("xinfangju", "tongjiju", "qixiangju"):
        rescaled = rows(assessment, unit, "agency", RowKind.NOT_APPLICABLE, "三（一）")
        assert [row.points > 0 for row in rescaled] == [True]


def test_flat_items_count_once(assessment: Assessment) -> None:
    (row,) = rows(assessment, "kejijingxinju", "daily", RowKind.COUNT, "附件2第6项")
    assert row.points == 1


def test_item_marks_are_there_but_for_a_few(dataset: Dataset, assessment: Assessment) -> None:
    without = {u for u, record in dataset.records.items() if not record.marks[0].items}
    assert without == {"meizhu", "nongyenongcunju", "jiguanshiwu", "zhongdiangongcheng"}
    differing = {u for u, record in dataset.records.items() if record.marks[0].difference}
    assert differing == {"yaocun"}
    (row,) = rows(assessment, "yaocun", "agency", RowKind.DIFFERENCE)
    assert abs(row.points - Fraction(1, 2)) < Fraction(1, 100)
    for record in dataset.records.values():
        for item in record.marks[0].items:
            if isinstance(item.mark, Decimal):
                assert item.mark * 4 == int(item.mark * 4)


def test_item_losses_say_what_became_of_them(dataset: Dataset) -> None:
    states = {
        item.rectified and bool(item.rectified.date)
        for record in dataset.records.values()
        for item in record.marks[0].items
        if not isinstance(item.mark, Absent) and item.reason
    }
    assert states == {None, False, True}


def test_ballots(dataset: Dataset) -> None:
    for group in dataset.scheme.groups:
        (peer,) = (c for c in dataset.scheme.components if c.method is Method.BALLOTS)
        raters = {u for other in dataset.scheme.groups if other.id in peer.raters[group.id] for u in other.units}
        for unit in group.units:
            cast = dataset.records[unit].ballots
            assert {each.rater for each in cast} == raters
            assert all(1 <= len(each.marks) <= 3 for each in cast)
            for mark in (mark for each in cast for mark in each.marks if mark is not None):
                assert 78 <= mark <= 98
                assert mark * 2 == int(mark * 2)
    silent = {
        (record.unit, each.rater)
        for record in dataset.records.values()
        for each in record.ballots
        if set(each.marks) == {None}
    }
    assert silent == {("xinfa", "shenjiju")}
    partly = [each for record in dataset.records.values() for each in record.ballots if {None} < set(each.marks)]
    assert len(partly) >= 3


def test_records_kept_inside(dataset: Dataset) -> None:
    internal = [
        entry
        for record in dataset.records.values()
        for entry in record.deductions
        if entry.visibility is Visibility.INTERNAL
    ]
    assert len(internal) == 1
    evidence = {
        record.unit
        for record in dataset.records.values()
        for piece in record.evidence
        if piece.visibility is Visibility.INTERNAL
    }
    assert {"gonganju", "zhujianju", "ziranziyuanju"} <= evidence


def test_an_entry_outside_the_window_says_why(dataset: Dataset) -> None:
    overridden = [(r.unit, entry) for r in dataset.records.values() for entry in r.entries if entry.override]
    assert [(unit, entry.date.year) for unit, entry in overridden] == [("shuiwuju", 2020)]


def test_a_long_reason(dataset: Dataset) -> None:
    longest = max((e.reason for record in dataset.records.values() for e in record.entries), key=len)
    assert 250 <= len(longest) <= 350


def test_some_units_have_no_self_review(dataset: Dataset) -> None:
    without = {u for u, record in dataset.records.items() if record.self_review is None}
    assert without == {"lingda", "qixiangju", "zhaoshanghezuo"}


def test_units_without_accounts_have_no_faults_of_accounts(dataset: Dataset) -> None:
    def text_of_record(record: UnitRecord) -> str:
        return "".join(e.reason for e in record.entries) + "".join(i.reason for m in record.marks for i in m.items)

    for record in dataset.records.values():
        if record.not_applicable:
            assert not re.search("新媒体(超过|转)|运用政务新媒体", text_of_record(record)), record.unit
