"""How a single value is written where another one stands: in the same quotes, as far as they can hold it."""

import re
from datetime import date

from assessment.edit.layout import can_be_plain, fits_block, inline, quoted

_HEAD = re.compile(r"[|>][-+0-9]*")
"""What begins a text that stands on lines of its own."""


def scalar_text(value: object, style: str, inside: bool) -> str:
    """Return a single value in one line.

    Args:
        value: a text, a number, a date, true, false or None.
        style: the quote in which the value before stood, if any.
        inside: whether it stands in brackets.
    """
    text = value.isoformat() if isinstance(value, date) else value
    if isinstance(text, str) and style == "'" and can_be_plain(text):
        return "'" + text.replace("'", "''") + "'"
    return quoted(text) if isinstance(text, str) and style else inline(value, inside)


def stays_block(value: object, style: str) -> bool:
    """Tell whether a value that stands on lines of its own can stand there as the one before did."""
    return isinstance(value, str) and style in ("|", ">") and fits_block(value)


def block_head(text: str, before: str) -> tuple[str, int]:
    """Return what a text on lines of its own begins with, and how much of what it began with goes for it.

    Args:
        text: the new one.
        before: from the old head to the end of its line.
    """
    head = _HEAD.match(before)
    style = "|" if "\n" in text.removesuffix("\n") else before[:1]
    return style + ("" if text.endswith("\n") else "-"), 0 if head is None else head.end()
