"""One name, one meaning: a reader who has met a class once knows it wherever it stands."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.built import ROOT


def types_of(source: str) -> Iterator[str]:
    """The classes of a module and its other names for types, private ones without the underscore."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            yield node.name.removeprefix("_")
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id.removeprefix("_")
            if not name.isupper() and name[0].isupper():
                yield name


def places(package: Path) -> dict[str, list[str]]:
    found = defaultdict(list)
    for path in sorted(package.rglob("*.py")):
        for name in types_of(path.read_text(encoding="utf-8")):
            found[name].append(path.relative_to(package).as_posix())
    return found


def test_no_type_has_the_name_of_another() -> None:
    found = places(ROOT / "scripts" / "assessment")
    assert {"Entry", "Swap", "Detailed"} <= found.keys()
    assert {name: where for name, where in found.items() if len(where) > 1} == {}


def values_of(source: str) -> Iterator[str]:
    """Every name that a module gives to a function, an argument or a value."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef(name=name) | ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield name.lower().strip("_")
            case _:
                pass


def test_no_value_is_called_by_what_was_done_to_it() -> None:
    """What was told is a message or a sentence, what was made a folder or a file; the name says which.

    What does something is called by the verb: to join, to lay out.
    """
    called = {path: {*values_of(path.read_text(encoding="utf-8"))} for path in (ROOT / "scripts").rglob("*.py")}
    participles = {"told", "made", "asked", "laid", "laid_out", "laid_over", "joined", "joined_text"}
    assert {str(path): names & participles for path, names in called.items() if names & participles} == {}
