"""scripts/import template: blank sheets that import once they are filled in."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assessment.commands.import_sheets import main
from tests.office import Office

FILLED: dict[str, list[dict[str, object]]] = {
    "agency": [{"单位": "建平镇", "最终成绩": 95.5, "日期": "2019-12-20"}],
    "ballots": [
        {"评议单位": "县财政局", "被评单位": "建平镇", "票号": 1, "分数": 90},
        {"评议单位": "县财政局", "被评单位": "建平镇", "票号": 2, "分数": "弃权", "日期": "2020-01-03"},
    ],
    "ledger": [
        {
            "日期": "2019-05-03",
            "单位": "县财政局",
            "条款": "附件2第4项 巡查通报",
            "级别": "省",
            "原因": "栏目空白",
            "证据名称": "通报",
            "证据种类": "通报",
            "证据来源": "省办",
            "证据取得日期": "2019-05-09",
            "证据网址": "https://example.org/t",
        }
    ],
}


def template_of(office: Office, kind: str) -> Path:
    """A template."""
    path = office.path / f"{kind}.xlsx"
    assert main(["template", kind, str(path), "--data", str(office.data)]) == 0
    return path


def fill(sheet: Worksheet, rows: list[dict[str, object]]) -> None:
    """Write rows below the head, by head."""
    heads = [cell.value for cell in sheet[2]]
    for number, row in enumerate(rows, start=3):
        for head, value in row.items():
            sheet.cell(number, heads.index(head) + 1).value = value  # type: ignore[assignment]


@pytest.mark.parametrize("kind", FILLED)
def test_a_filled_template_imports(office: Office, kind: str) -> None:
    path = template_of(office, kind)
    book = load_workbook(path)
    fill(book.worksheets[0], FILLED[kind])
    book.save(path)
    office.capsys.readouterr()
    status, words, said = office.run(kind, path, "--source", "某机构")
    assert (status, bool(words)) == (0, True)
    assert not [line for line in said if "没有读取" in line or "没有使用" in line]
    office.record("jianping")
    assert office.imported(kind, path, "--source", "某机构") == []


@pytest.mark.parametrize("kind", FILLED)
def test_a_blank_template_says_nothing(office: Office, kind: str) -> None:
    assert office.imported(kind, template_of(office, kind)) == []


@pytest.mark.parametrize("kind", FILLED)
def test_how_a_template_is_laid_out(office: Office, kind: str) -> None:
    book = load_workbook(template_of(office, kind))
    sheet, notes, choices = book.worksheets
    assert (notes.title, choices.title, choices.sheet_state) == ("说明", "选项", "hidden")
    assert sheet.freeze_panes == "B3"
    assert all(sheet.column_dimensions[get_column_letter(number)].width >= 6 for number in range(1, sheet.max_column + 1))
    lists = {tuple(cell.value for cell in column if cell.value) for column in choices.iter_cols()}
    units = next(values for values in lists if "建平镇" in values)
    assert len(units) == 42
    rules = sheet.data_validations.dataValidation
    assert any(rule.formula1 and rule.formula1.endswith("$42") for rule in rules)


def test_the_choices_of_a_ledger(office: Office) -> None:
    choices = load_workbook(template_of(office, "ledger"))["选项"]
    lists = [[cell.value for cell in column if cell.value] for column in choices.iter_cols()]
    assert ["国家", "省", "市"] in lists
    assert ["公开", "内部"] in lists
    assert any("附件2第4项 巡查通报" in values and len(values) == 12 for values in lists)


def test_the_same_template_has_the_same_bytes(office: Office) -> None:
    first = template_of(office, "ledger").read_bytes()
    (office.path / "ledger.xlsx").unlink()
    assert template_of(office, "ledger").read_bytes() == first


def test_a_file_that_is_there_stays(office: Office) -> None:
    path = office.path / "ledger.xlsx"
    path.write_bytes(b"mine")
    assert main(["template", "ledger", str(path), "--data", str(office.data)]) == 1
    assert office.capsys.readouterr().err == f"已有文件 {path}，没有覆盖；请换一个文件名\n"
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    "what", [["template", "agency"], ["template", "other", "a.xlsx"], ["other", "a.xlsx"], ["agency"]]
)
def test_what_is_not_understood(office: Office, what: list[str]) -> None:
    assert main([*what, "--data", str(office.data)]) == 1
    assert office.capsys.readouterr().err.startswith("请写明种类和文件，")
