"""The search page in a real browser: what is found, whom it asks, and what is left of it without a program."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
import yaml
from lxml import html
from playwright.sync_api import Browser, Locator, expect
from pypinyin import Style, lazy_pinyin

from assessment.commands import build
from assessment.render.site.folded_words import folded_words
from tests.browser.conftest import serving
from tests.browser.test_pages import Watched
from tests.built import Built
from tests.folder import DATA
from tests.hostile.county import hostile
from tests.hostile.test_text import TAGS

ANSWERED = re.compile("找到")


@pytest.fixture
def watched(browser: Browser, served: str) -> Iterator[Watched]:
    with browser.new_context() as context:
        yield Watched(context.new_page(), served)


def ask(watched: Watched, query: str, path: str = "search/index.html") -> Locator:
    """Open the search page with a query in its address; return what it lists."""
    page = watched.open(f"{path}?q={quote(query)}")
    expect(page.locator("#found")).to_have_text(ANSWERED)
    return page.locator("#results > li")


def titles(found: Locator) -> list[str]:
    return [entry.locator("h2 a").inner_text() for entry in found.all()]


def containing(site: Path, words: str) -> int:
    """Return how many pages that are searched hold these words in a row, outside of what is passed over."""
    pages = (path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
    return sum(words in _searched(page) for page in pages if "data-pagefind-body" in page)


def _searched(page: str) -> str:
    [main] = html.fromstring(page).xpath("//main")
    for passed in main.xpath(".//*[@data-pagefind-ignore]"):
        passed.drop_tree()
    result: str = main.text_content()
    return result


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("凌笪乡", "凌笪乡 2019年政务公开考评结果"),
        ("县发改委", "县发改委 2019年政务公开考评结果"),
        ("计算方法", "2019年政务公开考评计算方法"),
    ],
)
def test_a_name_leads_to_its_page(watched: Watched, built: Built, query: str, first: str) -> None:
    found = titles(ask(watched, query))
    assert found[0] == first
    assert len(found) == containing(built.site, query) > 1
    assert watched.wrong == []


def test_a_reason_is_found_where_it_stands_and_shown_in_its_words(watched: Watched, built: Built) -> None:
    reason = "重大决策事项目录没有公开"
    found = ask(watched, reason)
    assert len(titles(found)) == containing(built.site, reason) > 2
    for entry in found.all():
        assert "".join(mark.inner_text() for mark in entry.locator("mark").all()).startswith(reason)
    part = found.first.locator("p a").first
    heading = part.inner_text()
    part.click()
    watched.page.wait_for_load_state("load")
    anchor = unquote(urlsplit(watched.page.url).fragment)
    assert watched.page.locator(f'[id="{anchor}"]').inner_text() == heading, "the part of the page where it stands"
    assert reason in watched.page.locator("main").inner_text()
    assert watched.wrong == []


def test_a_clause_is_found_in_the_scheme_and_in_two_words_together(watched: Watched) -> None:
    assert "2019年政务公开（政府网站及政务新媒体）工作考评方案" in titles(ask(watched, "扣完5分为止"))
    assert titles(ask(watched, "凌笪乡 扣完5分为止")) == ["2019年政务公开（政府网站及政务新媒体）工作考评方案"]
    assert titles(ask(watched, "绝无此语")) == []
    expect(watched.page.locator("#found")).to_have_text(re.compile("没有找到"))
    assert watched.wrong == []


FORMS = [
    ["扣完5分为止", "扣完５分为止", "扣完五分为止", "扣完⑤分为止", "扣完Ⅴ分为止", "扣完伍分为止", "扣完\u200b5分为止"],
    ["附件2第4项", "附件２第4项", "附件二第四项", "附件②第⑷项", "附件Ⅱ第④项", "附件2第四项"],
    ["附件3第三类第2项", "附件三第3类第二项", "附件３第Ⅲ类第②项"],
    ["40%", "４０％", "40％", "四十%", "四〇％"],
    ["2018年", "２０１８年", "二〇一八年", "二零一八年", "二○一八年", "二千零一十八年"],
    ["0.5分", "０．５分", "零.五分"],
    ["十字镇", "10字镇", "１０字镇", "拾字镇"],
    ["d01", "D01", "Ｄ０１"],
    ["（五）", "(五)", "㈤", "5"],
]
"""The same words in the forms that people write them."""


@pytest.mark.parametrize("forms", FORMS, ids=[forms[0] for forms in FORMS])
def test_words_are_found_in_whatever_form_they_are_written(watched: Watched, forms: list[str]) -> None:
    found = {form: ask(watched, form).count() for form in forms}
    assert len(set(found.values())) == 1, found
    assert found[forms[0]] > 0
    assert watched.wrong == []


def test_the_browser_folds_what_is_asked_for_as_the_index_is_folded(watched: Watched) -> None:
    every = [chr(code) for code in range(0x80, 0x110000) if unicodedata.category(chr(code))[0] in "LN"]
    dressed = [one for one in every if unicodedata.normalize("NFKC", one) != one]
    assert len(dressed) > 3000
    page = watched.open("search/index.html")
    folded = page.evaluate("characters => characters.map(numerals.plain)", dressed)
    assert [one for one, seen in zip(dressed, folded, strict=True) if seen.lower() != folded_words(one).lower()] == []
    assert page.evaluate("numerals.plain('二○一九 ○')") == folded_words("二○一九 ○")


def test_other_numbers_are_not_found(watched: Watched) -> None:
    for query in ("扣完57分为止", "扣完十五分为止", "附件2第45678项"):
        assert titles(ask(watched, query)) == [], query


def test_a_unit_is_found_in_every_year_the_newest_first_and_in_its_own_version(watched: Watched) -> None:
    names = [f"凌笪乡 {year}年政务公开考评结果" for year in (2019, 2018)]
    assert titles(ask(watched, "凌笪乡"))[:2] == names
    assert titles(ask(watched, "凌笪乡 2018"))[0] == names[1]
    assert all("/elder/" not in (link.get_attribute("href") or "") for link in watched.page.locator("#results a").all())
    found = ask(watched, "凌笪乡", "elder/search/index.html")
    assert titles(found)[:2] == names
    found.first.locator("h2 a").click()
    watched.page.wait_for_load_state("load")
    assert watched.page.url == f"{watched.home}elder/2019/units/lingda/index.html"
    assert watched.wrong == []


def known_names() -> dict[str, set[str]]:
    """Everything that the files of the shipped units call them, by their pages."""
    names: dict[str, set[str]] = {}
    for path in sorted((DATA / "units").glob("*.yaml")):
        file = yaml.safe_load(path.read_text(encoding="utf-8"))
        lines = [file["name"], file.get("full_name"), *file.get("plates", []), *file.get("also_called", [])]
        names[f"2019/units/{file['id']}/index.html"] = {name for name in lines if name}
    return names


def test_every_unit_is_known_by_all_that_it_is_called_and_by_the_initials(watched: Watched) -> None:
    """One name means one unit; units may share initials, and the one that is meant is always offered."""
    cases = [
        (page, text, name == text)
        for page, names in known_names().items()
        for name in names
        for bare in (name, re.sub("^县", "", name))
        for text in (name, bare, f"郎溪县{bare}", "".join(lazy_pinyin(bare, Style.FIRST_LETTER)))
    ]
    assert len(cases) > 1000
    page = watched.open("search/index.html")
    meant, offered = page.evaluate(
        """async asked => {
          const units = names.read(await (await fetch("units.json")).json());
          const pages = find => asked.map(([, text]) => find(units, text).map(unit => unit.page));
          return [pages(names.meant), pages(names.suggested)];
        }""",
        cases,
    )
    for (own, text, is_name), found, near in zip(cases, meant, offered, strict=True):
        assert own in found, text
        assert own in near, text
        assert not is_name or found == [own], text


@pytest.mark.parametrize(
    ("query", "first", "message"),
    [
        ("教育局", "县教体局 2019年", "按这些名称也能查到：教育体育局、教育局、体育局。"),
        ("发展和改革委员会", "县发改委 2019年", "按这些名称也能查到：发展和改革委员会"),
        ("郎溪县卫生局", "县卫健委 2019年", "失分最多的是"),
        ("XWLJ", "县文旅局 2019年", "县文旅局"),
        ("依申请公开", "依申请公开（附件3加分项第2项）2019年", "依申请公开工作涉及的单位，出现未及时回复"),
        ("附件二第四项", "巡查通报（附件2第4项）2019年", "附件2第4项，满分5分，属于日常测评。"),
        ("全生命周期", "重大建设项目批准和实施、公共资源配置领域信息公开（附件3第三类第5项）2019年", "推进重大建设项目"),
    ],
)
def test_what_people_say_leads_first_to_what_they_mean_in_a_sentence(
    watched: Watched, query: str, first: str, message: str
) -> None:
    found = ask(watched, query).first
    assert found.locator("h2 a").inner_text().startswith(first)
    assert message in found.locator("p").first.inner_text()
    assert watched.wrong == []


def test_a_unit_is_offered_while_its_name_is_typed(watched: Watched) -> None:
    page = watched.open("search/index.html")
    page.get_by_role("searchbox").press_sequentially("cgj")
    offered = page.get_by_role("list", name="可能要找的单位").get_by_role("link")
    expect(offered).to_have_text(["县城管执法局"])
    page.get_by_role("searchbox").fill("环保")
    expect(offered).to_have_text(["县生态环境分局"])
    offered.click()
    page.wait_for_load_state("load")
    assert page.url == f"{watched.home}2019/units/shengtaihuanjingju/index.html"
    assert watched.wrong == []


def test_what_stands_on_every_page_alike_is_not_found(watched: Watched) -> None:
    for words in ("网站标识码", "示例数据，非真实考评结果", "页面不存在", "未失分"):
        assert titles(ask(watched, words)) == [], words


def test_all_by_keyboard(watched: Watched) -> None:
    page = watched.open("search/index.html")
    box = page.get_by_role("searchbox", name="找单位、条款或失分原因")
    box.focus()
    page.keyboard.type("梅渚镇")
    page.keyboard.press("Enter")
    status = page.locator("#found")
    expect(status).to_have_text(ANSWERED)
    box.fill("姚村乡")
    page.keyboard.press("Enter")
    expect(status).to_have_text(re.compile("“姚村乡”：找到"))
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "姚村乡 2019年政务公开考评结果"
    page.go_back()
    expect(status).to_have_text(re.compile("“梅渚镇”：找到"))
    assert watched.wrong == []


def test_more_than_fit_are_listed_when_asked_for(watched: Watched, built: Built) -> None:
    found = ask(watched, "考评")
    assert found.count() == 30
    page = watched.page
    page.get_by_role("button", name="显示其余结果").click()
    expect(found).to_have_count(containing(built.site, "考评"))
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('#results > li')[30]")
    expect(page.locator("#more")).to_be_hidden()


@pytest.mark.parametrize("program", [True, False])
def test_from_disk_it_says_what_it_needs_and_lists_every_page(browser: Browser, on_disk: str, program: bool) -> None:
    with browser.new_context(java_script_enabled=program) as context:
        watched = Watched(context.new_page(), on_disk)
        page = watched.open("search/index.html")
        assert page.get_by_text("搜索只能在发布到网上的网站使用").is_visible()
        assert not page.locator("form").is_visible()
        assert not page.locator("#more").is_visible()
        linked = {link.get_attribute("href") or "" for link in page.locator("main a").all()}
        assert sum("/units/" in address for address in linked) == 42 + 40
        assert {"../index.html", "../2019/scheme/index.html", "../about/index.html"} <= linked
        assert watched.wrong == []


def test_hostile_text_is_found_as_text(browser: Browser, tmp_path: Path) -> None:
    data = hostile(tmp_path / "data", TAGS)
    assert build.main(["--data", str(data), "--output", str(tmp_path / "output"), "--no-pdf"]) == 0
    with serving(tmp_path / "output") as home, browser.new_context() as context:
        watched = Watched(context.new_page(), home)
        found = ask(watched, "alert")
        assert any(TAGS in title for title in titles(found))
        assert found.locator("script, img, svg").count() == 0
        assert watched.wrong == []


def test_the_index_names_the_program_that_the_manifest_names(built: Built) -> None:
    entry = json.loads((built.site / "search/pagefind/pagefind-entry.json").read_text(encoding="utf-8"))
    manifest = json.loads((built.site / "manifest.json").read_text(encoding="utf-8"))
    assert entry["version"] == manifest["libraries"]["pagefind-bin-extended"]
    assert [*entry["languages"]] == ["zh"]
