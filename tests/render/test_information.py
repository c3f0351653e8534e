"""The table above a document's page, and the settings that it and the complaints come from."""

from dataclasses import replace
from datetime import date

import pelicanconf
import pytest

from assessment.render.county import County, SettingsError, county_of
from assessment.render.site.information import Document, information

SETTINGS: dict[str, object] = {name: getattr(pelicanconf, name) for name in dir(pelicanconf) if name.isupper()}
DOCUMENT = Document("考评结果", "县政府办", None, date(2020, 2, 20), date(2020, 2, 28), date(2020, 3, 1))
PAGE = "2019/scheme/index.html"


@pytest.fixture
def county() -> County:
    return county_of(SETTINGS)


def test_what_is_not_known_is_left_out_and_three_dates_are_three_fields(county: County) -> None:
    assert information(replace(county, classification="监督保障", subject=""), PAGE, DOCUMENT) == (
        ("组配分类", "监督保障"),
        ("发布机构", "县政府办"),
        ("主题分类", "待填"),
        ("名称", "考评结果"),
        ("审定日期", "2020年2月20日"),
        ("生成日期", "2020年3月1日"),
        ("发布日期", "2020年2月28日"),
    )
    written = replace(DOCUMENT, written=date(2020, 2, 19), approved=None)
    told = dict(information(county, PAGE, written))
    assert told["成文日期"] == "2020年2月19日"
    assert "审定日期" not in told


def test_numbers_are_those_of_the_page() -> None:
    numbered = county_of(
        SETTINGS | {"INDEX_NUMBERS": {"2019/scheme/": "003/1"}, "DOCUMENT_NUMBERS": {"2019/ranking/": "政办〔2019〕1号"}}
    )
    told = information(numbered, PAGE, DOCUMENT)
    assert told[0] == ("索引号", "003/1")
    assert "文号" not in dict(told)
    assert dict(information(numbered, "2019/ranking/index.html", DOCUMENT))["文号"] == "政办〔2019〕1号"


@pytest.mark.parametrize("wrong", [None, "003/1", ["003/1"], {"2019/scheme/": 1}])
def test_numbers_of_another_kind_are_a_fault_of_the_settings(wrong: object) -> None:
    with pytest.raises(SettingsError, match="INDEX_NUMBERS 应为网页地址到编号的字典"):
        county_of(SETTINGS | {"INDEX_NUMBERS": wrong})


def test_where_to_complain_has_to_be_filled_in_and_numbers_need_not(county: County) -> None:
    blanks = set(replace(county, complaints="", classification="", subject="").blanks())
    assert {"COMPLAINTS", "CLASSIFICATION", "SUBJECT"} <= blanks
    assert not blanks & {"INDEX_NUMBERS", "DOCUMENT_NUMBERS"}
