"""What style sheets say to browsers that know no custom properties and no logical ones, as 360 in compatibility mode.

A browser takes the last declaration that it understands; so the plain one stands before each that old ones pass over.
"""

import re
from collections.abc import Iterator, Mapping

_ROOT = re.compile(r"^:root\s*\{([^}]*)\}", re.MULTILINE)
"""The values that hold everywhere; those within a condition are indented."""

_PROPERTY = re.compile(r"(--[a-z-]+)\s*:\s*([^;]+);")
_VARIABLE = re.compile(r"var\((--[a-z-]+)\)")
_DECLARATION = re.compile(r"(?<=[{;\s])(?P<name>[a-z][a-z-]*)\s*:\s*(?P<value>[^;{}]+)(?=[;}])")

_SIDES = {"inline": ("left", "right"), "block": ("top", "bottom")}
_LOGICAL = re.compile(r"(margin|padding|border)-(inline|block)")


def root_values(style: str) -> dict[str, str]:
    """Return the custom properties of a style sheet, by name, as they are where no condition changes them."""
    return {name: value.strip() for root in _ROOT.findall(style) for name, value in _PROPERTY.findall(root)}


def with_fallbacks(style: str, values: Mapping[str, str]) -> str:
    """Return a style sheet with a plain declaration before each that an old browser passes over.

    Args:
        style: the style sheet.
        values: the custom properties that hold for it.

    Raises:
        KeyError: if it uses one that is not among them.
    """

    def plain_first(found: re.Match[str]) -> str:
        own = (found["name"], found["value"].strip())
        plain = [declared for declared in _plain(own[0], _resolved(own[1], values)) if declared != own]
        return " ".join([*(f"{name}: {value};" for name, value in plain), found[0]])

    return _DECLARATION.sub(plain_first, style)


def _plain(name: str, value: str) -> Iterator[tuple[str, str]]:
    if logical := _LOGICAL.fullmatch(name):
        kind, axis = logical.groups()
        first, *rest = [value] if kind == "border" else value.split()
        for side, part in zip(_SIDES[axis], (first, rest[0] if rest else first), strict=True):
            yield f"{kind}-{side}", part
    elif name == "overflow-wrap":
        yield "word-wrap", "break-word"
    else:
        yield name, value


def _resolved(value: str, values: Mapping[str, str]) -> str:
    """Return a value with the custom properties in it replaced by what they stand for."""
    while "var(" in value:
        value = _VARIABLE.sub(lambda found: values[found[1]], value)
    return value
