"""Finding what a cell names, with or without what stands in brackets."""

import re
from collections.abc import Iterable, Mapping

from assessment.folding import folded

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NOTHING = frozenset({"", "-", "--", "---", "—", "——", "–", "―", "─", "/", "\\", "无", "未填", "空"})


def bare(text: str) -> str:
    """Return folded text without what stands in brackets, such as full marks behind the name of an item."""
    return _BRACKETS.sub("", folded(text))


def says_nothing(text: str) -> bool:
    """Tell whether a text stands for an empty cell."""
    return folded(text) in _NOTHING


class Names:
    """Finds what a text names; a name that two things have finds neither."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take pairs of name and id."""
        found: dict[str, set[str]] = {}
        for name, id in names:
            found.setdefault(folded(name), set()).add(id)
        self._ids: Mapping[str, set[str]] = found

    def find(self, text: str) -> str | None:
        """Return the id that a text names, with or without its brackets, or None."""
        for form in (folded(text), bare(text)):
            ids = self._ids.get(form, set())
            if len(ids) == 1:
                return next(iter(ids))
        return None
