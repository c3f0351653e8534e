"""Text of the data without what no reader sees, and what turns the words beside it round."""

import json
import re
import unicodedata
from collections.abc import Callable

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ud800-\udfff\U000e0000-\U000e007f"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
"""Controls, which pages and feeds may not hold, marks of direction, by which text could look like other text, what
takes no room, and what Unicode says is no character. What joins letters stays, because some scripts need it, and so does
what has no name, where old systems keep rare characters.
"""


def visible(text: str) -> str:
    """Return text without what cannot be seen; line breaks and tabs stay."""
    return UNSEEN.sub("", text)


def unseen(text: str) -> str:
    """Return what of a text cannot be seen, each character once, by their numbers."""
    return "、".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys("".join(UNSEEN.findall(text))))


def one_line(text: str) -> str:
    """Return visible text on one line; a control character parts words as a space does."""
    return " ".join(visible("".join(" " if unicodedata.category(c) == "Cc" else c for c in text)).split())


def printable(text: str, instead: Callable[[str], str]) -> str:
    """Return text with another text instead of each character that has no form of its own, so that it breaks no line."""
    return "".join(c if c.isprintable() or c == "\u3000" else instead(c) for c in text)


def escaped(text: str) -> str:
    """Return JSON in which all that cannot be seen is written as numbers."""
    return UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)
