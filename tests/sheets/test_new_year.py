"""scripts/new-year: the next year from the last one's scheme and units."""

import pytest

from assessment.check import check
from assessment.commands.new_year import main
from assessment.dataset.year import Disclosure, Provenance, Stage
from assessment.edit.next_scheme import moved_on, next_scheme
from assessment.load.files import load
from tests.folder import DATA
from tests.sheets.office import Office


@pytest.fixture
def office(office: Office) -> Office:
    """An office with the scheme as shipped, comments and all."""
    office.folder.write("schemes/2019.yaml", (DATA / "schemes/2019.yaml").read_bytes())
    return office


def opened(office: Office, *arguments: str) -> str:
    """Open a year; return what is still to be decided."""
    assert main([*arguments, "--data", str(office.data)]) == 0
    return office.capsys.readouterr().out


def test_an_empty_year_in_which_nothing_is_wrong(office: Office) -> None:
    before = office.state()
    said = opened(office, "2020")
    loaded = load(office.data, 2020)
    assert check(loaded) == []
    year = loaded.dataset().year
    assert (year.stage, year.disclosure, year.provenance) == (Stage.COLLECTING, Disclosure.NONE, Provenance.REAL)
    assert len(loaded.records) == 42
    assert {name: office.state()[name] for name in before} == before
    assert "双向互评：2021-01-02 至 2021-01-31" in said
    for word in ("标题、印发日期、原文", "考评对象", "解读共 21 条", "agency", "eligible", "conversion_full"):
        assert word in said


def test_the_scheme_is_the_last_one_but_for_the_year_and_the_dates(office: Office) -> None:
    opened(office, "2020")
    old = (DATA / "schemes/2019.yaml").read_text(encoding="utf-8").splitlines()
    new = (office.data / "schemes/2020.yaml").read_text(encoding="utf-8").splitlines()
    assert sorted(set(new) - set(old)) == [
        "    window: {first: 2020-01-01, last: 2020-12-31}  # 待定",
        "    window: {first: 2020-12-01, last: 2020-12-31}  # 待定",
        "    window: {first: 2021-01-02, last: 2021-01-31}  # 待定",
        "# 待定：本文件由2019年方案复制，2020年的文件印发后，标题、印发日期、原文（clauses）、考评对象、",
        "# 测评时间和解读都要逐项改定。行尾写着“待定”的，改定后删去这两个字。",
        'id: "2020"',
        "issued: 2019-12-01  # 待定",
        "title: 2020年政务公开（政府网站及政务新媒体）工作考评方案  # 待定",
        "year: 2020",
    ]


@pytest.mark.parametrize(
    ("day", "years", "moved"),
    [("2019-12-31", 1, "2020-12-31"), ("2020-02-29", 1, "2021-02-28"), ("2020-02-29", 4, "2024-02-29")],
)
def test_days_move_by_whole_years(day: str, years: int, moved: str) -> None:
    assert moved_on(day, years) == moved


def test_a_line_with_a_comment_is_marked_in_it() -> None:
    text = "id: a\nyear: 2019\ntitle: 甲  # 题\nissued: 2019-01-01\n"
    assert next_scheme(text, "a.yaml", 2020).splitlines()[4:] == ["title: 甲  # 题（待定）", "issued: 2019-01-01  # 待定"]


def test_a_year_that_is_there_is_left_alone(office: Office) -> None:
    opened(office, "2020")
    before = office.state()
    assert main(["2020", "--data", str(office.data)]) == 1
    assert office.capsys.readouterr().err == f"已有 {office.data / 'years/2020.yaml'}，没有改动任何文件\n"
    assert office.state() == before


def test_a_scheme_that_is_there_is_left_alone(office: Office) -> None:
    office.folder.write("schemes/2020.yaml", "id: x\n")
    before = office.state()
    assert main(["2020", "--data", str(office.data)]) == 1
    assert "schemes/2020.yaml" in office.capsys.readouterr().err
    assert office.state() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2018"], "没有 2018 年以前的年度，请用 --from 写明复制哪一年的方案"),
        (["20"], "年度应为四位数字，例如 2020，不能是 20"),
        (["2020", "--from", "2017"], "没有 2017 年的年度文件，现有：2019"),
    ],
)
def test_what_cannot_be_opened(office: Office, arguments: list[str], said: str) -> None:
    assert main([*arguments, "--data", str(office.data)]) == 1
    assert office.capsys.readouterr().err == f"{said}\n"
