"""Every worked example of docs/schemes.md on everything that a reader gets, and through the sheets and the comparison.

The examples hold every need that schemes have (``NEEDS``): what one of them comes to by hand stands in the ledger, on
the unit's page and on its paper, in the circular and in the open data; it is told when records change; and its marks go
out to a sheet and come in again. No site is built: pages and papers are filled alone.
"""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assessment.commands.export import main as export
from assessment.commands.import_sheets import main as import_sheet
from assessment.compare.comparison import compare_year
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience
from assessment.disclosure.published_result import ForOffice
from assessment.exact import exact_text
from assessment.load.county import load_county
from assessment.period import Period
from assessment.render.circular.write import circular_of
from assessment.render.documents.compose import Composer
from assessment.render.open_data.results import results
from assessment.render.results import results_json
from assessment.root import ROOT
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.disclosure.years import EDITION
from tests.docs.frame import YEAR, Frame, parsed, whole
from tests.docs.test_schemes_guide import EXAMPLES, ROUNDS, Example
from tests.imports.test_measured import figures
from tests.render.pages import page_texts, text_of

WALKED = [example for example in EXAMPLES if example.figure]
NEEDS: Mapping[str, tuple[str, ...]] = {
    "rounds within a year, rolled up": ("round:", "combine: sum"),
    "a part for some groups, full marks and points by group": ("groups: [town]", "points: {town:"),
    "kinds of units that are marked differently": ("kinds:",),
    "waves": ("waves:", "weight:"),
    "members of a unit": ("members: lowest",),
    "weighted means at every level": ("method: mean",),
    "what is 不涉及": ("not_applicable: rescale", "not_applicable: even", "not_applicable: keep"),
    "a veto, and a threshold that fails": ("veto: true", "vetoed:", "fails_below:"),
    "a gate inside a branch, and one by the total": ("gate: {part:", "gate: {at_least:"),
    "a floor at a chosen level": ("limit: {lower: none}", "limit: {lower: 0}"),
    "deductions by choice, by share, from a ceiling": ("range:", "percent:", "ceiling:"),
    "accrual inside the hundred, and a cap over several rules": ("method: accrual", "limit: {upper:"),
    "a block that only subtracts": ("limit: {upper: 0",),
    "counts, tables and lines": ("per:", "table:", "line:"),
    "raters who are not assessed": ("outside_raters:",),
    "marks that units give themselves": ("self_marks: true",),
    "marks without reasons": ("reasons: optional",),
    "readings that set what is reckoned": ("settings:",),
}
"""What a scheme may need, each with what an example that needs it says."""


def test_every_need_has_an_example() -> None:
    said = "".join(example.scheme for example in WALKED)
    assert [need for need, signs in NEEDS.items() if any(sign not in said for sign in signs)] == []


@pytest.mark.parametrize("example", WALKED, ids=lambda example: f"line {example.line}")
def test_it_is_said_everywhere(example: Example, tmp_path: Path) -> None:
    scheme = whole(parsed(example.scheme))
    data = Frame(tmp_path / "after", scheme, {"dongzhen": example.record}, ROUNDS).data
    written = read_year(data, Period(YEAR)).whole
    publication = disclose(written, assess(written), Audience.OFFICE, EDITION)
    unit = publication.units["dongzhen"]
    assert isinstance(unit.result, ForOffice)
    total = unit.result.total
    assert exact_text(total.exact) == example.figure

    county = load_county(data).county
    page = page_texts(publication, "dongzhen")["dongzhen"]
    paper = text_of(Composer(ROOT / "theme" / "print", publication, county).sheet(unit))
    for component in publication.scheme.components_of(unit.marked_as):
        assert component.name in page, component.name
        assert component.name in paper, component.name
    assert total.text in page
    assert total.text in paper
    circular = circular_of(publication, None, county, ())
    assert circular is not None
    assert any("东镇" in row and total.text in row for annex in circular.annexes for row in annex.table.rows)

    known = {one["id"]: one for one in json.loads(results_json(publication))["units"]}
    assert known["dongzhen"]["total"] == {"exact": example.figure, "published": total.text}
    table = results(publication)
    assert table is not None
    assert any("东镇" in map(str, row) and total.text in map(str, row) for row in table.rows)

    before = Frame(tmp_path / "before", scheme, {}, ROUNDS).data
    [change] = [change for change in compare_year(before, data, Period(YEAR)).units if change.unit == "dongzhen"]
    assert change.after is not None
    assert change.after.total is not None
    assert exact_text(change.after.total) == example.figure


@pytest.mark.parametrize("written", ["-2.5", "2.5"])
def test_points_that_were_chosen_from_a_range_come_in_from_a_register(
    written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [example] = [example for example in WALKED if "range:" in example.scheme]
    data = Frame(tmp_path, whole(parsed(example.scheme)), {}, ROUNDS).data
    path, year = tmp_path / "台账.xlsx", ["--year", str(YEAR), "--data", str(data)]
    assert import_sheet(["template", "ledger", str(path), *year]) == 0
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[2]]
    row = {"日期": "2024-03-04", "单位": "东镇", "条款": "甲2 信息发布", "情形": "回应不当", "扣分": written}
    row |= {
        "原因": "答非所问",
        "证据名称": "记录",
        "证据来源": "某",
        "证据取得日期": "2024-03-05",
        "证据网址": "https://example.org/",
    }
    for head, value in row.items():
        sheet.cell(3, heads.index(head) + 1).value = value
    book.save(path)
    assert import_sheet(["ledger", str(path), *year]) == 0, capsys.readouterr().err
    [entry] = read_year(data, Period(YEAR)).whole.records["dongzhen"].deductions
    assert (entry.rule, entry.points) == ("回应不当", Decimal("-2.5"))


@pytest.mark.parametrize(
    "example",
    [one for one in WALKED if re.search("^marks:", one.record, re.MULTILINE)],
    ids=lambda one: f"line {one.line}",
)
def test_its_marks_go_out_and_come_in_again(example: Example, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme = whole(parsed(example.scheme))
    there = Frame(tmp_path / "there", scheme, {"dongzhen": example.record}, ROUNDS).data
    here = Frame(tmp_path / "here", scheme, {}, ROUNDS).data
    path, year = tmp_path / "成绩.xlsx", ["--year", str(YEAR)]
    assert export(["marks", "--output", str(path), *year, "--data", str(there)]) == 0, capsys.readouterr().err
    sheet = ["agency", str(path), *year, "--source", "某", "--date", "2024-12-20", "--data"]
    assert import_sheet([*sheet, str(here)]) == 0, capsys.readouterr().err
    sent, received = (read_year(data, Period(YEAR)).whole.records["dongzhen"] for data in (there, here))
    assert figures(received) == figures(sent) != {}
    capsys.readouterr()
    assert import_sheet([*sheet, str(there)]) == 0
    assert "没有变化。" in capsys.readouterr().err
