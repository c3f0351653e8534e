"""scripts/new-scheme: from a paper scheme to a file that is sound and says only what the office has to decide."""

import io
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from assessment.check import check
from assessment.commands import new_county, new_scheme
from assessment.dataset.method import Method
from assessment.dataset.scheme import Scheme
from assessment.exact import exact_text
from assessment.period import Period
from assessment.year.reading import read_year
from tests.imports.sheets import Rows

ROWS: Rows = [
    ["东山县2024年政务公开工作考评细则"],
    ["序号", "一级指标", "二级指标", "分值", "评分细则", "考评对象"],
    [1, "一、信息公开（50分）", "（一）主动公开", 30, "信息发布不及时的，每条扣2分；扣完为止。", "各单位"],
    [2, None, "（二）依申请公开", 20, "答复不规范的，每件扣1—5分。", "县直部门"],
    [3, None, "（三）村务公开", 20, "未按季公开的，每次扣5分，最多扣20分。", "乡镇"],
    [4, "二、政策解读", "解读质量", 30, "由评审组评定。", "各单位"],
    [5, "三、平台建设", "网站", 20, "被国家、省、市通报的，每次分别扣4分、2分、1分。", None],
    [None, "合计", None, 100],
    [6, "四、加分项", "典型经验", 5, "被国家、省、市推广的，每次分别加3分、2分、1分，最多加5分。", None],
    [7, "五、扣分项", "失泄密", 10, "发生失泄密事件的，酌情扣分。", None],
]

Say = pytest.CaptureFixture[str]


class Desk:
    """A county of four units that has just begun, and somewhere to put sheets."""

    def __init__(self, path: Path, capsys: Say) -> None:
        self.path, self.data, self.capsys = path, path / "data", capsys
        units = ("--units", "乡镇：东山镇、西山镇", "--units", "县直部门：县发改委、县教体局（县体育局）")
        argv = ["--name", "东山县", "--year", "2024", *units, "--data", str(self.data)]
        assert new_county.main(argv) == 0
        capsys.readouterr()

    def book(self, rows: Rows) -> str:
        """Save a sheet with 一级指标 merged over its rows; return where."""
        book = Workbook()
        sheet = book.worksheets[0]
        for row in rows:
            sheet.append(row)  # type: ignore[arg-type]
        if len(rows) > 5:
            sheet.merge_cells("A1:F1")
            sheet.merge_cells("B3:B5")
        book.save(self.path / "细则.xlsx")
        return str(self.path / "细则.xlsx")

    def run(self, *argv: str, status: int = 0) -> tuple[str, str]:
        """Run the command; return what it says."""
        assert new_scheme.main([*argv, "--data", str(self.data)]) == status
        output = self.capsys.readouterr()
        return output.out, output.err

    def scheme(self, year: int = 2024) -> Scheme:
        """The scheme of a year that is sound but for what is undecided."""
        loaded = read_year(self.data, Period(year))
        assert {finding.code for finding in check(loaded)} == {"undecided"}
        return loaded.whole.scheme


@pytest.fixture
def desk(tmp_path: Path, capsys: Say) -> Desk:
    return Desk(tmp_path, capsys)


def test_a_draft_is_taken_over_by_a_sheet(desk: Desk) -> None:
    out, err = desk.run("2024", "--table", desk.book(ROWS))
    assert "信息公开：50分，3 项，其中 3 项由文字读出了计分规则，请逐项核对\n" in out
    assert "scripts/validate 逐项提示待定的部分" in err
    scheme = desk.scheme()
    assert scheme.title == "东山县2024年政务公开工作考评细则"
    assert scheme.full is not None
    assert {g: exact_text(scheme.full.exact(g)) for g in ("xiangzhen", "xianzhibumen")} == {
        "xiangzhen": "100",
        "xianzhibumen": "100",
    }
    assert [(part.name, part.on_top) for part in scheme.components] == [
        ("信息公开", False),
        ("政策解读", False),
        ("平台建设", False),
        ("加分项", True),
        ("扣分项", True),
    ]
    leaves = {leaf.name: leaf for part in scheme.components for leaf in part.leaves()}
    assert {name: leaf.method for name, leaf in leaves.items()} == {
        "主动公开": Method.DEDUCTIONS,
        "依申请公开": Method.DEDUCTIONS,
        "村务公开": Method.DEDUCTIONS,
        "解读质量": Method.GIVEN,
        "网站": Method.DEDUCTIONS,
        "典型经验": Method.ACCRUAL,
        "失泄密": Method.ACCRUAL,
    }
    assert leaves["依申请公开"].groups == ("xianzhibumen",)
    for name, leaf in leaves.items():
        assert any(f"/{leaf.clause}/" in at for at in scheme.undecided), name


