"""What sheets call the waves of a part: 第一轮, 第1轮, 一轮; 第一季度, 1季度, Q1; 上半年; 3月份."""

import re
from collections.abc import Iterable, Iterator, Mapping

from assessment.dataset.part import Wave
from assessment.folding import folded
from assessment.numerals import with_figures

_ORDINAL = re.compile(r"第?(\d+)[轮次期批]")
_QUARTER = re.compile(r"第?([1-4])季度?")
_MONTH = re.compile(r"(\d{1,2})月份?")
_LIKE_A_WAVE = re.compile(r"第?(?<!\d)\d{1,2}(?:[轮批]|季度?|次(?!项)|期|月份?)|[上下]半年|(?<![a-z])q[1-4]")
"""What is a name of some wave, whichever the scheme has."""


def plain_words(text: str) -> str:
    """Return text in which 第一轮 and 第1轮 are the same."""
    return with_figures(folded(text))


class WaveNames:
    """Finds the wave that a text names."""

    def __init__(self, waves: Iterable[Wave]) -> None:
        """Take waves in their order; those of several parts may bear the same name."""
        self._forms: Mapping[str, str] = {form: plain_words(name) for name, form in _forms_of(list(waves))}
        longest = sorted(self._forms, key=len, reverse=True)
        self._any = re.compile("|".join(f"(?<!\\d){re.escape(form)}" for form in longest) or "(?!)")

    @property
    def is_any(self) -> bool:
        """Whether there are any waves."""
        return bool(self._forms)

    def split(self, text: str) -> tuple[str, str] | None:
        """Return the plain name of the one wave in a text, and the text without it; None for none or several."""
        plain = plain_words(text)
        found = {self._forms[one[0]] for one in self._any.finditer(plain)}
        return (found.pop(), self._any.sub("", plain)) if len(found) == 1 else None

    def unknown(self, text: str) -> str:
        """Return what in a text is like the name of a wave that is none of these; empty where nothing is."""
        found = _LIKE_A_WAVE.search(self._any.sub("", plain_words(text)))
        return "" if found is None else found[0]


def _forms_of(waves: list[Wave]) -> Iterator[tuple[str, str]]:
    """Yield each wave's name with the forms in which sheets write it."""
    names = list(dict.fromkeys(wave.name for wave in waves))
    are_ordinals = any(_ORDINAL.fullmatch(plain_words(name)) for name in names)
    for place, name in enumerate(names, start=1):
        plain = plain_words(name)
        yield name, plain
        yield name, plain.removeprefix("第")
        ordinal, quarter, month = (one.fullmatch(plain) for one in (_ORDINAL, _QUARTER, _MONTH))
        number = ordinal[1] if ordinal else "" if are_ordinals else str(place)
        if number:
            yield from ((name, f"{before}{number}{word}") for before in ("第", "") for word in "轮次期批")
        if quarter:
            yield from ((name, f"{quarter[1]}季"), (name, f"q{quarter[1]}"), (name, f"第{quarter[1]}季度"))
        if month:
            yield from ((name, f"{month[1]}月"), (name, f"{month[1]}月份"))
