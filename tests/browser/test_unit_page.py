"""A unit's page answers in order: how it did, where it lost, why, how that was computed, last year, where to complain."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

UNIT = "2019/units/biqiao/index.html"
ORDER = [
    "在本组的位置",
    "在哪里失分",
    "为什么失分",
    "分数怎样算出来",
    "与2018年相比",
    "登记和修改的历史",
    "有不同意见，向谁反映",
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
    for told in ("2019年3月6日", "“村务公开”栏目空白", "通报", "编号e11", "已整改", "已补充内容。（2019年3月15日）"):
        expect(first).to_contain_text(told)
    expect(loss).to_contain_text("未登记整改")


def test_every_loss_of_the_table_leads_to_its_reason(page: Page) -> None:
    lost = page.locator("table.lost tbody tr")
    assert lost.count() == page.locator("article.loss").count() == 17
    lost.nth(2).get_by_role("link").click()
    expect(page.locator("article.loss:target h3")).to_contain_text("围绕稳定市场预期加强政策解读")


def test_ledgers_are_folded_open_by_link_and_fit_a_phone(page: Page) -> None:
    ledgers = page.locator("details.account")
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


def test_paper_has_what_is_folded_and_is_light(browser: Browser, on_disk: str, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(on_disk + UNIT)
        page.pdf(path=target, format="A4", print_background=True)
    said = subprocess.run(["pdftotext", "-layout", target, "-"], capture_output=True, text=True, check=True).stdout
    assert "扣完5分为止" in said
    assert "data/scores/2019/biqiao.yaml" in said
    subprocess.run(["pdftoppm", "-r", "20", "-png", "-singlefile", target, tmp_path / "first"], check=True)

    levels = Image.open(tmp_path / "first.png").convert("L").histogram()
    assert sum(levels[200:]) > 0.8 * sum(levels)
