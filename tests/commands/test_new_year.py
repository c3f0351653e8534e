"""scripts/new-year: the next year from the last one's scheme and units."""

import pytest

from assessment.check import check
from assessment.commands import approve
from assessment.commands.new_year import main
from assessment.dataset.year import Disclosure, Provenance, Stage
from assessment.edit.next_scheme import moved_on
from assessment.findings import has_errors
from assessment.period import Period
from assessment.year.reading import read_year
from tests.folder import DATA
from tests.office import Office

UNDECIDED = (
    "title",
    "issued",
    "source",
    "clauses",
    "groups",
    "readings",
    *(f"components/{component}/window" for component in ("agency", "daily", "peer", "bonus")),
)
APPROVAL = "approval: {body: 领导小组, date: 2021-02-20, document: 纪要1号}"
TITLE = "title: 2019年政务公开（政府网站及政务新媒体）工作考评方案"
WINDOWS = (
    ("{first: 2019-12-01, last: 2019-12-31}", "{first: 2020-12-01, last: 2020-12-31}"),
    ("{first: 2019-01-01, last: 2019-12-31}", "{first: 2020-01-01, last: 2020-12-31}"),
    ("{first: 2020-01-02, last: 2020-01-31}", "{first: 2021-01-02, last: 2021-01-31}"),
    ("{first: 2019-01-01, last: 2019-12-31}", "{first: 2020-01-01, last: 2020-12-31}"),
)


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
    loaded = read_year(office.data, Period(2020))
    assert {finding.code for finding in check(loaded)} == {"undecided"}
    year = loaded.whole.year
    assert (year.stage, year.disclosure, year.provenance) == (Stage.COLLECTING, Disclosure.NONE, Provenance.REAL)
    assert len(loaded.whole.records) == 42
    assert {name: office.state()[name] for name in before} == before
    assert "双向互评：2021-01-02 至 2021-01-31" in said
    for word in ("标题、印发日期、原文", "考评对象", "解读共 21 条", "agency", "eligible", "conversion_full"):
        assert word in said


def test_the_scheme_is_the_last_one_but_for_the_year_the_dates_and_what_is_undecided(office: Office) -> None:
    opened(office, "2020")
    old = (DATA / "schemes/2019.yaml").read_text(encoding="utf-8").splitlines()
    new = (office.data / "schemes/2020.yaml").read_text(encoding="utf-8").splitlines()
    head = [
        "# 待定：由2019年方案复制，2020年的文件印发后逐项改定；改定一项，就从 undecided 中删去一行",
        "undecided:",
        *(f"  - {at}" for at in UNDECIDED),
        "",
    ]
    assert new[1 : 1 + len(head)] == head
    rest = [new[0], *new[1 + len(head) :]]
    assert [(was, now) for was, now in zip(old, rest, strict=True) if was != now] == [
        ('id: "2019"', 'id: "2020"'),
        ("year: 2019", "year: 2020"),
        (TITLE, TITLE.replace("2019", "2020")),
        *((f"    window: {was}", f"    window: {now}") for was, now in WINDOWS),
    ]


def test_records_are_headed_by_the_names_that_units_bear_in_the_new_year(office: Office) -> None:
    office.folder.write("units/xinfa.yaml", "id: xinfa\nname: 新发街道\nearlier: [{until: 2019, name: 新发镇}]\n")
    opened(office, "2020")
    record = (office.data / "scores/2020/xinfa.yaml").read_text(encoding="utf-8")
    assert "# 新发街道2020年度考评记录；尚无成绩的不填，不要填 0\n" in record
    assert {finding.code for finding in check(read_year(office.data, Period(2020)))} == {"undecided"}


def test_what_is_undecided_is_named_at_its_line_until_it_is_taken_from_the_list(office: Office) -> None:
    opened(office, "2020")
    messages = check(read_year(office.data, Period(2020)))
    assert not has_errors(messages)
    lines = (office.data / "schemes/2020.yaml").read_text(encoding="utf-8").splitlines()
    title = next(finding for finding in messages if "title" in finding.hint)
    assert str(title).startswith("data/schemes/2020.yaml:")
    assert lines[title.place.line - 1].startswith("title: 2020年")
    assert str(title).endswith("undecided: “标题”还是待定（照印发的文件改定后，从 undecided 中删去 title 这一行）")
    assert any("“考评环节/专业机构测评/测评时间”还是待定" in finding.message for finding in messages)
    office.folder.change("schemes/2020.yaml", "  - title\n", "")
    assert len(check(read_year(office.data, Period(2020)))) == len(messages) - 1


