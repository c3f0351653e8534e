"""Importing marks and numbers by what is measured: in waves, by members, of several components at once."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from assessment.dataset.part import Part, Wave
from assessment.findings import has_errors
from assessment.folding import folded
from assessment.imports.agency_items import unit_lines
from assessment.imports.asides import is_note, is_summary
from assessment.imports.claim import Claim, plain
from assessment.imports.draft import Draft
from assessment.imports.importing import Intake, Options
from assessment.imports.item_columns import self_columns
from assessment.imports.measured_draft import SheetFigure, is_recorded, put_figures, recorded_figure, recorded_members
from assessment.imports.measured_layout import FigureColumn, MeasuredLayout, wave_of
from assessment.imports.measured_questions import FullFigure, holds_numbers, question_names, question_shares
from assessment.imports.measurements import MeasuredPart
from assessment.imports.records import unit_at, unit_rows
from assessment.imports.roster import unit_names
from assessment.imports.self_marks import own_marks, record_self_marks
from assessment.imports.table import SheetTable, tables
from assessment.imports.unit_marks import NOT_APPLICABLE, NOT_ASSESSED
from assessment.imports.values import SheetRow, cell_name, is_blank
from assessment.imports.wave_names import WaveNames
from assessment.imports.whose_marks import without_own_marks
from assessment.workbooks.grid import Cell, Workbook

FigureKey = tuple[str, str, str]
"""Key of the part, id of the wave, name of the member; the last two empty where there is none."""
_SHOWN = 9
_WAYS = "缺一次的，照主办单位的决定填分数，或每次都填“未参评”，在“备注”写明原因"


@dataclass
class _UnitClaims:
    """What a workbook claims of a unit."""

    row: SheetRow
    figures: dict[FigureKey, SheetFigure] = field(default_factory=dict)
    absent: dict[str, Claim] = field(default_factory=dict)
    """Why it took no part, by key of the part."""
    missed: dict[str, tuple[SheetRow, str]] = field(default_factory=dict)
    """Where that is said, by key of the part."""
    own: dict[str, Claim] = field(default_factory=dict)
    blanks: dict[tuple[str, str], tuple[SheetRow, str]] = field(default_factory=dict)
    """Where a cell of a part and wave was left empty."""

    @property
    def says_something(self) -> bool:
        """Whether there is anything to record."""
        return bool(self.figures or self.absent or self.own)


def import_measured(book: Workbook, components: tuple[Part, ...], draft: Draft, options: Options) -> None:
    """Put into a draft what sheets claim of parts that are measured.

    Raises:
        RequestError, FaultyDataError: if no sheet has a table, or the records cannot take it.
    """
    scheme, units = draft.year.whole.scheme, draft.year.whole.units
    layout = MeasuredLayout(components, unit_names(scheme, units))
    found: dict[str, _UnitClaims] = {}
    every = tables(book, layout.search, draft, options)
    for table in every if options.as_written else without_own_marks(book, every):
        reader = _FigureReader(layout, components, table, (*table.titles, book.path.stem), draft, found)
        reader.read()
        if not options.as_written:
            question_shares(table, reader.columns)
    _refuse_gaps(layout, found, draft)
    _refuse_partly_absent(layout, found, draft)
    found = {unit: claims for unit, claims in found.items() if claims.says_something}
    if not found and not has_errors(draft.findings):
        draft.notes.append(f"{book.name} 的表头下面没有成绩，没有可以导入的内容；请核对文件")
    intake = Intake(book.path, draft, options)
    name, givers = (components[0].name if len(components) == 1 else ""), {one.giver for one in components}
    for unit, claims in found.items():
        record_self_marks(draft, unit, {} if options.final_only else claims.own)
        for part, reason in claims.absent.items():
            if draft.under(unit, "not_assessed").get(part) != plain(reason):
                draft.say(unit, f"{layout.by_key[part].part.name}记为未参评，原因：{plain(reason)}")
                draft.put(unit, ("not_assessed", part), plain(reason))
                draft.trace(unit, ("not_assessed", part), reason)
        figures = [one for one in claims.figures.values() if not (options.final_only and one.measured.is_item)]
        put_figures(intake, unit, figures, name, givers.pop() if len(givers) == 1 else "", claims.row)
    missing = [units[unit].name for group in scheme.groups for unit in group.units if unit not in found]
    if missing and found and not has_errors(draft.findings):
        more = f"等 {len(missing)} 个" if len(missing) > _SHOWN else ""
        draft.notes.append(f"表中没有成绩的单位：{'、'.join(missing[:_SHOWN])}{more}")


@dataclass
class _FigureReader:
    """Reads one table."""

    layout: MeasuredLayout
    components: tuple[Part, ...]
    table: SheetTable
    titles: tuple[str, ...]
    draft: Draft
    found: dict[str, _UnitClaims]
    here: set[tuple[str, FigureKey]] = field(default_factory=set)
    """What this table said already."""
    columns: dict[int, list[FullFigure]] = field(default_factory=dict)
    """The marks under each column that have full marks."""

    def read(self) -> None:
        """Add what the table claims."""
        columns = [one for one in self._columns() if self._is_known(one)]
        known = {one.number for one in self.layout.figures(self.table.texts, self.table.columns)}
        question_names(self.table, self.layout, known)
        own = {f"own:{name}": column for name, column in self_columns(self.table.texts, self.layout.own).items()}
        self.table = self.table.with_columns({one.key: one.number for one in columns} | own)
        self.draft.notes += self.table.unused()
        for row, unit in self._rows(columns):
            claims = self.found.setdefault(unit, _UnitClaims(row))
            claims.own |= own_marks(row, self.components, self.draft.marked_as(unit))
            for column in columns:
                if not column.is_reason:
                    self._take(row, unit, claims, column)

    def _columns(self) -> Iterator[FigureColumn]:
        """Yield the columns of figures and reasons, of several of one kind the first; what a title says is filled in."""
        wave, unknown = self._titled()
        part = next((one for title in self.titles if (one := self.layout.part_within(title)) is not None), None)
        seen: set[str] = set()
        for column in self.layout.figures(self.table.texts, self.table.columns):
            if column.is_short and not holds_numbers(self.table, column.number):
                continue
            if column.is_short and column.measured is not None and not column.is_reason:
                head = self.table.head_text(column.number)
                self.draft.notes.append(f"表“{self.table.grid.name}”的列“{head}”当作“{column.measured.part.name}”")
            measured = column.measured or part
            is_open = measured is not None and bool(measured.waves) and not column.wave and not column.unknown_wave
            if is_open and "wave" not in self.table.columns:
                column = replace(column, wave=wave, unknown_wave=unknown)
            column = replace(column, measured=measured)
            if column.key in seen:
                message = f"“{self.table.head_text(column.number)}”有两列"
                self.table.fault(column.number, "repeated-head", message, "同样的内容只留一列，或改列名")
                continue
            seen.add(column.key)
            yield column

    def _titled(self) -> tuple[str, str]:
        """Return the wave that the titles say the sheet is of, and what in them is like a wave that is none."""
        names = self.layout.waves
        waves = {found[0] for title in self.titles if (found := names.split(title)) is not None}
        unknown = [like for title in self.titles if (like := names.unknown(title))]
        return (waves.pop(), "") if len(waves) == 1 else ("", unknown[0] if unknown and not waves else "")

    def _is_known(self, column: FigureColumn) -> bool:
        """Tell whether rows of a column can be read; a fault of its head where they cannot."""
        head, measured = self.table.head_text(column.number), column.measured
        if measured is None:
            if "part" in self.table.columns:
                return True
            listed = "、".join(one.part.name for one in self.layout.parts)
            hint = f"请在列名里写明，可填：{listed}；或用 --component 写明环节"
            self.table.fault(column.number, "unknown-head", f"“{head}”没有写是哪一项的得分", hint)
            return False
        listed = "、".join(wave.name for wave in measured.waves)
        if column.unknown_wave or (column.wave and wave_of(measured, column.wave) is None):
            word = column.unknown_wave or column.wave
            message = (
                f"“{measured.part.name}”没有“{word}”这一轮" if measured.waves else f"“{measured.part.name}”不分轮测评"
            )
            hint = f"可填：{listed}；" if listed else ""
            self.table.fault(column.number, "unknown-wave", message, f"{hint}不要的列加 --map {head}=不导入")
            return False
        if measured.waves and not column.wave and "wave" not in self.table.columns:
            hint = f"请在列名、标题或表名里写明轮次，可填：{listed}"
            self.table.fault(column.number, "unknown-wave", f"“{head}”没有写是哪一轮的成绩", hint)
            return False
        if measured.has_members and "member" not in self.table.columns:
            message = f"“{measured.part.name}”按下属对象分别评定，表里没有写是哪一个的成绩"
            self.table.fault(column.number, "no-member", message, "请加“对象”一列，一个对象一行")
            return False
        return True

    def _rows(self, columns: list[FigureColumn]) -> Iterator[tuple[SheetRow, str]]:
        """Yield the rows of records, each with its unit: its own, the one above it, or the one of the title."""
        if "item" in self.table.columns:
            inside = [column.number for column in columns if not column.is_reason]
            yield from unit_lines(self.table, self.layout.units, lambda cells: self._is_record(cells, inside))
            return
        keys = [column.key for column in columns if not column.is_reason]
        for row in unit_rows(self.table, "unit", keys, self.draft, self.layout.units):
            if (named := unit_at(row, "unit", self.layout.units)) is not None:
                yield row, named

    def _is_record(self, cells: Mapping[int, Cell], inside: Collection[int]) -> bool:
        """Tell whether a row with any figure is no sum and no note."""
        first = [cell_name(cells[column]) for column in self.table.columns.values() if column in cells]
        aside = any(is_summary(text) for text in first) or (bool(first) and is_note(first[0]))
        return not aside and any(not is_blank(cells.get(column)) for column in inside)

    def _take(self, row: SheetRow, unit: str, claims: _UnitClaims, column: FigureColumn) -> None:
        """Take what a cell says."""
        measured = column.measured or self._part_at(row, column)
        if measured is None:
            return
        wave = self._wave_at(row, measured, column)
        if measured.waves and wave is None:
            return
        part, group = measured.part, self.draft.marked_as(unit)
        member = row.name("member") if measured.has_members else ""
        text = folded(row.text(column.key))
        if text == NOT_ASSESSED:
            if not row.text("remark"):
                row.fault("remark", "empty", "没有写未参评的原因", "请在这一行的“备注”列写明，没有这一列的加上")
            claims.absent[measured.owner.key] = row.claim("remark", row.text("remark"))
            claims.missed[measured.owner.key] = row, column.key
            return
        why = f"reason:{part.key}@{column.wave}"
        reason = row.claim(why, row.text(why)) if row.text(why) else None
        if text in NOT_APPLICABLE:
            figure = SheetFigure(
                measured, wave, member, row, column.key, None, reason or row.claim(why, "评定时认定不涉及")
            )
        else:
            value = row.number(column.key, measured.full_of(group))
            if value is None:
                if measured.is_for(group):
                    claims.blanks.setdefault((part.key, wave.id if wave else ""), (row, column.key))
                return
            if (full := measured.full_of(group)) is not None:
                self.columns.setdefault(column.number, []).append((value, full))
            figure = SheetFigure(measured, wave, member, row, column.key, value, reason)
        if measured.has_members and not member:
            row.fault("member", "no-member", f"“{part.name}”没有写是哪一个对象的成绩", "请在这一行写明对象")
            return
        self._keep(unit, claims, figure)

    def _keep(self, unit: str, claims: _UnitClaims, figure: SheetFigure) -> None:
        """Keep a figure; one that was there already is a fault: in the same table, and in another where it differs."""
        key = (figure.measured.part.key, figure.wave.id if figure.wave else "", figure.member)
        before = claims.figures.get(key)
        if before is not None and ((unit, key) in self.here or before.value != figure.value):
            where = (
                before.row.label
                if before.row.grid is figure.row.grid
                else f"表“{before.row.grid.name}”{before.row.label}"
            )
            message = f"“{self.draft.name(unit)}”的“{figure.label}”出现了两次，{where}已有"
            figure.row.fault(figure.key, "repeated-unit", message, "请只留一处")
            return
        self.here.add((unit, key))
        claims.figures[key] = before or figure

    def _part_at(self, row: SheetRow, column: FigureColumn) -> MeasuredPart | None:
        name = row.name("part")
        found = self.layout.part_of(name) if name else None
        if found is None and row.cell(column.key) is not None and not is_summary(name):
            hint = f"可填：{'、'.join(one.part.name for one in self.layout.parts)}"
            row.fault("part", "unknown-clause", f"找不到项目“{name[:30]}”" if name else "没有写是哪一项", hint)
        return found

    def _wave_at(self, row: SheetRow, measured: MeasuredPart, column: FigureColumn) -> Wave | None:
        """Return the wave of a cell: its column's, or its row's; a fault where the row's is none."""
        if not measured.waves or column.wave:
            return wave_of(measured, column.wave)
        name = row.name("wave")
        split = WaveNames(measured.waves).split(name)
        if split is not None:
            return wave_of(measured, split[0])
        if row.cell(column.key) is not None:
            listed = "、".join(wave.name for wave in measured.waves)
            message = f"“{measured.part.name}”没有“{name}”这一轮" if name else "没有写是哪一轮的成绩"
            row.fault("wave", "unknown-wave", message, f"可填：{listed}")
        return None


