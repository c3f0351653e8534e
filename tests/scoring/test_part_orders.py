"""Ranks of parts, each worked by hand: how deep they go, who is ranked, and what is not."""

from dataclasses import replace

import pytest

from assessment.dataset import Dataset
from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Ranking, RankOn, Scheme, Ties
from assessment.dataset.unit import Unit
from assessment.scoring.assessment import Assessment, assess
from tests.scoring.cases import ORIGIN, published_year
from tests.scoring.test_tree import entries, entry, marks
from tests.scoring.written import HEAD, dataset, scheme

UNITS = ("one", "two", "three", "four")
HEAD_OF_FOUR = HEAD.replace("units: [one]", "units: [one, two, three, four]").replace("units: [two]", "units: [five]")

WORK = """
  - id: work
    name: 工作
    clause: 甲
    method: mean
    full: 100
    items:
      - {id: open, name: 公开, clause: 乙, full: 10, weight: 1}
      - id: serve
        name: 服务
        clause: 丙
        full: 40
        weight: 2
        items:
          - {id: online, name: 网上, clause: 丁, full: 30}
          - {id: desk, name: 窗口, clause: 戊, full: 10}
"""


def year(parts: str, records: dict[str, str], *, more: str = "", **how: object) -> Assessment:
    """The results of the four units with these records, ranked in this way."""
    of = scheme(parts, more=more, head=HEAD_OF_FOUR)
    return assess(of_four(replace(of, ranking=ranked(of.ranking, **how)), records))


def ranked(ranking: Ranking, **how: object) -> Ranking:
    """Ranks that go by the exact marks down to the lowest part, or as said."""
    return replace(ranking, **{"depth": 3, **how})  # type: ignore[arg-type]


def of_four(of: Scheme, records: dict[str, str]) -> Dataset:
    """A year with these records, by unit."""
    known: dict[str, UnitRecord] = {
        unit: replace(dataset(of, records.get(unit, "")).records["one"], unit=unit) for unit in (*UNITS, "five")
    }
    units = {unit: Unit(unit, f"{unit}名", "", (), (), "", ORIGIN) for unit in known}
    return Dataset(published_year(2031, {}), of, (), units, known, "0" * 64)


def ranks(found: Assessment) -> dict[str, str]:
    """The ranks of each part, in the order of the units; = for a shared one, - for none."""
    by_name = {}
    for part, standings in found.part_orders["county"].items():
        known = {one.unit: f"{one.rank}{'=' * one.shared}" for one in standings}
        by_name[part] = " ".join(known.get(unit, "-") for unit in UNITS)
    return by_name


MARKS = {
    "one": marks(open="9", online="10", desk="10"),
    "two": marks(open="8", online="30", desk="0"),
    "three": marks(open="9", online="15", desk="5"),
    "four": marks(open="1", online="15", desk="4"),
}


def test_every_part_has_ranks_of_its_own() -> None:
    """服务 10 + 10 = 20, 30 + 0 = 30, 15 + 5 = 20, 15 + 4 = 19 of 40.

    工作 (0.9 + 2 × 0.5) ÷ 3 = 1.9/3, (0.8 + 2 × 0.75) ÷ 3 = 2.3/3, as the first, (0.1 + 2 × 0.475) ÷ 3 = 1.05/3.
    """
    assert ranks(year(WORK, MARKS)) == {
        "work": "2= 1 2= 4",
        "open": "1= 3 1= 4",
        "serve": "2= 1 2= 4",
        "online": "4 1 2= 2=",
        "desk": "1 4 2 3",
    }


@pytest.mark.parametrize(
    ("depth", "parts"),
    [(0, []), (1, ["work"]), (2, ["work", "open", "serve"]), (3, ["work", "open", "serve", "online", "desk"])],
)
def test_they_go_as_deep_as_the_scheme_says(depth: int, parts: list[str]) -> None:
    found = year(WORK, MARKS, depth=depth).part_orders
    assert [*found.get("county", {})] == parts


def test_ties_of_parts_are_numbered_as_those_of_totals() -> None:
    assert ranks(year(WORK, MARKS, ties=Ties.DENSE))["online"] == "3 1 2= 2="
    assert ranks(year(WORK, MARKS, ties=Ties.DENSE))["open"] == "1= 2 1= 3"


ROUNDED = {
    "one": marks(open="9.04", online="20", desk="1"),
    "two": marks(open="9", online="20", desk="1"),
    "three": marks(open="8.96", online="20", desk="1"),
    "four": marks(open="8.94", online="20", desk="1"),
}


def test_marks_of_parts_are_ranked_exact_or_as_they_are_published() -> None:
    """To one place 9.04, 9 and 8.96 are all 9.0, and 8.94 is 8.9."""
    assert ranks(year(WORK, ROUNDED, places=1))["open"] == "1 2 3 4"
    assert ranks(year(WORK, ROUNDED, places=1, rank_on=RankOn.PUBLISHED))["open"] == "1= 1= 1= 4"
    assert ranks(year(WORK, ROUNDED, places=0, rank_on=RankOn.PUBLISHED))["open"] == "1= 1= 1= 1="


