"""The edition as pages say it. Pages of a year are made with marks in its place, which are filled when they are written:
so a commit that changes nothing of the year changes nothing of what is kept of them.
"""

from dataclasses import dataclass, fields

from assessment.disclosure.publication import Edition
from assessment.render.words import day

_MARK = b"edition7f0c5b1e94d2a638"
"""How every mark begins; it stands in addresses too, where few signs do."""


@dataclass(frozen=True)
class ShownEdition:
    """An edition in the words that pages have for it, or marks in their places."""

    commit: str
    """Full id of the commit, for addresses; empty where there is none."""
    whole: str
    """The full id, for readers."""
    short: str
    day: str
    """The date that the build says."""
    iso: str
    """The same date, for programs."""


def words_of(edition: Edition) -> ShownEdition:
    """Return an edition as pages say it."""
    built = edition.built
    return ShownEdition(edition.commit, edition.commit or "未入库", edition.short, day(built), built.isoformat())


def marks(*, has_commit: bool) -> ShownEdition:
    """Return the marks for an edition; pages without a commit have no addresses of its files."""
    names = [field.name for field in fields(ShownEdition)]
    known = {name: f"{_MARK.decode()}{number}" for number, name in enumerate(names)}
    return ShownEdition(**known | ({} if has_commit else {"commit": ""}))


def fill(content: bytes, edition: ShownEdition) -> bytes:
    """Return a page with an edition in the places of its marks."""
    if _MARK not in content:
        return content
    for number, field in enumerate(fields(ShownEdition)):
        content = content.replace(b"%b%d" % (_MARK, number), getattr(edition, field.name).encode())
    return content
