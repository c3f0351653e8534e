"""Which lines of a changed text its file has too, and where: a reader opens the file as it stands."""

from collections.abc import Mapping
from difflib import SequenceMatcher


def old_lines(before: str, after: str) -> Mapping[int, int]:
    """Return the number of each line that stands in the text before, by its number in the one after; from 1."""
    old, new = (text.removeprefix("\ufeff").splitlines() for text in (before, after))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.b + step + 1: block.a + step + 1 for block in blocks for step in range(block.size)}
