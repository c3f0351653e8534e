"""What a level must not show cannot be seen in any way: years that differ in nothing else give equal Publications.

Each variation is also told at the first level that shows it, so that no equality here is one of equal years.
"""

import random
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from assessment.dataset.year import Disclosure, Stage, Value
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience
from assessment.disclosure.published_result import ByComponent, Totalled
from tests.disclosure.conftest import SEEDS
from tests.disclosure.variations import (
    graded_alike,
    hidden_alike,
    led_alike,
    marked_alike,
    totalled_alike,
    with_self_reviews,
)
from tests.disclosure.years import AMENDMENT, CHANGE, EDITION, Scored, at, office, public, scored

LEVELS = [*Disclosure]
PAIRS = [*zip(SEEDS, [*SEEDS[1:], SEEDS[0]], strict=True)]


def telling_levels(year: Scored, other: Scored, leading: int = 3) -> list[Disclosure]:
    """The levels at which the public sees two different years."""
    seen = [[public(known.dataset, level, known.assessment, leading) for level in LEVELS] for known in (year, other)]
    return [level for level, here, there in zip(LEVELS, *seen, strict=True) if here != there]


def another(years: Mapping[str, Scored], seed: str, other: str) -> tuple[Scored, Scored]:
    """Two years in which units published the same about themselves."""
    here, there = years[seed], years[other]
    return here, there._replace(dataset=with_self_reviews(there.dataset, here.dataset))


@pytest.mark.parametrize(("seed", "other"), PAIRS)
def test_marks_are_told_by_names_and_by_what_shows_more_than_names(
    years: Mapping[str, Scored], seed: str, other: str
) -> None:
    expected = [Disclosure.NAMES, Disclosure.GRADES, Disclosure.TOTALS, Disclosure.COMPONENTS, Disclosure.FULL]
    assert telling_levels(*another(years, seed, other)) == expected


@pytest.mark.parametrize("stage", [Stage.COLLECTING, Stage.UNDER_REVIEW])
@pytest.mark.parametrize(("seed", "other"), PAIRS)
def test_before_approval_no_level_tells_one_year_from_another(
    years: Mapping[str, Scored], seed: str, other: str, stage: Stage
) -> None:
    here, there = another(years, seed, other)
    there = there._replace(dataset=replace(there.dataset, year=replace(there.dataset.year, amendments=())))
    lines = [
        disclose(at(known.dataset, stage, level), known.assessment, Audience.PUBLIC, EDITION)
        for known in (here, there)
        for level in LEVELS
    ]
    assert [known for known in lines if known != lines[0]] == []
    assert lines[0].disclosure is Disclosure.NONE


@pytest.mark.parametrize(("seed", "other"), PAIRS)
def test_names_do_not_tell_how_far_or_in_what_order_they_lead(years: Mapping[str, Scored], seed: str, other: str) -> None:
    leading = 8
    there = scored(led_alike(years[seed], years[other], leading, random.Random(seed)))
    expected = [Disclosure.GRADES, Disclosure.TOTALS, Disclosure.COMPONENTS, Disclosure.FULL]
    assert telling_levels(years[seed], there, leading) == expected


def test_grades_do_not_tell_where_in_its_band_a_unit_stands(year: Scored) -> None:
    there = scored(graded_alike(year, random.Random(1)))
    assert telling_levels(year, there) == [
        Disclosure.NAMES,
        Disclosure.TOTALS,
        Disclosure.COMPONENTS,
        Disclosure.FULL,
    ]


def test_totals_do_not_tell_what_they_are_made_of(year: Scored) -> None:
    there = scored(totalled_alike(year.dataset, random.Random(1)))
    assert telling_levels(year, there) == [Disclosure.COMPONENTS, Disclosure.FULL]


def test_components_do_not_tell_why(year: Scored) -> None:
    assert telling_levels(year, scored(marked_alike(year.dataset, random.Random(1)))) == [Disclosure.FULL]


def test_nothing_public_tells_who_recorded_or_voted_or_what_internal_records_say(year: Scored) -> None:
    there = scored(hidden_alike(year.dataset, random.Random(1)))
    assert telling_levels(year, there) == []
    assert office(*year) != office(*there)


def test_what_an_amendment_changed_is_told_with_every_mark_only(year: Scored) -> None:
    change = replace(CHANGE, was=Value("2019-12-17"))
    amendment = replace(AMENDMENT, reason="另一原因", document="函2号", changes=(change,))
    there = replace(year.dataset, year=replace(year.dataset.year, amendments=(amendment,)))
    assert telling_levels(year, year._replace(dataset=there)) == [Disclosure.FULL]


def test_the_order_in_which_records_were_read_is_not_told(year: Scored) -> None:
    records = {unit: year.dataset.records[unit] for unit in reversed([*year.dataset.records])}
    there = scored(replace(year.dataset, records=records))
    assert telling_levels(year, there) == []
    units = [[*public(known.dataset, Disclosure.NONE, known.assessment).units] for known in (year, there)]
    assert units[0] == units[1]


def test_totals_are_known_as_they_are_published_and_no_further(year: Scored) -> None:
    known = [public(year.dataset, level, year.assessment) for level in (Disclosure.TOTALS, Disclosure.COMPONENTS)]
    totals, components = ([unit.result for unit in publication.units.values()] for publication in known)
    for message, exact in zip(totals, components, strict=True):
        assert isinstance(message, Totalled)
        assert isinstance(exact, ByComponent)
        assert message.total.exact == Fraction(message.total.text)
        assert message.total.text == exact.total.text
    assert any(isinstance(r, Totalled) and r.total.exact != Fraction(r.total.text) for r in components)
    for group in known[0].groups:
        assert group.summary is not None
        for figure in (group.summary.mean, group.summary.highest, group.summary.lowest):
            assert figure.exact == Fraction(figure.text)


def test_other_ways_to_average_ballots_are_weighed_for_the_office_alone(year: Scored) -> None:
    by_name = {
        publication.audience: {known.reading.id: bool(known.effects) for known in publication.readings}
        for publication in (public(year.dataset, Disclosure.FULL, year.assessment), office(*year))
    }
    [averaging] = {
        name for name, effects in by_name[Audience.OFFICE].items() if effects != by_name[Audience.PUBLIC][name]
    }
    assert by_name[Audience.OFFICE][averaging]
    reading = next(known for known in year.dataset.scheme.readings if known.id == averaging)
    assert {setting.at for option in reading.options for setting in option.settings} == {"components/peer/averaging"}
