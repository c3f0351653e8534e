"""No sentence that the program brings, in code, templates, prose or schemas, holds a word of the shipped schemes."""

import re

import pytest

from assessment.sentences.listing import sentences as every_sentence
from assessment.sentences.sentence import Sentence
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
    "scripts/assessment/imports/roster_heads.py",
    "scripts/assessment/edit/new_scheme.py",
    "scripts/assessment/beginning/first_year.py",
    "scripts/assessment/beginning/roster.py",
    "scripts/assessment/check/names.py",
    "scripts/assessment/imports/levels.py",
    "scripts/assessment/imports/roster.py",
    "scripts/assessment/imports/vocabulary.py",
}
"""Where a county is begun from a list: by the words that lists in China name levels and groups with."""

PROGRAM = frozenset({"四舍五入"})
"""What the program itself says where a scheme has it."""


@pytest.mark.parametrize("word", sorted(vocabulary() | MORE - PROGRAM))
def test_no_sentence_holds_it(word: str, sentences: list[Sentence]) -> None:
    found = [f"{file}:{line}: {text}" for file, line, text in sentences if word in text and not _lawful(file, text, word)]
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    return [*every_sentence(ROOT)]


def _lawful(file: str, text: str, word: str) -> bool:
    if file in ROSTERS:
        return word in ("县", "乡镇", "县直单位")
    if word != "县":
        return False
    return (file, text) in LAW or ((file, word) in LAW and not re.search("(?<!、)县|县(?!、)", text))
