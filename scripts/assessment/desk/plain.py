"""What findings say to one who sees forms only: fields by their titles, without examples of how files are written."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from assessment.desk.desk_words import desk_words
from assessment.forms.shape import Form, Shape, shape_of
from assessment.forms.texts import plain_words

_EXAMPLE = re.compile(r"，例如 [a-z_]+: ?[^，。）]*")
_LACKING = re.compile(r"缺少 [a-z_0-9]+（([^）]+)）")
"""A field that is lacking, with its title."""
_MEANT = re.compile(r"是不是“([^”]+)”？是的话请改成 [^\s，。；（）“”]+")
"""What may have been meant, with how it is written in a file."""
_SETTLED = re.compile(r"照印发的文件改定后，从 undecided 中删去 [^\s，。；]+ 这一行")
_QUOTED = re.compile(r"“([^“”]+)”")
_DEEPEST = 5
"""How far below the top fields are looked for; what is deeper is of the same names."""


def plain(text: str, titles: Mapping[str, str] | None = None, names: Mapping[str, str] | None = None) -> str:
    """Return what a finding says, or how it is mended, in the words of forms.

    Args:
        text: what it says.
        titles: of the fields that it is about, where those are known.
        names: of what ids stand for.
    """
    known = names or {}
    line = _MEANT.sub(r"是不是“\1”？", _EXAMPLE.sub("", desk_words(text)))
    line = _SETTLED.sub("照印发的文件决定，定好了从待定事项里删去", line)
    line = plain_words(_LACKING.sub(r"缺少“\1”", line), {**_titles(), **(titles or {})})
    return _QUOTED.sub(lambda id: f"“{known.get(id[1], id[1])}”", line)


@cache
def _titles() -> Mapping[str, str]:
    """Return what the fields of records are called, by their names; those of one name and several titles are left out."""
    titles: dict[str, set[str]] = {}
    for name, title in _fields(shape_of("score"), _DEEPEST):
        titles.setdefault(name, set()).add(title)
    return {name: title for name, (title, *more) in titles.items() if not more}


def _fields(shape: Shape, deep: int) -> Iterator[tuple[str, str]]:
    if not deep:
        return
    match shape.form:
        case Form.FIELDS:
            for name in shape.names:
                below = shape.below(name)
                yield name, str(below.schema.get("title", name))
                yield from _fields(below, deep - 1)
        case Form.ENTRIES | Form.NAMED:
            yield from _fields(shape.below(0, {}), deep - 1)
