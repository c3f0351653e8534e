"""Marks that units give themselves: beside an agency's, and in sheets of their own; what goes out comes back."""

from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from assessment.commands.import_sheets import main
from assessment.errors import RequestError
from assessment.imports.draft import Draft
from assessment.period import Period
from assessment.year.reading import read_year
from tests.folder import Folder
from tests.imports.sheets import OPTIONS, Desk, faults, finals
from tests.imports.test_agency import LEAVES
from tests.office import Office

NAMES = [name for name, _ in LEAVES.values()]
FULLS = [full for _, full in LEAVES.values()]
WAVES = (
    "[{id: w1, name: 上半年, window: {first: 2019-01-01, last: 2019-06-30}}, "
    "{id: w2, name: 下半年, window: {first: 2019-07-01, last: 2019-12-31}}]"
)
DAILY = ("附件2第1项", "附件2第2项")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose scheme asks for marks of the agency's items and of the daily ones."""
    folder = Folder(tmp_path_factory.mktemp("own"))
    folder.change("years/2019.yaml", "sample", "real")
    ask_for_self_marks(folder)
    return Desk(read_year(folder.data, Period(2019)), folder.data.parent)


def ask_for_self_marks(folder: Folder) -> None:
    for id in ("agency", "daily"):
        folder.change("schemes/2019.yaml", f"  - id: {id}\n    name", f"  - id: {id}\n    self_marks: true\n    name")


def own_marks_of(draft: Draft, unit: str) -> dict[str, object]:
    """What a unit gave itself, by clause."""
    return {str(entry["clause"]): entry.get("mark", entry.get("waves")) for entry in draft.entries_of(unit, "self_marks")}


@pytest.mark.parametrize("form", ["{}（自评）", "{}自评得分", "自查分（{}）", "{}自测", "{}（5分）自评分"])
def test_columns_of_an_agencys_sheet(own: Desk, form: str) -> None:
    head = ["单位", *(part for name in NAMES for part in (form.format(name), name)), "总分"]
    marks = [part for full in FULLS for part in (full - 1, full)]
    draft = own.read("agency", [head, ["建平镇", *marks, 100]])
    assert draft.findings == []
    assert own_marks_of(draft, "jianping") == {clause: full - 1 for clause, (_, full) in LEAVES.items()}
    assert finals(draft) == {"建平镇": Decimal(100)}
    assert "没有使用的列" not in "".join(draft.notes)
    assert "建平镇：自评得分 16 项" in draft.words


def test_final_marks_alone_are_without_them(own: Desk) -> None:
    rows = [["单位", f"{NAMES[0]}自评得分", "总分"], ["建平镇", 4, 90]]
    draft = own.read("agency", rows, replace(OPTIONS, final_only=True))
    assert (finals(draft), own_marks_of(draft, "jianping")) == ({"建平镇": Decimal(90)}, {})


def test_heads_in_two_rows(own: Desk) -> None:
    heads: list[object] = ["单位", *(part for name in NAMES for part in (name, None)), "总分"]
    below: list[object] = [None, *("自评", "考评") * len(NAMES), None]
    merges = [(1, column, 1, column + 1) for column in range(2, 2 + 2 * len(NAMES), 2)]
    marks = [part for full in FULLS for part in (full - 1, full)]
    draft = own.read("agency", [heads, below, ["建平镇", *marks, 100]], merges=merges)
    assert draft.findings == []
    assert own_marks_of(draft, "jianping") == {clause: full - 1 for clause, (_, full) in LEAVES.items()}


def test_a_column_of_a_row_an_item(own: Desk) -> None:
    rows: list[object] = [["单位", "指标", "分值", "自评得分", "考评得分", "扣分原因"]]
    rows += [["建平镇", name, full, full - 1, full, None] for name, full in LEAVES.values()]
    draft = own.read("agency", rows)
    assert draft.findings == []
    assert own_marks_of(draft, "jianping") == {clause: full - 1 for clause, (_, full) in LEAVES.items()}


@pytest.mark.parametrize("form", ["{}", "{}自评得分", "{}（自评）"])
def test_a_sheet_of_their_own_across(own: Desk, form: str) -> None:
    head = ["序号", "单位", *(form.format(name) for name in (NAMES[0], *DAILY)), "合计"]
    draft = own.read(
        "self-marks", [["自评得分表"], head, [1, "建平镇", 4.5, 4, 0, 8.5], [2, "县财政局", None, 3, None, 3]]
    )
    assert draft.findings == []
    assert own_marks_of(draft, "jianping") == {next(iter(LEAVES)): Decimal("4.5"), DAILY[0]: 4, DAILY[1]: 0}
    assert own_marks_of(draft, "caizhengju") == {DAILY[0]: 3}


