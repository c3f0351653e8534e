"""The sentences in a module: its strings but the docstrings, which speak to readers of the code."""

import ast
from collections.abc import Iterator
from operator import itemgetter

from assessment.sentences.sentence import VALUE


def strings(source: str) -> list[tuple[int, str]]:
    """Return the strings of a module with their lines; one with values in it is one string."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return sorted(_below(tree, docstrings), key=itemgetter(0))


def _below(node: ast.AST, docstrings: set[int]) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value
        return
    if isinstance(node, ast.JoinedStr):
        yield node.lineno, "".join(_piece(part) for part in node.values)
    for part in ast.iter_child_nodes(node):
        if not (isinstance(node, ast.JoinedStr) and isinstance(part, ast.Constant)):
            yield from _below(part, docstrings)


def _piece(part: ast.expr) -> str:
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else VALUE
