"""Which level of government a text speaks of: 省政府办公厅 is 省, 宣城市 is 市, 国务院 is 国家."""

import re
from collections.abc import Collection

from assessment.folding import folded

_WORDS = {
    "国家": re.compile("国家|国务院|国办|全国|中央|部委"),
    "省": re.compile("省|自治区"),
    "市": re.compile("(?<!县级)市(?!场)|地区|自治州"),
    "县": re.compile("县|(?<![治地小社景园校片发辖])区(?!县)"),
    "乡": re.compile("乡|镇|街道"),
}
_BETWEEN = re.compile("[,/;和及与或]")


def level_in(text: str, levels: Collection[str]) -> str | None:
    """Return the one of a rule's levels that a text speaks of; None for none of them, or for several at once.

    Of a body whose name goes down from level to level, such as 安徽省宣城市, the last counts.
    """
    plain = folded(text)
    for level in levels:
        if plain in (folded(level), f"{folded(level)}级", f"全{folded(level)}"):
            return level
    if _BETWEEN.search(plain):
        return None
    words = _WORDS | {level: re.compile(re.escape(folded(level))) for level in levels if level not in _WORDS}
    places = {
        level: max(found.start() for found in hits) for level, word in words.items() if (hits := [*word.finditer(plain)])
    }
    last = max(places, key=lambda level: places[level], default=None)
    return last if last in levels else None
