"""What a level must not show cannot be seen in any way: years that differ in nothing else give equal Publications.

Each variation is also told at the first level that shows it, so that no equality here is one of equal years.
"""

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from assessment.dataset import Dataset
from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.scoring.assessment import Assessment, assess
from tests.disclosure.conftest import SEEDS
from tests.disclosure.variations import hidden_alike, led_alike, marked_alike, totalled_alike, with_self_reviews
from tests.disclosure.years import AMENDMENT, EDITION, at, office, public

LEVELS = [*Disclosure]
PAIRS = [*zip(SEEDS, [*SEEDS[1:], SEEDS[0]], strict=True)]


def told_apart(dataset: Dataset, other: Dataset, leading: int = 3) -> list[Disclosure]:
    """The levels at which the public sees two different years."""
    marks, others = assess(dataset), assess(other)
    return [level for level in LEVELS if public(dataset, level, marks, leading) != public(other, level, others, leading)]


def before_approval(dataset: Dataset, marks: Assessment, stage: Stage, level: Disclosure) -> Publication:
    return disclose(at(dataset, stage, level), marks, Audience.PUBLIC, EDITION)


@pytest.mark.parametrize(("seed", "other"), PAIRS)
def test_marks_are_told_by_names_and_by_what_shows_more_than_names(
    years: Mapping[str, Dataset], seed: str, other: str
) -> None:
    here, there = years[seed], with_self_reviews(years[other], years[seed])
    assert told_apart(here, there) == [Disclosure.NAMES, Disclosure.TOTALS, Disclosure.COMPONENTS, Disclosure.FULL]


@pytest.mark.parametrize("stage", [Stage.COLLECTING, Stage.UNDER_REVIEW])
@pytest.mark.parametrize(("seed", "other"), PAIRS)
def test_before_approval_no_level_tells_one_year_from_another(
    years: Mapping[str, Dataset], seed: str, other: str, stage: Stage
) -> None:
    here, there = years[seed], with_self_reviews(years[other], years[seed])
    there = replace(there, year=replace(there.year, amendments=()))
    marks, others = assess(here), assess(there)
    for level in LEVELS:
        told = (before_approval(here, marks, stage, level), before_approval(there, others, stage, level))
        assert replace(told[0], disclosure=told[1].disclosure) == told[1]
        assert {publication.disclosure for publication in told} == {Disclosure.NONE}


@pytest.mark.parametrize(("seed", "other"), PAIRS)
def test_names_do_not_tell_how_far_or_in_what_order_they_lead(
    years: Mapping[str, Dataset], seed: str, other: str
) -> None:
    leading = 8
    there = led_alike(years[seed], years[other], leading, random.Random(seed))
    expected = [Disclosure.TOTALS, Disclosure.COMPONENTS, Disclosure.FULL]
    assert told_apart(years[seed], there, leading) == expected


def test_totals_do_not_tell_what_they_are_made_of(dataset: Dataset) -> None:
    there = totalled_alike(dataset, random.Random(1))
    assert told_apart(dataset, there) == [Disclosure.COMPONENTS, Disclosure.FULL]


def test_components_do_not_tell_why(dataset: Dataset) -> None:
    assert told_apart(dataset, marked_alike(dataset, random.Random(1))) == [Disclosure.FULL]


def test_nothing_public_tells_who_recorded_or_voted_or_what_internal_records_say(dataset: Dataset) -> None:
    there = hidden_alike(dataset, random.Random(1))
    assert told_apart(dataset, there) == []
    assert office(dataset) != office(there)


def test_what_an_amendment_changed_is_told_with_every_mark_only(dataset: Dataset) -> None:
    amendment = replace(AMENDMENT, reason="另一原因", change="附件2第2项原扣2分，现扣1分")
    there = replace(dataset, year=replace(dataset.year, amendments=(amendment,)))
    assert told_apart(dataset, there) == [Disclosure.FULL]


def test_the_order_in_which_records_were_read_is_not_told(dataset: Dataset) -> None:
    there = replace(dataset, records={unit: dataset.records[unit] for unit in reversed([*dataset.records])})
    assert told_apart(dataset, there) == []
    marks, others = assess(dataset), assess(there)
    for level in LEVELS:
        assert [*public(dataset, level, marks).units] == [*public(there, level, others).units]
