"""The colours of all charts, those of the site: each in a light and a dark scheme."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colour:
    """A colour by what it is for."""

    name: str
    """One letter: the class that it has in a page's drawing."""
    light: str
    dark: str


INK = Colour("i", "#1c2733", "#e6ebf0")
SOFT = Colour("s", "#4d5b69", "#a9b6c3")
LINE = Colour("l", "#d5dce3", "#36424e")
QUIET = Colour("q", "#7d8d9b", "#6a7987")
"""What stands around the thing that is told of."""
ACCENT = Colour("a", "#0b5c8a", "#7cc0e8")
LOSS = Colour("o", "#9a3d12", "#f0a37c")

ALL = (INK, SOFT, LINE, QUIET, ACCENT, LOSS)
