"""Annex 2 and the bonus rules, with the arithmetic beside each case."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.dataset.record import Entry, Objection, Outcome
from assessment.dataset.scheme import Averaging, Count, Limit, LimitOn, Method
from assessment.scoring.case import Case
from assessment.scoring.ledger import Marked, Pending
from assessment.scoring.methods.ballots import ballots
from assessment.scoring.methods.bonus import bonus
from assessment.scoring.methods.deductions import deductions
from tests.scoring.cases import cast, component, entry, item, objection, record, rule

LEVELS = {"国家": "-2", "省": "-1", "市": "-0.5"}
ISSUES = item("附件2第1项", "10", [rule("-1", limit="10")])
NOTICES = item("附件2第4项", "5", [rule(LEVELS, limit="5")])
REGISTRATION = item("附件2第5项", "1", [rule("-1", count=Count.ONCE, limit="1")])


def daily(entries: Sequence[Entry], objections: Sequence[Objection] = ()) -> Fraction:
    """The mark of 日常测评 with items 1, 4 and 5 only: 16 full marks."""
    of = component(Method.DEDUCTIONS, [ISSUES, NOTICES, REGISTRATION], full="16", points="16")
    result = deductions(Case(of, "a", "town", record(deductions=entries, objections=objections), {}))
    assert isinstance(result, Marked)
    return result.mark


@pytest.mark.parametrize(
    ("entries", "mark"),
    [
        ([], "16"),
        # 附件2第1项, both sides of 扣完10分为止
        ([entry("附件2第1项", count=9)], "7"),  # 16 - 9
        ([entry("附件2第1项", count=10)], "6"),  # 16 - 10
        ([entry("附件2第1项", count=11)], "6"),  # 16 - 11, limited to 10
        # 附件2第4项: 2 + 1 + 0.5 = 3.5
        ([entry("附件2第4项", n, level=level) for n, level in enumerate(LEVELS)], "12.5"),
        # 2 x 2 + 2 x 0.5 = 5, and one more city notice is past the limit
        ([entry("附件2第4项", 1, 2, "国家"), entry("附件2第4项", 2, 2, "市")], "11"),
        ([entry("附件2第4项", 1, 2, "国家"), entry("附件2第4项", 2, 3, "市")], "11"),
        # 附件2第5项 has no 每次: once, however often
        ([entry("附件2第5项", count=3)], "15"),
    ],
)
def test_annex_2(entries: Sequence[Entry], mark: str) -> None:
    assert daily(entries) == Fraction(mark)


def test_a_limit_is_judged_after_objections() -> None:
    twelve = [entry("附件2第1项", 1, 8), entry("附件2第1项", 2, 4)]
    # 8 + 4 = 12, limited to 10: 16 - 10 = 6; the 4 withdrawn: 16 - 8 = 8; the 4 cut to 1: 16 - 9 = 7
    assert daily(twelve) == 6
    assert daily(twelve, [objection("d02", Outcome.UPHELD)]) == 8
    assert daily(twelve, [objection("d02", Outcome.PARTLY, count=1)]) == 7
    assert daily(twelve, [objection("d02", Outcome.REJECTED)]) == 6


def bonus_of(entries: Sequence[Entry], limit: Limit | None, eligible: bool = False) -> Fraction:
    """The net of annex 3's bonus rules 1, 2, 3 and 5."""
    listed = {"附件3加分项第1项": ("a",) if eligible else ()}
    items = [
        item(
            "附件3加分项第1项",
            rules=[rule("-0.5", "出现扣分", limit="2"), rule("2", "没有出现扣分", automatic_unless="出现扣分")],
            listed=True,
        ),
        item("附件3加分项第2项", rules=[rule("-2", limit="10")]),
        item("附件3加分项第3项", rules=[rule("0.5", limit="2")]),
        item(
            "附件3加分项第5项",
            rules=[
                rule({"国家": "3", "省": "2", "市": "1"}, "表彰", Count.HIGHEST),
                rule({"国家": "-3", "省": "-2", "市": "-1"}, "批评或问责", Count.HIGHEST),
            ],
        ),
    ]
    of = component(Method.BONUS, items, limit=limit)
    result = bonus(Case(of, "a", "town", record(bonus=entries), listed))
    assert isinstance(result, Marked)
    return result.mark


