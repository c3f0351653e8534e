"""What the rules of the year find in an import is told at the cell that says it; an import has no rules of its own."""

import ast
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assessment.check import check
from assessment.findings import Severity
from assessment.imports.draft import Draft
from assessment.imports.dry_run import KINDS
from assessment.imports.importing import Options
from assessment.imports.trial import _place, faults_of_draft
from assessment.period import Period
from assessment.place import Place
from assessment.workbooks.place import CellPlace
from assessment.workbooks.reading import read_workbook
from assessment.year.reading import read_year
from tests.imports.test_agency import LEAVES, item_row
from tests.imports.test_ballots import LONG
from tests.imports.test_register import HEAD, line
from tests.office import Office, Rows
from tests.test_finding_codes import codes

OPTIONS = Options("", "", "某机构", date(2019, 12, 20))
TWO_DAYS = [["县财政局", "建平镇", 1, 90, "2019-12-31"], ["县财政局", "建平镇", 2, 90, "2020-01-05"]]
MARKS = ["单位", "最终成绩", "日期"]
FIRST = next(iter(LEAVES))
CITING = ["日期", "单位", "条款", "原因", "证据编号"]
MORE = [*HEAD, "整改情况", "整改完成日期", "意见反馈网址", "事件编号", "证据种类", "记录人"]


def more(*cells: object, **said: object) -> list[object]:
    return [*line(**said), *cells, *[None] * (6 - len(cells))]


FAULTS: list[tuple[str, Rows, str, str]] = [
    ("agency", [MARKS, ["建平镇", 101]], "第2行B列", "mark-above-full"),
    ("agency", [MARKS, ["建平镇", -1]], "第2行B列", "too-small"),
    ("agency", [MARKS, ["建平镇", 90, "2018-12-20"]], "第2行C列", "outside-window"),
    ("agency", item_row((2, 16), (3, "多给")), "第2行C列", "mark-above-full"),
    ("agency", item_row((2, -1), (3, "扣分")), "第2行C列", "too-small"),
    ("agency", item_row((2, 14)), "第2行D列", "unexplained-loss"),
    ("agency", item_row((2, None)), "第2行", "incomplete-items"),
    ("agency", item_row((1, 99)), "第2行B列", "does-not-reconcile"),
    ("agency", item_row((1, None)), "第2行", "missing-mark"),
    ("agency", [[*MARKS, "备注"], ["建平镇", "未参评", None, "电话13812345678"]], "第2行D列", "personal-data"),
    ("ballots", [LONG, ["县财政局", "县公安局", 1, 90]], "第2行A列", "wrong-rater-group"),
    ("ballots", [["评议单位", "县公安局"], ["县财政局", 90]], "第2行B列", "wrong-rater-group"),
    ("ballots", [["被评单位", "县公安局"], ["县财政局", 90]], "第2行B列", "wrong-rater-group"),
    ("ballots", [LONG, ["县财政局", "建平镇", 1, 90], ["县财政局", "建平镇", 2, 101]], "第3行D列", "mark-above-full"),
    ("ballots", [LONG, ["县财政局", "建平镇", 1, 90], ["县财政局", "建平镇", 2, -1]], "第3行D列", "too-small"),
    ("ballots", [["评议单位", "十字镇", "建平镇"], ["县财政局", 90, "80、101"]], "第2行C列", "mark-above-full"),
    ("ballots", [[*LONG, "日期"], ["县财政局", "建平镇", 1, 90, "2019-12-31"]], "第2行E列", "outside-window"),
    ("ballots", [[*LONG, "日期"], *TWO_DAYS], "第2行E列", "outside-window"),
    ("ledger", [HEAD, line(日期="2018-07-03")], "第2行B列", "outside-window"),
    ("ledger", [HEAD, line(日期=None)], "第2行B列", "empty"),
    ("ledger", [HEAD, line(原因=None)], "第2行H列", "empty"),
    ("ledger", [HEAD, line(原因="电话 13812345678")], "第2行H列", "personal-data"),
    ("ledger", [HEAD, line(条款="附件3加分项第5项", 情形="奖励", 级别="省")], "第2行E列", "unknown-rule"),
    ("ledger", [HEAD, line(条款="附件3加分项第5项", 级别="省")], "第2行", "unknown-rule"),
    ("ledger", [HEAD, line(条款="附件2第4项", 级别="县")], "第2行F列", "unknown-level"),
    ("ledger", [HEAD, line(条款="附件2第4项")], "第2行", "unknown-level"),
    ("ledger", [HEAD, line(级别="省")], "第2行F列", "unknown-level"),
    ("ledger", [HEAD, line(条款="附件3加分项第1项")], "第2行D列", "not-eligible"),
    ("ledger", [HEAD, line(条款="意见征集与反馈")], "第2行", "missing-link"),
    ("ledger", [HEAD, line(编号="政办〔2019〕3号")], "第2行A列", "wrong-form"),
    ("ledger", [HEAD, line(证据网址="example.org")], "第2行L列", "wrong-form"),
    ("ledger", [HEAD, line(证据网址=None)], "第2行", "nothing-kept"),
    ("ledger", [CITING, ["2019-07-03", "建平镇", "集中办公", "缺席", "e05"]], "第2行", "unknown-evidence"),
    ("ledger", [MORE, more(None, "2019-08-01")], "第2行M列", "empty"),
    ("ledger", [MORE, more(None, None, "example.org", 条款="意见征集与反馈")], "第2行O列", "wrong-form"),
    ("ledger", [MORE, more(None, None, None, "第一件")], "第2行P列", "wrong-form"),
    ("ledger", [MORE, more(None, None, None, None, "照片")], "第2行Q列", "not-a-choice"),
]  # fmt: skip


