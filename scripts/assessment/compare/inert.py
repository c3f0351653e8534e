"""Text of the data in Markdown, where nobody's words may become a link, a mention, an image or a tag."""

import re

from assessment.visible import one_line

_JOINER = "\u2060"
"""Takes no room and cannot be seen; what it stands in is no name or address to a program any more."""

_SPECIAL = re.compile(r"[\\`*_\[\]#|~]")

_LIVE = re.compile(
    r"(?P<at>@)"
    r"|(?P<number>\\#)(?=\w)"
    r"|(?P<colon>:)(?=[/\w])"
    r"|(?P<www>\bwww)(?=\.)"
    r"|(?P<issue>\bGH-)(?=\d)",
    re.IGNORECASE | re.ASCII,
)


_COMMIT = re.compile(r"\b[0-9a-f]{7,}\b", re.IGNORECASE | re.ASCII)
"""What may be the id of a commit, which has seven digits at least."""


def plain(text: str, longest: int = 200) -> str:
    """Return text as one line without what cannot be seen, cut where it is very long."""
    line = one_line(text)
    return line if len(line) <= longest else f"{line[:longest]}……"


def inert(text: str, longest: int = 200) -> str:
    """Return text that Markdown shows as it is; to be put inside a line, never at its start."""
    line = plain(text, longest).replace("$", "＄")
    line = _SPECIAL.sub(r"\\\g<0>", line).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _COMMIT.sub(lambda id: _JOINER.join(re.findall(".{1,6}", id[0])), line)
    return _LIVE.sub(lambda live: f"{live[0]}{_JOINER}", line)


def code(text: str) -> str:
    """Return text as code in Markdown; it may stand in a table."""
    line = plain(text).replace("|", "¦") or " "
    ticks = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    room = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{room}{line}{room}{ticks}"
