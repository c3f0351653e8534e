"""Twins under schemes of every shape: what is hidden shows through no gate, limit, veto, wave or mean."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessment.dataset import Dataset
from assessment.dataset.year import Disclosure
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.period import Period
from assessment.scoring.assessment import assess
from tests.scoring import trees
from tests.scoring.trees import Node
from tests.scoring.written import dataset, scheme
from tests.twins.county import EDITION

HIDDEN = {
    "costs": ("迟报", "错误"),
    "vetoes": ("泄密", "造假"),
}
"""Rules of which one occurrence comes to the same where full marks are 20, two and two."""

BANDS = """
grades:
  county: [{name: 优秀, at_least: 40}, {name: 合格, at_least: 10}, {name: 不合格}]
  bureau: [{name: 优秀, at_least: 40}, {name: 合格, at_least: 10}, {name: 不合格}]
"""


def publications(tree: tuple[Node, ...], entries: Sequence[str]) -> list[Publication]:
    """What the public sees at each level, lowest first, of a year with further deductions."""
    return at_every_level(year_of(tree, entries))


def year_of(tree: tuple[Node, ...], entries: Sequence[str]) -> Dataset:
    """The year of a tree in which one unit has further deductions and every part is ranked."""
    facts = trees.facts(tree)
    record = trees.record_text({**facts, "deductions": [*facts["deductions"], *entries]})
    known = scheme(trees.scheme_text(tree), more=trees.KINDS + BANDS)
    ranked = replace(known, ranking=replace(known.ranking, depth=4))
    plain = dataset(ranked, trees.record_text(facts))
    return replace(plain, records={**plain.records, "one": dataset(ranked, record).records["one"]})


def at_every_level(year: Dataset) -> list[Publication]:
    """What the public sees of a year at each level, lowest first."""
    assessment = assess(year)
    at = (replace(year, year=replace(year.year, disclosure=level)) for level in Disclosure)
    return [disclose(one, assessment, Audience.PUBLIC, EDITION) for one in at]


ROUNDS = """
  - id: rounds
    name: 各轮
    clause: 甲
    combine: {combine}
    waves: [{{id: one, name: 第一轮, round: 2031-q1}}, {{id: two, name: 第二轮, round: 2031-q2}}]
"""


def year_over(combine: str, *rounds: Dataset) -> Dataset:
    """A year that takes the totals of two rounds, of which everything that may be public is."""
    known = {}
    for number, one in enumerate(rounds, 1):
        period = Period(2031, f"q{number}")
        known[period] = replace(one, year=replace(one.year, period=period, disclosure=Disclosure.FULL))
    return replace(dataset(scheme(ROUNDS.format(combine=combine), full="", more=BANDS), ""), rounds=known)


def with_full_marks(node: Node, key: str, full: int) -> Node:
    """A part with other full marks of one leaf below."""
    if node.id == key:
        return replace(node, full=full)
    return replace(node, items=tuple(with_full_marks(item, key, full) for item in node.items))


@st.composite
def grounds(draw: st.DrawFn) -> tuple[tuple[Node, ...], Node, int]:
    """A tree, a leaf of deductions in it whose full marks are 20, and one of the waves of the leaf."""
    tree = draw(trees.trees())
    taking = [node for top in tree for node in top.walk() if node.method == "deductions" and not node.absent]
    assume(taking)
    leaf = draw(st.sampled_from(taking))
    tree = tuple(with_full_marks(top, leaf.id, 20) for top in tree)
    return tree, leaf, draw(st.integers(1, len(leaf.measures)))


@settings(max_examples=25)
@given(grounds(), st.sampled_from(sorted(HIDDEN)), st.integers(1, 3))
def test_hidden_entries_of_one_worth_look_the_same(
    ground: tuple[tuple[Node, ...], Node, int], kind: str, count: int
) -> None:
    tree, leaf, month = ground
    hidden = "reason: {}, visibility: internal"
    one, other = (
        publications(tree, [trees.entry_text(leaf, f"h{number}", month, rule, count, hidden.format(rule))])
        for number, rule in enumerate(HIDDEN[kind])
    )
    assert one == other


@settings(max_examples=25)
@given(grounds(), st.integers(1, 3))
def test_entries_of_one_worth_look_the_same_where_no_entry_is_shown(
    ground: tuple[tuple[Node, ...], Node, int], count: int
) -> None:
    tree, leaf, month = ground
    one, other = (publications(tree, [trees.entry_text(leaf, "more", month, rule, count)]) for rule in HIDDEN["costs"])
    assert one[:-1] == other[:-1]
    assert leaf.weights or one[-1] != other[-1], "a wave that does not count shows none of its entries"


@settings(max_examples=15)
@given(grounds(), st.sampled_from(sorted(HIDDEN)), st.sampled_from(["mean", "sum", "best", "last"]))
def test_what_a_round_hides_is_not_told_by_the_year_that_is_made_of_it(
    ground: tuple[tuple[Node, ...], Node, int], kind: str, combine: str
) -> None:
    tree, leaf, month = ground
    plain = year_of(tree, [])
    one, other = (
        at_every_level(year_over(combine, plain, year_of(tree, [trees.entry_text(leaf, "h", month, rule, 1, hidden)])))
        for rule in HIDDEN[kind]
        for hidden in (f"reason: {rule}, visibility: internal",)
    )
    assert one == other