def test_nothing_is_reviewed_or_approved_by_an_undecided_scheme(office: Office) -> None:
    opened(office, "2020")
    office.folder.change("years/2020.yaml", "stage: collecting", "stage: under-review")
    errors = [finding for finding in check(read_year(office.data, Period(2020))) if finding.code == "undecided"]
    assert len(errors) == len(UNDECIDED)
    assert has_errors(errors)
    lines = ["--body", "领导小组", "--date", "2021-02-20", "--document", "纪要1号"]
    assert approve.main(["--year", "2020", "--data", str(office.data), *lines]) == 1
    assert office.capsys.readouterr().err.count("undecided: ") == len(UNDECIDED)


def test_what_is_no_part_of_the_scheme_cannot_be_undecided(office: Office) -> None:
    opened(office, "2020")
    office.folder.change("schemes/2020.yaml", "  - title\n", "  - titel\n")
    [message] = [
        str(finding) for finding in check(read_year(office.data, Period(2020))) if finding.code == "unknown-undecided"
    ]
    assert message == (
        "data/schemes/2020.yaml:4:5: unknown-undecided: 待定事项“titel”在方案中找不到（请核对位置，或删去这一行）"
    )


def test_a_copy_of_an_undecided_scheme_lists_everything_anew(office: Office) -> None:
    opened(office, "2020")
    office.folder.change("schemes/2020.yaml", "  - title\n", "")
    opened(office, "2021")
    new = (office.data / "schemes/2021.yaml").read_text(encoding="utf-8")
    assert new.count("undecided:\n") == 1
    assert [finding.code for finding in check(read_year(office.data, Period(2021)))] == ["undecided"] * len(UNDECIDED)


@pytest.mark.parametrize(
    ("day", "years", "moved"),
    [("2019-12-31", 1, "2020-12-31"), ("2020-02-29", 1, "2021-02-28"), ("2020-02-29", 4, "2024-02-29")],
)
def test_days_move_by_whole_years(day: str, years: int, moved: str) -> None:
    assert moved_on(day, 12 * years) == moved


def test_a_year_that_is_there_is_left_alone(office: Office) -> None:
    opened(office, "2020")
    before = office.state()
    assert main(["2020", "--data", str(office.data)]) == 1
    said = f"已有 {office.data / 'years/2020.yaml'}，考评对象的记录文件也不缺，没有改动任何文件\n"
    assert office.capsys.readouterr().err == said
    assert office.state() == before


def test_units_that_are_listed_later_get_their_records(office: Office) -> None:
    opened(office, "2020")
    before = office.state()
    office.folder.change("schemes/2020.yaml", "shizi, taocheng", "shizi, xincheng, taocheng")
    assert main(["2020", "--data", str(office.data)]) == 1
    assert office.capsys.readouterr().err == "没有单位文件：xincheng，请先补上，或用 --roster 写明名单\n"
    office.folder.write("units/xincheng.yaml", "id: xincheng\nname: 新城街道\n")
    assert main(["2020", "--data", str(office.data)]) == 0
    said = office.capsys.readouterr()
    assert said.out == "", "the list itself is the office's own"
    assert said.err == "已补上 2020 年的 1 个文件：scores/2020/xincheng.yaml\n"
    after = office.state()
    assert "# 新城街道2020年度考评记录" in after["scores/2020/xincheng.yaml"].decode()
    assert "# deductions:" in after["scores/2020/xincheng.yaml"].decode(), "with its guide"
    assert {name: after[name] for name in before if name != "schemes/2020.yaml"} == {
        name: before[name] for name in before if name != "schemes/2020.yaml"
    }
    assert not has_errors(check(read_year(office.data, Period(2020))))


