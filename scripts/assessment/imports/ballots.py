"""Importing ballots, in whatever form they were gathered. Only the rater's unit and the mark remain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.errors import RequestError
from assessment.findings import has_errors
from assessment.folding import folded
from assessment.imports.asides import is_summary
from assessment.imports.ballot_draft import BallotCell, record_ballots
from assessment.imports.ballot_layout import BallotLayout, rater_group
from assessment.imports.ballot_marks import Grades, ballots_in, refuse_ticks
from assessment.imports.claim import Claim
from assessment.imports.draft import Draft
from assessment.imports.importing import Options, component_of
from assessment.imports.layout import HeadView
from assessment.imports.question import Question
from assessment.imports.records import unit_at, unit_hint, unit_rows
from assessment.imports.roster import UnitNames, rater_names, unit_names
from assessment.imports.table import ORDERS, SheetTable, tables
from assessment.imports.values import SheetRow, cell_name, number_in
from assessment.imports.vocabulary import LEFT_OUT, PERSON
from assessment.workbooks.grid import Workbook
from assessment.workbooks.place import CellPlace

_OF_RATED = re.compile("(?:[被受]|参[评测])[^:]{0,8}:")
"""What stands in a title before the unit that is rated, and not before the rater."""


@dataclass
class _TableOfBallots:
    """What a table of ballots is read with."""

    table: SheetTable
    draft: Draft
    names: UnitNames
    """Of all who may rate."""
    rated: UnitNames
    """Of the assessed units."""
    component: Part
    options: Options
    grades: Grades = field(default_factory=Grades)

    def cell(self, row: SheetRow, key: str, rater: Claim, rated: str, *, several: bool) -> BallotCell:
        """Return what a cell says."""
        full = self.component.full_of(self.draft.marked_as(rated))
        marks = list(ballots_in(row, key, full, several, self.grades))
        return BallotCell(row, key, str(rater.value), rater, rated, marks)


def import_ballots(book: Workbook, draft: Draft, options: Options) -> None:
    """Put into a draft what a sheet of ballots claims.

    The ballots of a rater unit about a unit take the place of those that are recorded.

    Raises:
        RequestError, FaultyDataError: if the sheet has no table, or the records cannot take it.
    """
    component = component_of(draft.year.whole.scheme, options.component, (Method.BALLOTS,), "评议")
    names = rater_names(draft.year.whole.scheme, draft.year.whole.units)
    rated_names = unit_names(draft.year.whole.scheme, draft.year.whole.units)
    layout = BallotLayout(names, options.rater)
    by_rated: dict[str, dict[str, list[BallotCell]]] = {}
    if [grid for grid in book.grids if refuse_ticks(grid, draft.findings)]:
        return
    for found in tables(book, layout.search, draft, options):
        reading = _TableOfBallots(_with_columns(found, layout, draft), draft, names, rated_names, component, options)
        # A cell that could not be read is a fault already.
        for cast in (cell for cell in _distinct(reading) if cell.marks):
            before = by_rated.setdefault(cast.rated, {}).setdefault(cast.rater, [])
            if before and before[0].row.grid is not cast.row.grid:
                cast.row.fault(cast.key, "repeated-ballot", f"{_pair(draft, cast)}的票在另一张表里已有", "请只留一处")
            before.append(cast)
        reading.grades.refuse()
    if not by_rated and not has_errors(draft.findings):
        draft.notes.append(f"{book.name} 的表头下面没有评议票，没有可以导入的内容；请核对文件")
    for rated, by_rater in by_rated.items():
        record_ballots(draft, component, rated, by_rater, options)


def _with_columns(table: SheetTable, layout: BallotLayout, draft: Draft) -> SheetTable:
    """Return a table with the columns of people and, of a matrix, of units; note what is dropped."""
    people = {f"person:{column}": column for column in table.others if PERSON.rank(table.texts[column]) is not None}
    if people:
        dropped = "、".join(table.texts[column][-1] for column in people.values())
        draft.notes.append(f"表“{table.grid.name}”中“{dropped}”没有导入：评议票只记评议单位和分数")
    across: dict[str, int] = {}
    if "mark" not in table.columns and not any(key.startswith("vote:") for key in table.columns):
        found = layout.across(HeadView(table.grid, table.head, table.head, table.texts))
        single = {column for column, unit in found.items() if list(found.values()).count(unit) == 1}
        for column in found.keys() - single:
            table.fault(column, "repeated-head", f"“{draft.name(found[column])}”有两列", "请只留一列")
        across = {f"across:{unit}": column for column, unit in found.items() if column in single}
    whole = table.with_columns(people | across)
    if across:
        _question_heads(whole, layout, draft)
    draft.notes += whole.unused()
    return whole


def _question_heads(table: SheetTable, layout: BallotLayout, draft: Draft) -> None:
    """Question each column of numbers beside those of units whose head names no unit: a name may be misspelt."""
    rows = [cells for row, cells in table.grid.rows.items() if table.head < row <= table.last]
    for column in table.others:
        name = table.head_text(column)
        cells = [cells[column] for cells in rows if column in cells]
        numbers = [cell for cell in cells if isinstance(number_in(cell), Decimal)]
        if not numbers or 2 * len(numbers) < len(cells) or not name or is_summary(name) or name in ORDERS:
            continue
        near = next(iter(layout.units.near(name)), "")
        hint = f"{unit_hint(name, layout.units)}；不是单位的，加 --map {name}={LEFT_OUT}"
        place = table.grid.place(table.head, column)
        draft.findings.append(Question(place, "unknown-unit", f"找不到单位“{name[:30]}”", hint, word=name, guess=near))


def _distinct(reading: _TableOfBallots) -> Iterator[BallotCell]:
    """Yield what a table says; a ballot that may be a copy of one above is a fault."""
    table, draft = reading.table, reading.draft
    number = ("number",) if "number" in table.columns else tuple(key for key in table.more if key.startswith("person:"))
    first: dict[tuple[str, ...], SheetRow] = {}
    copies: list[tuple[BallotCell, SheetRow]] = []
    for cast in _cells(reading):
        vote = (cast.key,) if cast.key.startswith("vote:") else ()
        one = (cast.rater, cast.rated, *vote, *map(cast.row.text, number))
        if one in first and not reading.options.ballot_a_row:
            copies.append((cast, first[one]))
        else:
            first[one] = cast.row
            yield cast
    _refuse_copies(copies, draft, numbered=bool(number))


def _refuse_copies(copies: list[tuple[BallotCell, SheetRow]], draft: Draft, *, numbered: bool) -> None:
    """Note each ballot with the number of another; without numbers one fault for the whole table."""
    hint = "重复的请删去；是几个人各投的票，请增加“票号”一列，每张票一个号，或加 --ballot-a-row"
    for cast, first in copies if numbered or len(copies) == 1 else copies[:1]:
        message = f"{_pair(draft, cast)}的票与{first.label}重复"
        if not numbered and len(copies) > 1:
            raters = list(dict.fromkeys(draft.name(copy.rater) for copy, _ in copies))
            named = "、".join(raters[:3]) + (f"等 {len(raters)} 个单位" if len(raters) > 3 else "")
            message = f"{named}有几行票，没有票号，分不出是几个人各投的票还是重复的，共 {len(copies)} 张"
        cast.row.fault("" if cast.key == "mark" else cast.key, "repeated-ballot", message, hint)


def _pair(draft: Draft, cast: BallotCell) -> str:
    return f"“{draft.name(cast.rater)}”对“{draft.name(cast.rated)}”"


def _cells(reading: _TableOfBallots) -> Iterator[BallotCell]:
    columns = reading.table.columns
    if "rater" in columns and "rated" in columns:
        return _in_rows(reading)
    if "mark" in columns or any(key.startswith("vote:") for key in columns):
        return _in_form(reading)
    return _in_matrix(reading)


def _in_rows(reading: _TableOfBallots) -> Iterator[BallotCell]:
    """Yield the ballots of a table with a row for each."""
    draft, names = reading.draft, reading.names
    for row in unit_rows(reading.table, "rater", ("rated", "mark"), draft, names):
        rater, rated = unit_at(row, "rater", names), unit_at(row, "rated", reading.rated)
        if rater is not None and rated is not None:
            yield reading.cell(row, "mark", row.claim("rater", rater), rated, several=False)


def _in_matrix(reading: _TableOfBallots) -> Iterator[BallotCell]:
    """Yield the cells of a table with a unit to a row and to a column."""
    table, names = reading.table, reading.names
    key = next(key for key in ("rater", "rated", "side") if key in table.columns)
    across = [name for name in table.more if name.startswith("across:")]
    side_rates = key == "rater" or (key == "side" and _side_rates(reading, key))
    for row in unit_rows(table, key, across, reading.draft, names):
        unit = unit_at(row, key, names)
        for name in across if unit is not None else ():
            if row.cell(name) is not None:
                other = name.partition(":")[2]
                rater, rated = (unit, other) if side_rates else (other, unit)
                if rated not in reading.rated.names:
                    row.fault(name, "unknown-unit", f"“{names.names[str(rated)]}”不是考评对象，不受评议", "请核对谁评谁")
                    continue
                yield reading.cell(row, name, row.claim(name, rater), str(rated), several=True)


def _side_rates(reading: _TableOfBallots, key: str) -> bool:
    """Tell whether the units down the side of a matrix rate those across it: as the title says, else as is usual."""
    table, draft = reading.table, reading.draft
    group = rater_group(table.titles, draft.year.whole.scheme)
    cells = [cells.get(table.columns[key]) for row, cells in table.grid.rows.items() if row > table.head]
    units = [reading.names.find(cell_name(cell)) for cell in cells if cell is not None]
    groups = {draft.group(unit) for unit in units if unit is not None}
    rates = group is None or group in groups
    down, over = ("评议单位", "被评单位") if rates else ("被评单位", "评议单位")
    name = table.head_text(table.columns[key])
    why = "" if group is None else "（标题写明了谁评谁）"
    draft.notes.append(
        f"表“{table.grid.name}”竖着的“{name}”当作{down}，横着的当作{over}{why}；不对的加 --map {name}={over}"
    )
    return rates


def _in_form(reading: _TableOfBallots) -> Iterator[BallotCell]:
    """Yield the ballots of a form of one rater unit, which the title, the name of the sheet or the command names."""
    table, names = reading.table, reading.names
    rater = _rater_of(reading)
    votes = [key for key in table.columns if key.startswith("vote:")] or ["mark"]
    if rater is None:
        place = table.columns["rated"]
        hint = "请在标题里写“评议单位：某单位”，增加“评议单位”一列，或加 --rater 单位"
        table.fault(place, "no-rater", "表里没有写是哪个单位的票", hint)
        return
    for row in unit_rows(table, "rated", votes, reading.draft, names):
        rated = unit_at(row, "rated", reading.rated)
        for vote in votes if rated is not None else ():
            if row.cell(vote) is not None:
                yield reading.cell(row, vote, rater, str(rated), several=False)


def _rater_of(reading: _TableOfBallots) -> Claim | None:
    """Return the unit whose ballots a form holds; None where nothing names it.

    Raises:
        RequestError: if the command names no unit.
    """
    names, table = reading.names, reading.table
    if chosen := reading.options.rater:
        found = names.find(chosen)
        if found is None:
            raise RequestError(f"--rater 找不到单位“{chosen}”；{unit_hint(chosen, names)}")
        return Claim(found, CellPlace("--rater", 0, 0))
    titles = (title for title in reversed(table.titles) if not _OF_RATED.search(folded(title)))
    found = next((unit for title in titles if (unit := names.within(title)) is not None), None)
    return None if found is None else Claim(found, table.grid.place())
