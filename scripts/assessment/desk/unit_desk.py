"""A unit's desk: its ledger as it stands, with what can be recorded at each place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.change.ground import Ground, findings_in, record_path
from assessment.dataset import Dataset
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.desk.addresses import form_address
from assessment.desk.titles import button_of
from assessment.desk.year_desk import (
    CellState,
    LinkedFinding,
    ProgressCell,
    UnitLine,
    ledger_or_none,
    line_of_unit,
    linked,
)
from assessment.exact import brief_text
from assessment.forms.fields import field_of
from assessment.forms.record_offers import ENTRIES, RecordOffers
from assessment.forms.shape import Form, shape_of
from assessment.forms.target import NEW_ENTRY
from assessment.forms.texts import line_of
from assessment.load.shapes import list_of, mapping_of
from assessment.render.words import day, minus
from assessment.scoring.ledger import ComponentResult, Marked, NotAssessed, Pending, Row

_OF_COMPONENTS = frozenset({"deductions", "bonus", "marks", "ballots", "not_applicable", "not_assessed"})
"""The parts of a record that stand with the components."""


@dataclass(frozen=True)
class Button:
    """Something that can be recorded."""

    title: str
    address: str


@dataclass(frozen=True)
class LedgerLine:
    """One line of a ledger."""

    label: str
    points: str
    is_loss: bool
    day: str
    reason: str
    evidence: tuple[str, ...]
    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class RecordLine:
    """A record that no component's ledger shows."""

    title: str
    words: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class PartLines:
    """The lines of one clause."""

    clause: str
    name: str
    lines: tuple[LedgerLine, ...]


@dataclass(frozen=True)
class ComponentBlock:
    """One component: its mark or why there is none, its lines, and what can be recorded."""

    id: str
    name: str
    clause: str
    cell: ProgressCell
    full: str
    why: str
    """Why there is no mark; empty where there is one."""
    parts: tuple[PartLines, ...]
    buttons: tuple[Button, ...]
    held: tuple[RecordLine, ...]
    """The records of it that its ledger does not show one by one."""


@dataclass(frozen=True)
class SectionBlock:
    """One part of the record that stands by itself."""

    title: str
    description: str
    lines: tuple[RecordLine, ...]
    button: Button | None


@dataclass(frozen=True)
class UnitDesk:
    """A unit's desk."""

    line: UnitLine
    group: str
    components: tuple[ComponentBlock, ...]
    sections: tuple[SectionBlock, ...]
    findings: tuple[LinkedFinding, ...]


def unit_desk(ground: Ground, unit: str) -> UnitDesk:
    """Return the desk of a unit that the scheme assesses and that has a record.

    Raises:
        ValueError: if the year or its scheme cannot be read.
    """
    dataset = ground.year.whole
    document = ground.year.documents.get(record_path(ground.year.period, unit))
    record = mapping_of(None if document is None else document.data)
    group = dataset.scheme.group_of(unit)
    blocks = _Blocks(ground, dataset, unit, record)
    return UnitDesk(
        line=line_of_unit(ground, dataset, unit),
        group="" if group is None else group.name,
        components=tuple(blocks.components()),
        sections=tuple(blocks.sections()),
        findings=tuple(linked(ground, findings_in(ground, unit))),
    )


