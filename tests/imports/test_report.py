"""One fault for one cause, kinds first where there are many, and what could be left out."""

from dataclasses import replace

from assessment.findings import Finding
from assessment.imports.question import Question
from assessment.imports.report import MANY, causes, changes_text, mapping_hint, notes_text, report
from assessment.workbooks.place import CellPlace
from tests.imports.test_agency import LEAVES, OPTIONS_OF_IMPORT
from tests.office import Office


def at(row: int, code: str = "a-code", message: str = "同一件事") -> Finding:
    return Finding(CellPlace("表.xlsx 表“表1”", row, 2), code, message, "这样改")


def test_the_same_fault_of_many_cells_is_one() -> None:
    [fault] = causes([at(row) for row in range(2, 44)])
    assert str(fault).startswith("表.xlsx 表“表1” 第2行B列: a-code: 同一件事，同样的还有 41 处：第3行B列、第4行B列、")
    assert str(fault).endswith("……到第43行B列（这样改）")


def test_different_faults_stay_apart() -> None:
    assert len(causes([at(2), at(3, message="另一件事"), at(4, code="b-code")])) == 3


def test_many_faults_are_summed_up_first() -> None:
    faults = [at(row, message=f"第{row}件事") for row in range(2, 32)] + [at(40, code="b-code")]
    lines = report(causes(faults)).splitlines()
    assert lines[:3] == ["共 31 处，2 种：", "  30 处 a-code，例如：第2件事", "  1 处 b-code，例如：同一件事"]
    assert len(lines) == 3 + MANY + 2
    assert "a-code: 同类的还有 10 处：第22行B列、" in lines[3 + MANY]
    assert "共" not in report(causes(faults[:3]))


def test_the_format_of_a_column_is_one_cause() -> None:
    found = [at(row, "shown-otherwise", f"这一格显示为“8.{row}E+01”") for row in (1, 2, 3)]
    [cause] = causes(found)
    assert cause.message == "这一格显示为“8.1E+01”，同样的还有 2 处：第2行B列、第3行B列"
    other = replace(at(4, "shown-otherwise", "这一格显示为“优”"), hint="另一种格式")
    assert len(causes([*found, other])) == 2


def test_one_question_needs_no_mapping_file() -> None:
    questions = [Question(at(row).place, "unknown-unit", "找不到", word=f"甲{row}") for row in (1, 2)]
    assert mapping_hint(questions[:1]) == ""
    assert "有 2 个写法没有认出" in mapping_hint(questions)


def test_marks_of_items_can_be_left_out(office: Office) -> None:
    names = [name for name, _ in LEAVES.values()]
    fulls = [full for _, full in LEAVES.values()]
    rows = [["单位", *names, "最终成绩"], *([town, 1, *fulls[1:], 86] for town in ("建平镇", "十字镇", "涛城镇"))]
    faults = office.refused("agency", office.book(rows), *OPTIONS_OF_IMPORT)
    assert len(faults) == 4
    assert faults[0].startswith("表“表1” 第2行B列: unexplained-loss: ")
    assert "同样的还有 2 处：第3行B列、第4行B列" in faults[0]
    assert faults[2] == "只导入最终成绩（加 --final-only，或删去指标列）：没有错误"
    assert (
        office.imported("agency", office.book(rows), *OPTIONS_OF_IMPORT, "--final-only")[-1]
        == "涛城镇：专业机构测评成绩 86"
    )


def test_what_changes_the_same_way_for_many_units_is_one_line() -> None:
    many = [f"{unit}：{what}" for unit in "甲乙丙丁" for what in ("登记证据 e1", f"成绩 {ord(unit)}")]
    lines = changes_text(many).splitlines()
    assert lines[0] == "甲、乙、丙、丁（4 个单位）：登记证据 e1"
    assert lines[1:] == [f"{unit}：成绩 {ord(unit)}" for unit in "甲乙丙丁"]
    assert changes_text(many[:6]).splitlines() == many[:6]


def test_the_same_note_of_many_sheets_is_one_line() -> None:
    notes = [f"表“{name}”中没有使用的列：{what}" for name in "甲乙丙丁" for what in ("序号", f"备注{name}")]
    lines = notes_text([*notes, "表中没有成绩的单位：戊"]).splitlines()
    assert lines[0] == "注意：表“甲”等 4 张表中没有使用的列：序号"
    assert lines[1:] == [
        *(f"注意：表“{name}”中没有使用的列：备注{name}" for name in "甲乙丙丁"),
        "注意：表中没有成绩的单位：戊",
    ]
