"""The page of one sheet: what kind it is, what is wrong at which cell, what is asked, what would change."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from assessment.change.files_effect import effect_of_files
from assessment.change.ground import Ground
from assessment.compare.comparison import YearComparison
from assessment.desk.sheet_hints import page_words
from assessment.errors import FaultyDataError, RequestError
from assessment.findings import Finding, in_order
from assessment.forms.field import FieldChoice
from assessment.imports.dry_run import DryRun, dry_run, fitting_kinds
from assessment.imports.glossary import Glossary, glossary_of
from assessment.imports.importing import Options
from assessment.imports.opening import open_sheets
from assessment.imports.question import Question
from assessment.imports.report import changes_text, notes_text
from assessment.imports.values import cell_text
from assessment.imports.vocabulary import LEFT_OUT
from assessment.workbooks.csv_reading import SUFFIX
from assessment.workbooks.grid import Workbook
from assessment.workbooks.place import CellPlace

SHEETS = (".xlsx", SUFFIX)
"""How the names of files end that are sheets."""
_QUOTED = re.compile("“([^“”]+)”")
_TEXTS = 3
"""How many texts of cells with a fault of one cause are shown."""


@dataclass(frozen=True)
class CellFault:
    """A fault and the cell that it is at."""

    sheet: str
    cell: str
    """Row and column in words; empty for the whole sheet."""
    held: str
    """What the cell shows, or what some of the cells do; empty for nothing."""
    message: str
    hint: str
    cells: int = 1
    """At how many cells it is, of which the first is named."""


@dataclass(frozen=True)
class SheetQuestion:
    """A word that was not understood, and what it may stand for."""

    word: str
    message: str
    choices: tuple[str, ...]
    """The nearest first."""


@dataclass(frozen=True)
class SheetPage:
    """What there is to say of a sheet."""

    name: str
    others: tuple[str, ...]
    """Names of the files that came with it."""
    kind: str
    """As which it was tried; empty where it is like none."""
    fitting: tuple[str, ...]
    """The kinds that it may be, where it was found out."""
    options: Options
    words: Mapping[str, str]
    """What the person said of words in it."""
    components: tuple[FieldChoice, ...]
    names: tuple[str, ...]
    """Of the units."""
    refusal: str = ""
    """Why it could not be tried."""
    faults: tuple[CellFault, ...] = ()
    cautions: tuple[CellFault, ...] = ()
    questions: tuple[SheetQuestion, ...] = ()
    changes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    comparison: YearComparison | None = None
    tried: DryRun | None = None
    glossary: Glossary | None = None

    @property
    def may_be_taken(self) -> bool:
        """Whether there is something to write and nothing in the way."""
        return bool(self.tried is not None and not self.refusal and not self.faults and self.changes)

    @property
    def digest(self) -> str:
        """What tells whether something else would be written than was shown."""
        parts: list[str] = []
        if self.tried is not None:
            draft = self.tried.draft
            parts = [*(text for entry in sorted(draft.texts.items()) for text in entry), *draft.words]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def sheet_among(files: list[Path]) -> Path:
    """Return the sheet among files that were chosen together.

    Raises:
        RequestError: if there is none, or several.
    """
    sheets = [file for file in files if file.suffix.lower() in SHEETS]
    if not sheets:
        raise RequestError("没有 .xlsx 或 .csv 的表；.xls、.et 的表请先用 Excel 或 WPS 另存为 .xlsx")
    if len(sheets) > 1:
        raise RequestError(f"一次导入一张表，现在选了 {len(sheets)} 张：{'、'.join(sheet.name for sheet in sheets)}")
    return sheets[0]


def sheet_page(
    ground: Ground, files: list[Path], kind: str, options: Options, words: Mapping[str, str], *, effect: bool = True
) -> SheetPage:
    """Return what there is to say of a sheet.

    Args:
        ground: the year that it is for, whose year file and scheme can be read.
        files: the sheet and what lies beside it.
        kind: what the person says that it is; empty to find out.
        options: what the person adds to it.
        words: what the person says of words in it.
        effect: whether what it does to the results is wanted.

    Raises:
        RequestError: if there is no sheet, or it cannot be read.
        FaultyDataError: if the data cannot be read.
    """
    file = sheet_among(files)
    scheme = ground.year.whole.scheme
    kept = glossary_of(ground.year.data, (), None)
    glossary = Glossary({**kept.words, **words})
    book = glossary.put_into(open_sheets(file))
    fitting = () if kind else tuple(found.kind for found in fitting_kinds(book, ground.year, options))
    page = SheetPage(
        name=file.name,
        others=tuple(other.name for other in files if other != file),
        kind=kind or next(iter(fitting), ""),
        fitting=fitting,
        options=options,
        words=words,
        components=tuple(FieldChoice(component.id, component.name) for component in scheme.components),
        names=tuple(unit.name for unit in ground.year.whole.units.values()),
    )
    return page if not page.kind else _tried(page, ground, book, glossary, effect=effect)


def _tried(page: SheetPage, ground: Ground, book: Workbook, glossary: Glossary, *, effect: bool) -> SheetPage:
    try:
        tried = dry_run(page.kind, book, ground.year, page.options)
        tried.refuse_approved()
    except RequestError as fault:
        return replace(page, refusal=page_words(str(fault)))
    comparison = None
    if effect and tried.draft.texts and not tried.errors:
        with suppress(FaultyDataError):
            comparison = effect_of_files(ground, tried.draft.texts, tried.draft.evidence_files)
    return replace(
        page,
        faults=together(cell_fault(book, found) for found in in_order(tried.errors)),
        cautions=together(cell_fault(book, found) for found in in_order(tried.cautions)),
        questions=tuple(_questions(tried, page.names)),
        changes=tuple(changes_text(tried.draft.words).splitlines()),
        notes=tuple(page_words(line.removeprefix("注意：")) for line in notes_text(tried.draft.notes).splitlines()),
        comparison=comparison,
        tried=tried,
        glossary=glossary,
    )


def cell_fault(book: Workbook, found: Finding) -> CellFault:
    """Return a fault with the cell that it is at and what that shows."""
    place = found.place
    hint = "" if isinstance(found, Question) and found.word else page_words(found.hint)
    if not isinstance(place, CellPlace):
        return CellFault(f"{page_words(place.file)} 第{place.line}行", "", "", page_words(found.message), hint)
    grid = next((grid for grid in book.grids if grid.place().file == place.file), None)
    cell = None if grid is None else grid.rows.get(place.line, {}).get(place.column)
    name = page_words(place.file) if grid is None else grid.name
    return CellFault(name, place.cell, "" if cell is None else cell_text(cell), page_words(found.message), hint)


def together(faults: Iterable[CellFault]) -> tuple[CellFault, ...]:
    """Return faults of which those of one cause are one, at the first of the cells, with what some of them show."""
    alike: dict[CellFault, list[CellFault]] = {}
    for fault in faults:
        alike.setdefault(_cause(fault), []).append(fault)
    return tuple(replace(first, cells=1 + len(more), held=_held([first, *more])) for first, *more in alike.values())


def _cause(fault: CellFault) -> CellFault:
    """Return what is the same in faults of one cause: all but the cell, and what is quoted from it."""

    def unquoted(text: str) -> str:
        return _QUOTED.sub(lambda found: "“”" if fault.held.startswith(found[1].rstrip("…")) else found[0], text)

    return CellFault(fault.sheet, "", "", unquoted(fault.message), unquoted(fault.hint))


def _held(faults: Sequence[CellFault]) -> str:
    """Return what the cells of some faults show, each text once."""
    texts = [*dict.fromkeys(fault.held for fault in faults)]
    return "、".join(texts[:_TEXTS]) + (f"等{len(texts)}种写法" if len(texts) > _TEXTS else "")


def _questions(tried: DryRun, names: Sequence[str]) -> Iterator[SheetQuestion]:
    """Yield each word that was not understood once."""
    seen: dict[str, Question] = {}
    for question in tried.questions:
        seen.setdefault(question.word, question)
    for word, question in seen.items():
        units = names if question.code == "unknown-unit" else ()
        choices = dict.fromkeys(choice for choice in (question.guess, LEFT_OUT, *units) if choice)
        yield SheetQuestion(word, question.message, tuple(choices))
