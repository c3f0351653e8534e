"""Text of the data without what no reader sees, and what turns the words beside it round."""

import re
from typing import TypeVar

from markupsafe import Markup

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
"""Controls, which pages and feeds may not hold, and marks of direction, by which text could look like other text."""

Value = TypeVar("Value")


def visible(text: str) -> str:
    """Return text without control characters and marks of direction; line breaks and tabs stay."""
    return _UNSEEN.sub("", text)


def only_visible(value: Value) -> Value | str:
    """Return what a template is about to write, text without what cannot be seen; markup stays markup."""
    if isinstance(value, Markup):
        return Markup(visible(str(value)))
    return visible(value) if isinstance(value, str) else value


def escaped(json: str) -> str:
    """Return JSON in which all such characters are written as numbers."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json)
