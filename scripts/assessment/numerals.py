"""Figures as people write them: in full width, and in Chinese words such as 二〇一九, 十二, 两次."""

import re

HALF_WIDTH = str.maketrans({0xFF01 + step: 0x21 + step for step in range(94)} | {"−": "-", "\u3000": " "})
"""Full-width forms are the same signs typed wider; other forms, such as ⑨ or ⁵, mean something of their own."""

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
}
_LETTER_FOR_ZERO = re.compile("(?<=[〇○零一二三四五六七八九])[Oo](?=[〇○零一二三四五六七八九Oo])")
_WORD = re.compile(f"[{''.join(_DIGITS)}十廿卅]+")


def with_figures(text: str) -> str:
    """Return text with numbers in Chinese words as figures: ``二〇一九年十二月`` becomes ``2019年12月``."""
    return _WORD.sub(lambda found: _figures(found[0]), _LETTER_FOR_ZERO.sub("〇", text))


def _figures(word: str) -> str:
    word = word.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = word.partition("十")
    if not ten:
        return "".join(str(_DIGITS[sign]) for sign in word)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return word
    return str(10 * (_DIGITS[tens] if tens else 1) + (_DIGITS[ones] if ones else 0))
