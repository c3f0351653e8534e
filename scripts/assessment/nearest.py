"""The one choice that something written most likely stands for."""

import re
from collections.abc import Iterable, Mapping

from assessment.folding import folded

_NUMERALS = {sign: digit for digit, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_MOST_WRONG = 3
"""How many letters of a long word may be wrong."""
_LONGEST = 60
"""Longer texts are no slips of a name, and comparing them would take long."""


Choices = Iterable[str] | Mapping[str, str]
"""Names, or names with their titles."""


def nearest(written: str, choices: Choices) -> str | None:
    """Return the one choice that is near what was written; None where none is, or several are equally near.

    Forms that mean the same come first (width, case, spaces, numerals, the title of a field), then another way to count
    (附件2-4, or 第4项 alone for the one choice that ends so), then a choice that is part of what was written or the other
    way round, then few wrong letters. Digits, ordinals and negations are never taken for others.
    """
    named = choices.items() if isinstance(choices, Mapping) else [(choice, "") for choice in choices]
    plain = _plain(written)
    if not plain or len(plain) > _LONGEST:
        return None
    forms = {choice: {_plain(choice), *([_plain(title)] if title else ())} - {""} for choice, title in named}
    same = [choice for choice, own in forms.items() if plain in own]
    if same:
        return same[0] if len(same) == 1 else None
    steps = _steps(written)
    if len(steps) > 1 and len(counted := [choice for choice in forms if _steps(choice) == steps]) == 1:
        return counted[0]
    if "第" in written and len(ending := [choice for choice in forms if _steps(choice)[-len(steps) :] == steps]) == 1:
        return ending[0]
    ranked = sorted(
        (min((_distance(plain, form) for form in own), default=_LONGEST), choice) for choice, own in forms.items()
    )
    part = [choice for choice, own in forms.items() if any(_is_part(plain, form) for form in own)]
    # 部份成立 holds 成立, but is one letter from 部分成立.
    if len(part) == 1 and (ranked[0][1] == part[0] or ranked[0][0] > _allowed(plain)):
        return part[0]
    if not ranked or ranked[0][0] > _allowed(plain) or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    return ranked[0][1]


def did_you_mean(written: str, choices: Choices, otherwise: str) -> str:
    """Return the hint that names the near choice, or another hint where none is near."""
    near = nearest(written, choices)
    return otherwise if near is None else f"是不是“{near}”？是的话请改成 {near}"


def _plain(text: str) -> str:
    """Return text in which width, case, signs between words and the way a number is written make no difference."""
    spread = re.sub("[零〇一二两三四五六七八九十]+", lambda found: _number(found[0]), folded(text))
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[\W_]", "", spread))


def _steps(text: str) -> list[str]:
    """Return the words and numbers of a text without the words that only count: the same of 附件2第4项 as of 附件2-4."""
    spread = re.sub("[零〇一二两三四五六七八九十]+", lambda found: _number(found[0]), folded(text))
    return [str(int(step)) if step.isdecimal() else step for step in re.findall(r"\d+|[^\W\d_第项条款点目类]+", spread)]


def _number(numerals: str) -> str:
    tens, ten, ones = numerals.partition("十")
    if not ten:
        return "".join(str(_NUMERALS[sign]) for sign in numerals)
    if len(tens) > 1 or len(ones) > 1:
        return numerals
    return str((_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0))


def _is_part(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return not short.isascii() and short in long and _telling_apart(one) == _telling_apart(other)


def _telling_apart(text: str) -> list[str]:
    return re.findall(r"\d+|[甲乙丙丁戊己庚辛壬癸没不未无非否]", text)


def _allowed(text: str) -> int:
    return min(max(1, len(text) // (4 if text.isascii() else 3)), _MOST_WRONG) if len(text) > 1 else 0


def _distance(one: str, other: str) -> int:
    """Return how many letters have to be added, left out, changed, or swapped, to turn one into the other."""
    if _telling_apart(one) != _telling_apart(other) or abs(len(one) - len(other)) > _MOST_WRONG:
        return _LONGEST
    before, last = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        now = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]
