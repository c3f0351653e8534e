"""What holds for whatever was recorded."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.dataset.record import Entry, ItemMark, Objection, Outcome, RaterBallots, UnitRecord
from assessment.dataset.scheme import RankOn, Scheme, Ties
from assessment.exact import rounded
from assessment.scoring.ledger import Marked
from assessment.scoring.ranking import order
from assessment.scoring.units import ledgers
from tests.scoring.cases import cast, entry, item_mark, objection, record
from tests.scoring.cases import given as given_mark
from tests.scoring.shipped import bonus, complete, component, daily, dataset, detail_mark, full_of, marked, shipped

LIMITS = {"附件2第1项": 10, "附件2第2项": 6, "附件2第3项": 6, "附件2第4项": 5}
FLAT = ("附件2第5项", "附件2第6项", "附件2第7项")
NOTICE = {"国家": Fraction(2), "省": Fraction(1), "市": Fraction(1, 2)}
MEDAL = {"国家": 3, "省": 2, "市": 1}
PRAISE = "附件3加分项第5项"
FAULTS = "附件3加分项第1项"
BONUS_LIMITS = [shipped("bonus-limit", option) for option in ("net", "awards-first", "both-ways")]

T = TypeVar("T")
Fact = tuple[str, str, str, int]
"""Clause, rule, level, count."""


def entries(facts: Sequence[Fact]) -> list[Entry]:
    """Entries of these facts, each on a day and with an id of its own."""
    return [
        entry(clause, number, count, level, rule, day=date(2019, 1, 1) + timedelta(days=number % 5))
        for number, (clause, rule, level, count) in enumerate(facts, 1)
    ]


def facts(*kinds: tuple[str, str, bool]) -> st.SearchStrategy[Fact]:
    """Facts of these kinds: clause, rule, whether it has levels."""
    return st.sampled_from(kinds).flatmap(
        lambda kind: st.tuples(
            st.just(kind[0]),
            st.just(kind[1]),
            st.sampled_from(list(NOTICE)) if kind[2] else st.just(""),
            st.integers(1, 12),
        )
    )


DEDUCTION = facts(*((clause, "", clause == "附件2第4项") for clause in (*LIMITS, *FLAT)))
AWARD = facts(("附件3加分项第3项", "", False), ("附件3加分项第4项", "", False), (PRAISE, "表彰", True))
PENALTY = facts((FAULTS, "出现扣分", False), ("附件3加分项第2项", "", False), (PRAISE, "批评或问责", True))
DEDUCTIONS = st.lists(DEDUCTION, max_size=8).map(entries)
BONUS = st.lists(AWARD | PENALTY, max_size=8).map(entries)
MARK = st.decimals(0, 100, places=2)
BALLOTS = st.dictionaries(
    st.sampled_from("bcdefghij"), st.lists(st.none() | MARK, min_size=1, max_size=4), max_size=6
).map(lambda given: [cast(rater, *("" if mark is None else str(mark) for mark in given[rater])) for rater in given])
SOME_BALLOTS = BALLOTS.filter(lambda votes: any(mark is not None for vote in votes for mark in vote.marks))


def decisions(about: Sequence[Entry]) -> st.SearchStrategy[list[Objection]]:
    """Objections to some of the entries, decided in every way."""

    def decided(number: int, mine: Entry) -> st.SearchStrategy[Objection]:
        outcome = st.sampled_from(list(Outcome))
        left = st.integers(1, mine.count)
        return st.builds(
            lambda out, kept: objection(mine.id, out, kept if out is Outcome.PARTLY else None, number=number),
            outcome,
            left,
        )

    chosen = st.lists(st.sampled_from(about), unique_by=lambda e: e.id, max_size=4) if about else st.just([])
    return chosen.flatmap(lambda found: st.tuples(*(decided(n, e) for n, e in enumerate(found, 1))).map(list))


@st.composite
def records(draw: st.DrawFn) -> UnitRecord:
    """A complete record of anything."""
    taken, added = draw(DEDUCTIONS), draw(BONUS)
    added = [replace(one, id=f"b{one.id}") for one in added]
    return record(
        taken,
        added,
        draw(SOME_BALLOTS),
        draw(decisions([*taken, *added])),
        [given_mark(str(draw(MARK)))],
    )


def count_after(mine: Entry, objections: Sequence[Objection]) -> int:
    """What is left of an entry."""
    for decision in objections:
        if decision.about == mine.id and decision.outcome is Outcome.UPHELD:
            return 0
        if decision.about == mine.id and decision.outcome is Outcome.PARTLY:
            return decision.count or 0
    return mine.count


def daily_by_hand(of: UnitRecord) -> Fraction:
    """Annex 2, written down once more in another way."""
    left = Fraction(30)
    for clause, limit in LIMITS.items():
        costs = [
            count_after(one, of.objections) * NOTICE.get(one.level, Fraction(1))
            for one in of.deductions
            if one.clause == clause
        ]
        left -= min(Fraction(limit), sum(costs, Fraction(0)))
    return left - sum(
        any(one.clause == clause and count_after(one, of.objections) for one in of.deductions) for clause in FLAT
    )


def bonus_by_hand(of: UnitRecord, eligible: bool) -> Fraction:
    """The bonus rules of annex 3, written down once more in another way."""

    def points(each: Fraction, limit: int, clause: str, rule: str = "") -> Fraction:
        """Return points for every occurrence up to a limit."""
        mine = [one for one in of.bonus if (one.clause, one.rule) == (clause, rule)]
        return min(Fraction(limit), each * sum(count_after(one, of.objections) for one in mine))

    def highest(rule: str) -> int:
        standing = [one for one in of.bonus if one.rule == rule and count_after(one, of.objections)]
        return max((MEDAL[one.level] for one in standing), default=0)

    half = Fraction(1, 2)
    faults = points(half, 2, FAULTS, "出现扣分")
    clean = Fraction(2) if eligible and not faults else -faults
    request = -points(Fraction(2), 10, "附件3加分项第2项")
    hearings = points(half, 2, "附件3加分项第3项") + points(half, 1, "附件3加分项第4项")
    return min(Fraction(5), clean + request + hearings + highest("表彰") - highest("批评或问责"))


@given(records(), st.booleans())
def test_rows_add_up_to_marks_and_marks_to_the_total(of: UnitRecord, eligible: bool) -> None:
    year = dataset({"jianping": replace(of, unit="jianping")}, eligible=["jianping"] if eligible else [])
    ledger = ledgers(year, shipped())["jianping"]
    agency, taken, peer, added = (part for part in ledger.components if isinstance(part, Marked))
    for part in (agency, taken, peer, added):
        assert sum((row.points for row in part.rows), Fraction(0)) == part.mark
    final = of.marks[0].mark
    assert isinstance(final, Decimal)
    assert agency.mark == Fraction(final)
    assert taken.mark == daily_by_hand(of)
    assert added.mark == bonus_by_hand(of, eligible)
    assert ledger.total == agency.mark * 40 / 100 + taken.mark + peer.mark * 30 / 100 + added.mark


def _shuffled(listed: Sequence[T], random: Random) -> tuple[T, ...]:
    return tuple(random.sample(listed, len(listed)))


@given(records(), st.randoms(use_true_random=False), st.sampled_from(BONUS_LIMITS))
def test_the_order_in_the_file_does_not_matter(of: UnitRecord, random: Random, scheme: Scheme) -> None:
    turned = replace(
        of,
        deductions=_shuffled(of.deductions, random),
        bonus=_shuffled(of.bonus, random),
        ballots=_shuffled(of.ballots, random),
        objections=_shuffled(of.objections, random),
    )
    for name in ("agency", "daily", "peer", "bonus"):
        assert marked(name, turned, scheme, True).mark == marked(name, of, scheme, True).mark


@given(DEDUCTIONS, DEDUCTION)
def test_one_more_deduction_never_raises_a_mark(before: list[Entry], more: Fact) -> None:
    after = daily([*before, *(replace(one, id="more") for one in entries([more]))]).mark
    assert 0 <= after <= daily(before).mark <= 30


@given(BONUS, AWARD, st.booleans(), st.sampled_from(BONUS_LIMITS))
def test_one_more_award_never_lowers_a_mark(before: list[Entry], more: Fact, eligible: bool, scheme: Scheme) -> None:
    after = [*before, *(replace(one, id="more") for one in entries([more]))]
    assert bonus(before, scheme, eligible).mark <= bonus(after, scheme, eligible).mark <= 5


@given(BONUS, PENALTY, st.booleans(), st.sampled_from(BONUS_LIMITS))
def test_one_more_penalty_never_raises_a_mark(before: list[Entry], more: Fact, eligible: bool, scheme: Scheme) -> None:
    after = [*before, *(replace(one, id="more") for one in entries([more]))]
    assert bonus(after, scheme, eligible).mark <= bonus(before, scheme, eligible).mark <= 5


@given(SOME_BALLOTS, st.permutations("bcdefghij"), st.sampled_from(["by-rater-unit", "pooled", "trimmed"]))
def test_who_rates_does_not_matter(votes: list[RaterBallots], names: list[str], option: str) -> None:
    scheme = shipped("ballot-average", option)
    new = dict(zip("bcdefghij", names, strict=True))
    mark = marked("peer", record(ballots=votes), scheme).mark
    renamed = [replace(vote, rater=new[vote.rater], marks=vote.marks[::-1]) for vote in reversed(votes)]
    assert marked("peer", record(ballots=renamed), scheme).mark == mark
    known = [one for vote in votes for one in vote.marks if one is not None]
    assert min(known) <= mark <= max(known)


LEAVES = [leaf for block in shipped().components[0].items for leaf in block.leaves()]


@st.composite
def item_marks(draw: st.DrawFn) -> list[ItemMark]:
    """A mark of every item of annex 3, or 不涉及, but not of all."""
    absent = draw(st.sets(st.sampled_from(range(16)), max_size=15))
    shares = draw(st.lists(st.integers(0, 8), min_size=16, max_size=16))
    return [
        item_mark(leaf.clause, "" if n in absent else str(full_of(leaf) * shares[n] / 8)) for n, leaf in enumerate(LEAVES)
    ]


@pytest.mark.parametrize(("option", "best"), [("scale-block", 100), ("leave", 97), ("scale-whole", 100)])
@given(marks=item_marks())
def test_item_marks_stay_between_0_and_full(option: str, best: int, marks: list[ItemMark]) -> None:
    agency = component("agency", shipped("key-area-block", option))

    def total(sheet: Sequence[ItemMark]) -> Fraction:
        return detail_mark(agency, sheet)

    assert 0 <= total(marks) <= best
    full = {leaf.clause: str(full_of(leaf)) for leaf in LEAVES}
    perfect = [item_mark(mark.clause, full[mark.clause]) if isinstance(mark.mark, Decimal) else mark for mark in marks]
    assert total(perfect) == best, "what does not apply costs nothing"


@given(
    st.lists(st.decimals(80, 82, places=3), min_size=9, max_size=9),
    st.sampled_from(list(Ties)),
    st.sampled_from(list(RankOn)),
)
def test_ranks_agree_with_totals(agency: list[Decimal], ties: Ties, rank_on: RankOn) -> None:
    how = replace(shipped().ranking, ties=ties, rank_on=rank_on, places=1)
    units = shipped().groups[0].units
    year = dataset({unit: complete(unit, agency=str(mark)) for unit, mark in zip(units, agency, strict=True)})
    found = ledgers(year, shipped())
    value: Callable[[str], Fraction] = {
        RankOn.EXACT: lambda unit: found[unit].total,
        RankOn.PUBLISHED: lambda unit: Fraction(rounded(found[unit].total, 1)),
    }[rank_on]
    standings = order(units, found, how).standings
    assert sorted(one.unit for one in standings) == sorted(units)
    for one in standings:
        better = {value(other) if ties is Ties.DENSE else other for other in units if value(other) > value(one.unit)}
        assert one.rank == 1 + len(better)
        assert one.shared == (sum(value(other) == value(one.unit) for other in units) > 1)
    assert [one.rank for one in standings] == sorted(one.rank for one in standings)
