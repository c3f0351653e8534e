"""What is reckoned block by block is what the whole scheme comes to under the same options."""

import re
from collections.abc import Mapping
from functools import cache
from random import Random

import pytest

from assessment.dataset.scheme import Scheme
from assessment.load.json_schema import checked
from assessment.load.scheme import scheme_of
from assessment.load.yaml_file import parse
from assessment.scoring.units import ledgers
from assessment.trust.blocks import blocks
from assessment.trust.combinations import Choice, Combinations, combinations
from assessment.trust.ranges import not_told_apart, rank_ranges
from tests.scoring.shipped import SCHEME_FILE, dataset, loaded
from tests.scoring.test_effects import RECORDS


@cache
def every() -> Combinations:
    """All combinations, for the records that the effects of single options are known for."""
    year = dataset(RECORDS)
    return combinations(year.scheme, loaded()[1], lambda scheme: ledgers(year, scheme), 1)


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
    some = combinations(year.scheme, loaded()[1], lambda scheme: ledgers(year, scheme), 1, 12)
    assert some.is_sample
    assert (some.count, len(some.totals)) == (108, 12)
    # 1 as chosen, and 2 + 1 + 2 + 1 + 2 other options
    assert sum(sum(one is not None for one in choice) <= 1 for choice in some.totals) == 9
    assert dict(some.totals).items() <= dict(every().totals).items()


def test_ranges() -> None:
    scheme, _ = loaded()
    ranges = {one.unit: one for one in rank_ranges(scheme.units_of(scheme.lists[0]), every(), scheme.ranking)}
    # as in test_effects: 92.4 before 89.8; with the bonus on the agency's mark 89.4 after 89.8
    assert ranges["jianping"].chosen == 1
    assert ranges["jianping"].worst >= 2
    # the third is sixth when the bonus is attached to the agency's mark, further than by any other option
    assert ranges["taocheng"].most == ("bonus-attachment", "agency", 6)
    runs = not_told_apart([*ranges.values()], every())
    assert any({"jianping", "shizi"} <= {*run} for run in runs)


def test_a_unit_without_a_total_keeps_its_list_from_ranges() -> None:
    scheme, _ = loaded()
    towns = scheme.units_of(scheme.lists[0])
    pending: Mapping[Choice, Mapping[str, None]] = dict.fromkeys(every().totals, dict.fromkeys(towns))
    found = Combinations(every().of_marks, (), every().count, pending)
    assert rank_ranges(towns, found, scheme.ranking) == ()


@pytest.mark.parametrize("number", [0, 1])
def test_without_readings_there_is_one_combination(number: int) -> None:
    year = dataset(RECORDS)
    alone = combinations(year.scheme, (), lambda scheme: ledgers(year, scheme), number)
    assert (alone.count, alone.of_marks, [*alone.totals]) == (1, (), [()])
