"""A unit's page answers in order: how it did, where it lost, why, how that was computed, last year, where to complain.

What was recorded when comes last and is folded.
"""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from assessment.render.charts.sketch import TEXT

UNIT = "2019/units/biqiao/index.html"
LONG = "2019/units/chengguanju/index.html"
"""The page with most to print."""

LOSSES = re.compile(r"(?m)^ *\S+ +(?:专业机构|日常)测评 +[\d.]+ +×[\d.÷×]+(?: +[\d.−]+){1,3}$")
"""A row of the table of what was lost."""

ORDER = [
    "在本组的位置",
    "在哪里失分",
    "为什么失分",
    "分数怎样算出来",
    "与2018年相比",
    "有不同意见，向谁反映",
    "登记和修改的历史",
]


@pytest.fixture
def page(browser: Browser, on_disk: str) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(on_disk + UNIT)
        yield page


def test_it_answers_in_order(page: Page) -> None:
    assert page.locator("main h2").all_inner_texts() == ORDER


def test_each_loss_has_clause_reason_evidence_day_and_what_became_of_it(page: Page) -> None:
    loss = page.locator("article.loss", has_text="巡查通报").first
    expect(loss.get_by_role("link", name="附件2第4项")).to_be_visible()
    first = loss.get_by_role("listitem").first
    for message in ("2019年3月6日", "“村务公开”栏目空白", "通报", "编号e11", "已整改", "已补充内容。（2019年3月15日）"):
        expect(first).to_contain_text(message)
    expect(loss).to_contain_text("尚无整改记录")


def test_every_loss_of_the_table_leads_to_its_reason(page: Page) -> None:
    lost = page.locator("table.lost tbody tr")
    assert lost.count() == page.locator("article.loss").count() == 17
    lost.nth(2).get_by_role("link").click()
    expect(page.locator("article.loss:target h3")).to_contain_text("围绕稳定市场预期加强政策解读")


def test_ledgers_are_folded_open_by_link_and_fit_a_phone(page: Page) -> None:
    ledgers = page.locator("[aria-labelledby=ledger] > details")
    assert ledgers.count() == 4
    expect(page.locator("#daily")).not_to_be_visible()
    page.locator("table.parts").get_by_role("link", name="日常测评").click()
    expect(page.locator("#daily")).to_be_visible()
    ledgers.evaluate_all("all => all.forEach(one => one.open = true)")
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for row in page.locator("#daily tr").all()[1:]:
            marks, words = row.locator("td.n").bounding_box(), row.locator(":not(td.n)").first.bounding_box()
            assert marks, row.inner_text()
            assert marks["x"] + marks["width"] <= width
            assert not words or marks["width"] < width / 2


@pytest.mark.parametrize(("version", "height"), [("", 380), ("elder/", 700)])
def test_a_phone_shows_whom_it_is_about_at_once(page: Page, on_disk: str, version: str, height: int) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(on_disk + version + UNIT)
    top = page.locator("h1").bounding_box()
    assert top
    assert top["y"] < height


def test_a_phone_folds_the_information(page: Page, on_disk: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(on_disk + UNIT)
    result = page.get_by_text("组配分类")
    expect(result).not_to_be_visible()
    page.get_by_text("文件信息").click()
    expect(result).to_be_visible()


def test_a_desktop_shows_the_information_above_the_document(browser: Browser, on_disk: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(on_disk + UNIT)
        expect(page.get_by_text("文件信息")).not_to_be_visible()
        result, title = page.get_by_text("组配分类").bounding_box(), page.locator("h1").bounding_box()
        assert result
        assert title
        assert 0 < result["y"] < title["y"]


def test_the_history_is_folded_and_opens_by_link(page: Page, on_disk: str) -> None:
    table = page.locator("table.past")
    expect(table).not_to_be_visible()
    page.goto(f"{on_disk}{UNIT}#past")
    expect(table).to_be_visible()


@pytest.mark.parametrize("path", [UNIT, "2019/ranking/index.html"])
def test_words_of_charts_are_twelve_pixels_on_a_phone(page: Page, on_disk: str, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(on_disk + path)
    sizes = page.locator(".chart img").evaluate_all(
        f"all => all.map(one => {TEXT} * one.getBoundingClientRect().width / one.getAttribute('width'))"
    )
    assert sizes
    assert min(sizes) >= 12


def test_what_folds_says_so_in_large_text(page: Page, on_disk: str) -> None:
    page.goto(f"{on_disk}elder/2019/scheme/index.html")
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    cited = page.locator("details.cited")
    sign = "one => getComputedStyle(one.querySelector('summary'), '::before').content[1]"
    assert cited.first.evaluate(sign) == "－"
    cited.first.locator("summary").click()
    assert cited.first.evaluate(sign) == "＋"


def test_tables_stay_whole_on_paper(browser: Browser, on_disk: str, tmp_path: Path) -> None:
    """Sums stand once, below the rows; a table that goes on repeats its head."""
    target = tmp_path / "printed.pdf"
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(on_disk + LONG)
        page.pdf(path=target, format="A4", print_background=True)
    said = subprocess.run(["pdftotext", "-layout", target, "-"], capture_output=True, text=True, check=True).stdout
    sheets = said.split("\f")
    assert said.count("总分（最后一次四舍五入）") == 1
    [first] = [sheet for sheet in sheets if "总分（最后一次四舍五入）" in sheet]
    places = [
        first.index(word) for word in ("本组平均  ", "三（一）", "三（二）", "三（三）", "附件3加分项", "总分（最后")
    ]
    assert places == sorted(places)
    firsts = [(sheet, row.start()) for sheet in sheets if (row := LOSSES.search(sheet))]
    assert firsts
    assert all("环节内失分" in sheet[:start] for sheet, start in firsts)


def test_paper_has_what_was_opened_and_is_light(browser: Browser, on_disk: str, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(on_disk + UNIT)
        page.locator("summary", has_text="日常测评").click()
        page.pdf(path=target, format="A4", print_background=True)
    said = subprocess.run(["pdftotext", "-layout", target, "-"], capture_output=True, text=True, check=True).stdout
    assert "扣完5分为止" in said
    assert "data/scores/2019/biqiao.yaml" in said
    assert "日常测评台账" in said
    assert "专业机构测评台账" not in said
    subprocess.run(["pdftoppm", "-r", "20", "-png", "-singlefile", target, tmp_path / "first"], check=True)

    levels = Image.open(tmp_path / "first.png").convert("L").histogram()
    assert sum(levels[200:]) > 0.8 * sum(levels)
