"""The pages that people read beside the program: the README, the guides, and what stands in each example."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.built import ROOT

PAGES = (
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "examples").rglob("README.md")),
)
_FENCE = re.compile(r"^ *```(?P<label>[^\n]*)\n(?P<text>.*?)^ *```$", re.DOTALL | re.MULTILINE)


def text_of(path: Path) -> str:
    """The text of a page."""
    return path.read_text(encoding="utf-8")


def blocks_of(text: str, label: str) -> list[str]:
    """The blocks of a kind in a text, without what indents them."""
    blocks = [block["text"] for block in _FENCE.finditer(text) if block["label"] == label]
    return [re.sub("^ +", "", block, flags=re.MULTILINE) if label == "sh" else block for block in blocks]


def labels_of(text: str) -> list[str]:
    """The kinds of the blocks in a text."""
    return [block["label"] for block in _FENCE.finditer(text)]


def without_blocks(text: str) -> str:
    """A text without its blocks."""
    return _FENCE.sub("", text)


def section_of(text: str, heading: str) -> str:
    """What stands below a heading of the second rank, up to the next one."""
    found = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    assert found, heading
    return found


def anchors_of(text: str) -> Iterator[str]:
    """What the headings of a page are called in addresses, as GitHub and Gitea call them."""
    for heading in re.findall(r"^#+ (.+)$", without_blocks(text), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
