"""The 长辈版: the answer first, text of 18 pt (24 px) and more, lines of 1.3 and more, large targets."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import as_opened
from tests.browser.kinds import ELDER, KINDS
from tests.browser.test_pages import Watched

SIMPLER = ("ranking", "items", *(kind for kind in KINDS if "unit" in kind), "an item", "a component")
"""Kinds of which the 长辈版 says only the answer; the page itself is one link away."""

SMALL = """() => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement, style = getComputedStyle(element);
    const size = parseFloat(style.fontSize), leading = parseFloat(style.lineHeight) / size;
    const seen = element.getClientRects().length && walk.currentNode.textContent.trim();
    if (seen && (size < 24 || leading < 1.3)) found.push([element.outerHTML.slice(0, 80), size, leading]);
  }
  return found;
}"""

TARGETS = """() => [...document.querySelectorAll('a, button, summary, input')]
  .filter(one => one.getClientRects().length && !one.closest('p, dd, td, th, figcaption, .prose'))
  .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect().height])
  .filter(([, height]) => height < 43.9)"""
"""Links within sentences and cells are as tall as their lines (WCAG 2.5.8 leaves them out)."""


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture
def page(window: Page) -> Page:
    return as_opened(window)


@pytest.mark.parametrize("kind", ELDER)
def test_text_and_targets_are_large_and_nothing_overflows(page: Page, on_disk: str, kind: str) -> None:
    page.goto(on_disk + ELDER[kind], wait_until="load")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SMALL) == [], width
        assert page.evaluate(TARGETS) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("kind", [kind for kind in ELDER if kind not in SIMPLER])
def test_it_says_what_the_standard_version_says(page: Page, on_disk: str, kind: str) -> None:
    """Charts apart: in their place stands what they show, in words."""
    words = """() => {
      for (const chart of document.querySelectorAll('figure.chart')) {
        chart.replaceWith(Object.assign(document.createElement('p'), { textContent: chart.querySelector('img').alt }));
      }
      document.querySelectorAll('details').forEach(each => { each.open = true; });
          document.querySelectorAll('.compared, .save, .named svg').forEach(tool => tool.remove());
      return document.querySelector('main').textContent.replace(/\\s+/g, '');
    }"""
    texts = []
    for path in (KINDS[kind], ELDER[kind]):
        page.goto(on_disk + path, wait_until="load")
        texts.append(page.evaluate(words))
    assert texts[0] == texts[1]


@pytest.mark.parametrize("kind", SIMPLER)
def test_a_simpler_page_says_nothing_of_its_own_and_leads_to_the_rest(page: Page, on_disk: str, kind: str) -> None:
    """Each figure and each name is on the page too."""
    page.goto(on_disk + ELDER[kind])
    assert page.locator("main :is(table, details, figure, img)").count() == 0
    figures = set(re.findall(r"\d+\.\d+", page.locator("main").inner_text()))
    names = set(page.locator("main :is(a:not(.button), strong)").all_inner_texts())
    page.locator("main a.button").click()
    assert page.url == on_disk + KINDS[kind]
    whole = page.locator("main").text_content() or ""
    assert figures <= set(re.findall(r"\d+\.\d+", whole))
    assert all(name in whole for name in names)


def test_a_unit_has_its_answer_three_reasons_and_whom_to_ask(page: Page, on_disk: str) -> None:
    page.goto(on_disk + ELDER["a unit at a limit"])
    assert page.locator("main h2").all_inner_texts() == ["在本组的位置", "失分的主要原因", "有不同意见，向谁反映"]
    said = page.locator("main").inner_text()
    for answer in ("81.17", "乡镇第9名", "受理单位和联系方式"):
        assert answer in said
    reasons = page.locator("[aria-labelledby=why] li").all_inner_texts()
    assert len(reasons) == 3
    assert reasons[0].startswith("巡查通报，总分少5.00分。")
    assert "双向互评" not in "".join(reasons), "nobody gave a reason for it"
    page.goto(on_disk + KINDS["a unit at a limit"])
    assert len(said) < len(page.locator("main").inner_text()) / 4


def test_one_goes_there_and_back_and_stays_on_the_way(browser: Browser, served: str) -> None:
    with browser.new_context() as context:
        watched = Watched(context.new_page(), served)
        page = watched.open(KINDS["a unit"])
        page.get_by_role("link", name="长辈版").click()
        assert page.url == f"{served}elder/{KINDS['a unit']}"
        page.get_by_role("link", name="名次", exact=True).click()
        assert page.url == f"{served}elder/{KINDS['ranking']}"
        page.get_by_role("link", name="标准版").click()
        assert page.url == served + KINDS["ranking"]
        assert watched.wrong == []
