"""Two years in one column: every page leads to the same page of the other year, and says what may be compared."""

import json
import posixpath
import re
from pathlib import Path

import pytest
from lxml import html

from tests.built import Built

YEARS = (2019, 2018)


@pytest.fixture
def site(built: Built) -> Path:
    return built.site


def switch(site: Path, page: str) -> dict[str, str]:
    """Return where the years above a page lead; the year of the page itself leads nowhere."""
    listed = html.parse(str(site / page)).getroot().xpath("//ul[@class='years']/li")
    links = {item.text_content().strip(): item.find("a") for item in listed}
    folder = posixpath.dirname(page)
    return {
        year: "" if link is None else posixpath.normpath(posixpath.join(folder, link.get("href", "")))
        for year, link in links.items()
    }


@pytest.mark.parametrize("prefix", ["", "elder/"])
@pytest.mark.parametrize("page", ["index", "ranking/index", "scheme/index", "method/index", "downloads/index"])
def test_a_page_leads_to_the_same_page_of_the_other_year(site: Path, prefix: str, page: str) -> None:
    assert switch(site, f"{prefix}2019/{page}.html") == {"2019年": "", "2018年": f"{prefix}2018/{page}.html"}
    assert switch(site, f"{prefix}2018/{page}.html") == {"2019年": f"{prefix}2019/{page}.html", "2018年": ""}


def test_a_unit_leads_to_itself_or_to_the_year_where_it_was_not_assessed(site: Path) -> None:
    units = {year: {path.parent.name for path in site.glob(f"{year}/units/*/index.html")} for year in YEARS}
    new = units[2019] - units[2018]
    assert len(new) == 2
    for unit in units[2019]:
        there = "2018/index.html" if unit in new else f"2018/units/{unit}/index.html"
        assert switch(site, f"2019/units/{unit}/index.html")["2018年"] == there


def test_the_column_opens_with_the_newest_published_year(site: Path) -> None:
    assert switch(site, "index.html") == {"2019年": "", "2018年": "2018/index.html"}
    assert "2019年政务公开考评" in (site / "index.html").read_text(encoding="utf-8")


def section(page: Path, name: str) -> str:
    """Return the text of a section without white space; nothing where the page has none."""
    found = html.parse(str(page)).getroot().xpath(f"//section[@aria-labelledby='{name}']")
    return "".join(found[0].text_content().split()) if found else ""


def test_every_unit_is_held_against_the_year_before(site: Path) -> None:
    first = {path.parent.name for path in site.glob("2018/units/*/index.html")}
    units = [*site.glob("2019/units/*/index.html")]
    assert set() < first < {page.parent.name for page in units}, "some were not assessed the year before"
    for page in units:
        text = section(page, "trend")
        assert text.startswith("与2018年相比")
        if page.parent.name in first:
            assert "口径不同，不作比较" in text
            assert re.search(r"双向互评≈?[\d.]+≈?[\d.]+(增加|减少|持平)", text), "the component that was marked alike"
        else:
            assert "上次没有考评这个单位" in text
    for page in site.glob("2018/units/*/index.html"):
        assert section(page, "trend") == "", "there is no year before"


def test_feed_sitemap_and_manifest_hold_both(site: Path) -> None:
    feed = (site / "feed.xml").read_text(encoding="utf-8")
    assert re.findall(r"<title>(\d{4})年政务公开考评结果公布", feed) == ["2019", "2018"], "the newest first"
    assert re.search(r"<author><name>[^<]+</name></author>", feed), "RFC 4287 asks for an author"
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert all(f"/{year}/units/jianping/</loc>" in sitemap for year in YEARS)
    assert "/elder/" not in sitemap
    assert "/fragments/" not in sitemap
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    assert [year["year"] for year in manifest["years"]] == [*YEARS]