def test_the_next_year_takes_groups_and_units_over(desk: Desk) -> None:
    out, _ = desk.run("2025", "--table", desk.book(ROWS))
    assert out.startswith("考评对象沿用 2024 年：乡镇、县直部门\n")
    scheme = desk.scheme(2025)
    assert [group.units for group in scheme.groups] == [("dongshan", "xishan"), ("fagaiwei", "jiaotiju")]
    assert len([*(desk.data / "scores/2025").iterdir()]) == 4


def test_a_list_brings_new_units(desk: Desk) -> None:
    roster = desk.path / "名单.csv"
    roster.write_text("名称,组别\n东山镇,乡镇\n南山镇,乡镇\n县发改委,县直部门\n", encoding="utf-8")
    desk.run("2025", "--table", desk.book(ROWS), "--roster", str(roster))
    assert desk.scheme(2025).groups[0].units == ("dongshan", "nanshan")
    assert (desk.data / "units/nanshan.yaml").is_file()


def test_wrong_sums_write_nothing_and_what_is_issued_so_becomes_a_reading(desk: Desk) -> None:
    rows = [*ROWS[:2], [1, "公开（100分）", "主动", 60, "", ""], [2, None, "被动", 37, "", ""], *ROWS[8:9]]
    before = {path: path.read_bytes() for path in desk.data.rglob("*.yaml")}
    _, err = desk.run("2024", "--table", desk.book(rows), status=1)
    assert "细则.xlsx 表“Sheet” 第3行B列: weights-do-not-add-up: “公开”标示 100 分，下面各项合计 97 分" in err
    assert {path: path.read_bytes() for path in desk.data.rglob("*.yaml")} == before
    desk.run("2024", "--table", desk.book(rows), "--as-issued")
    scheme = desk.scheme()
    assert [(reading.id, reading.choice) for reading in scheme.readings] == [("sum-1", "scale")]
    assert scheme.components[0].scale


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "schemes/2024.yaml",
            "  - components\n",
            "",
            "它的环节不再是待定的草案（undecided 里没有 components）",
        ),
        (
            "scores/2024/xishan.yaml",
            "\n# 以下",
            "\nnot_assessed: {agency: 未测评}\n# 以下",
            "没有改动任何文件；确实要重新起草的，",
        ),
        ("years/2024.yaml", "stage: collecting", "stage: under-review", "没有改动任何文件"),
    ],
)
def test_what_somebody_has_decided_or_recorded_is_not_overwritten(
    desk: Desk, file: str, old: str, new: str, said: str
) -> None:
    path = desk.data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    _, err = desk.run("2024", "--table", desk.book(ROWS), status=1)
    assert said in err


def test_without_a_sheet_or_somebody_to_ask_it_is_refused(desk: Desk) -> None:
    assert desk.run("2024", status=1)[1] == "请用 --table 写明细则表；在终端里运行会逐项询问\n"
    assert new_scheme.main(["2024", "--data", str(desk.path)]) == 1
    assert "请先运行 scripts/new-county" in desk.capsys.readouterr().err


def test_somebody_is_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [
        *("日常检查", "2", "40", "", "信息发布25、依申请公开14", "信息发布25、依申请公开15"),
        *("第三方评估", "1", "二十", "20", "部门", "", ""),
        *("互相评议", "4", "30", "", ""),
        *("平台", "5", "10", "", ""),
        *("创新加分", "6", "5", "县直部门", ""),
        "",
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in answers)))
    monkeypatch.setattr(new_scheme, "is_terminal", lambda: True)
    _, err = desk.run("2024")
    assert "各项合计 39 分，应为 40 分\n" in err
    assert "没有“部门”组，可填：乡镇、县直部门\n" in err
    scheme = desk.scheme()
    methods = {part.name: [leaf.method for leaf in part.leaves()] for part in scheme.components}
    assert methods == {
        "日常检查": [Method.DEDUCTIONS, Method.DEDUCTIONS],
        "第三方评估": [Method.GIVEN],
        "互相评议": [Method.BALLOTS],
        "平台": [Method.COUNT],
        "创新加分": [Method.ACCRUAL],
    }
    assert scheme.components[-1].groups == ("xianzhibumen",)


def test_somebody_names_the_groups_where_nothing_does(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ("years", "schemes", "units", "scores"):
        shutil.rmtree(desk.data / room)
    answers = ["乡镇", "东山镇、西山镇", "", "检查", "1", "100", "", ""]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in answers)))
    monkeypatch.setattr(new_scheme, "is_terminal", lambda: True)
    desk.run("2024")
    assert [(group.name, group.units) for group in desk.scheme().groups] == [("乡镇", ("dongshan", "xishan"))]
