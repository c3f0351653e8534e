"""How far ranks can be trusted: who may know it, and of what it is reckoned."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

from assessment.dataset.scheme import Alternative, Option, Reading
from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import InFull
from assessment.disclosure.rank_ranges import MovingOption, PublishedRange, PublishedRanges
from assessment.scoring.assessment import assess
from tests.disclosure.years import EDITION, Scored, absent, at, graded, office, pending, public, rising
from tests.scoring.shipped import dataset
from tests.scoring.test_effects import RECORDS
from tests.scoring.written import dataset as written
from tests.scoring.written import scheme


@pytest.fixture(scope="module")
def known() -> Scored:
    """The records that the effects of single options are known for."""
    year = graded(dataset(RECORDS), "90")
    return Scored(year, assess(year))


def ranges_of(publication: Publication) -> PublishedRanges:
    assert publication.ranges is not None
    return publication.ranges


@pytest.mark.parametrize(("stage", "level"), [*product((Stage.UNDER_REVIEW, Stage.PUBLISHED), Disclosure)])
def test_ranges_are_public_where_every_mark_is(known: Scored, stage: Stage, level: Disclosure) -> None:
    year = at(known.dataset, stage, level)
    shown = disclose(year, known.assessment, Audience.PUBLIC, EDITION).ranges
    assert (shown is not None) is (stage is Stage.PUBLISHED and level is Disclosure.FULL)
    assert ranges_of(disclose(year, known.assessment, Audience.OFFICE, EDITION)).lists


def test_the_public_is_told_of_no_reading_of_ballots(known: Scored) -> None:
    result, inside = ranges_of(public(known.dataset, Disclosure.FULL, known.assessment)), ranges_of(office(*known))
    # 3 ways to scale x 2 places of the bonus x 3 limits x 2 counts; the office also 3 means of ballots
    assert (result.count, result.reckoned, result.left_out) == (36, 36, ("ballot-average",))
    assert (inside.count, inside.reckoned, inside.left_out) == (108, 108, ())
    assert result.count_of_ranks == inside.count_of_ranks == 16
    # biqiao has 80, and 85 before meizhu and feili where the highest and the lowest rater are left out
    assert (result.lists[0].by_unit["biqiao"].best, inside.lists[0].by_unit["biqiao"].best) == (8, 7)


def test_ranges(known: Scored) -> None:
    [towns, departments] = ranges_of(public(known.dataset, Disclosure.FULL, known.assessment)).lists
    # 92.4 before 89.8; second with the bonus on the agency's mark, 89.4 after 89.8
    assert towns.units[0] == PublishedRange(
        "jianping", 1, 1, 2, 1, 2, MovingOption("bonus-attachment", "agency", 2), Fraction("2.6")
    )
    # 87.404 before 87.4036, both of which are published as 87.40
    assert towns.by_unit["lingda"].lead == Fraction("0.0004")
    assert any({"lingda", "yaocun"} <= {*run} for run in towns.runs)
    # a report by the city, 0.5 of 30 points, which count as they are
    assert towns.lightest == departments.lightest == Fraction("0.5")
    assert departments.units[-1].lead is None


def test_ranks_are_those_that_are_published(years: dict[str, Scored]) -> None:
    for year in years.values():
        publication = public(year.dataset, Disclosure.FULL, year.assessment)
        for of in ranges_of(publication).lists:
            for one in of.units:
                result = publication.units[one.unit].result
                assert isinstance(result, InFull)
                assert one.rank == result.rank
                assert one.best_in_all <= one.best <= one.rank <= one.worst <= one.worst_in_all


def test_a_unit_that_took_no_part_leaves_the_others_their_ranges_and_one_that_waits_does_not() -> None:
    lists = [
        {of.list: len(of.units) for of in ranges_of(public(year, Disclosure.FULL, assess(year))).lists}
        for year in (rising(), rising(absent()), rising(pending()))
    ]
    assert lists == [{"town": 9, "department": 33}, {"town": 9, "department": 32}, {"town": 9}]


def test_a_component_that_waits_may_have_a_mark_under_another_reading() -> None:
    parts = """
  - id: sheet
    name: 测评
    clause: 甲
    items:
      - {id: x, name: 甲表, clause: 甲一, full: 50}
      - {id: y, name: 乙表, clause: 甲二, full: 50}
"""
    later = parts.replace("full: 50}\n", "full: 50, groups: [bureau]}\n").replace(", groups: [bureau]", "", 1)
    options = (Option("now", "计乙表。", ()), Option("later", "不计乙表。", ()))
    base = scheme(parts)
    readings = (Reading("second", ("甲",), "乙表计不计？", "now", options, base.origin),)
    other = replace(scheme(later), readings=readings)
    hidden = "reason: 缘由, evidence: [e1], visibility: internal"
    record = f"marks: {{sheet: {{items: [{{clause: x, mark: 40, {hidden}}}]}}}}\n"
    year = replace(
        written(replace(base, readings=readings), record), alternatives=(Alternative("second", "later", other),)
    )
    # no total as chosen, and 40 where the second sheet does not count
    [effect] = public(year, Disclosure.FULL, assess(year)).readings[0].effects
    assert (effect.totals, effect.moved) == (1, ())