NET = Limit(upper=5, lower=None, on=LimitOn.NET)  # type: ignore[arg-type]
AWARDS = Limit(upper=5, lower=None, on=LimitOn.AWARDS)  # type: ignore[arg-type]
BOTH = Limit(upper=5, lower=-5, on=LimitOn.NET)  # type: ignore[arg-type]
PRAISED = entry("附件3加分项第5项", 9, level="国家", rule="表彰")


@pytest.mark.parametrize(
    ("entries", "limit", "eligible", "mark"),
    [
        ([], NET, False, "0"),  # not on the list: nothing
        ([], NET, True, "2"),  # on the list and clean
        ([entry("附件3加分项第1项", count=1, rule="出现扣分")], NET, True, "-0.5"),
        ([entry("附件3加分项第1项", count=5, rule="出现扣分")], NET, True, "-2"),  # 5 x 0.5 = 2.5, limited to 2
        ([entry("附件3加分项第2项", count=5)], NET, False, "-10"),  # no floor of the net
        ([entry("附件3加分项第2项", count=6)], NET, False, "-10"),
        ([entry("附件3加分项第2项", count=6)], BOTH, False, "-5"),
        ([entry("附件3加分项第3项", count=4)], NET, False, "2"),
        ([entry("附件3加分项第3项", count=5)], NET, False, "2"),
        # the highest level once: 3, not 3 + 1
        ([PRAISED, entry("附件3加分项第5项", 8, level="市", rule="表彰")], NET, False, "3"),
        # once in each direction: 3 - 1
        ([PRAISED, entry("附件3加分项第5项", 8, level="市", rule="批评或问责")], NET, False, "2"),
        # 2 + 2 + 3 = 7, at most 5
        ([PRAISED, entry("附件3加分项第3项", 1, 4)], NET, True, "5"),
        # net: 7 - 2 = 5; awards first: 5 - 2 = 3
        ([PRAISED, entry("附件3加分项第3项", 1, 4), entry("附件3加分项第2项", 2)], NET, True, "5"),
        ([PRAISED, entry("附件3加分项第3项", 1, 4), entry("附件3加分项第2项", 2)], AWARDS, True, "3"),
    ],
)
def test_bonus(entries: Sequence[Entry], limit: Limit, eligible: bool, mark: str) -> None:
    assert bonus_of(entries, limit, eligible) == Fraction(mark)


@pytest.mark.parametrize(
    ("averaging", "mark"),
    [
        (Averaging.BY_RATER_UNIT, "86"),  # (90 + (80 + 84)/2 + 86) / 3 = (90 + 82 + 86) / 3
        (Averaging.POOLED, "85"),  # (90 + 80 + 84 + 86) / 4
        (Averaging.TRIMMED, "86"),  # 82 and 90 left out
    ],
)
def test_ballots(averaging: Averaging, mark: str) -> None:
    of = component(Method.BALLOTS, full="100", points="30", averaging=averaging)
    votes = [cast("b", "90"), cast("c", "80", "84", ""), cast("d", "86"), cast("e", "", "")]
    result = ballots(Case(of, "a", "town", record(ballots=votes), {}))
    assert isinstance(result, Marked)
    assert result.mark == Fraction(mark)
    assert result.weighted == Fraction(mark) * Fraction("0.3")


def test_only_blanks_are_no_mark() -> None:
    of = component(Method.BALLOTS, full="100", points="30")
    assert isinstance(ballots(Case(of, "a", "town", record(ballots=[cast("b", "", "")]), {})), Pending)


ENTRIES = st.lists(
    st.builds(
        lambda clause, count, level: (clause, count, level if clause == "附件2第4项" else ""),
        st.sampled_from(["附件2第1项", "附件2第4项", "附件2第5项"]),
        st.integers(1, 12),
        st.sampled_from(list(LEVELS)),
    ),
    min_size=1,
    max_size=8,
).map(lambda facts: [entry(clause, n, count, level) for n, (clause, count, level) in enumerate(facts)])


@given(ENTRIES, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_one_more_deduction_never_raises(entries: list[Entry], random: object) -> None:
    mark = daily(entries)
    assert 0 <= mark <= daily(entries[:-1])
    random.shuffle(entries)  # type: ignore[attr-defined]
    assert daily(entries) == mark