def _refuse_gaps(layout: MeasuredLayout, found: Mapping[str, _UnitClaims], draft: Draft) -> None:
    """Note as faults the empty cells of a wave that a sheet brings for other units, where the unit has other waves.

    What is recorded of some units already, and not of others, may go out and come in again.
    """
    begun = {
        key[:2]
        for unit, claims in found.items()
        for key, figure in claims.figures.items()
        if key[1] and not is_recorded(draft, unit, figure)
    }
    for unit, claims in found.items():
        figures = {key[:2] for key in claims.figures}
        for (key, wave_id), (row, column) in claims.blanks.items():
            measured = layout.by_key[key]
            wave = next((one for one in measured.waves if one.id == wave_id), None)
            has_others = any(part == key for part, _ in figures) and (key, wave_id) not in figures
            if wave is None or (key, wave_id) not in begun or not has_others or _has(draft, unit, measured, wave):
                continue
            ways = "没有的填 0" if measured.field == "number" else _WAYS
            message = f"“{draft.name(unit)}”缺“{measured.part.name}”的“{wave.name}”，别的单位有"
            row.fault(column, "left-empty", message, f"请补上；{ways}；都还没有的，整列留空")


def _refuse_partly_absent(layout: MeasuredLayout, found: Mapping[str, _UnitClaims], draft: Draft) -> None:
    """Note as faults parts of which a unit missed some measurements alone: no scheme says what the others come to."""
    for unit, claims in found.items():
        for key, (row, column) in claims.missed.items():
            measured = layout.by_key[key]
            recorded = draft.under(unit, "marks", key)
            if recorded or any(figure.measured.owner.key == key for figure in claims.figures.values()):
                message = f"“{draft.name(unit)}”的“{measured.part.name}”有的写了未参评，有的有成绩"
                row.fault(column, "partly-absent", message, f"整项要么有成绩，要么未参评：{_WAYS}")


def _has(draft: Draft, unit: str, measured: MeasuredPart, wave: Wave) -> bool:
    members = recorded_members(draft, unit, measured) if measured.has_members else ("",)
    return any(recorded_figure(draft, unit, measured, wave, member) for member in members)
