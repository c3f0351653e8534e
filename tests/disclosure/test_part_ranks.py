"""Ranks of parts as the public sees them: as deep as the level, and by no more than the marks that it shows."""

from dataclasses import replace

import pytest

from assessment.dataset import Dataset
from assessment.dataset.year import Disclosure
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.scoring.assessment import assess
from tests.disclosure.years import EDITION
from tests.scoring.test_part_orders import HEAD_OF_FOUR, MARKS, UNITS, WORK, of_four, ranked
from tests.scoring.test_tree import entries, entry
from tests.scoring.written import scheme


def year(parts: str, records: dict[str, str]) -> Dataset:
    """The year of four units with ranks at every part."""
    of = scheme(parts, head=HEAD_OF_FOUR)
    return of_four(replace(of, ranking=ranked(of.ranking)), records)


def seen(of: Dataset, level: Disclosure = Disclosure.FULL, audience: Audience = Audience.PUBLIC) -> Publication:
    known = replace(of, year=replace(of.year, disclosure=level))
    return disclose(known, assess(known), audience, EDITION)


def ranks(publication: Publication) -> dict[str, str]:
    """The ranks of each part, in the order of the units."""
    county = publication.groups[0]
    assert county.id == "county"
    return {
        part: " ".join(f"{of[unit].rank}{'=' * of[unit].shared}" if unit in of else "-" for unit in UNITS)
        for part, of in county.part_ranks.items()
    }


EVERY = {"work": "2= 1 2= 4", "open": "1= 3 1= 4", "serve": "2= 1 2= 4", "online": "4 1 2= 2=", "desk": "1 4 2 3"}


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Disclosure.NONE, {}),
        (Disclosure.NAMES, {}),
        (Disclosure.TOTALS, {}),
        (Disclosure.COMPONENTS, {"work": EVERY["work"]}),
        (Disclosure.FULL, EVERY),
    ],
)
def test_they_go_no_deeper_than_the_level_shows_marks(level: Disclosure, expected: dict[str, str]) -> None:
    assert ranks(seen(year(WORK, MARKS), level)) == expected


def test_the_office_sees_all_of_them_at_any_level() -> None:
    assert ranks(seen(year(WORK, MARKS), Disclosure.NONE, Audience.OFFICE)) == EVERY


SHARED = """
  - id: work
    name: 工作
    clause: 子
    method: deductions
    full: 100
    not_applicable: rescale
    items:
      - {id: a, name: 甲, clause: 子二, full: 40, rules: [{id: 迟, points: -1, count: each}]}
      - {id: b, name: 乙, clause: 子三, full: 40, rules: [{id: 迟, points: -1, count: each}]}
      - {id: c, name: 丙, clause: 子二, full: 20, rules: [{id: 迟, points: -1, count: each}]}
"""
HIDDEN = ", visibility: internal"


def test_where_one_mark_may_not_be_known_nobody_is_ranked_in_public() -> None:
    """Of a, b and c, a and c share a clause: of what is internal under it the public knows the sum alone."""
    records = {"one": entries(entry("n1", "a", more=HIDDEN)), "two": entries(entry("n1", "c", more=HIDDEN))}
    of = year(SHARED, records)
    # 100 − 1, 100 − 1, 100, 100; of b nothing was taken
    assert ranks(seen(of)) == {"work": "3= 3= 1= 1=", "b": "1= 1= 1= 1="}
    every = ranks(seen(of, audience=Audience.OFFICE))
    assert (every["a"], every["c"]) == ("4 1= 1= 1=", "1= 4 1= 1=")


def test_in_which_of_two_parts_something_internal_lies_is_not_told_by_ranks() -> None:
    one, other = (seen(year(SHARED, {"one": entries(entry("n1", part, more=HIDDEN))})) for part in ("a", "c"))
    assert one == other


def test_a_component_that_does_not_apply_is_told_by_its_rank_alone() -> None:
    """不涉及 is public: at the level of components such a unit has no rank in it, and never the last one."""
    parts = """
  - {id: site, name: 网站, clause: 甲, full: 60}
  - {id: media, name: 新媒体, clause: 乙, full: 40, not_applicable: keep}
"""
    base = "marks: {{site: {{mark: {site}, date: 2031-12-01}}{media}}}\n"
    media = ", media: {{mark: {}, date: 2031-12-01}}"
    records = {unit: base.format(site=50, media=media.format(30 + at)) for at, unit in enumerate(UNITS)}
    absent = "not_applicable: [{clause: media, reason: 没有}]\n"
    kept = year(parts, {**records, "one": base.format(site=50, media="") + absent})
    assert ranks(seen(kept, Disclosure.COMPONENTS))["media"] == "1 4 3 2"
    gone = year(parts.replace("keep", "rescale"), {**records, "one": base.format(site=50, media="") + absent})
    assert ranks(seen(gone, Disclosure.COMPONENTS))["media"] == "- 3 2 1"
    assert [c.applies for c in seen(gone, Disclosure.COMPONENTS).units["one"].result.components] == [True, False]  # type: ignore[union-attr]