def lines_of(office: Office, path: str) -> list[str]:
    return office.folder.text(path).splitlines()


def drafted(office: Office, kind: str, file: Path, options: Options = OPTIONS) -> Draft:
    draft = Draft.of(read_year(office.data, Period(2019)))
    KINDS[kind](read_workbook(file), draft, options)
    return draft


@pytest.mark.parametrize(("kind", "rows", "place", "code"), FAULTS)
def test_the_rules_judge_an_import(office: Office, kind: str, rows: Rows, place: str, code: str) -> None:
    draft = drafted(office, kind, office.book(rows))
    assert draft.findings == []
    messages = faults_of_draft(draft)
    assert (f"表.xlsx 表“表1” {place}", code) in [(str(fault.place), fault.code) for fault in messages]
    for path, text in draft.texts.items():
        office.folder.write(path, text)
    found = [finding for finding in check(read_year(office.data, Period(2019))) if finding.severity is Severity.ERROR]
    assert {(fault.code, fault.message, fault.hint) for fault in messages} == {(f.code, f.message, f.hint) for f in found}


def test_no_rule_stands_in_an_import() -> None:
    def trees(*rooms: str, apart: str = "-") -> list[ast.Module]:
        files = [path for room in rooms for path in Path("scripts/assessment", room).rglob("*.py")]
        return [ast.parse(path.read_text(encoding="utf-8")) for path in files if not path.name.startswith(apart)]

    rules = {code for tree in trees("check", "load") for code in codes(tree)}
    texts = {
        node.value
        for tree in trees("imports", "workbooks", apart="scheme_")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch("[a-z]+(-[a-z]+)*", node.value)
    }
    # A sheet of a scheme is read before there is anything that rules could be asked about.
    # What cannot be recorded at all never comes before the rules: a name that is nobody's, a word that is no choice.
    assert {"mark-above-full", "outside-window"} <= rules
    assert texts & rules == {
        "empty",
        "unknown-unit",
        "unknown-clause",
        "unknown-wave",
        "not-a-choice",
        "missing-evidence",
    }


def test_what_an_option_says_is_told_once(office: Office) -> None:
    early = replace(OPTIONS, day=date(2018, 12, 20))
    messages = faults_of_draft(drafted(office, "agency", office.book([MARKS, ["建平镇", 90], ["十字镇", 80]]), early))
    assert {(str(fault.place), fault.code) for fault in messages} == {("--date", "outside-window")}


@pytest.mark.parametrize(
    ("kind", "rows", "message"),
    [
        ("agency", item_row((2, "十四")), ["第2行C列: not-a-number"]),
        ("agency", [MARKS, ["建平镇", 101, "年底"]], ["第2行B列: mark-above-full", "第2行C列: not-a-date"]),
        ("ballots", [LONG, ["县财政局", "建平镇", 1, "优"]], ["第2行D列: not-a-number"]),
        ("ledger", [HEAD, line(日期="昨天", 证据网址="a.cn")], ["第2行B列: not-a-date", "第2行L列: wrong-form"]),
        ("ledger", [HEAD, line(条款="附件9第1项", 级别="省")], ["第2行D列: unknown-clause"]),
    ],
)
def test_of_what_could_not_be_read_nothing_more_is_told(
    office: Office, kind: str, rows: Rows, message: list[str]
) -> None:
    draft = drafted(office, kind, office.book(rows))
    faults = sorted(f"{fault.place}: {fault.code}".removeprefix("表.xlsx 表“表1” ") for fault in faults_of_draft(draft))
    assert faults == message


