"""The main pages look as they looked when somebody last looked at them.

A kept picture is renewed, and then looked at, after ``scripts/test tests/browser/test_pictures.py --renew``.
"""

import io
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from tests.browser.kinds import BOTH, PHONE_AND_DESKTOP
from tests.built import ROOT

KEPT = Path(__file__).parent / "pictures"
TAKEN = ROOT / ".cache" / "pictures"
"""Where a new picture, and what differs, is put for people to look at."""
PHONE, DESKTOP = PHONE_AND_DESKTOP
SCREENS = 1600
"""How much of a page is kept, from the top, in CSS pixels."""
COLOURS = 128
"""A kept picture has so few, and is the smaller."""

BLOCK = 64
MOST = 5
"""How much the mean of a colour may differ, of 255, in any block of 64 by 64 pixels.

Measured over all looks: two runs differ by 0, few colours by 2, all letters drawn 0.4 px beside where they were (more
than another way to smooth them does) by 3, the whole page moved by 1 px by 3; on the other side letters moved by 5 px by
4 to 8, links in another blue by 13, headings in another font by 18, lost lines of tables by 29."""


@dataclass(frozen=True)
class Look:
    """A page and how it is looked at."""

    kind: str
    width: int = DESKTOP
    scheme: Literal["light", "dark"] = "light"
    paper: bool = False

    @property
    def name(self) -> str:
        """Name of the kept picture."""
        how = "print" if self.paper else f"{self.width}-{self.scheme}"
        return f"{self.kind.replace(', ', '-').replace(' ', '-')}-{how}"


LOOKS = [
    *(
        Look(kind, width)
        for kind in ("home", "ranking", "a unit", "scheme", "method", "downloads")
        for width in PHONE_AND_DESKTOP
    ),
    Look("a unit", scheme="dark"),
    Look("a unit", paper=True),
    Look("elder, a unit"),
    Look("elder, a unit", PHONE),
]


def taken(browser: Browser, site: str, look: Look, style: str = "") -> Image.Image:
    """Look at a page, with everything held still."""
    with browser.new_context(
        bypass_csp=True,
        viewport={"width": look.width, "height": 800},
        color_scheme=look.scheme,
        device_scale_factor=1,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(site + BOTH[look.kind], wait_until="load")
        page.evaluate("document.fonts.ready.then(() => null)")
        if style:
            page.add_style_tag(content=style)
        if look.paper:
            return _first_sheet(page.pdf(format="A4", prefer_css_page_size=True, print_background=True))
        high: int = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": look.width, "height": min(high, SCREENS)})
        shot = page.screenshot(animations="disabled", caret="hide", scale="css")
    return Image.open(io.BytesIO(shot)).convert("RGB")


def _first_sheet(document: bytes) -> Image.Image:
    command = ["pdftoppm", "-r", "72", "-png", "-singlefile", "-"]
    shot = subprocess.run(command, input=document, capture_output=True, check=True).stdout
    return Image.open(io.BytesIO(shot)).convert("RGB")


def differing(kept: Image.Image, now: Image.Image) -> tuple[int, Image.Image]:
    """Return by how much the blocks differ that differ most, and a picture in which all but those fade."""
    if kept.size != now.size:
        return 255, now
    blocks = ImageChops.difference(kept.reduce(BLOCK), now.reduce(BLOCK))
    strongest = ImageChops.lighter(ImageChops.lighter(*blocks.split()[:2]), blocks.split()[2])
    marked = strongest.point([0 if level <= MOST else 255 for level in range(256)])
    whole = marked.resize((marked.width * BLOCK, marked.height * BLOCK), Image.Resampling.NEAREST)
    faded = now.point([200 + level // 5 for level in range(256)] * 3)
    _, most = strongest.getextrema()
    return most, Image.composite(now, faded, whole.crop((0, 0, *now.size)))  # type: ignore[return-value]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_a_page_looks_as_it_did(browser: Browser, served: str, look: Look, pytestconfig: pytest.Config) -> None:
    kept, now = KEPT / f"{look.name}.png", taken(browser, served, look)
    if pytestconfig.getoption("--renew", default=False):
        now.quantize(COLOURS, dither=Image.Dither.NONE).save(kept, optimize=True)
    most, picture = differing(Image.open(kept).convert("RGB"), now)
    if most > MOST:
        TAKEN.mkdir(parents=True, exist_ok=True)
        now.save(TAKEN / f"{look.name}.new.png")
        picture.save(TAKEN / f"{look.name}.difference.png")
    assert most <= MOST, (
        f"{kept} differs by {most}; look at {TAKEN / look.name}.new.png and .difference.png; "
        "if it is meant to: scripts/test tests/browser/test_pictures.py --renew"
    )
    assert kept.stat().st_size < 150_000


@pytest.mark.parametrize(
    "fault",
    [
        ".verdict { padding: 1.6rem }",
        ":root { --blue: #0b5c9f }",
        "th, td { padding-block: .3rem !important }",
        "h1, h2, h3 { font-family: sans-serif }",
        "th, td { border: 0 !important }",
    ],
)
def test_a_fault_is_seen(browser: Browser, served: str, fault: str) -> None:
    look = Look("a unit")
    most, _ = differing(Image.open(KEPT / f"{look.name}.png").convert("RGB"), taken(browser, served, look, fault))
    assert most > MOST


def test_other_letters_are_no_fault(browser: Browser, served: str) -> None:
    look, beside = Look("a unit", PHONE), "body { transform: translate(.4px, .4px) }"
    most, _ = differing(Image.open(KEPT / f"{look.name}.png").convert("RGB"), taken(browser, served, look, beside))
    assert most <= MOST
