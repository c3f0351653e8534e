"""What readers see of any tree of parts: only what is for the unit, factors that convert, totals that close."""

import csv
import io
import json
import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Literal

import pytest
from hypothesis import given

from assessment.dataset import Dataset
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import ForOffice
from assessment.exact import exact_text
from assessment.exports.annual_report import annual_report
from assessment.load.county import load_county
from assessment.load.data_files import years
from assessment.render import views
from assessment.render.charts import rates
from assessment.render.circular.model import Table
from assessment.render.circular.write import circular_of
from assessment.render.documents.compose import Composer
from assessment.render.open_data.csv import csv_bytes
from assessment.render.open_data.deductions import deductions
from assessment.render.open_data.json import json_bytes
from assessment.render.open_data.package import open_data
from assessment.render.open_data.results import results
from assessment.render.open_data.scheme import scheme as scheme_table
from assessment.render.results import results_json
from assessment.root import ROOT
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.disclosure.test_part_ranks import seen, year
from tests.disclosure.years import EDITION
from tests.folder import DATA
from tests.render.pages import page_texts, text_of
from tests.scoring import trees
from tests.scoring.test_part_orders import MARKS, WORK
from tests.scoring.trees import Node
from tests.scoring.written import dataset, scheme


@cache
def example(name: str) -> Publication:
    """The year of an example as the office sees it."""
    data = ROOT / "examples" / name / "data"
    (year,) = years(data)
    return of_office(read_year(data, year).whole)


def of_office(written: Dataset) -> Publication:
    return disclose(written, assess(written), Audience.OFFICE, EDITION)


def sheet_text(publication: Publication, unit: str) -> str:
    """What stands on a unit's sheet on paper."""
    composer = Composer(ROOT / "theme" / "print", publication, load_county(DATA).county)
    return text_of(composer.sheet(publication.units[unit]))


def csv_rows(publication: Publication, table: Literal["results", "deductions"]) -> list[dict[str, str]]:
    result = results(publication) if table == "results" else deductions(publication)
    assert result is not None
    return [*csv.DictReader(io.StringIO(csv_bytes(result).decode("utf-8-sig")))]


def annexes(publication: Publication) -> list[Table]:
    """The tables at the end of the circular."""
    county = load_county(DATA).county
    circular = circular_of(publication, None, county, ())
    assert circular is not None
    return [annex.table for annex in circular.annexes]


def test_a_table_of_a_group_has_the_components_of_that_group_alone() -> None:
    publication = example("by-group")
    ranking = page_texts(publication)["ranking"]
    towns, departments = ranking.split("县直部门2个")
    assert "行政执法公示" not in towns
    assert "行政执法公示" in departments
    heads = [[head.text for head in table.heads] for table in annexes(publication)]
    assert ["行政执法公示" in head for head in heads[:2]] == [False, True]
    assert not any("—" in row for table in annexes(publication)[:2] for row in table.rows)
    composer = Composer(ROOT / "theme" / "print", publication, load_county(DATA).county)
    towns, departments = text_of(composer.parts({})["ranking"]).split("（二）县直部门")
    assert "行政执法公示" not in towns
    assert "行政执法公示" in departments


