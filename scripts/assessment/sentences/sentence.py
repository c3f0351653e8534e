"""A sentence that a reader or an editor may see, and where it is written."""

import re
from typing import NamedTuple

VALUE = "…"
"""Stands for what is put in when the sentence is shown."""

HAN = re.compile("[\u4e00-\u9fff]")


class Sentence(NamedTuple):
    """A text as its reader sees it."""

    file: str
    """Path from the root of the repository, with slashes."""
    line: int
    """Line where it begins, from 1."""
    text: str
    """On one line; what is put in later is VALUE."""


def is_chinese(text: str) -> bool:
    """Tell whether a text holds a Chinese character, as every sentence for readers does."""
    return HAN.search(text) is not None


def on_one_line(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return " ".join(text.split())
