"""Lines of Chinese set flush with both margins: what is left of a line goes between its characters.

WeasyPrint by itself widens nothing but spaces, of which a Chinese line has none.
"""

import re
from collections.abc import Iterator

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

FIGURE = re.compile(r"[+−]?\d")


def justify_between_characters() -> None:
    """Have WeasyPrint justify lines so, in this process."""
    inline.justify_line = _spread


def _spread(_: object, line: boxes.LineBox, rest: float) -> None:
    """Widen a line by ``rest`` pixels, the same between any two characters."""
    texts = [*_texts(line)]
    # The space after the last character of a line is none of it.
    gaps = sum(len(box.text) for box in texts if _stretches(box)) - (bool(texts) and _stretches(texts[-1]))
    if gaps > 0:
        _widen(line, rest / gaps, 0)


def _texts(box: boxes.Box) -> Iterator[boxes.TextBox]:
    if isinstance(box, boxes.TextBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _stretches(box: boxes.TextBox) -> bool:
    """Tell whether characters of a text may stand apart: those of a figure with its unit are one."""
    return FIGURE.match(box.text) is None


def _widen(box: boxes.Box, space: float, moved: float) -> float:
    """Widen the characters in a box that what stands before it has moved; return how far what follows is moved."""
    if not isinstance(box, boxes.TextBox | boxes.LineBox | boxes.InlineBox):
        box.translate(moved, 0)
        return moved
    box.position_x += moved
    before = moved
    if isinstance(box, boxes.TextBox):
        if not _stretches(box):
            return moved
        box.style = box.style.copy()
        box.style["letter_spacing"] = space
        moved += space * len(box.text)
    else:
        for child in box.children:
            moved = _widen(child, space, moved)
    box.width += moved - before
    return moved
