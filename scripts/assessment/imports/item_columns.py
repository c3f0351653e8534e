"""Columns of marks and of reasons by item, under heads as agencies write them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assessment.imports.fold import Names
from assessment.imports.layout import Texts
from assessment.imports.vocabulary import OWN

_REASON = re.compile(r"[-—_:(]?(?:的)?(?:主要|具体|存在)?(?:失分|扣分)?(?:原因|说明|情况|存在问题|问题|点)\)?$")
_LOSS = re.compile(r"[-—_:(]?(?:扣分|失分|减分|扣减)(?:分值|分数|值)?\)?$")
_MARK = re.compile(r"[-—_:(]?(?:得分|分数|成绩|评分)\)?$")
_OTHER = re.compile(r"(?:小计|合计|排名|名次|满分|分值|标准分|权重|得分率|扣分率|占比|比例)$")
_OWN = re.compile(OWN)
_OWN_MARK = re.compile(rf"[(\[]?{OWN}(?:得分|分值|分数|成绩|评分|打分|分)?[)\]]?")


@dataclass(frozen=True)
class ItemColumns:
    """Which columns hold what of the items."""

    columns: Mapping[str, int]
    """By ``mark:``, ``loss:`` or ``reason:`` and the clause."""
    twice: Mapping[int, str]
    """Further columns of the same, with the clause."""
    shortened: Mapping[int, str]
    """Columns whose name is a short form of an item's, with the clause."""


def item_columns(texts: Texts, names: Names) -> ItemColumns:
    """Return the columns of items that a head has; a short form of a name counts where the whole name is not there."""
    columns: dict[str, int] = {}
    twice: dict[int, str] = {}
    shortened: dict[int, str] = {}
    open_columns = [
        column
        for column, held in texts.items()
        if held and not _OTHER.search(held[-1]) and not any(_is_own(text, names) for text in held)
    ]
    for find in (names.find, names.shortened):
        for column in open_columns:
            if column in columns.values() or column in twice:
                continue
            what, clause = _meaning(texts[column], find)
            key = f"{what}:{clause}"
            if clause is None or (find == names.shortened and key in columns):
                continue
            if key in columns:
                twice[column] = clause
                continue
            columns[key] = column
            if find == names.shortened:
                shortened[column] = clause
    return ItemColumns(columns, twice, shortened)


def self_columns(texts: Texts, names: Names) -> dict[str, int]:
    """Return the columns of the marks that units give themselves for items, by what the items are called by.

    Of two columns of one item the first.
    """
    found: dict[str, int] = {}
    for column, held in texts.items():
        if held and not _OTHER.search(held[-1]) and not _REASON.search(held[-1]) and any(map(_OWN.search, held)):
            item = next((item for form in _own_forms(held) if (item := names.find(form)) is not None), None)
            if item is not None:
                found.setdefault(item, column)
    return found


def _own_forms(texts: tuple[str, ...]) -> Iterator[str]:
    """Yield what is left of a head without the words that say whose mark it is."""
    for text in ("".join(texts), *reversed(texts)):
        yield from (form for form in (_OWN_MARK.sub("", text), _OWN_MARK.sub("", text).strip("()[]")) if form)


def _is_own(text: str, names: Names) -> bool:
    """Tell whether a head says that a unit marked itself; the name of an item may hold such a word, too."""
    if not _OWN.search(text):
        return False
    whole, rest = (_meaning((form,), names.find)[1] for form in (text, _OWN.sub("", text)))
    return whole is None or rest is not None


def _meaning(texts: tuple[str, ...], find: Callable[[str], str | None]) -> tuple[str, str | None]:
    """Return what a column says of an item, and of which; None where it names none."""
    kinds = (("reason", _REASON), ("loss", _LOSS), ("mark", _MARK))
    what, ending = next((kind for kind in kinds if kind[1].search(texts[-1])), kinds[-1])
    found = (clause for form in _forms(texts, ending) if (clause := find(form)) is not None)
    return what, next(found, None)


def _forms(texts: tuple[str, ...], ending: re.Pattern[str]) -> Iterator[str]:
    for text in ("".join(texts), *reversed(texts)):
        yield ending.sub("", text)
        yield text
