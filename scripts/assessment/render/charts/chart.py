"""A chart that is drawn."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chart:
    """A chart, and the words that stand with it."""

    svg: bytes
    alternative: str
    """What it says to those who cannot see it."""
    caption: str
    """What stands below it."""
    width: int
    """Of the drawing, in its own units, for pages to keep room for it."""
    height: int
