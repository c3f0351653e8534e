"""One name, one meaning: a reader who has met a class once knows it wherever it stands."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

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


OF_THIS_PROGRAM = frozenset(["told", "made", "asked", "laid", "joined", "started", "typed", "spoken", "heard"])
"""What was told is a message or a sentence, what was made a folder or a file: a name says which.

What does something is called by the verb: to join, to lay out.
"""
BUT_IN_TESTS = frozenset({"said", "served", "filled"})
"""What somebody said is an answer, a notice, a line …; a test calls by it what it captures."""
ELSEWHERE = {"TypedMapping"}
"""The type of what is in a mapping, as everybody calls it."""
MODULES = {"scripts/assessment/load/typed.py"}
_WORD = re.compile("[A-Z]?[a-z]+|[A-Z]+")
_NAMES_OF_SCRIPTS = re.compile(
    r"(?:const|let|var|function|class)\s+(\w+|\[[^\]]*\])|(?:\(|, )(\w+)(?=[^()]*\)\s*(?:=>|\{))|(\w+) =>"
)


def names_of(source: str) -> Iterator[str]:
    """Every name that a module gives to a class, a function, an argument or a value."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
            case _:
                pass


def names_of_script(source: str) -> Iterator[str]:
    """Every name that a browser's script gives."""
    for groups in _NAMES_OF_SCRIPTS.findall(source):
        yield from re.findall(r"\w+", " ".join(groups))


def sources(folder: Path) -> Iterator[Path]:
    """Every module and script of ours below a folder."""
    for path in folder.iterdir():
        if path.suffix in (".py", ".js"):
            yield path
        elif path.is_dir() and path.name != "node_modules":
            yield from sources(path)


def words_of(name: str) -> set[str]:
    """The words that a name is put together of."""
    return {word.lower() for word in _WORD.findall(name)}


@pytest.mark.parametrize("folder", ["scripts", "tests", "benchmarks", "theme"])
def test_nothing_is_called_by_what_was_done_to_it(folder: str) -> None:
    words = OF_THIS_PROGRAM | (BUT_IN_TESTS if folder != "tests" else frozenset())
    found = set()
    for path in sources(ROOT / folder):
        source = path.read_text(encoding="utf-8")
        found |= {
            f"{path.relative_to(ROOT)}: {name}"
            for name in (names_of(source) if path.suffix == ".py" else names_of_script(source))
            if words_of(name) & words and name not in ELSEWHERE and not name.startswith("test_")
        }
    assert found == set()


def test_no_module_is_called_by_what_was_done_to_it() -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "scripts").rglob("*.py")}
    assert {path for path in modules if words_of(Path(path).stem) & (OF_THIS_PROGRAM | {"joining"})} <= MODULES