def test_ranks_of_parts_stand_on_pages_papers_and_in_open_data() -> None:
    """qinglin: 主动公开 80 is 8th, 依申请公开 230/3 = 76.7 is 10th, 检索服务 80 is one of the fourth."""
    publication = example("hierarchy")
    unit = next(unit for unit in publication.units.values() if unit.id == "qinglin")
    texts = page_texts(publication, "qinglin")
    for shown in (texts["qinglin"], sheet_text(publication, "qinglin")):
        assert "评估指数80.01003" in shown
        assert "主动公开80.01008" in shown
        assert "依申请公开76.710010" in shown
        assert "检索服务80.01004（并列）" in shown
    composer = Composer(ROOT / "theme" / "print", publication, load_county(DATA).county)
    for shown in (texts["ranking"], text_of(composer.parts({})["ranking"])):
        assert "评估指数以下各项的得分和名次" in shown
        assert "便民服务以下各项的得分和名次" in shown
        assert f"{unit.name}80.0名次876.7名次1082.5名次3" in shown
    for shown in (texts["ranking"], texts["method"], text_of(composer.parts({})["method"])):
        assert "各环节和下面各项（到第4层）也按取1位小数后的得分各排名次" in shown
    row = next(row for row in csv_rows(publication, "results") if row["单位编号"] == "qinglin")
    assert (row["评估指数名次"], row["主动公开得分"], row["主动公开名次"]) == ("3", "80", "8")
    assert (row["依申请公开得分"], row["依申请公开名次"]) == ("76.6666666667", "10")
    assert row["答复质量得分"] == "60"
    assert row["答复质量得分（question3）"] == "90", "two parts bear one name"
    document = json.loads(results_json(publication))
    component = next(unit for unit in document["units"] if unit["id"] == "qinglin")["components"]["index"]
    assert component["rank"] == 3
    assert [part["rank"] for part in component["parts"]] == [8, 10, 3]
    assert component["parts"][1]["parts"][2]["parts"][0]["rank"] == 4


def test_a_part_that_bears_its_components_name_has_a_column_of_its_own() -> None:
    """online of 30 bears the name of work, which is of 100; two has all 30, and 100 · 2.3 ÷ 3 in all."""
    table = results(seen(year(WORK.replace("name: 网上", "name: 工作"), MARKS)))
    assert table is not None
    row = next(row for row in json.loads(json_bytes(table)) if row["单位编号"] == "two")
    assert (row["工作得分"], row["工作名次"]) == ("76.6666666667", 1)
    assert (row["工作得分（online）"], row["工作名次（online）"]) == ("30", 1)


def test_without_ranks_of_parts_nothing_tells_of_them() -> None:
    publication = example("by-group")
    texts = page_texts(publication, "qingshi")
    for shown in (*texts.values(), sheet_text(publication, "qingshi"), results_json(publication)):
        assert "各项名次" not in shown
        assert "得分和名次" not in shown
    assert not [head for head in csv_rows(publication, "results")[0] if head.endswith("名次") and head != "名次"]


def test_open_data_say_what_a_group_does_not_have() -> None:
    rows = {row["单位"]: row for row in csv_rows(example("by-group"), "results")}
    assert rows["青石镇"]["行政执法公示得分"] == rows["青石镇"]["行政执法公示计入总分"] == "不设"
    assert rows["县农业农村局"]["行政执法公示得分"] == "11"
    assert all(cell for row in rows.values() for cell in row.values())
    package = json.loads(open_data(example("by-group"), load_county(DATA).county)["2022/datapackage.json"])
    missing = {one["name"]: one["schema"].get("missingValues") for one in package["resources"]}
    assert {name for name, values in missing.items() if values} == {
        name for name in missing if name.startswith("results")
    }
    assert {tuple(values) for values in missing.values() if values} == {("", "不设")}


def test_a_component_gives_nothing_to_a_group_that_it_is_not_for() -> None:
    table = scheme_table(example("inspection"))
    heads = [column.name for column in table.columns]
    row = next(row for row in table.rows if row[heads.index("名称")] == "基层试点")
    assert row[heads.index("最多计入总分（县）")] == 50
    assert row[heads.index("最多计入总分（市直部门）")] is None


def test_the_office_is_told_what_totals_of_each_group_are_made_of() -> None:
    assert (
        "镇的总分由公文公开（10分）、网站和新媒体（50分）、依申请公开（10分）、培训（10分）、年度报告（20分）、创新加分组成，"
        "县直部门的总分由公文公开（10分）、网站和新媒体（43分）、依申请公开（10分）、行政执法公示（12分）、培训（5分）、"
        "年度报告（20分）、创新加分组成。"
    ) in annual_report(example("by-group"))
    home = page_texts(example("by-group"))["home"]
    assert "网站和新媒体镇50，县直部门43" in home
    assert "行政执法公示镇不设，县直部门12" in home
    assert "创新加分5" in home


