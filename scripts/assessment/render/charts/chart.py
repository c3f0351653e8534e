"""A chart that is drawn."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Chart:
    """A chart and what it says to those who cannot see it."""

    svg: bytes
    alternative: str
    width: int
    """Of the drawing, in its own units, for pages to keep room for it."""
    height: int
