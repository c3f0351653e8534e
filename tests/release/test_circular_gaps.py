"""A circular that lacks what only the office can give is made, and what it lacks is told."""

from pathlib import Path

import pytest

from assessment.load.county import load_county
from assessment.period import Period
from assessment.release.circular_gaps import find_circular_gaps
from tests.commands.test_build import build
from tests.folder import reapprove
from tests.repository.county import NAMES, YEAR, County

NO_TO = "circular-gap: 通报没有主送机关，已照没有的生成（请在 circular 的 to 填写）"
NO_NUMBER = "circular-gap: {0} 年的通报没有文号，已照没有的生成（编了文号，在 circular 的 numbers 写一行 {0}: 文号）"


def messages(data: Path, circular: str, *years: int) -> list[str]:
    """What is told of the circulars of some years, with these settings."""
    data.mkdir(exist_ok=True)
    (data / "county.yaml").write_text(circular, encoding="utf-8")
    return [str(gap) for gap in find_circular_gaps(load_county(data).county, map(Period, years))]


def test_what_is_missing_is_told_where_it_is_to_be_written(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert messages(data, "circular:\n  to:\n  numbers: {2019: 一号}\n", 2018, 2019) == [
        f"data/county.yaml:2:6: {NO_TO}",
        f"data/county.yaml:3:12: {NO_NUMBER.format(2018)}",
    ]
    assert messages(data, "circular: {to: 各镇}\n", 2018, 2019) == [
        f"data/county.yaml:1:11: {NO_NUMBER.format(2019)}",
        f"data/county.yaml:1:11: {NO_NUMBER.format(2018)}",
    ]
    assert messages(data, "circular: {to: 各镇, numbers: {2019: 一号}}\n", 2019) == []
    assert messages(data, "circular:\n") == [], "no circular is made"


def test_the_build_tells_it_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = County(tmp_path)
    county.raters = 3
    for unit in NAMES:
        county.record(unit)
    assert build(county.data, tmp_path / "before", "--no-pdf") == 0
    assert "circular-gap" not in capsys.readouterr().err, "before approval there is none"
    approval = "approval: {body: 领导小组, date: 2020-02-20, document: 纪要}\ndisclosure: full\n"
    county.write("years/2019.yaml", YEAR.replace("under-review", "approved").replace("disclosure: none\n", approval))
    reapprove(county.data)
    assert build(county.data, tmp_path / "after", "--no-pdf") == 0
    said = capsys.readouterr().err
    assert f": {NO_TO}\n" in said
    assert f": {NO_NUMBER.format(2019)}\n" in said
