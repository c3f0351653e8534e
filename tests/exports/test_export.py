"""scripts/export: what other offices get, and what it says of itself."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assessment.commands.export import main
from assessment.commands.import_sheets import main as import_sheet
from assessment.dataset.year import Stage
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Edition
from assessment.exports.annual_report import annual_report
from assessment.period import Period
from assessment.scoring.assessment import assess
from assessment.workbooks.writing import NewColumn, NewSheet, workbook_bytes
from assessment.year.reading import read_year
from tests.folder import DATA, Folder
from tests.office import Office, plain_scheme

SAMPLE = "示例数据，非真实考评结果"


def export(what: str, data: Path, path: Path, *more: str) -> Path:
    assert main([what, "--data", str(data), "--output", str(path), *more]) == 0
    return path


def cells(path: Path, sheet: str) -> list[list[object]]:
    """The rows of a sheet."""
    return [list(row) for row in load_workbook(path)[sheet].iter_rows(values_only=True)]


def column(rows: list[list[object]], head: str) -> list[object]:
    """A column below its head."""
    at = next(index for index, row in enumerate(rows) if head in row)
    return [row[rows[at].index(head)] for row in rows[at + 1 :]]


@pytest.fixture
def complete(tmp_path: Path) -> Folder:
    """A year of its own in which every unit has marks, not yet approved: 80, and nine ballots of 90 each."""
    folder = Folder(tmp_path)
    folder.write("schemes/2019.yaml", plain_scheme())
    towns, departments = ([*group.units][:9] for group in read_year(folder.data, Period(2019)).whole.scheme.groups)
    for unit in folder.units:
        raters = departments if unit in towns else towns
        cast = ", ".join(f"{{rater: {rater}, marks: [90]}}" for rater in raters)
        folder.record(
            unit,
            "evidence: [{id: e01, title: '=1+1', kind: 文件, source: 某, captured: 2019-12-20, url: /r}]\n"
            "marks: {agency: {mark: 80, evidence: [e01]}}\n"
            f"ballots: {{peer: [{cast}]}}\n"
            "deductions:\n"
            "  - {id: d01, clause: 附件2第2项, date: 2019-05-04, reason: '=HYPERLINK(\"x\")', evidence: [e01],"
            " rectified: {note: -已学习, date: 2019-06-01}}\n"
            "  - {id: d02, clause: 附件2第4项, level: 国家, date: 2019-05-05, count: 3, reason: 通报, evidence: [e01]}\n",
        )
    return folder


def test_totals_as_they_are(complete: Folder, tmp_path: Path) -> None:
    # 80×0.4 + (30 - 1 - 5) + 90×0.3 = 32 + 24 + 27 = 83; on the list and clean: +2.
    path = export("performance", complete.data, tmp_path / "绩效.xlsx")
    rows = cells(path, "考评结果")
    assert rows[0][0] == "2019年政务公开考评结果（用于绩效考核）"
    assert rows[1][0] == f"{SAMPLE}　内部资料　采集中"
    assert rows[2][0] == "绩效考核得分：方案没有规定折算办法，按考评总分原样提供。"
    by_unit = dict(
        zip(
            column(rows, "单位"),
            zip(*(column(rows, h) for h in ("考评总分", "名次", "绩效考核得分")), strict=True),
            strict=True,
        )
    )
    assert by_unit["县发改委"] == (85, 1, 85)
    assert by_unit["县财政局"] == (83, 2, 83)
    assert by_unit["建平镇"] == (83, 1, 83)
    assert len(by_unit) == 42


def test_totals_converted_as_the_scheme_says(complete: Folder, tmp_path: Path) -> None:
    complete.change("schemes/2019.yaml", "full: 100\nclauses:", "full: 100\nconversion_full: 3\nclauses:")
    rows = cells(export("performance", complete.data, tmp_path / "绩效.xlsx"), "考评结果")
    assert rows[2][0] == "绩效考核得分＝考评总分（取整前）×3÷100，四舍五入到2位小数。"
    # 85×3÷100 = 2.55; 83×3÷100 = 2.49.
    assert set(column(rows, "绩效考核得分")) == {2.55, 2.49}


def test_no_total_is_never_0(office: Office) -> None:
    rows = cells(export("performance", office.data, office.path / "绩效.xlsx"), "考评结果")
    assert set(column(rows, "考评总分")) == {"待定"}
    assert set(column(rows, "绩效考核得分")) == {"待定"}
    assert rows[1][0] == "内部资料　采集中"


def test_lists_of_deductions_and_remedies(complete: Folder, tmp_path: Path) -> None:
    path = export("deductions", complete.data, tmp_path / "清单.xlsx", "--unit", "jianping")
    losses, remedies = cells(path, "扣分清单"), cells(path, "整改清单")
    assert losses[0][0] == "2019年政务公开考评扣分清单（建平镇）"
    assert losses[1][0] == remedies[1][0] == f"{SAMPLE}　内部资料"
    # 3 notices of -2 each, and 1 back because the item has no more than 5.
    assert column(losses, "扣分") == [-1, -6, 1]
    assert column(losses, "原因") == ['=HYPERLINK("x")', "通报", None]
    assert column(losses, "说明")[2] == "扣完5分为止"
    assert column(remedies, "状态") == ["已整改", "未填报"]
    assert column(remedies, "整改情况") == ["-已学习", None]


def test_lists_are_there_before_the_marks_are_complete(office: Office) -> None:
    rows = [
        ["日期", "单位", "条款", "原因", "证据名称", "证据来源", "取得日期", "网址"],
        ["2019-05-04", "建平镇", "集中办公", "缺席", "签到表", "县办", "2019-05-05", "https://example.org/"],
    ]
    office.imported("ledger", office.book(rows))
    losses = cells(export("deductions", office.data, office.path / "清单.xlsx"), "扣分清单")
    assert column(losses, "单位") == ["建平镇"]
    assert column(losses, "扣分") == [-1]


@pytest.mark.parametrize("what", ["performance", "deductions"])
def test_text_is_no_formula_and_nobody_is_named(complete: Folder, tmp_path: Path, what: str) -> None:
    path = export(what, complete.data, tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as book:
        assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        sheets = [book.read(name) for name in book.namelist() if "worksheets/" in name]
        core = book.read("docProps/core.xml").decode()
    assert not any(b"<f>" in sheet for sheet in sheets)
    assert "creator" not in core
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2000-01-01"}


@pytest.mark.parametrize("what", ["performance", "deductions", "report"])
def test_the_same_data_gives_the_same_bytes(complete: Folder, tmp_path: Path, what: str) -> None:
    ending = "md" if what == "report" else "xlsx"
    paths = [export(what, complete.data, tmp_path / f"{name}.{ending}") for name in ("a", "b")]
    assert len({path.read_bytes() for path in paths}) == 1


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A1"])
def test_signs_that_begin_formulas(text: str) -> None:
    raw = workbook_bytes([NewSheet("表", ["题"], [NewColumn("列", 10)], [[text]])])
    cell = load_workbook(io.BytesIO(raw))["表"]["A3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_the_paragraph_before_approval_is_the_offices(complete: Folder, tmp_path: Path) -> None:
    text = export("report", complete.data, tmp_path / "a.md").read_text(encoding="utf-8")
    assert f"> {SAMPLE}　内部资料\n" in text
    assert "考评结果尚未审定（采集中）。乡镇平均83.00分，最高83.00分，最低83.00分" in text
    # Per unit 1 absence and 3 notices in 2 entries, one of which was put right.
    assert "截至目前按规则扣分84条、168件次，已完成整改42条。" in text


def test_the_paragraph_of_a_published_year(tmp_path: Path) -> None:
    text = export("report", DATA, tmp_path / "a.md", "--year", "2019").read_text(encoding="utf-8")
    assert f"> {SAMPLE}\n" in text
    assert "内部资料" not in text
    assert "对象为42个单位（乡镇9个、县直单位33个）" in text
    assert "专业机构测评（40分）、日常测评（30分）、双向互评（30分）、加分项组成。" in text
    assert "考评结果于2020年2月20日经县政务公开领导小组（示例）审定" in text


def test_the_paragraph_shows_no_more_than_may_be_shown(complete: Folder) -> None:
    dataset = read_year(complete.data, Period(2019)).whole
    dataset = replace(dataset, year=replace(dataset.year, stage=Stage.APPROVED))
    edition = Edition("", False, date(2020, 3, 1))
    text = annual_report(disclose(dataset, assess(dataset), Audience.PUBLIC, edition))
    assert "考评结果按规定范围通报。" in text
    assert not any(number in text for number in ("83", "85", "90.00", "168"))


def test_marks_go_out_as_the_agency_gave_them_and_come_in_again(
    complete: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = export("marks", complete.data, tmp_path / "成绩.xlsx")
    rows = cells(path, "成绩")
    assert rows[1][0] == f"{SAMPLE}　内部资料"
    assert column(rows, "最终成绩") == [80] * 42
    capsys.readouterr()
    assert import_sheet(["agency", str(path), "--data", str(complete.data)]) == 0
    assert "没有变化。" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["performance", "--output", "a.csv"], "文件名要以 .xlsx 结尾：a.csv"),
        (["report", "--output", "a.xlsx"], "文件名要以 .md 结尾：a.xlsx"),
        (["report", "--output", "a.md", "--unit", "jianping"], "--unit 只用于 deductions"),
        (["report", "--output", "a.md", "--component", "agency"], "--component 只用于 marks"),
        (
            ["marks", "--output", "a.xlsx", "--component", "daily"],
            "请用 --component 写明是哪个环节；方案里由外部评定成绩的环节：agency（专业机构测评）",
        ),
        (
            ["deductions", "--output", "a.xlsx", "--unit", "x"],
            "没有编号或名称为“x”的单位；编号就是 data/units/ 下的文件名",
        ),
        (["report", "--output", "/nowhere/a.md"], "不能写入 /nowhere/a.md：没有这个文件或文件夹"),
    ],
)
def test_what_cannot_be_done(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--data", str(DATA), "--year", "2019"]) == 1
    assert capsys.readouterr().err == f"{said}\n"


def test_faulty_data_is_not_exported(complete: Folder, tmp_path: Path) -> None:
    complete.record("jianping", "marks: {agency: {mark: 101, evidence: [e01]}}\n")
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"before")
    assert main(["performance", "--data", str(complete.data), "--output", str(path)]) == 1
    assert path.read_bytes() == b"before"
