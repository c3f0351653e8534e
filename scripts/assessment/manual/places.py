"""Where each file that the guides lead to stands in the manual."""

import posixpath
from enum import Enum
from pathlib import PurePosixPath
from urllib.parse import unquote

FIRST = PurePosixPath("docs/README.md")
"""The page that lists all others."""


class PlaceKind(Enum):
    """What becomes of a file."""

    GUIDE = "guide"
    LISTING = "listing"
    """A text, shown as it is."""
    PICTURE = "picture"


def kind_of(file: PurePosixPath) -> PlaceKind:
    """Return what becomes of a file."""
    match file.suffix:
        case ".md":
            return PlaceKind.GUIDE
        case ".png" | ".svg":
            return PlaceKind.PICTURE
        case _:
            return PlaceKind.LISTING


def place_of(file: PurePosixPath) -> str:
    """Return the path of a file in the manual: guides of ``docs/`` at its top, all else as in the repository."""
    if file == FIRST:
        return "index.html"
    path = file.relative_to("docs") if file.is_relative_to("docs") else file
    match kind_of(file):
        case PlaceKind.GUIDE:
            return path.with_suffix(".html").as_posix()
        case PlaceKind.LISTING:
            return f"{path}.html"
        case PlaceKind.PICTURE:
            return path.as_posix()


def target_of(file: PurePosixPath, link: str) -> PurePosixPath | None:
    """Return the file of the repository that a link in another one leads to; None if it leads out of it, or nowhere."""
    path = unquote(link.partition("#")[0])
    if "//" in link or not path:
        return None
    return PurePosixPath(posixpath.normpath((file.parent / path).as_posix()))
