"""What holds of every scheme: trees of parts of every shape, reckoned twice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from operator import mul
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.dataset.scheme import Scheme
from assessment.period import Period
from assessment.scoring.ledger import Ledger, Marked, sum_of
from assessment.scoring.units import ledger_of as ledger_of_unit
from tests.scoring import trees
from tests.scoring.trees import Node
from tests.scoring.written import dataset, ledger, scheme


def ledger_of(tree: tuple[Node, ...], facts: Mapping[str, Sequence[str]]) -> Ledger:
    """The ledger of a tree as the program reads it from files."""
    return ledger(scheme_of(tree), trees.record_text(facts))


def scheme_of(tree: tuple[Node, ...]) -> Scheme:
    """The scheme of a tree, with the kinds of units that its parts are for."""
    return scheme(trees.scheme_text(tree), more=trees.KINDS)


def marks_of(found: Ledger) -> dict[str, Fraction]:
    """The mark of every part, by key."""
    return {key: mark for one in found.components if isinstance(one, Marked) for key, mark in one.marks.items()}


@settings(max_examples=200)
@given(trees.trees())
def test_every_part_comes_to_what_plain_numbers_come_to(tree: tuple[Node, ...]) -> None:
    found = ledger_of(tree, trees.facts(tree))
    total, marks = trees.total(tree)
    assert marks_of(found) == marks
    assert found.total == total


@given(trees.trees())
def test_rows_close_at_every_part_and_convert_to_the_total(tree: tuple[Node, ...]) -> None:
    found = ledger_of(tree, trees.facts(tree))
    every = {node.id: node for top in tree for node in top.walk()}
    weighted = Fraction(0)
    for one in found.components:
        assert isinstance(one, Marked)
        weighted += one.factor * sum_of(one.rows)
        assert one.marks[one.component.key] == sum_of(one.rows)
        own: dict[str, Fraction] = {}
        for row in one.rows:
            assert row.points == row.own * row.share
            own[row.part] = own.get(row.part, Fraction(0)) + row.own
        leaves = {key for key in own if not every[key].items}
        measured_once = {key for key in leaves if not every[key].weights and not every[key].members}
        assert {key: own[key] for key in measured_once} == {key: one.marks[key] for key in measured_once}
    assert found.total == weighted + sum_of(found.closing)


@given(trees.trees(), st.randoms(use_true_random=False))
def test_the_order_in_the_file_does_not_matter(tree: tuple[Node, ...], random: Random) -> None:
    facts = trees.facts(tree)
    turned = {key: random.sample(listed, len(listed)) for key, listed in facts.items()}
    assert marks_of(ledger_of(tree, turned)) == marks_of(ledger_of(tree, facts))


@given(trees.trees(), st.data())
def test_one_more_deduction_never_raises_a_mark(tree: tuple[Node, ...], data: st.DataObject) -> None:
    """A veto may: it sets a mark, which the scheme chooses."""
    taking = [node for top in tree for node in top.walk() if node.method == "deductions" and not node.absent]
    before = trees.facts(tree)
    if not taking:
        return
    node = data.draw(st.sampled_from(taking))
    month = data.draw(st.integers(1, len(node.measures)))
    rule = data.draw(st.sampled_from(["迟报", "错误", "不更新"]))
    after = {**before, "deductions": [*before["deductions"], trees.entry_text(node, "more", month, rule, 1)]}
    fewer, more = ledger_of(tree, before), ledger_of(tree, after)
    assert more.total <= fewer.total
    assert all(mark <= marks_of(fewer)[key] for key, mark in marks_of(more).items())


COMBINED: Mapping[str, Callable[[Sequence[Fraction], Sequence[int]], Fraction]] = {
    "mean": lambda marks, weights: sum(map(mul, marks, weights), Fraction(0)) / sum(weights),
    "sum": lambda marks, _: sum(marks, Fraction(0)),
    "best": lambda marks, _: max(marks),
    "last": lambda marks, _: marks[-1],
}
"""What the marks of several rounds come to, by how they are joined."""


@settings(max_examples=25)
@given(st.lists(trees.trees(), min_size=2, max_size=3), st.sampled_from(sorted(COMBINED)), st.data())
def test_a_year_is_made_of_its_rounds_as_exact_as_they_are(
    rounds: list[tuple[Node, ...]], combine: str, data: st.DataObject
) -> None:
    """Of each round the total, or the mark of one part; nothing is rounded on the way."""
    weights = [data.draw(st.integers(1, 6)) for _ in rounds]
    waves, known, marks = [], {}, []
    for number, (tree, weight) in enumerate(zip(rounds, weights, strict=True), 1):
        period = Period(2031, f"q{number}")
        year = dataset(scheme_of(tree), trees.record_text(trees.facts(tree)))
        known[period] = replace(year, year=replace(year.year, period=period))
        total, by_part = trees.total(tree)
        part = data.draw(st.sampled_from(["", *by_part]))
        marks.append(by_part[part] if part else total)
        of = f", part: {part}" if part else ""
        waves.append(f"{{id: w{number}, name: 第{number}轮, round: {period}, weight: {weight}{of}}}")
    parts = f"  - {{id: rounds, name: 各轮, clause: 甲, combine: {combine}, waves: [{', '.join(waves)}]}}\n"
    whole = replace(dataset(scheme(parts, full=""), ""), rounds=known)
    assert ledger_of_unit(whole, whole.scheme, "one").total == COMBINED[combine](marks, weights)