def test_who_has_no_place_in_the_list_has_none_in_a_part() -> None:
    absent = "not_assessed: {work: 机构撤并}\n"
    assert ranks(year(WORK, {**MARKS, "two": absent}))["open"] == "1= - 1= 3"
    waiting = year(WORK, {**MARKS, "two": marks(open="8")})
    assert waiting.orders["county"].pending == ("two",)
    assert waiting.part_orders["county"] == {}, "while one is 待定, nobody is ranked"


SHEET = """
  - id: sheet
    name: 检查
    clause: 甲
    method: deductions
    not_applicable: rescale
    items:
      - {id: site, name: 网站, clause: 乙, full: 60, rules: [{id: 错, points: -6, count: each}]}
      - {id: media, name: 新媒体, clause: 丙, full: 40, rules: [{id: 错, points: -4, count: each}]}
"""


def test_what_does_not_apply_is_not_ranked_and_never_0() -> None:
    """新媒体 is 不涉及 for the first: the other three have 40, 40 − 4 and 40 − 8."""
    records = {
        "one": "not_applicable: [{clause: media, reason: 没有}]\n",
        "three": entries(entry("d1", "media")),
        "four": entries(entry("d1", "media", more=", count: 2")),
    }
    found = ranks(year(SHEET, records))
    # 检查: 60 × 100 ÷ 60 = 100, 100, 96, 92
    assert found == {"sheet": "1= 1= 3 4", "site": "1= 1= 1= 1=", "media": "- 1 2 3"}


def test_what_is_kept_in_full_is_ranked_with_it() -> None:
    kept = SHEET.replace("rescale", "keep")
    absent = "not_applicable: [{clause: media, reason: 没有}]\n"
    assert ranks(year(kept, {"one": absent, "two": entries(entry("d1", "media"))}))["media"] == "1= 4 1= 1="


KINDS = "kinds: [{id: small, name: 小县, units: [one, two]}, {id: large, name: 大县, units: [three, four, five]}]"


def test_different_full_marks_are_not_ranked_and_parts_for_some_are_ranked_among_those() -> None:
    parts = """
  - {id: open, name: 公开, clause: 甲, full: 50}
  - {id: reply, name: 答复, clause: 乙, full: {small: 40, large: 50}}
  - {id: extra, name: 村务, clause: 丙, full: 10, groups: [small]}
"""
    records = {
        "one": marks(open="1", reply="40", extra="3"),
        "two": marks(open="2", reply="30", extra="4"),
        "three": marks(open="3", reply="20"),
        "four": marks(open="4", reply="10"),
    }
    assert ranks(year(parts, records, more=KINDS)) == {"open": "4 3 2 1", "extra": "2 1 - -"}
    alike = parts.replace("{small: 40, large: 50}", "40")
    assert ranks(year(alike, records, more=KINDS))["reply"] == "1 2 3 4"


WAVES = """
  - id: patrol
    name: 巡查
    clause: 甲
    method: sum
    combine: best
    waves:
      - {id: first, name: 上半年, window: {first: 2031-01-01, last: 2031-06-30}}
      - {id: second, name: 下半年, window: {first: 2031-07-01, last: 2031-12-31}}
    items:
      - {id: a, name: 更新, clause: 乙, full: 60}
      - {id: b, name: 错链, clause: 丙, full: 40}
"""


def test_what_is_measured_several_times_is_ranked_by_what_the_times_come_to() -> None:
    """更新 has a mark in each wave and none of both, so it has no rank; 巡查 is the better of 90, 80 and of 70, 95 …"""

    def measured(first: int, second: int) -> str:
        waves = [f"first: {{mark: {first}, date: 2031-05-01}}", f"second: {{mark: {second}, date: 2031-11-01}}"]
        return f"marks: {{a: {{waves: {{{', '.join(waves)}}}}}, b: {{waves: {{{', '.join(waves)}}}}}}}\n"

    # The better wave of each: 30 + 30, 35 + 35, 40 + 40, 20 + 20
    records = {"one": measured(30, 10), "two": measured(5, 35), "three": measured(40, 40), "four": measured(20, 19)}
    assert ranks(year(WAVES, records)) == {"patrol": "3 2 1 4"}


DETAIL = """
  - id: agency
    name: 测评
    clause: 甲
    method: given
    full: 100
    items:
      - {id: a, name: 更新, clause: 乙, full: 60}
      - {id: b, name: 错链, clause: 丙, full: 40}
"""


def test_details_are_ranked_only_where_everybody_has_them() -> None:
    """A mark that was given as a whole says nothing of what is below it."""

    def given(mark: int, a: int | None) -> str:
        items = "" if a is None else f", items: [{{clause: a, mark: {a}}}, {{clause: b, mark: {mark - a}}}]"
        return f"marks: {{agency: {{mark: {mark}, date: 2031-12-01{items}}}}}\n"

    by_name = {"one": given(90, 50), "two": given(80, 60), "three": given(70, 40), "four": given(60, 30)}
    assert ranks(year(DETAIL, by_name)) == {"agency": "1 2 3 4", "a": "2 1 3 4", "b": "1 4 2= 2="}
    assert ranks(year(DETAIL, {**by_name, "four": given(60, None)})) == {"agency": "1 2 3 4"}