@pytest.mark.parametrize("name", ["by-group", "floors", "inspection"])
def test_every_row_converts_into_points_of_the_total_and_all_of_them_close(name: str) -> None:
    """What the factor on a line makes of each line adds up to the total."""
    publication = example(name)
    for unit in publication.units.values():
        result = unit.result
        assert isinstance(result, ForOffice)
        whole = sum((row.points.exact for row in result.closing_rows), Fraction(0))
        for component in result.components:
            for row in component.rows:
                text = views.conversion(row.points, component.factor.exact)
                whole += Fraction(re.split("[＝≈]", text)[1]) if text else row.points.exact
        about = Fraction(1, 2000) if "/" in exact_text(result.total.exact) else 0
        assert abs(whole - result.total.exact) <= about


def test_a_row_shows_its_factor_on_page_and_paper() -> None:
    publication = example("by-group")
    page = page_texts(publication, "liuhe")["liuhe"]
    assert "−12.00×0.5＝−6" in page
    assert "−12.00×0.5＝−6" in sheet_text(publication, "liuhe")


def test_parts_that_share_a_clause_keep_their_names() -> None:
    """公文公开 and 依申请公开 stand in one clause, as 培训 and 年度报告 do."""
    publication = example("by-group")
    result = result_of(publication, "liuhe")
    sheets = views.sheets(result, names(publication))
    assert {sheet.component.name: sheet.clauses[0].name for sheet in sheets if len(sheet.clauses) == 1} == {
        name: name for name in ("公文公开", "依申请公开", "培训", "年度报告", "创新加分")
    }
    lost = views.losses(publication, result, names(publication))
    assert [loss.name for loss in lost] == ["网站", "培训", "年度报告", "新媒体", "公文公开", "依申请公开"]
    assert len({loss.anchor for loss in lost}) == len(lost)
    assert "年度报告（二）" not in sheet_text(publication, "liuhe").partition("（五）年度报告")[0]


def result_of(publication: Publication, unit: str) -> ForOffice:
    result = publication.units[unit].result
    assert isinstance(result, ForOffice)
    return result


def names(publication: Publication) -> Mapping[str, str]:
    return views.item_names(publication)


def test_a_mark_that_says_what_was_lost_is_not_said_to_be_without_reasons() -> None:
    text = sheet_text(example("by-group"), "liuhe")
    assert "公文属性标注有缺漏" in text
    assert "没有逐项原因" not in text


def test_a_floor_gives_back_on_page_and_paper() -> None:
    publication = example("floors")
    assert "最低0分＋2.0" in page_texts(publication, "minzheng")["minzheng"]
    assert "最低0分" in sheet_text(publication, "minzheng")


def test_what_a_floor_gave_back_is_not_lost() -> None:
    """主动公开 lost 24 + 6 + 12 = 42 of 40, and its floor gave 2 back: 40 of 42 of each loss stay."""
    publication = example("floors")
    lost = views.losses(publication, result_of(publication, "minzheng"), names(publication))
    opened = {loss.name: loss for loss in lost if loss.where == "主动公开"}
    assert {name: loss.lost.exact for name, loss in opened.items()} == {"信息更新": 24, "政策解读": 6, "政务新媒体": 12}
    assert {views.times(loss.factor) for loss in opened.values()} == {"×20÷21"}
    assert sum(loss.weighted.exact for loss in lost) == 100 - 37


CLOSED = """
  - {id: work, name: 工作, clause: 甲, full: 200, points: 60}
  - id: care
    name: 保密
    clause: 甲
    full: 40
    method: deductions
    rules: [{id: 泄密, veto: true, count: once}, {id: 迟报, points: -4, count: each}]
"""
LEAK = """
marks: {work: {mark: 170}}
deductions:
  - {id: d1, clause: care, rule: 泄密, date: 2031-05-01, reason: 公开了内部资料, evidence: [e01]}
  - {id: d2, clause: care, rule: 迟报, date: 2031-05-02, reason: 迟报一次, evidence: [e01]}
"""


