"""The list of deductions over any tree: what took marks, what gave them back, and what each is of the total."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from assessment.dataset import Dataset
from assessment.exports.deduction_list import deduction_list
from assessment.load.data_files import years
from assessment.root import ROOT
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.scoring.written import dataset, scheme


def listed(of: Dataset, unit: str) -> list[tuple[object, ...]]:
    """What stands in a unit's list: 环节, 指标, 扣分, 折算, 折合总分 and 说明 of each line."""
    book = load_workbook(BytesIO(deduction_list(of, assess(of), unit, "")))
    rows = [[cell.value for cell in row] for row in book["扣分清单"].iter_rows()]
    heads = next(row for row in rows if "折算" in row)
    columns = [heads.index(head) for head in ("环节", "指标", "扣分", "折算", "折合总分", "说明")]
    return [tuple(row[column] for column in columns) for row in rows[rows.index(heads) + 1 :]]


def example(name: str) -> Dataset:
    data: Path = ROOT / "examples" / name / "data"
    (year,) = years(data)
    return read_year(data, year).whole


def test_a_floor_above_the_items_gives_back_what_they_took() -> None:
    """Of 40 marks 24 + 6 + 10 + 2 = 42 were taken."""
    assert [line for line in listed(example("floors"), "minzheng") if line[0] == "主动公开"] == [
        ("主动公开", "信息更新", -24, "×1", -24, "迟报"),
        ("主动公开", "政策解读", -6, "×1", -6, "解读不到位"),
        ("主动公开", "政务新媒体", -10, "×1", -10, "停更"),
        ("主动公开", "政务新媒体", -2, "×1", -2, "内容错误"),
        ("主动公开", "主动公开", 2, "×1", 2, "最低0分"),
    ]


def test_a_veto_in_a_component_is_a_deduction() -> None:
    """100 − 4.5 + 5 = 100.5, which the veto makes 59: half of it is 29.5."""
    assert listed(example("inspection"), "heyin") == [
        ("常规检查", "依申请公开", -4.5, "×0.5", -2.25, "答复不规范"),
        ("常规检查", "常规检查", -41.5, "×0.5", -20.75, "失泄密，一票否决"),
        ("基层试点", "基层试点", -15.5, "×0.5", -7.75, "基层试点"),
    ]


def test_parts_that_share_a_clause_keep_their_names_and_a_veto_of_the_total_is_listed() -> None:
    """20 × 3 ÷ 20 and 30 lose 1 and 2; the total of 33 − 0.15 − 2 is made 20."""
    rules = "rules: [{id: 迟报, points: -1, count: each}, {id: 泄密, veto: true, count: once}]"
    of = scheme(
        f"  - {{id: a, name: 网站, clause: 甲, method: deductions, full: 20, points: 3, {rules}}}\n"
        f"  - {{id: b, name: 微信, clause: 甲, method: deductions, full: 30, {rules}}}\n",
        "33",
        "vetoed: {mark: 20}",
    )
    entry = "  - {{id: {}, clause: {}, rule: {}, date: 2031-05-0{}, count: {}, reason: 原因, evidence: [e01]}}\n"
    entries = (
        entry.format("d1", "a", "迟报", 1, 1)
        + entry.format("d2", "b", "迟报", 2, 2)
        + entry.format("d3", "b", "泄密", 3, 1)
    )
    assert listed(dataset(of, f"deductions:\n{entries}"), "one") == [
        ("网站", "网站", -1, "×0.15", -0.15, "迟报"),
        ("微信", "微信", -2, "×1", -2, "迟报"),
        ("总分", "总分", -10.85, "×1", -10.85, "泄密，一票否决"),
    ]
