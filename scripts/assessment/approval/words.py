"""How findings and amendments name a value and its place."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import accumulate

from assessment.approval.canonical import number
from assessment.approval.sealed import SOURCE
from assessment.dataset.year import Value
from assessment.load.titles import titles

_LONGEST = 60

At = tuple[str, ...]


def kind_of(path: str) -> str:
    """Return the kind of data file, as schemas are named, that a path below the data folder holds."""
    if path.endswith(SOURCE):
        return "source"
    return {"years": "year", "schemes": "scheme", "units": "unit", "scores": "score"}[path.partition("/")[0]]


def place_words(kind: str, at: At, names: Mapping[str, str]) -> str:
    """Return the path of a value in the titles of its schema, such as ``扣分记录/d01/次数``.

    Args:
        names: what ids are called, such as those of components, or what the whole path to one is called.
    """
    if kind == "source":
        return f"原文底稿第{at[0]}行"
    paths = accumulate(at, lambda above, step: f"{above}/{step}")
    return "/".join(
        names.get(path, names.get(step, step)) if title is None else title
        for path, step, title in zip(paths, at, titles(kind, at), strict=True)
    )


def value_words(kind: str, at: At, value: Value) -> str:
    """Return a value in one line, its fields by their titles."""
    return _words(kind, at, value.value)


def shortened(text: str) -> str:
    """Return a text as findings quote it."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def _words(kind: str, at: At, value: object) -> str:
    match value:
        case None:
            return "空"
        case bool():
            return "true" if value else "false"
        case Decimal() | int():
            return number(Decimal(value))
        case dict():
            below = ((key, (*at, key), inner) for key, inner in value.items())
            return "；".join(
                f"{titles(kind, path)[-1] or key}：{_words(kind, path, inner)}" for key, path, inner in below
            )
        case list():
            return "、".join(_words(kind, (*at, "0"), inner) for inner in value) or "空"
        case _:
            return str(value)