def test_what_is_done_to_the_total_is_a_line_of_its_own_everywhere() -> None:
    """170 × 60 ÷ 200 + (40 − 4) = 87; a leak makes it 59: −28."""
    publication = of_office(dataset(scheme(CLOSED, more="vetoed: {mark: 59}"), LEAK))
    result = publication.units["one"].result
    assert isinstance(result, ForOffice)
    pages = page_texts(publication, "one")
    assert "总分＝51＋36−28＝59" in pages["one"]
    assert "泄密，一票否决−28.00合计−28.00" in pages["one"]
    assert "总分调整———−28.00" in pages["one"]
    assert "总分调整" in pages["ranking"]
    assert "5136−2859.00" in pages["ranking"]
    assert "总分调整：泄密，一票否决，−28.00" in pages["method"]
    paper = sheet_text(publication, "one")
    assert "（三）总分调整" in paper
    assert "泄密，一票否决−28.00" in paper
    assert "总分调整" in [head.text for head in annexes(publication)[0].heads]
    row = next(row for row in csv_rows(publication, "results") if row["单位编号"] == "one")
    assert row["总分调整"] == "-28"
    assert [(row["环节"], row["种类"], row["分数"]) for row in csv_rows(publication, "deductions")][-1] == (
        "总分",
        "否决",
        "-28",
    )
    first, *_ = views.losses(publication, result, names(publication))
    assert (first.name, first.where) == ("总分的否决", "总分")
    assert first.weighted.exact == 28


COUNTS = """
  - {id: news, name: 信息, clause: 甲, method: count, per: 5}
  - {id: deep, name: 约稿, clause: 甲, method: count, per: 10}
"""


def test_a_total_without_an_end_has_no_full_marks_and_no_rate_anywhere() -> None:
    """35 × 5 + 3 × 10 = 205."""
    publication = of_office(dataset(scheme(COUNTS, full=""), "marks: {news: {number: 35}, deep: {number: 3}}"))
    result = publication.units["one"].result
    assert isinstance(result, ForOffice)
    assert result.total.exact == 205
    pages = page_texts(publication, "one")
    texts = [*pages.values(), sheet_text(publication, "one"), annual_report(publication)]
    county = load_county(DATA).county
    circular = circular_of(publication, None, county, ())
    for text in (*texts, repr(circular)):
        for word in ("满分", "得分率", "%"):
            assert word not in text
    assert "35×5分" in pages["one"]
    assert rates(publication, publication.groups[0]) == []
    assert "信息不设上限" in pages["home"]


@given(trees.trees())
def test_sheets_of_any_tree_close(tree: tuple[Node, ...]) -> None:
    """Parts add up to their component, components and what is done to the total to the total; each loss is one."""
    written = dataset(scheme(trees.scheme_text(tree), more=trees.KINDS), trees.record_text(trees.facts(tree)))
    publication = disclose(written, assess(written), Audience.OFFICE, EDITION)
    result = publication.units["one"].result
    assert isinstance(result, ForOffice)
    whole = result.closing.exact
    for sheet in views.sheets(result, names(publication)):
        assert sum(part.mark.exact for part in sheet.clauses) == sheet.component.mark.exact
        assert all(line.item for line in views.sheet_lines(sheet, 2))
        whole += sheet.component.mark.exact * sheet.component.factor.exact
    assert whole == result.total.exact
    assert all(loss.weighted.exact > 0 for loss in views.losses(publication, result, names(publication)))


def test_a_total_that_is_the_mark_of_its_only_component_is_said_once() -> None:
    alone = scheme("  - {id: work, name: 工作, clause: 甲, full: 100}\n")
    publication = of_office(dataset(alone, "marks: {work: {mark: 76.75}}\n"))
    assert "总分＝76.75，四舍五入" in page_texts(publication, "one")["one"]