class _Blocks:
    """Makes the blocks of one unit."""

    def __init__(self, ground: Ground, dataset: Dataset, unit: str, record: Mapping[str, object]) -> None:
        self._ground, self._dataset, self._unit, self._record = ground, dataset, unit, record
        self._offers = RecordOffers(dataset, unit, record, ())
        self._evidence = self._offers.evidence_titles()
        self._names = {part.key: part.name for part in dataset.scheme.parts()}

    def components(self) -> Iterator[ComponentBlock]:
        """Yield the components that are for the unit."""
        ledger = ledger_or_none(self._ground, self._dataset, self._unit)
        results = {} if ledger is None else {result.component.key: result for result in ledger.components}
        cells = {cell.component: cell for cell in line_of_unit(self._ground, self._dataset, self._unit).cells}
        marked_as = self._dataset.scheme.marked_as(self._unit)
        for component in self._dataset.scheme.components_of(marked_as):
            result = results.get(component.key)
            full = component.full_of(marked_as)
            yield ComponentBlock(
                id=component.id,
                name=component.name,
                clause=component.clause,
                cell=cells[component.key],
                full="" if full is None else f"{full.normalize():f}",
                why=_why(result),
                parts=tuple(self._parts(component, result.rows if isinstance(result, Marked) else ())),
                buttons=tuple(self._buttons(component)),
                held=tuple(self._held(component)),
            )

    def sections(self) -> Iterator[SectionBlock]:
        """Yield the parts of the record that stand by themselves, whatever the schema has of them."""
        top = shape_of("score")
        for name in top.names:
            shape = top.below(name)
            if name in _OF_COMPONENTS or shape.form not in (Form.ENTRIES, Form.NAMED, Form.FIELDS):
                continue
            if name == "self_marks" and not any(self._offers.self_marked()):
                continue
            held = self._record.get(name)
            one = shape.form is Form.FIELDS
            steps = (name,) if one else (name, NEW_ENTRY)
            button = None if one and held else Button(button_of(name), self._form(*steps))
            lines = [self._line(name, shape.naming, entry) for entry in ([held] if one and held else list_of(held))]
            title, description = (str(shape.schema.get(which, "")) for which in ("title", "description"))
            yield SectionBlock(title, description, tuple(lines), button)

    def _line(self, section: str, naming: str, entry: object) -> RecordLine:
        fields = mapping_of(entry)
        name = str(fields.get(naming, "")) if naming else ""
        steps = (section, name) if naming else (section,)
        shape = shape_of("score").below(section)
        offers = RecordOffers(self._dataset, self._unit, self._record, steps)
        form = field_of(shape.below(0, entry) if naming else shape, entry, offers)
        texts = [one.shown for one in form.fields if one.name != naming and not one.kind.is_nested and one.shown]
        title, *words = [self._names[name], *texts] if name in self._names else texts or [name]
        if naming == "id":
            words.append(f"编号 {name}")
        return RecordLine(title, "，".join(words), (Button("修改", self._form(*steps)),))

    def _form(self, *steps: str) -> str:
        return form_address(self._ground.year.period, self._unit, *steps)

    def _parts(self, component: Part, rows: tuple[Row, ...]) -> Iterator[PartLines]:
        by_part: dict[str, list[Row]] = {}
        for row in rows:
            by_part.setdefault(row.part or component.key, []).append(row)
        for part, held in by_part.items():
            lines = tuple(self._row(row) for row in held)
            yield PartLines(held[0].clause, self._names.get(part, part), lines)

    def _row(self, row: Row) -> LedgerLine:
        points = brief_text(row.points)
        signed = f"＋{points}" if row.points > 0 and row.kind.changes else minus(points)
        times = f" ×{row.count}" if row.count is not None and row.count > 1 and not row.kind.is_mark else ""
        return LedgerLine(
            label=f"{row.label}{times}",
            points=signed,
            is_loss=row.points < 0,
            day=day(row.day),
            reason=row.reason,
            evidence=tuple(self._evidence.get(id, id) for id in row.evidence),
            buttons=tuple(self._row_buttons(row)),
        )

    def _held(self, component: Part) -> Iterator[RecordLine]:
        """Yield ballots, and what is 不涉及 or 未参评."""
        parts = {part.key: part for part in component.walk()} | {part.clause: part for part in component.below()}
        for key, part in parts.items():
            cast = list_of(mapping_of(self._record.get("ballots")).get(key))
            names = {rater.value: rater.label for rater in self._offers.raters(part)} if cast else {}
            for ballot in map(mapping_of, cast):
                rater = str(ballot.get("rater", ""))
                edit = Button("修改", self._form("ballots", key, rater))
                yield RecordLine(names.get(rater, rater), line_of(ballot.get("marks")), (edit,))
        for absent in map(mapping_of, list_of(self._record.get("not_applicable"))):
            clause = str(absent.get("clause", ""))
            if clause in parts:
                words = f"{CellState.ABSENT.value}：{absent.get('reason', '')}"
                yield RecordLine(parts[clause].name, words, (Button("修改", self._form("not_applicable", clause)),))
        reason = mapping_of(self._record.get("not_assessed")).get(component.key)
        if reason is not None:
            edit = Button("修改", self._form("not_assessed", component.key))
            yield RecordLine(component.name, f"{CellState.NOT_ASSESSED.value}：{reason}", (edit,))

    def _row_buttons(self, row: Row) -> Iterator[Button]:
        if row.kind.starts and row.part in mapping_of(self._record.get("marks")):
            yield Button("修改", self._form("marks", row.part))
        for section in (*ENTRIES, "objections"):
            entries = {str(mapping_of(entry).get("id")) for entry in list_of(self._record.get(section))}
            if row.entry in entries and row.entry:
                yield Button("修改", self._form(section, row.entry))
                if section in ENTRIES:
                    yield Button(button_of("rectified"), self._form(section, row.entry, "rectified"))
                    yield Button("申诉", f"{self._form('objections', NEW_ENTRY)}?about={row.entry}")

    def _buttons(self, component: Part) -> Iterator[Button]:
        below = {part.key for part in component.walk()}
        for section, method in ENTRIES.items():
            if any(part.key in below for part in self._offers.parts_with(method)):
                yield Button(button_of(section), self._form(section, NEW_ENTRY))
        marked = [part for part in self._offers.measured() if part.key in below]
        for part in marked:
            title = button_of("marks") if len(marked) == 1 else f"{button_of('marks')}：{part.name}"
            yield Button(title, self._form("marks", part.key))
        for part in component.leaves():
            if part.method is Method.BALLOTS and part.is_for(self._offers.marked_as):
                yield Button(button_of("ballots"), self._form("ballots", part.key, NEW_ENTRY))
        if any(part.key in below for part in self._offers.may_be_absent()):
            yield Button(button_of("not_applicable"), self._form("not_applicable", NEW_ENTRY))
        yield Button(button_of("not_assessed"), self._form("not_assessed", component.key))


def _why(result: ComponentResult | None) -> str:
    match result:
        case Pending(missing=missing):
            return missing
        case NotAssessed(reason=reason):
            return reason
        case Marked():
            return ""
        case _:
            return "记录有错，改好以后才算得出"