@pytest.mark.parametrize("begun", [False, True])
def test_a_list_of_units_changes_the_groups_of_the_year(office: Office, begun: bool) -> None:
    """Those that are known keep their files, by whatever name; a new one gets its own; one that is gone is said."""
    if begun:
        opened(office, "2020")
    before = office.state()
    towns = ["建平镇人民政府", "十字镇", "涛城镇", "梅渚镇", "新发镇", "飞鲤镇", "毕桥镇", "凌笪乡", "新城街道"]
    units = read_year(office.data, Period(2019)).whole.units
    departments = [units[unit].name for unit in read_year(office.data, Period(2019)).whole.scheme.groups[1].units]
    office.folder.change("units/jianping.yaml", "name: 建平镇\n", "name: 建平镇\naliases: [建平镇人民政府]\n")
    rows = [["乡镇", name, ""] for name in towns] + [["县直单位", name.removeprefix("县"), ""] for name in departments]
    rows.append(["开发区", "郎溪新区管委会", "https://www.example.org/xinqu/"])
    book = office.book([["组别", "单位名称", "网址"], *rows])
    said = opened(office, "2020", "--roster", str(book))
    assert "考评对象新列入 2 个：郎溪新区管委会、新城街道\n考评对象不再列入 1 个：姚村乡\n" in said
    assert "其中更名的不是新单位：" in said
    assert "新的组“开发区”暂写作条款“附件1一”，请改成方案里列出它的条款\n" in said
    loaded = read_year(office.data, Period(2020))
    assert [(group.id, len(group.units)) for group in loaded.whole.scheme.groups] == [
        ("town", 9),
        ("department", 33),
        ("kaifaqu", 1),
    ]
    assert loaded.whole.units["langxixinquguanweihui"].site == "https://www.example.org/xinqu/"
    messages = [finding for finding in check(loaded) if finding.code != "undecided"]
    assert not has_errors(messages)
    after = office.state()
    kept = {name for name in before if name.startswith(("units/", "scores/"))}
    kept -= {"units/jianping.yaml", "scores/2020/yaocun.yaml"}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    new = {"units/xincheng.yaml", "units/langxixinquguanweihui.yaml", "scores/2020/xincheng.yaml"}
    assert new <= after.keys()
    assert "scores/2020/yaocun.yaml" not in after


def test_what_is_recorded_of_a_unit_that_is_listed_no_more_is_not_taken_away(office: Office) -> None:
    opened(office, "2020")
    record = office.data / "scores/2020/yaocun.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text + "not_assessed: {agency: 区划调整}\n", encoding="utf-8")
    before = office.state()
    units = read_year(office.data, Period(2020)).whole
    rows = [[group.name, units.units[unit].name] for group in units.scheme.groups for unit in group.units]
    book = office.book([["组别", "单位"], *(row for row in rows if row[1] != "姚村乡")])
    assert main(["2020", "--roster", str(book), "--data", str(office.data)]) == 1
    said = "名单里没有“姚村乡”，它已有记录 scores/2020/yaocun.yaml；确实不再考评的，请先移走这个文件\n"
    assert office.capsys.readouterr().err == said
    assert office.state() == before


def test_a_list_with_mistakes_changes_nothing_and_says_all_of_them(office: Office) -> None:
    before = office.state()
    book = office.book([["组别", "单位名称", "网址"], ["乡镇", "新城街道", "www"], ["乡镇", "新城街道", ""]])
    assert main(["2020", "--roster", str(book), "--data", str(office.data)]) == 1
    said = office.capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in said[:-1]] == ["wrong-form", "repeated-unit"]
    assert office.state() == before


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("provenance: real", "provenance: sample", "是示例数据"),
        ("stage: collecting", f"stage: approved\n{APPROVAL}", "已审定"),
    ],
)
def test_an_approved_year_and_a_sample_keep_their_units(office: Office, old: str, new: str, why: str) -> None:
    opened(office, "2020")
    (office.data / "scores/2020/shizi.yaml").unlink()
    office.folder.change("years/2020.yaml", old, new)
    before = office.state()
    assert main(["2020", "--data", str(office.data)]) == 1
    assert office.capsys.readouterr().err == f"2020 年{why}，不能再增减考评对象，没有改动任何文件\n"
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
        (["20"], "年度应为四位数字，例如 2020，不能是 20；一轮写作 2023-q2、2023-m04、2023-h1"),
        (["2020", "--from", "2017"], "没有 2017 年的年度文件，现有：2019"),
    ],
)
def test_what_cannot_be_opened(office: Office, arguments: list[str], said: str) -> None:
    assert main([*arguments, "--data", str(office.data)]) == 1
    assert office.capsys.readouterr().err == f"{said}\n"
