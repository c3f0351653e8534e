"""scripts/new-county in an empty folder: a county that validates, from a sheet, from typed units, or from answers."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from assessment.check import check
from assessment.commands import new_county
from assessment.edit.pinyin import letters_of
from assessment.findings import has_errors
from assessment.load.county import load_county
from assessment.period import Period
from assessment.year.reading import read_year

TOWNS, DEPARTMENTS = "乡镇：桃州镇、柏垫镇、卢村乡", "县直单位：县发改委（县粮储局、县能源局）、县教体局。"
UNITS = ["--units", TOWNS, "--units", DEPARTMENTS]
COUNTY = ["--name", "广德市", "--year", "2020"]

Say = pytest.CaptureFixture[str]


class Desk:
    """Somewhere to begin a county, and to put a sheet."""

    def __init__(self, path: Path, capsys: Say) -> None:
        self.data, self.path, self.capsys = path / "广德/data", path, capsys

    def run(self, *arguments: str, status: int = 0) -> tuple[str, str]:
        """Run the command; return what it says, and what it says aside."""
        assert new_county.main(["--data", str(self.data), *arguments]) == status
        said = self.capsys.readouterr()
        return said.out, said.err

    def sheet(self, rows: Sequence[Sequence[object]], **more: Sequence[Sequence[object]]) -> str:
        """Save a list of units; return its path."""
        book = Workbook()
        book.worksheets[0].title = "名单"
        for name, listed in {"名单": rows, **more}.items():
            into = book.worksheets[0] if name == "名单" else book.create_sheet(name)
            for row in listed:
                into.append(list(row))
        book.save(self.path / "名单.xlsx")
        return str(self.path / "名单.xlsx")

    def begun(self, rows: Sequence[Sequence[object]], **more: Sequence[Sequence[object]]) -> dict[str, list[str]]:
        """Begin a county with a sheet; return the ids of its units by group."""
        self.run(*COUNTY, "--roster", self.sheet(rows, **more))
        return self.groups()

    def refused(self, rows: Sequence[Sequence[object]]) -> list[str]:
        """Let a sheet be refused with nothing made; return its faults."""
        _, said = self.run(*COUNTY, "--roster", self.sheet(rows), status=1)
        assert not self.data.parent.exists(), "not even the folder is made"
        *faults, last = said.splitlines()
        assert last == f"数据有误，共 {len(faults)} 处错误，没有写任何文件；原有的输出保持不变。"
        return [fault.removeprefix("名单.xlsx 表“名单” ").partition("（")[0] for fault in faults]

    def groups(self) -> dict[str, list[str]]:
        """The ids of the units by the name of their group, in a year without errors."""
        loaded = read_year(self.data, Period(2020))
        assert {finding.code for finding in check(loaded)} == {"undecided"}
        return {group.name: list(group.units) for group in loaded.whole.scheme.groups}


@pytest.fixture
def desk(tmp_path: Path, capsys: Say) -> Desk:
    return Desk(tmp_path, capsys)


def test_a_county_from_typed_units(desk: Desk) -> None:
    out, err = desk.run(*COUNTY, *UNITS)
    assert desk.groups() == {"乡镇": ["taozhou", "baidian", "lucun"], "县直单位": ["fagaiwei", "jiaotiju"]}
    assert "县直单位 2 个：\n  fagaiwei　县发改委（县粮储局、县能源局）\n  jiaotiju　县教体局\n" in out
    assert err == "已建立广德市 2020 年：13 个文件（采集中、不公开）。\n"
    loaded = read_year(desk.data, Period(2020))
    assert loaded.whole.units["fagaiwei"].plates == ("县粮储局", "县能源局")
    assert all("# deductions:" in path.read_text(encoding="utf-8") for path in desk.data.glob("scores/2020/*.yaml"))
    county = load_county(desk.data).county
    assert (county.portal.name, county.organiser.name) == ("广德市人民政府", "广德市人民政府办公室")
    assert county.column.title == "广德市政务公开考评"


def test_a_folder_that_is_named_is_the_one_meant(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.data / "years").mkdir(parents=True)
    inside = desk.data.parent / "sub"
    inside.mkdir()
    monkeypatch.chdir(inside)
    _, err = desk.run(*COUNTY, *UNITS, status=1)
    assert "里已有 years" in err
    assert list(inside.iterdir()) == []


def test_a_group_may_be_typed_in_parts_and_mistakes_are_said(desk: Desk) -> None:
    desk.run(*COUNTY, "--units", "乡镇:桃州镇,柏垫镇", "--units", "乡镇：卢村乡", "--units", DEPARTMENTS)
    assert desk.groups() == {"乡镇": ["taozhou", "baidian", "lucun"], "县直单位": ["fagaiwei", "jiaotiju"]}
    desk.data = desk.data.parent / "other"
    _, err = desk.run(*COUNTY, "--units", "乡镇：桃州镇、柏垫镇", "--units", "乡镇：桃州镇", status=1)
    assert err.startswith("--units 表“乡镇” 第1行A列: repeated-unit: “桃州镇”在")


def test_everything_of_a_draft_is_undecided(desk: Desk) -> None:
    """By what nobody has decided yet nothing is reviewed: each part of the draft is named as undecided."""
    desk.run(*COUNTY, *UNITS)
    path = desk.data / "years/2020.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("collecting", "under-review"), encoding="utf-8")
    messages = [finding for finding in check(read_year(desk.data, Period(2020))) if finding.code == "undecided"]
    assert has_errors(messages)
    fields = {"title", "issuer", "issued", "full", "clauses", "groups", "components", "ranking", "readings"}
    assert {finding.hint.split()[3] for finding in messages} == fields


def test_a_sheet_with_every_column(desk: Desk) -> None:
    groups = desk.begun(
        [
            ["广德市2020年政务公开考评对象名单"],
            ["序号", "单位名称", "组别", "简称/别名", "单位全称", "网址", "单位编号"],
            [1, "桃 州\n镇", "乡镇", "桃州、桃州镇政府", "广德市桃州镇人民政府", "https://www.example.org/tz/", None],
            [2, "市发展改革委（市粮储局）", "市直单位", "市发改委", None, None, "fgw"],
            ["合计", 2],
        ]
    )
    assert groups == {"乡镇": ["taozhou"], "市直单位": ["fgw"]}
    units = read_year(desk.data, Period(2020)).whole.units
    town, department = units["taozhou"], units["fgw"]
    assert (town.name, town.aliases, town.full_name) == ("桃州镇", ("桃州", "桃州镇政府"), "广德市桃州镇人民政府")
    assert town.site == "https://www.example.org/tz/"
    assert (department.name, department.plates) == ("市发展改革委", ("市粮储局",))
    assert department.aliases == ("市粮储局", "市发改委")


@pytest.mark.parametrize("head", ["名称", "单位名称", "考评对象"])
def test_short_names_are_names_where_the_others_are_full(desk: Desk, head: str) -> None:
    """Ids come from what people say, whatever column it stands in; of two that are both short the name is one."""
    groups = desk.begun(
        [
            [head, "简称", "组别"],
            ["广德市桃州镇人民政府", "桃州镇", "乡镇"],
            ["柏垫镇", "柏垫", "乡镇"],
            ["广德市发展和改革委员会", "市发改委", "市直单位"],
            ["市教育体育局", "市教体局", "市直单位"],
            ["经济开发区管理委员会", "经开区", "市直单位"],
        ]
    )
    assert groups == {"乡镇": ["taozhou", "baidian"], "市直单位": ["fagaiwei", "jiaotiju", "jingkaiqu"]}
    units = read_year(desk.data, Period(2020)).whole.units
    assert [(unit.name, unit.full_name, unit.aliases) for unit in (units[id] for id in sorted(units))] == [
        ("柏垫镇", "", ("柏垫",)),
        ("市发改委", "广德市发展和改革委员会", ()),
        ("市教育体育局", "", ("市教体局",)),
        ("经开区", "经济开发区管理委员会", ()),
        ("桃州镇", "广德市桃州镇人民政府", ()),
    ]


TWO_GROUPS = {"乡镇": ["taozhou", "baidian"], "县直单位": ["fagaiwei"]}
LISTED: list[list[object]] = [["桃州镇"], ["柏垫镇"], ["县发改委"]]


def test_groups_may_stand_over_their_units_in_sheets_of_their_own_or_in_no_place(desk: Desk, tmp_path: Path) -> None:
    town, other, department = LISTED
    layouts: list[tuple[list[list[object]], dict[str, list[list[object]]]]] = [
        ([["名称", "组别"], [*town, "乡镇"], [*other, "乡镇"], [*department, "县直单位"]], {}),
        ([["名称", "网址"], ["一、乡镇（2个）"], [*town], [*other], ["二、县直单位（1个）"], [*department]], {}),
        ([["单位"], ["乡镇"], [*town], [*other], ["县直单位"], [*department]], {}),
        ([["考评对象"], [*town], [*other], [*department]], {}),
        ([["说明"]], {"乡镇": [["名称"], [*town], [*other]], "县直单位": [["名称"], [*department]]}),
    ]
    for number, (rows, more) in enumerate(layouts):
        desk.data = tmp_path / str(number) / "data"
        assert desk.begun(rows, **more) == TWO_GROUPS, number


def test_all_mistakes_of_a_sheet_are_said_at_their_cells(desk: Desk) -> None:
    assert desk.refused(
        [
            ["名称", "组别", "别名", "网址", "编号"],
            ["桃州镇", "乡镇", "桃州", "www.example.org", "tz"],
            ["柏垫镇", None, None, None, "1柏垫"],
            ["桃州镇", "乡镇", None, None, "tz2"],
            ["卢村乡、东亭乡", "乡镇", None, None, None],
            ["新杭镇", "乡镇", "桃州", None, "tz"],
            [None, "乡镇", "无名", None, None],
        ]
    ) == [
        "第2行D列: wrong-form: “公开网站”的写法不对：“www.example.org”",
        "第3行B列: empty: “柏垫镇”没有写组别",
        "第3行E列: wrong-form: “单位编号”的写法不对：“1柏垫”",
        "第4行A列: repeated-unit: “桃州镇”在第2行已有",
        "第5行A列: several-names: 一格里写了几个名称：“卢村乡、东亭乡”",
        "第6行C列: repeated-unit: “桃州”在第2行已有",
        "第6行E列: repeated-unit: 编号“tz”已有别的单位用了",
        "第7行A列: empty: 没有写单位名称",
    ]


def test_ids_are_pinyin_and_differ(desk: Desk) -> None:
    """Characters of unknown sound are left out, names alike get a number, and no id is kept for a file of the build."""
    names = ["凌笪乡", "凌嬲镇", "笪嬲", "嬲笪", "卡恩镇", "12345热线", "县政务局", "县郑武局", "凌镇"]
    ids = desk.begun([["名称", "组别"], *([name, "单位"] for name in names)])["单位"]
    assert ids == ["ling", "ling-2", "unit", "unit-2", "kaen", "unit12345rexian", "zhengwuju", "zhengwuju-2", "lingzhen"]


def test_a_column_of_numbers_is_no_column_of_ids(desk: Desk) -> None:
    out, _ = desk.run(*COUNTY, "--roster", desk.sheet([["编号", "名称"], [1, "桃州镇"], [2, "县教体局"]]))
    assert desk.groups() == {"乡镇": ["taozhou"], "县直单位": ["jiaotiju"]}
    assert out.startswith(
        "名单没有写组别，按名称分为乡镇、县直单位；不对的，加“组别”一列再来\n"
        "“编号”一列都是数字，当作序号；单位编号由名称的拼音而来\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_sheet_may_be_text(desk: Desk, encoding: str) -> None:
    path = desk.path / "名单.csv"
    path.write_text("名称,组别\n桃州镇,乡镇\n柏垫镇,乡镇\n县发改委,县直单位\n", encoding=encoding)
    desk.run(*COUNTY, "--roster", str(path))
    assert desk.groups() == TWO_GROUPS


def test_what_stands_below_the_units_is_no_unit_and_what_only_begins_so_is(desk: Desk) -> None:
    below = ["合计：3个", "备注：以上名单经领导小组同意。", "制表人：某某　审核人：某某", "（盖章）", "说明"]
    units = ["注册处", "说明书处", "联系办", "审批局"]
    listed: list[list[object]] = [["名称"]]
    listed += LISTED
    listed += [[name] for name in (*units, *below)]
    assert desk.begun(listed) == {**TWO_GROUPS, "县直单位": ["fagaiwei", *map(letters_of, units)]}


def test_a_hidden_row_is_said(desk: Desk) -> None:
    path = desk.sheet([["名称"], *LISTED])
    book = load_workbook(path)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(path)
    _, err = desk.run(*COUNTY, "--roster", path, status=1)
    assert "第3行: hidden-row: 这一行被隐藏了" in err


def test_one_group_has_nobody_to_rate_it(desk: Desk) -> None:
    assert desk.begun([["名称", "组别"], ["桃州镇", "乡镇"], ["柏垫镇", "乡镇"]]) == {"乡镇": ["taozhou", "baidian"]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            [],
            "要新建一个县，请写明 --name 县名、--year 年度、--roster 名单.xlsx（或 --units 乡镇：某镇、某乡）",
        ),
        (COUNTY, "要新建一个县，请写明 --roster 名单.xlsx（或 --units 乡镇：某镇、某乡）；在终端里运行会逐项询问"),
        (["--name", "广德", "--year", "2020", *UNITS], "县名要写全，以县、市、区或旗结尾，例如 广德市，不能是“广德”"),
        (["--name", "广德市", "--year", "20", *UNITS], "年度应为四位数字，例如 2020，不能是“20”"),
        ([*COUNTY, "--units", "桃州镇、柏垫镇"], "--units 写作 组别：单位、单位，例如 乡镇：桃州镇、柏垫镇，不能是"),
        ([*COUNTY, *UNITS, "--roster", "名单.xlsx"], "--roster 和 --units 写一种就够了"),
        ([*COUNTY, "--roster", "没有.xlsx"], "没有这个文件：没有.xlsx"),
        (
            [*COUNTY, *UNITS, "--from", "old.py"],
            "写了 --from 就只建立本地设置，--name、--year、--units 只用于新建一个县",
        ),
    ],
)
def test_what_cannot_be_begun_is_one_line(desk: Desk, arguments: list[str], said: str) -> None:
    _, err = desk.run(*arguments, status=1)
    assert err.startswith(said)
    assert err.count("\n") == 1
    assert not desk.data.exists()


def test_a_sheet_without_names_or_units_is_one_line(desk: Desk) -> None:
    none: list[list[object]] = [["甲", "乙"], [1, 2]]
    headless: list[list[object]] = [["桃州镇", "乡镇"], ["柏垫镇", "乡镇"], ["县发改委", "部门"]]
    for rows, said in (
        (none, "没有找到表头：请在单位上面加一行列名，要有“名称”一列"),
        (headless, "第一行现在是“桃州镇、乡镇”；也可以不用表格，每组写一次 --units 乡镇：桃州镇、柏垫镇"),
        (headless[:1], "表头下面没有单位"),
        ([["名称"]], "表头下面没有单位"),
    ):
        _, err = desk.run(*COUNTY, "--roster", desk.sheet(rows), status=1)
        assert said in err
        assert not desk.data.exists()
        assert err.count("\n") == 1


def test_a_county_that_is_there_is_left_alone(desk: Desk) -> None:
    desk.run(*COUNTY, *UNITS)
    before = {path: path.read_bytes() for path in desk.data.rglob("*") if path.is_file()}
    _, err = desk.run(*COUNTY, *UNITS, status=1)
    assert err == f"已有 {desk.data / 'county.yaml'}，没有改动任何文件；要另建一个县，请用 --data 写明新的文件夹\n"
    (desk.data / "county.yaml").unlink()
    _, err = desk.run(*COUNTY, *UNITS, status=1)
    assert "里已有 schemes、units、years、scores，--name、--year、--units 只用于新建一个县" in err
    now = {path: path.read_bytes() for path in desk.data.rglob("*") if path.is_file()}
    assert now == {path: text for path, text in before.items() if path.name != "county.yaml"}


def test_a_terminal_is_asked_until_the_answers_can_be_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["广德", "广德市", "二〇二〇", "2020", "", "乡镇", "桃州镇、柏垫镇", "县直单位", "", "县发改委", ""]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
    monkeypatch.setattr(new_county, "is_terminal", lambda: True)
    _, err = desk.run()
    assert desk.groups() == TWO_GROUPS
    assert "县名要写全，以县、市、区或旗结尾，例如 广德市，不能是“广德”\n" in err
    assert "“县直单位”有哪些单位，用顿号隔开：不能为空\n“县直单位”有哪些单位，用顿号隔开：" in err


def test_a_terminal_that_answers_no_more_makes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("广德市\n"))
    monkeypatch.setattr(new_county, "is_terminal", lambda: True)
    _, err = desk.run(status=1)
    assert err == "县名，写全，例如 广德市：第一个考评年度，例如 2020：没有回答，没有建立任何文件\n"
    assert not desk.data.exists()
