"""Finding what a cell names, with or without brackets, numbering and full marks around the name."""

import re
from collections.abc import Iterable, Iterator, Mapping

from assessment.folding import folded
from assessment.imports.likeness import is_abbreviation

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NUMBERING = re.compile(
    r"^(?:[甲乙丙丁戊己庚辛壬癸][,.:]|(?:第[一二三四五六七八九十\d]+|[a-z甲乙丙丁])组[:,]"
    r"|[(\[](?:[一二三四五六七八九十]+|\d{1,3}|[ivx]+)[)\]][,.]?|(?:[一二三四五六七八九十]+|\d{1,3}|[ivx]+)[,.:)]"
    r"|第[一二三四五六七八九十\d]+[,:]|(?:\d{1,3}|[ivx]+)(?=[一-鿿]))"
)
_FULL_MARKS = re.compile(r"[-—_:*]*(?:满分|分值)?[:]?\d+(?:\.\d+)?分?$")
_SIGNS = "*★☆※:#·◆◇●○■□▲△▶►→"
LONGEST_NAME = 200
"""Letters; a longer text names nothing, and folding it again and again would take long."""
_NOTHING = frozenset({"", "-", "--", "---", "—", "——", "–", "―", "─", "/", "\\", "无", "未填", "空"})


def bare(text: str) -> str:
    """Return folded text without what stands in brackets, such as full marks behind the name of an item."""
    return _BRACKETS.sub("", folded(text))


def unnumbered(text: str) -> str:
    """Return folded text without a number in front, such as ``1.`` or ``（二）``, and without signs around it."""
    return _NUMBERING.sub("", folded(text).strip(_SIGNS)).strip(_SIGNS)


def says_nothing(text: str) -> bool:
    """Tell whether a text stands for an empty cell."""
    return len(text) <= LONGEST_NAME and folded(text) in _NOTHING


def forms(text: str) -> Iterator[str]:
    """Yield the folded forms under which a text may name something, the fullest first; none of a long text."""
    if len(text) > LONGEST_NAME:
        return
    seen = [folded(text), bare(text), unnumbered(text)]
    seen += [bare(seen[-1])]
    seen += [_FULL_MARKS.sub("", form) for form in seen]
    yield from dict.fromkeys(form for form in seen if form)


class Names:
    """Finds what a text names; a name that two things have finds neither."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take pairs of name and id."""
        found: dict[str, set[str]] = {}
        for name, id in names:
            found.setdefault(folded(name), set()).add(id)
        self._ids: Mapping[str, set[str]] = found
        self._looked_up: dict[str, str | None] = {}

    def find(self, text: str) -> str | None:
        """Return the id that a text names, with or without what stands around the name, or None."""
        if text not in self._looked_up:
            self._looked_up[text] = self._find(text)
        return self._looked_up[text]

    def _find(self, text: str) -> str | None:
        for form in forms(text):
            ids = self._ids.get(form, set())
            if len(ids) == 1:
                return next(iter(ids))
        return None

    def within(self, text: str) -> str | None:
        """Return the one id whose name stands inside a longer text, such as a title; None for none or several."""
        whole = folded(text)
        inside = [name for name in self._ids if len(name) > 1 and name in whole]
        longest = [name for name in inside if not any(name != other and name in other for other in inside)]
        ids = {id for name in longest for id in self._ids[name]}
        return next(iter(ids)) if len(ids) == 1 else None

    def shortened(self, text: str) -> str | None:
        """Return the one id of which a text is a short form: its letters, in order, from the first to the last."""
        for form in forms(text):
            ids = {id for name, held in self._ids.items() if is_abbreviation(form, name) for id in held}
            if len(ids) == 1:
                return next(iter(ids))
        return None
