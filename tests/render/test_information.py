"""The table above a document's page, and what it takes from the county."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.dataset.county import TO_FILL, County
from assessment.load.county import load_county
from assessment.render.site.information import OfficialDocument, information
from tests.folder import DATA

DOCUMENT = OfficialDocument("考评结果", "县政府办", None, date(2020, 2, 20), date(2020, 2, 28), date(2020, 3, 1))
PAGE = "2019/scheme/index.html"


@pytest.fixture
def county() -> County:
    return load_county(DATA).county


def test_what_is_not_known_is_left_out_and_three_dates_are_three_fields(county: County) -> None:
    blank = replace(county, documents=replace(county.documents, subject=TO_FILL))
    assert information(blank, PAGE, DOCUMENT) == (
        ("组配分类", "监督保障"),
        ("发布机构", "县政府办"),
        ("主题分类", "待填"),
        ("名称", "考评结果"),
        ("审定日期", "2020年2月20日"),
        ("生成日期", "2020年3月1日"),
        ("发布日期", "2020年2月28日"),
    )
    written = replace(DOCUMENT, written=date(2020, 2, 19), approved=None)
    result = dict(information(county, PAGE, written))
    assert result["成文日期"] == "2020年2月19日"
    assert "审定日期" not in result


def test_numbers_are_those_of_the_page(county: County) -> None:
    numbers = replace(
        county.documents, index_numbers={"2019/scheme/": "003/1"}, numbers={"2019/ranking/": "政办〔2019〕1号"}
    )
    numbered = replace(county, documents=numbers)
    result = information(numbered, PAGE, DOCUMENT)
    assert result[0] == ("索引号", "003/1")
    assert "文号" not in dict(result)
    assert dict(information(numbered, "2019/ranking/index.html", DOCUMENT))["文号"] == "政办〔2019〕1号"
