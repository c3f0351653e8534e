"""What an office said once of the words in its sheets, put in place before a sheet is read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assessment.edit.layout import yaml_text
from assessment.errors import FaultyDataError, RequestError
from assessment.folding import folded
from assessment.imports.question import Question
from assessment.imports.values import cell_name
from assessment.imports.vocabulary import LEFT_OUT
from assessment.load.import_words import FILE, ImportWords, county_words, read_import_words
from assessment.workbooks.grid import Cell, Grid, Workbook

_HEAD = ("yaml-language-server: $schema=../schemas/imports.json", "导入对照：表里的写法: 意思。导入时先照这里换过来。")


@dataclass(frozen=True)
class Glossary:
    """Words of sheets and what they stand for."""

    words: Mapping[str, str]

    def put_into(self, book: Workbook) -> Workbook:
        """Return a workbook in which every cell that is a listed word says what it stands for.

        A column or a sheet whose name stands for ``不导入`` is left out.
        """
        if not self.words:
            return book
        known = {folded(word): meaning for word, meaning in self.words.items()}
        kept = [grid for grid in book.grids if known.get(folded(grid.name)) != LEFT_OUT]
        return replace(book, grids=tuple(_put_into(grid, known) for grid in kept))


def _put_into(grid: Grid, known: Mapping[str, str]) -> Grid:
    left_out: set[int] = set()
    rows: dict[int, dict[int, Cell]] = {}
    for row, cells in grid.rows.items():
        new: dict[int, Cell] = {}
        for column, cell in cells.items():
            meaning = known.get(folded(cell_name(cell))) if isinstance(cell.value, str) else None
            if meaning == LEFT_OUT:
                left_out.add(column)
            new[column] = cell if meaning is None else replace(cell, value=meaning)
        if kept := {column: cell for column, cell in new.items() if column not in left_out}:
            rows[row] = kept
    return replace(grid, rows=rows)


def glossary_of(data: Path, pairs: Sequence[str], mapping: Path | None) -> Glossary:
    """Return what the data folder keeps, what a mapping file says, and what the command line says, the last before all.

    Raises:
        RequestError: if a pair has no ``=``.
        FaultyDataError: if a file is at fault.
    """
    kept = county_words(data)
    file = ImportWords({}, ()) if mapping is None or not mapping.exists() else read_import_words(mapping, str(mapping))
    if faults := [*kept.findings, *file.findings]:
        raise FaultyDataError(faults)
    meanings: dict[str, str] = {}
    for pair in pairs:
        word, sign, meaning = pair.replace("＝", "=").rpartition("=")
        if not (sign and word.strip() and meaning.strip()):
            raise RequestError(f"--map 要写成 表里的写法=意思，例如 测评得=最终成绩；现在是“{pair}”")
        meanings[word.strip()] = meaning.strip()
    return Glossary({**kept.words, **file.words, **meanings})


def new_words(data: Path, glossary: Glossary) -> Mapping[str, str]:
    """Return the file of the data folder that is to keep what it does not know yet, by its path; nothing for nothing."""
    return {} if glossary.words == county_words(data).words else {FILE: _kept_text(glossary.words)}


def _kept_text(words: Mapping[str, str]) -> str:
    """Return the text that keeps words for next year."""
    return yaml_text({"words": dict(words)}, _HEAD)


def mapping_lines(questions: Iterable[Question]) -> str:
    """Return the lines that a mapping file lacks, each with what was guessed."""
    return yaml_text({"words": _open_words(questions)}, ()).partition("\n")[2]


def proposal_text(known: Mapping[str, str], questions: Iterable[Question]) -> str:
    """Return a mapping file with what is known and a line for each word that was not understood."""
    open_words = _open_words(questions)
    head = ("请逐行核对：左边是表里的写法，右边是意思；空着的请填写，不用管的删去，不要的列写 不导入。", *_HEAD)
    return yaml_text({"words": {**open_words, **known}}, head)


def _open_words(questions: Iterable[Question]) -> dict[str, str | None]:
    return {question.word: question.guess or None for question in questions if question.word}