def test_a_sheet_of_an_agency_is_not_taken_for_one_of_their_own(own: Desk) -> None:
    rows = [["单位", NAMES[0], NAMES[1], "最终成绩"], ["建平镇", 4, 3, 90]]
    draft = own.read("self-marks", rows)
    assert (faults(draft), own_marks_of(draft, "jianping")) == (["第1行D列 assessed-marks"], {})
    assert draft.findings[0].code == "assessed-marks"
    assert "scripts/import agency" in draft.findings[0].hint
    assert own_marks_of(own.read("self-marks", [["2019年自评表"], *rows]), "jianping") == dict(
        zip(LEAVES, (4, 3), strict=False)
    )


UNSAID = {
    "a row an item": [["建平镇"], ["项目", "得分"], [NAMES[0], 4]],
    "a row an item of a unit": [["单位", "指标", "得分"], ["建平镇", NAMES[0], 4], ["十字镇", NAMES[0], 4]],
    "a column an item": [["单位", *NAMES[:2]], ["建平镇", 4, 3]],
}


@pytest.mark.parametrize("rows", UNSAID.values(), ids=UNSAID)
def test_marks_that_the_agency_may_have_given_are_asked_about(own: Desk, rows: list[object]) -> None:
    request = own.read("self-marks", rows)
    assert [fault.code for fault in request.findings] == ["assessed-marks"]
    assert "scripts/import agency" in request.findings[0].hint
    assert own_marks_of(request, "jianping") == {}
    for taken in (
        own.read("self-marks", [["2019年自查表"], *rows]),
        own.read("self-marks", rows, replace(OPTIONS, as_written=True)),
    ):
        assert own_marks_of(taken, "jianping")[next(iter(LEAVES))] == 4


def test_marks_that_nobody_else_gives_are_their_own(own: Desk) -> None:
    draft = own.read("self-marks", [["建平镇"], ["项目", "得分"], [DAILY[0], 4]])
    assert (draft.findings, own_marks_of(draft, "jianping")) == ([], {DAILY[0]: 4})


OWN_TITLE = {
    "marks": [["2019年自评得分汇总"], ["单位", "得分"], ["建平镇", 90]],
    "a column an item": [["自评表"], ["单位", *NAMES, "合计"], ["建平镇", *FULLS, 100]],
    "a row an item": [["建平镇自查自评表"], ["项目", "得分"], *([name, full] for name, full in LEAVES.values())],
}


@pytest.mark.parametrize("rows", OWN_TITLE.values(), ids=OWN_TITLE)
def test_a_sheet_of_their_own_is_not_taken_for_one_of_an_agency(own: Desk, rows: list[object]) -> None:
    request = own.read("agency", rows)
    assert faults(request) == ["第1行A列 own-marks"]
    assert request.findings[0].code == "own-marks"
    assert "scripts/import self-marks" in request.findings[0].hint
    assert finals(request) == {}
    assert finals(own.read("agency", rows, replace(OPTIONS, as_written=True))) != {}


@pytest.mark.parametrize("heads", [["自评得分", "考评得分"], ["自评得分", "得分"], ["备注", "测评得分"]])
def test_heads_that_say_whose_marks_are_whose_count_before_the_title(own: Desk, heads: list[str]) -> None:
    draft = own.read("agency", [["2019年自评和考评情况"], ["单位", *heads], ["建平镇", 95, 90]])
    assert (draft.findings, finals(draft)) == ([], {"建平镇": Decimal(90)})


def test_an_own_mark_is_not_offered_for_the_final_one(own: Desk) -> None:
    [fault] = own.read("agency", [["单位", "自评得分"], ["建平镇", 95]]).findings
    assert (fault.code, "是不是最终成绩" in fault.hint) == ("unknown-head", False)


