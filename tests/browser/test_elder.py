"""The 长辈版: the same content, text of 18 pt (24 px) and more, lines of 1.3 and more, large targets."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import as_opened
from tests.browser.kinds import ELDER, KINDS
from tests.browser.test_pages import Watched

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


@pytest.mark.parametrize("kind", ELDER)
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
