"""Every kind of page in a real browser: from disk and below a prefix, from a small phone to a desktop, on paper."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from assessment.load.county import load_county
from assessment.render.words import SAMPLE
from tests.browser.conftest import as_opened
from tests.browser.kinds import BOTH, KINDS, WIDTHS, pages_of, shape
from tests.built import Built
from tests.folder import DATA

URL = load_county(DATA).county.column.url


class Watched:
    """A page, and everything that went wrong while it was open."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.wrong: list[str] = []
        page.on("console", lambda message: self.wrong.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("request", lambda request: self._note_request(request.url))
        page.on("requestfailed", lambda request: self.wrong.append(f"failed: {request.url}"))
        page.on("response", self._answered)

    def _note_request(self, url: str) -> None:
        if not url.startswith((self.home, "data:")):
            self.wrong.append(f"outside: {url}")

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400:
            self.wrong.append(f"{answer.status}: {answer.url}")

    def open(self, path: str) -> Page:
        """Open a page of the site and wait until all of it is there."""
        self.page.goto(self.home + path, wait_until="load")
        return self.page


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Watched]:
    with browser.new_context() as context:
        yield Watched(context.new_page(), "")


@pytest.fixture(params=["on_disk", "served"])
def watched(window: Watched, request: pytest.FixtureRequest) -> Watched:
    return _as_opened(window, request.getfixturevalue(request.param))


@pytest.fixture
def page(window: Watched, on_disk: str) -> Watched:
    return _as_opened(window, on_disk)


def _as_opened(watched: Watched, home: str) -> Watched:
    as_opened(watched.page)
    watched.home, watched.wrong = home, []
    return watched


def shown_notices(page: Page) -> int:
    """Return how many times the notice stands on the page where a reader can see it."""
    boxes = [found.bounding_box() for found in page.get_by_text(SAMPLE).all() if found.is_visible()]
    return sum(1 for box in boxes if box and box["width"] > 0 and box["height"] > 0)


def test_the_kinds_are_what_their_names_say(built: Built) -> None:
    pages = built.site.glob("2019/units/*/index.html")
    longest = max(pages, key=lambda path: len(re.sub(r"<[^>]*>|\s", "", path.read_text(encoding="utf-8"))))
    assert longest == built.site / KINDS["the unit with most to read"]
    assert "扣完5分为止" in (built.site / KINDS["a unit at a limit"]).read_text(encoding="utf-8")


def test_there_is_a_page_to_look_at_of_every_kind(built: Built) -> None:
    assert {shape(page) for page in pages_of(built.site)} == {shape(page) for page in BOTH.values()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_whole_at_every_width(watched: Watched, kind: str) -> None:
    page = watched.open(KINDS[kind])
    assert page.evaluate("document.styleSheets.length") > 0
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        widest = page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
        assert widest <= width, f"{widest} px wide in a window of {width} px"
        for element in ("html", "body"):
            assert page.locator(element).evaluate("e => getComputedStyle(e).overflowX") == "visible", "nothing is cut off"
        assert shown_notices(page) >= 1, f"{width} px"
    page.emulate_media(media="print")
    assert shown_notices(page) >= 1, "print"
    assert watched.wrong == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_picture_is_there_and_says_what_it_shows(watched: Watched, kind: str) -> None:
    page = watched.open(KINDS[kind])
    pictures = page.locator("img")
    if kind == "ranking" or "unit" in kind:
        assert pictures.count() >= 1, "a chart"
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("image => image.decode()")
        assert picture.evaluate("image => image.naturalWidth") > 0
        assert len(picture.get_attribute("alt") or "") > 20, "a text alternative that says something"
    for drawing in page.locator("svg").all():
        named = drawing.get_attribute("role") in ("img", "group") and drawing.get_attribute("aria-label")
        assert named or drawing.get_attribute("aria-hidden") == "true"
    assert watched.wrong == []


@pytest.mark.parametrize("kind", ["home", "a unit", "scheme"])
def test_a_printed_page_says_that_the_marks_are_invented(page: Watched, kind: str, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    page.open(KINDS[kind]).pdf(path=target, format="A4")
    said = subprocess.run(["pdftotext", str(target), "-"], capture_output=True, text=True, check=True).stdout
    assert SAMPLE in said


def test_links_lead_from_page_to_page_below_a_prefix(browser: Browser, served: str) -> None:
    with browser.new_context() as context:
        watched = Watched(context.new_page(), served)
        page = watched.open("")
        for name in ("名次", "凌笪乡", "方案", "计算方法", "下载", "说明", "首页"):
            page.get_by_role("link", name=name, exact=True).first.click()
            page.wait_for_load_state("load")
            assert urlsplit(page.url).path.startswith(urlsplit(served).path)
            assert page.locator("h1").count() == 1
        assert page.url == f"{served}index.html"
        assert watched.wrong == []


def test_what_is_missing_is_answered_in_style_at_any_depth(browser: Browser, served: str) -> None:
    with browser.new_context() as context:
        watched = Watched(context.new_page(), served)
        page = watched.open("2018/units/nobody/index.html")
        assert "页面不存在" in page.title()
        assert shown_notices(page) >= 1
        assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px", "the style sheet is in effect"
        own = {
            "404: " + page.url,
            "console: Failed to load resource: the server responded with a status of 404 (Not Found)",
        }
        assert set(watched.wrong) == own, "nothing but the page itself is missing"
        links = [link.get_attribute("href") or "" for link in page.locator("body a:not(.skip)").all()]
        assert len(links) > 6
        assert all(link.startswith(f"{URL}/") for link in links), "no link leans on where the page is"


def test_the_only_programs_are_the_sites_own_files(built: Built) -> None:
    """All that a browser could run: nothing stands in a page or in a drawing, but data that search engines read."""
    running = re.compile(r"<script|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
    own = re.compile(r'<script src="(?:\.\./)*theme/(?:site|search|names|numerals)\.js" defer></script>')
    data = re.compile(r'<script type="application/ld\+json">[^<]*</script>')
    for path in [*built.site.rglob("*.html"), *built.site.rglob("*.svg")]:
        text, scripts = own.subn("", path.read_text(encoding="utf-8"))
        text, described = data.subn("", text)
        assert not running.search(text), path
        whole = path.suffix == ".html" and path.name != "404.html" and "fragments" not in path.parts
        assert scripts == whole + 3 * (whole and path.parent.name == "search"), path
        assert described == (whole and path.parent.name == "downloads" and "elder" not in path.parts), path
    programs = sorted(path.relative_to(built.site).as_posix() for path in built.site.rglob("*.js"))
    own_files = [f"theme/{name}.js" for name in ("names", "numerals", "search", "site")]
    assert programs == ["search/pagefind/pagefind.js", *own_files]


def test_a_reader_without_programs_has_the_whole_page(browser: Browser, on_disk: str) -> None:
    with (
        browser.new_context(java_script_enabled=False) as off,
        browser.new_context() as on,
    ):
        for path in KINDS.values():
            bare, whole = (Watched(context.new_page(), on_disk).open(path) for context in (off, on))
            assert bare.locator("table button, .find:visible").count() == 0, "no control that does nothing"
            whole.evaluate("document.querySelectorAll('.find, .compared, .save').forEach(box => box.remove())")
            assert bare.locator("body").inner_text() == whole.locator("body").inner_text()
            assert SAMPLE in bare.locator("body").inner_text()
