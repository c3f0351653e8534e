"""A value of a file as the text that a field shows, and the text as a value again."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from assessment.forms.shape import Form, Shape
from assessment.load.shapes import list_of
from assessment.load.yaml_file import scalar_of
from assessment.visible import visible

BLANK = "弃权"
"""What a value that is none is written as among others in one line."""

_NOTHING = frozenset({BLANK, "~", "空", "空白"})
_CODE = re.compile(r"（[a-z][a-z_.]*(?: 下的 [a-z][a-z_-]*)?）")
_GAP = re.compile(r" (?=“)|(?<=”) (?=[\u4e00-\u9fff])")
_WORD = re.compile(r"(?<![\w/.“-])[a-z][a-z_]*(?![\w/.”-])", re.ASCII)
_BETWEEN = re.compile(r"[\s、，,；;]+")


def text_of_value(value: object) -> str:
    """Return a single value as text; nothing for none."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case _:
            return "" if isinstance(value, list | dict) else str(value)


def line_of(values: object) -> str:
    """Return several single values in one line."""
    return "、".join(BLANK if value is None else text_of_value(value) for value in list_of(values))


def value_of_text(shape: Shape, text: str, was: object) -> object:
    """Return what was written as a value of the form that is wanted, or as text where it is of another form.

    What stands there already stays as it is where the text says the same. What cannot be seen is left out.
    """
    if _plain(text) == _plain(text_of_value(was)):
        return was
    written = _plain(text)
    if shape.form in (Form.NUMBER, Form.TRUTH):
        read = scalar_of(written)
        return read if read is not None else written
    # A text on lines of its own ends with a break, which no field shows.
    return f"{written}\n" if isinstance(was, str) and was.endswith("\n") and written else written


def values_of_line(shape: Shape, texts: Iterable[str], was: object) -> list[object]:
    """Return what was written in one line, or chosen one by one, as single values."""
    one = shape.below(0)
    words = [word for text in texts for word in _BETWEEN.split(visible(text)) if word]
    if one.form is Form.TEXT:
        # They are chosen, not ranked: those that were there stay where they were.
        words.sort(key=lambda word: list_of(was).index(word) if word in list_of(was) else len(list_of(was)))
    values: list[object] = [
        None if _may_be_blank(one) and word in _NOTHING else value_of_text(one, word, None) for word in words
    ]
    return list_of(was) if values == list_of(was) else values


def plain_words(text: str, titles: Mapping[str, str] | None = None) -> str:
    """Return a text about a file as it is said to one who only sees forms: without the names by which files call fields.

    Args:
        text: such as “最终成绩（mark）…按数量计分的填 number”.
        titles: of the fields below, by their names.
    """
    known = titles or {}
    plain = _CODE.sub("", text)
    return _GAP.sub("", _WORD.sub(lambda word: f"“{known[word[0]]}”" if word[0] in known else word[0], plain))


def _may_be_blank(shape: Shape) -> bool:
    types = shape.schema.get("type")
    return isinstance(types, list) and "null" in types


def _plain(text: str) -> str:
    return visible(text.replace("\r\n", "\n")).strip()
