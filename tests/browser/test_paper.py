"""Every kind of page printed from the browser: few numbered sheets, with what is read and without what is clicked."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.kinds import BOTH, KINDS

MOST = {kind: 3 for kind in KINDS if "unit" in kind} | {"an item": 6, "a component": 6, "method": 6}
"""How many sheets a page may take; four where nothing is said."""

CLICKED = """() => [...document.querySelectorAll(
  'nav, .skip, .find, search, .actions, .history, .here, .up, .compared, .save, .proof, input, button'
)].filter(one => one.getClientRects().length).map(one => one.outerHTML.slice(0, 80))"""
"""What somebody at a screen goes on with."""

HEADINGS = "() => [...document.querySelectorAll('main :is(h2, h3, caption)')].map(one => one.textContent)"
NUMBER = re.compile(r"第\s*(\d+)\s*页，共\s*(\d+)\s*页")


@dataclass(frozen=True)
class Printed:
    """A page on paper."""

    sheets: tuple[str, ...]
    """What stands on each."""
    clicked: list[str]
    """What is of no use on paper, and yet there."""
    headings: frozenset[str]


@pytest.fixture(scope="module")
def printed(browser: Browser, on_disk: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Printed]]:
    target = tmp_path_factory.mktemp("paper") / "printed.pdf"
    with browser.new_context() as context:
        page = context.new_page()
        page.emulate_media(media="print")
        known = {}
        for kind, path in BOTH.items():
            page.goto(on_disk + path)
            page.pdf(path=target, format="A4", print_background=True)
            headings = frozenset(map(_plain, page.evaluate(HEADINGS)))
            known[kind] = Printed(_sheets(target), page.evaluate(CLICKED), headings)
        yield known


def _sheets(target: Path) -> tuple[str, ...]:
    said = subprocess.run(["pdftotext", "-layout", target, "-"], capture_output=True, text=True, check=True).stdout
    return tuple(said.removesuffix("\f").split("\f"))


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_short(printed: Mapping[str, Printed], kind: str) -> None:
    assert len(printed[kind].sheets) <= MOST.get(kind, 4)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "unit" in kind])
def test_the_elder_version_of_a_unit_is_one_sheet_or_two(printed: Mapping[str, Printed], kind: str) -> None:
    assert len(printed[f"elder, {kind}"].sheets) <= 2


@pytest.mark.parametrize("kind", BOTH)
def test_its_sheets_are_numbered(printed: Mapping[str, Printed], kind: str) -> None:
    sheets = printed[kind].sheets
    numbers = [[(int(own), int(of)) for own, of in NUMBER.findall(sheet)] for sheet in sheets]
    assert numbers == [[(number, len(sheets))] for number in range(1, len(sheets) + 1)]


@pytest.mark.parametrize("kind", BOTH)
def test_it_has_nothing_to_click_and_no_history(printed: Mapping[str, Printed], kind: str) -> None:
    assert printed[kind].clicked == []
    said = _plain("".join(printed[kind].sheets))
    for word in ("跳到正文", "站点地图", "订阅更新", "查一个单位", "登记和修改的历史", "下载考评结果单", "点开"):
        assert word not in said


@pytest.mark.parametrize("kind", KINDS)
def test_headings_stand_with_what_follows(printed: Mapping[str, Printed], kind: str) -> None:
    for sheet in printed[kind].sheets:
        last = [_plain(line) for line in NUMBER.sub("", sheet).splitlines() if line.strip()][-1]
        assert last not in printed[kind].headings