def test_what_was_wrong_before_is_not_the_sheets_fault(office: Office) -> None:
    office.folder.record("shizi", "marks: {agency: {mark: 101}}\n")
    office.folder.change("scores/2019/shizi.yaml", "sample", "real")
    file = office.book([MARKS, ["建平镇", 90]])
    words = office.imported("agency", file, "--source", "某机构", "--date", "2019-12-20")
    assert words[-1] == "建平镇：专业机构测评成绩 90"


def test_what_no_cell_says_is_told_at_the_record(office: Office) -> None:
    office.folder.record("shizi", "not_assessed:\n  agency: 年中撤并\n")
    office.folder.change("scores/2019/shizi.yaml", "sample", "real")
    rows = [MARKS, ["建平镇", 101], ["十字镇", 90]]
    faults = office.refused("agency", office.book(rows), "--source", "某机构", "--date", "2019-12-20")
    assert [fault.split("（")[0] for fault in faults if ": " in fault] == [
        f"{office.data}/scores/2019/shizi.yaml:5:11: absent-with-marks: “agency”既写了未参评，又有成绩",
        "表“表1” 第2行B列: mark-above-full: 成绩 101 超过满分 100",
    ]


@pytest.mark.parametrize("name", [lambda data: data, lambda data: data / ".." / data.name])
def test_cells_are_found_whatever_the_data_folder_is_called(office: Office, name: Callable[[Path], Path]) -> None:
    draft = Draft.of(read_year(name(office.data), Period(2019)))
    KINDS["agency"](read_workbook(office.book([MARKS, ["建平镇", 101]])), draft, OPTIONS)
    assert [str(fault.place) for fault in faults_of_draft(draft)] == ["表.xlsx 表“表1” 第2行B列"]


def test_a_line_that_only_the_draft_has_is_told_at_the_sheets_row(office: Office) -> None:
    """Whatever a rule finds in lines that are not in any file yet, no place of a file is told."""
    office.folder.record("jianping", "deductions: []\n")
    office.folder.change("scores/2019/jianping.yaml", "sample", "real")
    draft = drafted(office, "ledger", office.book([HEAD, line(), line(单位="十字镇", 证据网址="a.cn")]))
    for path, text in draft.texts.items():
        for number in range(1, len(text.splitlines()) + 1):
            place = Place(path, number, 1)
            found = _place(draft, draft.cells, replace(place, file=f"data/{path}"))
            assert isinstance(found, CellPlace) or lines_of(office, path)[found.line - 1] == text.splitlines()[number - 1]


PROOF = "  - {id: e01, title: 通报, kind: 通报, source: 县, captured: 2019-05-12, url: https://example.org/}\n"
ABSENT = f"evidence:\n{PROOF}# 年中撤并的\nnot_assessed:\n  agency: 年中撤并  # 县委文件\n"


@pytest.mark.parametrize(("record", "line"), [(ABSENT, 8), (f"\ufeff{ABSENT}", 8), (f"\n\n{ABSENT}", 10)])
def test_a_place_in_a_record_is_one_of_the_file_as_it_stands(office: Office, record: str, line: int) -> None:
    """The import would list the sheet as evidence above what it makes wrong, and so move every line below."""
    office.folder.record("shizi", record.removeprefix("\ufeff"))
    office.folder.change("scores/2019/shizi.yaml", "sample", "real")
    if record.startswith("\ufeff"):
        office.folder.write("scores/2019/shizi.yaml", "\ufeff" + office.folder.text("scores/2019/shizi.yaml"))
    faults = office.refused("agency", office.book([MARKS, ["十字镇", 90]]), "--source", "某机构", "--date", "2019-12-20")
    [fault] = [fault for fault in faults if "absent-with-marks" in fault]
    assert fault.startswith(f"{office.data}/scores/2019/shizi.yaml:{line}:11: ")
    assert lines_of(office, "scores/2019/shizi.yaml")[line - 1].startswith("  agency: 年中撤并")


def test_a_line_that_only_looks_like_one_of_the_file_is_the_cells(office: Office) -> None:
    """``    evidence: [e01]`` stands in the file, and again where the import would put it."""
    office.folder.record("jianping", f"evidence:\n{PROOF}deductions:\n  - id: d01\n    evidence: [e01]\n")
    office.folder.change("scores/2019/jianping.yaml", "sample", "real")
    draft = drafted(office, "ledger", office.book([CITING, ["2019-07-03", "建平镇", "集中办公", "缺席", "e01"]]))
    [(path, text)] = draft.texts.items()
    places = [
        _place(draft, draft.cells, Place(f"data/{path}", number, 1))
        for number, line in enumerate(text.splitlines(), 1)
        if "evidence: [e01]" in line
    ]
    assert [isinstance(place, CellPlace) for place in places] == [False, True]
