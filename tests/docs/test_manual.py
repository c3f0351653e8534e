"""scripts/docs: every guide becomes a page that works from a disk and on a server, and says what the guide says."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import lxml.html
import pytest
from playwright.sync_api import Browser, Page, expect

from assessment.commands import docs
from assessment.errors import RequestError
from assessment.manual.build import MARKER, build_manual
from assessment.manual.places import place_of
from assessment.release.swap import OutputError
from tests.browser import axe
from tests.browser.conftest import serving
from tests.browser.kinds import PHONE_AND_DESKTOP
from tests.browser.test_links import ANCHORS, check
from tests.browser.test_validity import checked
from tests.built import ROOT, contents
from tests.docs.pages import PAGES, text_of, without_blocks

SOME = ("index.html", "schemes.html", "CONTRIBUTING.html", "examples/rollup/expected.yaml.html", "search/index.html")
"""A page of each kind."""


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("docs") / "output-docs"
    assert docs.main(["--output", str(output)]) == 0
    return output


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    with browser.new_context(bypass_csp=True) as context:
        axe.equip(context)
        yield context.new_page()


def main_of(page: Path) -> lxml.html.HtmlElement:
    return lxml.html.parse(page).find(".//main")


@pytest.mark.parametrize("guide", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_guide_is_a_page_that_says_the_same(manual: Path, guide: Path) -> None:
    page = main_of(manual / place_of(PurePosixPath(guide.relative_to(ROOT).as_posix())))
    text = without_blocks(text_of(guide))
    headings = [re.sub(r"\[(.*?)\]\(.*?\)|`", r"\1", found) for found in re.findall("^#+ (.+)$", text, re.MULTILINE)]
    assert [one.text_content() for one in page.iter("h1", "h2", "h3", "h4")] == headings
    assert len(page.findall(".//pre")) == len(re.findall("^ *```", text_of(guide), re.MULTILINE)) / 2
    assert len(page.findall(".//tr")) == len(re.findall(r"^\|(?!-)", text, re.MULTILINE))
    assert len(page.findall(".//div[@class='guide']//li")) == len(re.findall(r"^ *(?:-|\d+\.) ", text, re.MULTILINE))
    shown = [str(one) for one in page.xpath(".//text()[not(ancestor::code)]")]
    assert [one for one in shown if re.search(r"\]\(|```|\*\*|^\||[，。、；：]\n[\u4e00-\u9fff]", one)] == []


def test_every_link_and_anchor_holds_and_everything_is_reached(manual: Path, tmp_path: Path) -> None:
    wrong = check(manual, tmp_path / "settings", ANCHORS)
    assert [line for line in wrong if line != f"{MARKER}: nothing leads there"] == []


def test_every_guide_of_the_folder_stands_in_the_navigation(manual: Path) -> None:
    listed = lxml.html.parse(manual / "index.html").findall(".//nav[@id='contents']//a")
    guides = {place_of(PurePosixPath("docs", path.name)) for path in (ROOT / "docs").glob("*.md")}
    assert guides - {link.get("href") for link in listed} == {"index.html"}


def test_every_page_is_valid(manual: Path) -> None:
    files = [*manual.rglob("*.html"), *manual.rglob("*.css")]
    assert len(files) > len(PAGES)
    assert checked(files) == []


@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(manual: Path, window: Page, name: str, scheme: str) -> None:
    window.goto((manual / name).as_uri())
    window.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for width in PHONE_AND_DESKTOP:
        window.set_viewport_size({"width": width, "height": 800})
        assert axe.faults(window) == []
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_the_search_finds_a_guide_by_its_words(manual: Path, window: Page) -> None:
    with serving(manual) as home:
        window.goto(f"{home}search/index.html?q=撤回审定")
        expect(window.locator("#found")).to_contain_text("找到")
        window.locator("#results h2 a", has_text="审定、公布和更正").click()
        expect(window.locator("h1")).to_have_text("审定、公布和更正")


def test_the_same_guides_give_the_same_bytes(manual: Path, tmp_path: Path) -> None:
    build_manual(ROOT, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(manual)


def test_it_replaces_a_manual_and_nothing_else(manual: Path, tmp_path: Path) -> None:
    shutil.copytree(manual, tmp_path / "old")
    (tmp_path / "old" / "left.html").write_text("旧", encoding="utf-8")
    build_manual(ROOT, tmp_path / "old")
    assert not (tmp_path / "old" / "left.html").exists()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(OutputError, match="里有别的文件，不会覆盖"):
        build_manual(ROOT, tmp_path / "other")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# 说明\n\n[去](../../elsewhere.md)\n", "docs/README.md 里的链接 ../../elsewhere.md 不通到版本库里的文件"),
        ("# 说明\n\n[去](none.md)\n", "docs/README.md 里的链接 none.md 不通到版本库里的文件"),
        ("没有标题\n", "docs/README.md 应当有一个一级标题"),
    ],
)
def test_a_guide_that_cannot_be_shown_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "README.md").write_text(text, encoding="utf-8")
    with pytest.raises(RequestError, match=re.escape(said)):
        build_manual(tmp_path, tmp_path / "output")
