"""What is reckoned block by block is what the whole scheme comes to under the same options."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from random import Random

import pytest

from assessment.dataset.scheme import Ranking, RankOn, Scheme, Ties
from assessment.exact import Rounding
from assessment.load.json_schema import checked
from assessment.load.scheme import scheme_of
from assessment.load.yaml_file import parse
from assessment.scoring.units import ledgers, reckoning
from assessment.trust.blocks import blocks
from assessment.trust.combinations import Choice, Combinations, combinations
from assessment.trust.ranges import RankRange, RankSpan, inseparable_runs, rank_ranges
from tests.scoring.shipped import SCHEME_FILE, dataset, loaded
from tests.scoring.test_effects import RECORDS


@cache
def every() -> Combinations:
    """All combinations, for the records that the effects of single options are known for."""
    year = dataset(RECORDS)
    return combinations(year.scheme, loaded()[1], reckoning(year), 1)


def under(choice: Choice) -> Scheme:
    """The scheme as it is read with other options written into its file."""
    text = SCHEME_FILE.read_text(encoding="utf-8")
    for picked in choice:
        if picked is not None:
            text = re.sub(rf"(- id: {picked[0]}\n(?:.*\n)*?    choice: ).*", rf"\g<1>{picked[1]}", text, count=1)
    document, _ = parse(text, "data/schemes/2019.yaml")
    assert document is not None
    good, _ = checked(document, "scheme")
    assert good is not None
    scheme, _, _ = scheme_of(good)
    assert scheme is not None
    return scheme


def test_the_combinations_of_2019() -> None:
    # 3 ways to scale x 2 places of the bonus x 3 limits x 2 counts x 3 means of ballots
    assert every().count == len(every().totals) == 3 * 2 * 3 * 2 * 3 == 108
    assert every().of_ranks == ("ranking-scope", "rounding", "ties", "rank-on")
    assert every().count_of_ranks == len(every().rankings[(None,) * 5]) == 2 * 2 * 2 * 2
    assert not every().is_sample


def test_the_bonus_that_may_be_attached_is_reckoned_with_its_host() -> None:
    scheme, alternatives = loaded()
    assert [{*block} for block in blocks(scheme, alternatives)] == [{"agency", "bonus"}, {"daily"}, {"peer"}]


def test_blocks_come_to_what_the_whole_scheme_comes_to() -> None:
    year = dataset(RECORDS)
    choices = Random(13).sample([*every().totals], 5)
    for choice in choices:
        whole = ledgers(year, under(choice))
        assert {unit: ledger.total for unit, ledger in whole.items()} == every().totals[choice]


def test_a_sample_says_so_and_holds_each_option_alone() -> None:
    year = dataset(RECORDS)
    some = combinations(year.scheme, loaded()[1], reckoning(year), 1, 12)
    assert some.is_sample
    assert (some.count, len(some.totals)) == (108, 12)
    # 1 as chosen, and 2 + 1 + 2 + 1 + 2 other options
    assert sum(sum(one is not None for one in choice) <= 1 for choice in some.totals) == 9
    assert dict(some.totals).items() <= dict(every().totals).items()


def test_ranges() -> None:
    scheme, _ = loaded()
    ranges = {one.unit: one for one in rank_ranges(scheme.units_of(scheme.lists[0]), every())}
    # as in test_effects: 92.4 before 89.8; with the bonus on the agency's mark 89.4 after 89.8
    assert ranges["jianping"].chosen == 1
    assert ranges["jianping"].marks.worst >= 2
    # the third is sixth when the bonus is attached to the agency's mark, further than by any other option
    assert ranges["taocheng"].most == ("bonus-attachment", "agency", 6)
    runs = inseparable_runs([*ranges], every())
    assert any({"jianping", "shizi"} <= {*run} for run in runs)


def test_what_only_changes_how_totals_are_ranked_stands_apart() -> None:
    ranking = loaded()[0].ranking
    ways = (ranking, replace(ranking, ties=Ties.DENSE), replace(ranking, rank_on=RankOn.PUBLISHED))
    # a and b are both published as 90.00, and c as 88; with the other option c has 91
    totals = (("90.004", "90.001", "88"), ("90.004", "90.001", "91"))
    ranges = {one.unit: one for one in rank_ranges("abc", by_hand(totals, ways))}
    assert ranges["b"] == RankRange("b", 2, RankSpan(2, 3), RankSpan(1, 3), ("r", "1", 3))
    assert ranges["c"] == RankRange("c", 3, RankSpan(1, 3), RankSpan(1, 3), ("r", "1", 1))
    # equal before c, which is third or, without a gap in the numbers, second
    same = rank_ranges("abc", by_hand((("90", "90", "88"),), ways))
    assert [(one.unit, one.chosen, one.marks, one.every) for one in same] == [
        ("a", 1, RankSpan(1, 1), RankSpan(1, 1)),
        ("b", 1, RankSpan(1, 1), RankSpan(1, 1)),
        ("c", 3, RankSpan(3, 3), RankSpan(2, 3)),
    ]


def test_totals_a_unit_of_the_last_place_apart_may_be_published_as_one() -> None:
    ranking = replace(loaded()[0].ranking, rank_on=RankOn.PUBLISHED)
    assert ranking.places == 2
    even = replace(ranking, rounding=Rounding.HALF_EVEN)
    # half to even both are 90.02, half up 90.03 and 90.02
    found = by_hand((("90.025", "90.015"),), (even, ranking))
    assert [(one.chosen, one.marks, one.every) for one in rank_ranges("ab", found)] == [
        (1, RankSpan(1, 1), RankSpan(1, 1)),
        (1, RankSpan(1, 1), RankSpan(1, 2)),
    ]
    assert inseparable_runs("ab", found) == (("a", "b"),)
    assert inseparable_runs("ab", by_hand((("90.025", "90.015"),), (ranking,))) == ()
    assert inseparable_runs("ab", by_hand((("90.0251", "90.015"),), (even,))) == ()


def test_only_those_who_all_change_places_make_a_run() -> None:
    ranking = loaded()[0].ranking
    # a and b change places, b and c change places; a is always before c, and d always last
    totals = (("93", "92", "91", "90"), ("92", "93", "91", "90"), ("93", "91", "92", "90"))
    assert inseparable_runs("abcd", by_hand(totals, (ranking,))) == (("a", "b"), ("b", "c"))
    # with one more all three do
    all_three = (*totals, ("91", "92", "93", "90"))
    assert inseparable_runs("abcd", by_hand(all_three, (ranking,))) == (("a", "b", "c"),)
    # 91.001 and 90.999 are both published as 91.00
    near, published = (("91.001", "90.999"),), replace(ranking, rank_on=RankOn.PUBLISHED)
    assert inseparable_runs("ab", by_hand(near, (ranking,))) == ()
    assert inseparable_runs("ab", by_hand(near, (ranking, published))) == (("a", "b"),)


def by_hand(totals: Sequence[Sequence[str]], rankings: tuple[Ranking, ...]) -> Combinations:
    """The totals of a, b, c … under the options of one reading, the chosen first."""
    choices: list[Choice] = [(None,), *((("r", str(number)),) for number in range(1, len(totals)))]
    known = {
        choice: dict(zip("abcd", map(Fraction, several), strict=False))
        for choice, several in zip(choices, totals, strict=True)
    }
    return Combinations(("r",), (), len(totals), len(rankings), known, dict.fromkeys(choices, rankings))


def test_a_unit_without_a_total_keeps_its_list_from_ranges() -> None:
    scheme, _ = loaded()
    towns = scheme.units_of(scheme.lists[0])
    pending: Mapping[Choice, Mapping[str, None]] = dict.fromkeys(every().totals, dict.fromkeys(towns))
    assert rank_ranges(towns, replace(every(), totals=pending)) == ()


@pytest.mark.parametrize("number", [0, 1])
def test_without_readings_there_is_one_combination(number: int) -> None:
    year = dataset(RECORDS)
    alone = combinations(year.scheme, (), reckoning(year), number)
    assert (alone.count, alone.of_marks, [*alone.totals]) == (1, (), [()])
