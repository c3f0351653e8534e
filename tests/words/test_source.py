"""No sentence that the program brings, in code, templates, prose or schemas, holds a word of the shipped schemes."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.built import ROOT
from tests.words.vocabulary import MORE, vocabulary

LAW = {
    ("scripts/assessment/scoring/rules.py", "县"),
    ("scripts/assessment/imports/roster.py", "省市州盟县区旗"),
    ("scripts/assessment/imports/scheme_rules.py", "县"),
    ("schemas/scheme.json", "县"),
}
"""The levels of government that the constitution names, where they stand beside each other."""

ROSTERS = {
    "scripts/assessment/commands/asking_groups.py",
    "scripts/assessment/commands/new_county.py",
    "scripts/assessment/imports/unit_sheet.py",
    "scripts/assessment/edit/new_scheme.py",
    "scripts/assessment/commands/new_year.py",
    "scripts/assessment/check/names.py",
    "scripts/assessment/imports/levels.py",
    "scripts/assessment/imports/roster.py",
    "scripts/assessment/imports/vocabulary.py",
}
"""Where a county is begun from a list: by the words that lists in China name levels and groups with."""

PROGRAM = frozenset({"四舍五入"})
"""What the program itself says where a scheme has it."""


def _sentences() -> Iterator[tuple[str, str]]:
    """Yield what a reader or an editor may see of the program itself, with its file."""
    for path in sorted((ROOT / "scripts" / "assessment").rglob("*.py")):
        if "sample" not in path.parts:
            for text in _literals(ast.parse(path.read_text(encoding="utf-8"))):
                yield path.relative_to(ROOT).as_posix(), text
    for folder, pattern in (("theme", "*.*"), ("content", "*.md"), ("schemas", "*.json")):
        for path in sorted((ROOT / folder).rglob(pattern)):
            if path.suffix in (".html", ".css", ".js", ".xml", ".md", ".json"):
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def _literals(tree: ast.AST) -> Iterator[str]:
    """Yield the strings of a module but its docstrings, which name the sources of rules to readers of the code."""
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


@pytest.mark.parametrize("word", sorted(vocabulary() | MORE - PROGRAM))
def test_no_sentence_holds_it(word: str, sentences: list[tuple[str, str]]) -> None:
    found = [
        f"{file}: {_around(text, word)}" for file, text in sentences if word in text and not _lawful(file, text, word)
    ]
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def sentences() -> list[tuple[str, str]]:
    return [*_sentences()]


def _lawful(file: str, text: str, word: str) -> bool:
    if file in ROSTERS:
        return word in ("县", "乡镇", "县直单位")
    if word != "县":
        return False
    return (file, text) in LAW or ((file, word) in LAW and not re.search("(?<!、)县|县(?!、)", text))


def _around(text: str, word: str) -> str:
    place = text.index(word)
    return text[max(0, place - 20) : place + 30].replace("\n", " ")
