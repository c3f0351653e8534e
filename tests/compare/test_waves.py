"""What changes in one wave, or of one member, is compared and told by its name."""

from fractions import Fraction
from pathlib import Path

from assessment.compare import words
from assessment.compare.comparison import YearComparison, compare_year
from assessment.period import Period
from tests.docs.frame import YEAR, Frame, parsed, whole

SCHEME = """
components:
  - id: patrol
    name: 网站巡查
    clause: 甲
    full: 100
    points: 60
    reasons: optional
    waves:
      - {id: first, name: 上半年, window: {first: 2024-01-01, last: 2024-06-30}, weight: 1}
      - {id: second, name: 下半年, window: {first: 2024-07-01, last: 2024-12-31}, weight: 2}
  - {id: media, name: 新媒体, clause: 乙, full: 40, reasons: optional, members: mean}
"""
RECORD = """\
marks:
  patrol: {waves: {first: {mark: 70}, second: {mark: 90}}}
  media: {members: {微信: {mark: 30}, 微博: {mark: 36}}}
"""


def compared(tmp_path: Path, old: str, new: str) -> YearComparison:
    """The year before and after a change of the record of 东镇."""
    before, after = (
        Frame(tmp_path / name, whole(parsed(SCHEME)), {"dongzhen": text}).data
        for name, text in (("before", RECORD), ("after", RECORD.replace(old, new)))
    )
    return compare_year(before, after, Period(YEAR))


def sentences(year: YearComparison) -> list[str]:
    return [words.record(record) for record in year.records]


def test_one_wave(tmp_path: Path) -> None:
    """网站巡查 (70 + 2 × 90) ÷ 3 = 250/3 becomes (76 + 2 × 90) ÷ 3 = 256/3: 2 more, of which 60 in 100 count."""
    year = compared(tmp_path, "first: {mark: 70}", "first: {mark: 76}")
    assert sentences(year) == ["修改环节成绩 网站巡查（上半年）：最终成绩由“70”改为“76”"]
    [unit] = year.units
    [component] = unit.components
    [row] = component.rows
    assert (row.label, row.points, row.weighted) == ("上半年：网站巡查成绩", Fraction(2), Fraction(6, 5))


def test_waves_that_change_both_are_told_apart(tmp_path: Path) -> None:
    """3 more in the first of three parts, 3 less in two of them: 1 − 2."""
    year = compared(tmp_path, "first: {mark: 70}, second: {mark: 90}", "first: {mark: 73}, second: {mark: 87}")
    [component] = year.units[0].components
    assert [(row.label, row.points) for row in component.rows] == [
        ("上半年：网站巡查成绩", Fraction(1)),
        ("下半年：网站巡查成绩", Fraction(-2)),
    ]
    assert [record.name for record in year.records] == ["网站巡查（上半年）", "网站巡查（下半年）"]


def test_one_member(tmp_path: Path) -> None:
    """(30 + 36) ÷ 2 = 33 becomes (30 + 32) ÷ 2 = 31."""
    year = compared(tmp_path, "微博: {mark: 36}", "微博: {mark: 32}")
    assert sentences(year) == ["修改环节成绩 新媒体（微博）：最终成绩由“36”改为“32”"]
    [component] = year.units[0].components
    assert [(row.label, row.points) for row in component.rows] == [("微博：新媒体成绩", Fraction(-2))]


def test_a_member_more(tmp_path: Path) -> None:
    """Of three, each counts a third: (30 + 36 + 24) ÷ 3 = 30."""
    year = compared(tmp_path, "微博: {mark: 36}", "微博: {mark: 36}, 视频号: {mark: 24}")
    assert sentences(year) == ["新增环节成绩 新媒体（视频号）：24分"]
    [component] = year.units[0].components
    assert [(row.label, row.points) for row in component.rows] == [
        ("微信：新媒体成绩", Fraction(-5)),
        ("微博：新媒体成绩", Fraction(-6)),
        ("视频号：新媒体成绩", Fraction(8)),
    ]