def test_a_sheet_a_unit(own: Desk) -> None:
    def rows(town: str, mark: int) -> list[object]:
        body = [[1, DAILY[0], 5, mark], [2, NAMES[0], 5, mark], [None, "合计", 10, 2 * mark]]
        return [[f"{town}政务公开自评表"], ["序号", "考评项目", "分值", "自评得分"], *body]

    draft = own.read("self-marks", rows("建平镇", 4), 第二张=rows("十字镇", 3))
    assert draft.findings == []
    assert [own_marks_of(draft, unit)[DAILY[0]] for unit in ("jianping", "shizi")] == [4, 3]


def test_what_is_not_asked_for_and_what_cannot_be_read(own: Desk) -> None:
    rows = [["建平镇自评表"], ["项目", "自评得分"], [DAILY[0], "五"], ["没有的项目", 5], [DAILY[1], 1], [DAILY[1], 1]]
    assert faults(own.read("self-marks", rows)) == [
        "第3行B列 not-a-number",
        "第4行A列 unknown-clause",
        "第6行A列 repeated-unit",
    ]


def test_a_scheme_that_asks_for_none(desk: Desk) -> None:
    with pytest.raises(RequestError, match="方案没有要单位自评"):
        desk.read("self-marks", [["单位", DAILY[0]], ["建平镇", 5]])


class TestRoundTrip:
    """A template that is filled in, imported, and imported again."""

    @pytest.fixture
    def office(self, office: Office) -> Office:
        ask_for_self_marks(office.folder)
        office.folder.change("schemes/2019.yaml", "  - id: daily\n", f"  - id: daily\n    waves: {WAVES}\n")
        return office

    @pytest.mark.parametrize("kind", ["self-marks", "agency"])
    def test_what_is_filled_in_stands_in_the_records(self, office: Office, kind: str) -> None:
        path = office.path / f"{kind}.xlsx"
        assert main(["template", kind, str(path), "--data", str(office.data)]) == 0
        book = load_workbook(path)
        sheet = book.worksheets[0]
        heads = {str(cell.value): number for number, cell in enumerate(sheet[2], start=1)}
        wanted = {head: column for head, column in heads.items() if kind == "self-marks" or head.endswith("自评得分")}
        wanted.pop("单位", None)
        assert len(wanted) == len(LEAVES) + (2 * 7 if kind == "self-marks" else 0)
        for column in wanted.values():
            sheet.cell(3, column).value = 1
        if kind == "agency":
            sheet.cell(3, heads["最终成绩"]).value = 90
        book.save(path)
        office.capsys.readouterr()
        status, words, _ = office.run(kind, path, "--source", "某机构", "--date", "2019-12-20")
        assert (status, [word for word in words if "自评" in word]) == (0, [f"建平镇：自评得分 {len(wanted)} 项"])
        marks = office.record("jianping").self_marks
        assert len({(mark.clause, mark.wave) for mark in marks}) == len(wanted)
        assert {mark.mark for mark in marks} == {Decimal(1)}
        assert office.imported(kind, path, "--source", "某机构", "--date", "2019-12-20") == []

    def test_what_is_recorded_by_clause_stays_one_entry(self, office: Office) -> None:
        first = next(iter(LEAVES))
        office.folder.change("schemes/2019.yaml", f"- clause: {first}\n", f"- clause: {first}\n            id: one\n")
        office.folder.change("schemes/2019.yaml", f"- clause: {DAILY[0]}\n", f"- clause: {DAILY[0]}\n        id: two\n")
        entries = f"  - {{clause: {first}, mark: 3}}\n  - {{clause: {DAILY[0]}, waves: {{w1: 3}}}}\n"
        office.folder.record("jianping", f"self_marks:\n{entries}")
        office.folder.change("scores/2019/jianping.yaml", "sample", "real")
        heads = ["单位", f"{NAMES[0]}自评得分", *(f"{DAILY[0]}（{half}）自评得分" for half in ("上半年", "下半年"))]
        office.run("self-marks", office.book([heads, ["建平镇", 4, 5, 2]]))
        assert [(mark.clause, mark.wave, mark.mark) for mark in office.record("jianping").self_marks] == [
            (first, "", Decimal(4)),
            (DAILY[0], "w1", Decimal(5)),
            (DAILY[0], "w2", Decimal(2)),
        ]

    def test_a_mark_above_full_marks_is_a_fault_of_its_cell(self, office: Office) -> None:
        path = office.book([["单位", f"{DAILY[0]}（上半年）"], ["建平镇", 50]])
        status, _, lines = office.run("self-marks", path)
        assert status == 1
        assert any("第2行B列: mark-above-full: 自评得分 50 超过满分" in line for line in lines)
