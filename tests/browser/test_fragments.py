"""Fragments pasted into a page of a portal: they look as on the site, whatever the portal's styles say."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from assessment.addresses import PREVIEW
from assessment.render.words import SAMPLE
from tests.browser.kinds import KINDS
from tests.browser.test_pages import Watched
from tests.built import Built

PAGES = ("home", "ranking", "a unit at a limit", "scheme", "method", "downloads")

HOSTILE = """
* { font-size: 40px !important; color: red !important; letter-spacing: 4px; box-sizing: content-box !important; }
html { font-size: 62.5%; }
body { font: italic 9px/1 serif; text-transform: uppercase; text-align: center; direction: rtl; background: #ff0; }
.portal { width: 1000px; margin: 0 auto; }
p, li, dt, dd { float: left !important; margin: 40px !important; line-height: 1 !important; }
table { display: block !important; border: 9px solid red !important; width: 50px; }
td, th { padding: 40px !important; background: #0f0 !important; border: 5px dashed; }
h1, h2, h3 { background: #000 !important; text-align: right !important; }
a { display: block !important; text-decoration: none !important; }
ul, ol { list-style: square inside !important; columns: 4 !important; }
.wide, .card, .tag, .n, .key, .top, .side { width: 10px !important; display: none; }
img { width: 10px !important; filter: invert(1); }
details { display: none !important; }
p::before, td::after { content: "XX" !important; }
section { position: absolute; visibility: hidden; }
"""

LOOK = """() => [...document.querySelectorAll('#zwgk-kaoping, #zwgk-kaoping *')].map(element => {
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const top = document.querySelector('#zwgk-kaoping').getBoundingClientRect();
  return [element.tagName, Math.round(box.left - top.left), Math.round(box.top - top.top), Math.round(box.width),
    Math.round(box.height), style.color, style.backgroundColor, style.fontSize, style.textAlign, style.float,
    style.textTransform, style.borderTopWidth, getComputedStyle(element, '::before').content].join(' ');
})"""
"""Where everything in the box is, and how it looks."""


def pasted(page: Page, fragment: str, style: str) -> list[str]:
    """Show a fragment in a page of 1,000 px within a window that is wider, and return how it looks."""
    page.set_content(
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>门户</title><style>{style}</style></head>'
        f'<body><div class="portal">{fragment}</div></body></html>',
        wait_until="load",
    )
    looks: list[str] = page.evaluate(LOOK)
    return looks


@pytest.mark.parametrize("kind", PAGES)
def test_a_hostile_page_changes_nothing(browser: Browser, built: Built, kind: str) -> None:
    fragment = (built.site / "fragments" / KINDS[kind]).read_text(encoding="utf-8")
    with browser.new_context(viewport={"width": 1400, "height": 900}) as context:
        page = context.new_page()
        plain = pasted(page, fragment, ".portal { width: 1000px; margin: 0 auto; }")
        assert pasted(page, fragment, HOSTILE) == plain
        assert len(plain) > 100
        page.emulate_media(color_scheme="dark")
        assert pasted(page, fragment, HOSTILE) == plain, "a portal stays light"


def test_it_asks_for_nothing_and_fits_its_column(browser: Browser, built: Built) -> None:
    fragment = (built.site / "fragments" / KINDS["a unit"]).read_text(encoding="utf-8")
    with browser.new_context(viewport={"width": 1400, "height": 900}) as context:
        page = context.new_page()
        cases: list[str] = []
        page.on("request", lambda request: cases.append(request.url))
        for width in (360, 720, 1000):
            pasted(page, fragment, f"{HOSTILE} .portal {{ width: {width}px; }}")
            assert page.evaluate("document.querySelector('#zwgk-kaoping').scrollWidth") <= width
        assert [url for url in cases if not url.startswith("data:")] == []
        pasted(page, fragment, ".portal { width: 360px; }")
        heads = page.locator("#zwgk-kaoping .parts thead").evaluate("head => head.getBoundingClientRect().width")
        assert heads == 1, "in a narrow column a table stands as on a phone, however wide the window is"


@pytest.mark.parametrize("kind", PAGES)
def test_it_can_be_read_by_itself(browser: Browser, on_disk: str, kind: str) -> None:
    """On disk, where no server says what it is written in; its tables are in the letters of the text around them."""
    with browser.new_context(viewport={"width": 1000, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{on_disk}fragments/{KINDS[kind]}")
        assert page.evaluate("document.characterSet") == "UTF-8"
        assert SAMPLE in page.locator("body").inner_text()
        sizes = page.locator("table td").evaluate_all("all => all.map(one => getComputedStyle(one).fontSize)")
        assert "16px" not in sizes
        assert page.locator("[hidden]:visible").count() == 0, "no control that does nothing"
        families = page.locator("table td").evaluate_all("all => all.map(one => getComputedStyle(one).fontFamily)")
        assert set(families) <= {page.locator("#zwgk-kaoping").evaluate("one => getComputedStyle(one).fontFamily")}


def test_a_preview_shows_each_in_a_column_of_a_portal(browser: Browser, served: str, built: Built) -> None:
    with browser.new_context(viewport={"width": 1400, "height": 900}) as context:
        watched = Watched(context.new_page(), served)
        page = watched.open(PREVIEW)
        portal = page.frame_locator("iframe.portal").locator("#zwgk-kaoping")
        assert "政务公开考评" in portal.locator("h1").inner_text()
        page.get_by_role("link", name="名次", exact=True).first.click()
        portal.get_by_role("heading", level=1, name="名次").wait_for()
        assert portal.evaluate("one => one.getBoundingClientRect().width") <= 1000
        listed = {unquote(link.get_attribute("href") or "") for link in page.locator("nav a").all()}
        below = built.site / "fragments"
        assert listed == {path.relative_to(below).as_posix() for path in below.rglob("index.html")}
        assert watched.wrong == []


@pytest.mark.parametrize("kind", PAGES)
def test_its_links_are_whole_and_its_ids_its_own(built: Built, kind: str) -> None:
    box = html.fromstring(Path(built.site / "fragments" / KINDS[kind]).read_text(encoding="utf-8"))
    ids = {element.get("id", "") for element in box.iter() if element.get("id")}
    assert all(one.startswith("zwgk-kaoping") for one in ids)
    for link in box.iter("a"):
        href = unquote(link.get("href", ""))
        assert href.startswith(("https://", "http://", "#zwgk-kaoping-")), href
        assert not href.startswith("#") or href[1:] in ids, href
