"""What holds of every scheme: trees of parts of every shape, reckoned twice."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.scoring.ledger import Ledger, Marked, sum_of
from tests.scoring import trees
from tests.scoring.trees import Node
from tests.scoring.written import ledger, scheme


def ledger_of(tree: tuple[Node, ...], facts: Mapping[str, Sequence[str]]) -> Ledger:
    """The ledger of a tree as the program reads it from files."""
    return ledger(scheme(trees.scheme_text(tree)), trees.record_text(facts))


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
        measured_once = {key for key in own if not every[key].items and not every[key].weights}
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
