"""What decides the order: who may know it, and of what it is reckoned."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

from assessment.dataset import Dataset
from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.disclose import disclose
from assessment.disclosure.list_weights import ComponentShare, ListWeights, MovedWeight, Neighbours
from assessment.disclosure.publication import Audience
from assessment.scoring.assessment import assess
from tests.disclosure.years import EDITION, absent, at, graded, pending, public, rising
from tests.scoring.shipped import complete
from tests.scoring.written import HEAD, dataset, scheme


def weights_of(year: Dataset) -> dict[str, ListWeights]:
    return {of.list: of for of in public(year, Disclosure.COMPONENTS, assess(year)).weights}


@pytest.mark.parametrize(("stage", "level"), [*product((Stage.UNDER_REVIEW, Stage.PUBLISHED), Disclosure)])
def test_weights_are_public_where_the_marks_of_components_are(stage: Stage, level: Disclosure) -> None:
    year = at(graded(rising(), "90"), stage, level)
    shown = disclose(year, assess(year), Audience.PUBLIC, EDITION).weights
    assert bool(shown) is (stage is Stage.PUBLISHED and level in (Disclosure.COMPONENTS, Disclosure.FULL))
    assert [of.list for of in shown] == (["town", "department"] if shown else [])


def test_what_alone_differs_decides_all() -> None:
    towns = weights_of(rising())["town"]
    shares = {"agency": 1, "daily": 0, "peer": 0, "bonus": 0}
    assert towns.shares == tuple(ComponentShare(name, Fraction(share)) for name, share in shares.items())
    # 58 before 57 of 100, worth 40: 0.4 apart; a point from agency to daily, equal for both, costs 0.01: 40 points
    assert [(two.gap, two.moved) for two in towns.neighbours] == [
        (Fraction("0.4"), MovedWeight(Fraction(40), "agency", "daily"))
    ] * 8


def test_a_lead_in_one_component_against_one_in_another() -> None:
    base = rising()
    first, second = base.scheme.groups[0].units[:2]
    records = {first: complete(first, agency="90", raters={"b": ["80"]})}
    records[second] = complete(second, agency="80", raters={"b": ["90"]})
    towns = weights_of(replace(base, records={**base.records, **records}))["town"]
    # 36 + 24 against 32 + 27: 1 point; a point from agency to peer costs 0.1 and gives 0.1: 1 / 0.2 = 5
    moved = MovedWeight(Fraction(5), "agency", "peer")
    assert towns.neighbours[0] == Neighbours(first, second, Fraction(1), moved, can_move=True)
    assert sum(one.share for one in towns.shares) == 1


def test_a_list_with_a_unit_that_waits_has_none_and_one_that_took_no_part_is_left_out() -> None:
    lists = [
        {name: len(of.neighbours) for name, of in weights_of(rising(last)).items()} for last in (absent(), pending())
    ]
    assert lists == [{"town": 8, "department": 31}, {"town": 8}]


def test_a_component_alone_decides_against_none() -> None:
    head = HEAD.replace("units: [one]", "units: [one, two]")
    head = "".join(line for line in head.splitlines(keepends=True) if "bureau" not in line)
    window = "window: {first: 2031-01-01, last: 2031-12-31}"
    only = f"  - {{id: only, name: 测评, clause: 甲, method: given, full: 100, points: 100, {window}}}"
    of = scheme(only, head=head)
    years = {unit: dataset(of, f"marks: {{only: {{mark: {mark}}}}}\n", unit) for unit, mark in (("one", 80), ("two", 70))}
    year = replace(years["one"], records={unit: year.records[unit] for unit, year in years.items()})
    [weights] = public(year, Disclosure.COMPONENTS, assess(year)).weights
    assert weights.shares == ()
    assert weights.neighbours == (Neighbours("one", "two", Fraction(10), None, can_move=False),)
