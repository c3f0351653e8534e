"""Every code that a finding can have is told of in some test."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "scripts" / "assessment").rglob("*.py")]
CODE = r"([a-z][a-z0-9-]*)(?![a-z0-9-])"
SAID = re.compile(
    # As findings are printed: after a place, or before a sentence,
    rf"\d:\d+: {CODE}|(?<![a-z0-9-]){CODE}: [A-Z\u4e00-\u9fff“]"
    # or as what is compared with the code of a finding.
    rf"|\.code\b[^\n]*\"{CODE}\""
)
"""Where a test says a code; the same word anywhere else, as a field or a name, is none."""


def name_of(call: ast.Call) -> str:
    """The name of what is called, without what it belongs to."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def tellers(source: ast.Module) -> dict[str, int]:
    """The functions of a module that make findings, with the position of the code among their arguments."""
    found = {"Finding": 1}
    for function in ast.walk(source):
        if isinstance(function, ast.FunctionDef):
            arguments = [argument.arg for argument in function.args.args if argument.arg != "self"]
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and name_of(call) == "Finding" and len(call.args) > 1:
                    code = call.args[1]
                    if isinstance(code, ast.Name) and code.id in arguments:
                        found[function.name] = arguments.index(code.id)
    return found


def codes(source: ast.Module) -> Iterator[str]:
    """Every code that some call in a module gives."""
    positions = tellers(source)
    for call in ast.walk(source):
        if isinstance(call, ast.Call) and positions.get(name_of(call), len(call.args)) < len(call.args):
            for node in ast.walk(call.args[positions[name_of(call)]]):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value


def test_every_code_is_told_of_in_a_test() -> None:
    given = {code for source in SOURCES for code in codes(source)}
    assert {"mark-above-full", "duplicate-key", "rest-unchecked", "empty"} <= given
    files = [path for path in (ROOT / "tests").rglob("*") if path.suffix in (".py", ".txt") and path != Path(__file__)]
    names = {code for path in files for said in SAID.findall(path.read_text(encoding="utf-8")) for code in said}
    assert given - names == set()
