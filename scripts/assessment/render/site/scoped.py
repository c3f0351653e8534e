"""The site's style sheet, held to one box of a page that belongs to somebody else, and stronger than that page's own."""

import re
from collections.abc import Iterable, Iterator

import tinycss2
from tinycss2.ast import AtRule, Declaration, DimensionToken, Node, QualifiedRule

ROOT_SIZE = 17
"""What one rem is here, in CSS pixels: the page around the box may have any root size."""

_WINDOW_REM = 16
"""What one rem is in a question about the window, whatever the root size."""

_REM = re.compile(r"([\d.]+)rem")

_ROOTS = ("html", "body", ":root")
_DARK = "prefers-color-scheme"


def scoped(style: str, scope: str) -> str:
    """Return the style sheet for the box that ``scope`` selects, an id with its number sign.

    Everything that the page around says of the box or of what is in it is undone first: an id outweighs all that a
    portal's styles usually say, and ``!important`` outweighs the rest. Drawings keep what their attributes say.
    """
    inside = f"{scope} :where(:not(svg, svg *))"
    undone = (
        f"{scope}{{all:initial!important;display:block!important;direction:ltr!important;container-type:inline-size!important}}"
        f"{inside}{{all:revert!important}}"
        f"{inside}::before,{inside}::after{{content:none!important}}"
        # Opened by itself a fragment has no doctype, and a browser would set its tables in letters of their own.
        f"{scope} :where(table){{font:inherit!important;color:inherit!important}}"
    )
    # What only the site's programs bring to life stays out of sight, though all rules are equally strong here.
    hidden = f"{scope} [hidden]{{display:none!important}}"
    fixed = f"{scope}{{font-size:{ROOT_SIZE}px!important;color-scheme:light!important}}"
    rules = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    return undone + "".join(_rules(rules, scope)) + fixed + hidden


def _rules(rules: Iterable[Node], scope: str) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = ",".join(_selector(part, scope) for part in _parts(rule.prelude))
            yield f"{selectors}{{{''.join(_declarations(rule.content))}}}"
        elif isinstance(rule, AtRule) and rule.content is not None and _of_the_box(condition := _condition(rule)):
            below = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield f"@{condition}{{{''.join(_rules(below, scope))}}}"


def _of_the_box(condition: str) -> bool:
    """Tell whether rules under a condition are the box's: it stays light, and sheets of paper are the portal's."""
    return _DARK not in condition and condition.split()[0] != "page"


def _condition(rule: AtRule) -> str:
    """Return a condition: what asks for the width of the window asks for that of the box, which is narrower."""
    condition = tinycss2.serialize(rule.prelude).strip()
    if "width" not in condition:
        return f"{rule.at_keyword} {condition}"
    return "container " + _REM.sub(lambda found: f"{float(found[1]) * _WINDOW_REM:g}px", condition)


def _parts(prelude: Iterable[Node]) -> Iterator[str]:
    """Yield the selectors of a list."""
    part: list[Node] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield tinycss2.serialize(part).strip()
            part = []
        else:
            part.append(token)
    yield tinycss2.serialize(part).strip()


def _selector(selector: str, scope: str) -> str:
    first, space, rest = selector.partition(" ")
    if first in _ROOTS:
        return f"{scope}{space}{rest}"
    return f"{scope} {selector}"


def _declarations(content: Iterable[Node]) -> Iterator[str]:
    for part in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if isinstance(part, Declaration):
            yield f"{part.name}:{tinycss2.serialize(map(_absolute, part.value)).strip()}!important;"


def _absolute(token: Node) -> Node:
    """Return a token with a length in pixels for one in rem, also within functions."""
    if isinstance(token, DimensionToken) and token.lower_unit == "rem":
        size = round(token.value * ROOT_SIZE, 2)
        return DimensionToken(token.source_line, token.source_column, size, None, f"{size:g}", "px")
    if token.type == "function":
        token.arguments = [*map(_absolute, token.arguments)]
    return token
