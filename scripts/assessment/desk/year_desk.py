"""A year's desk: how far everything is, what is wrong, and what is still to be done."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from assessment.approval.ready import find_pending, find_undecided_objections
from assessment.change.ground import Ground, findings_in, record_path
from assessment.compare.side import Faulty, Scored
from assessment.data_names import COUNTY
from assessment.dataset import Dataset
from assessment.dataset.part import Part
from assessment.dataset.year import Stage
from assessment.desk.addresses import field_address, roster_address, scheme_address, steps_address, unit_address
from assessment.desk.plain import plain
from assessment.desk.record_names import names_in
from assessment.desk.scheme_page import UndecidedLine, scheme_page
from assessment.exact import brief_text, rounded
from assessment.findings import Finding, Severity, has_errors
from assessment.load.data_files import place_of
from assessment.render.words import STAGES
from assessment.scoring.ledger import ComponentResult, Ledger, Marked, NotAssessed, Pending
from assessment.scoring.units import known_ledger_of
from assessment.status import Status


class CellState(Enum):
    """How far one component of one unit is; the value is the word for it."""

    DONE = "已录"
    PENDING = "待定"
    FAULTY = "有问题"
    ABSENT = "不涉及"
    NOT_ASSESSED = "未参评"
    NONE = "—"
    """The component is not for the unit."""


@dataclass(frozen=True)
class ProgressCell:
    """One component of one unit."""

    component: str
    state: CellState
    mark: str
    """Empty where there is none."""


@dataclass(frozen=True)
class UnitLine:
    """One unit."""

    unit: str
    name: str
    address: str
    cells: tuple[ProgressCell, ...]
    total: str
    """As published, or why there is none."""
    rank: str
    faults: int
    """How many findings its record has."""


@dataclass(frozen=True)
class GroupTable:
    """The units of one group, and how far each is."""

    name: str
    components: tuple[str, ...]
    """Their names."""
    lines: tuple[UnitLine, ...]


@dataclass(frozen=True)
class WindowLine:
    """When a component is assessed, and how long that still is."""

    name: str
    first: date
    last: date
    left: str


@dataclass(frozen=True)
class LinkedFinding:
    """A finding, and where it is mended."""

    finding: Finding
    unit: str
    """Name of the unit whose record it is in; empty for none."""
    address: str
    """Of the field; empty where no form mends it."""
    message: str
    """What it says to one who sees forms only."""
    hint: str


@dataclass(frozen=True)
class YearDesk:
    """A year's desk."""

    name: str
    stage: Stage
    stages: tuple[tuple[str, bool], ...]
    """The word for each stage, and whether it is the present one."""
    windows: tuple[WindowLine, ...]
    groups: tuple[GroupTable, ...]
    findings: tuple[LinkedFinding, ...]
    to_do: tuple[LinkedFinding, ...]
    """What keeps the year from being approved although its data has no fault."""
    undecided: tuple[UndecidedLine, ...]


def year_desk(ground: Ground) -> YearDesk:
    """Return the desk of a year whose year file and scheme can be read.

    Raises:
        ValueError: if they cannot.
    """
    dataset, year = ground.year.whole, ground.year.whole.year
    return YearDesk(
        name=year.name,
        stage=year.stage,
        stages=tuple((word, stage is year.stage) for stage, word in STAGES.items()),
        windows=tuple(_windows(dataset, ground.year.today)),
        groups=tuple(_groups(ground, dataset)),
        findings=tuple(linked(ground, ground.findings)),
        to_do=tuple(linked(ground, _to_do(ground, dataset))),
        undecided=scheme_page(ground).undecided,
    )


def ledger_or_none(ground: Ground, dataset: Dataset, unit: str) -> Ledger | None:
    """Return the ledger of a unit; None where faults of its record or of the scheme leave no marks to reckon."""
    match ground.side.marks:
        case Scored() as marks:
            return marks.ledgers.get(unit)
        case Faulty(findings=findings):
            records = {place_of(ground.year.data, ground.year.data / path).file for path in _record_paths(ground)}
            own = place_of(ground.year.data, ground.year.data / record_path(ground.year.period, unit)).file
            if any(one.place.file == own or one.place.file not in records for one in findings):
                return None
            return known_ledger_of(dataset, dataset.scheme, unit) if unit in dataset.records else None
        case _:
            return None


def _record_paths(ground: Ground) -> Iterator[str]:
    return (path for path in ground.year.documents if path.startswith("scores/"))


def _windows(dataset: Dataset, today: date) -> Iterator[WindowLine]:
    for component in dataset.scheme.components:
        window = component.window
        if today < window.first:
            left = f"{(window.first - today).days}天后开始"
        elif today > window.last:
            left = "已经结束"
        else:
            left = f"还有{(window.last - today).days}天" if today < window.last else "今天截止"
        yield WindowLine(component.name, window.first, window.last, left)


def _groups(ground: Ground, dataset: Dataset) -> Iterator[GroupTable]:
    scheme = dataset.scheme
    faults = _faults_by_unit(ground)
    for group in scheme.groups:
        marked = [one.id for one in scheme.marking_groups if one.group == group.id]
        components = scheme.components_among(marked)
        lines = tuple(_line(ground, dataset, unit, components, faults.get(unit, [])) for unit in group.units)
        yield GroupTable(group.name, tuple(component.name for component in components), lines)


def _faults_by_unit(ground: Ground) -> Mapping[str, list[Finding]]:
    by_file: dict[str, list[Finding]] = {}
    for finding in ground.findings:
        by_file.setdefault(finding.place.file, []).append(finding)
    return {Path(file).stem: found for file, found in by_file.items() if "/scores/" in file}


def line_of_unit(ground: Ground, dataset: Dataset, unit: str) -> UnitLine:
    """Return how far a unit is, with the components that are for it."""
    components = dataset.scheme.components_of(dataset.scheme.marked_as(unit))
    return _line(ground, dataset, unit, components, findings_in(ground, unit))


def _line(ground: Ground, dataset: Dataset, unit: str, components: Sequence[Part], own: Sequence[Finding]) -> UnitLine:
    ledger = ledger_or_none(ground, dataset, unit)
    results = {} if ledger is None else {result.component.key: result for result in ledger.components}
    for_unit = {component.key for component in dataset.scheme.components_of(dataset.scheme.marked_as(unit))}
    faulty = has_errors(own)
    cells = tuple(
        _cell(one, results.get(one.key), faulty=faulty)
        if one.key in for_unit
        else ProgressCell(one.key, CellState.NONE, "")
        for one in components
    )
    total, rank = _standing(ground, dataset, unit, ledger)
    name = dataset.units[unit].name if unit in dataset.units else unit
    return UnitLine(unit, name, unit_address(ground.year.period, unit), cells, total, rank, len(own))


def _cell(component: Part, result: ComponentResult | None, *, faulty: bool) -> ProgressCell:
    match result:
        case Marked() if component.key in result.absent:
            return ProgressCell(component.key, CellState.ABSENT, "")
        case Marked():
            return ProgressCell(component.key, CellState.DONE, brief_text(result.mark))
        case Pending():
            return ProgressCell(component.key, CellState.PENDING, "")
        case NotAssessed():
            return ProgressCell(component.key, CellState.NOT_ASSESSED, "")
        case _:
            return ProgressCell(component.key, CellState.FAULTY if faulty else CellState.PENDING, "")


def _standing(ground: Ground, dataset: Dataset, unit: str, ledger: Ledger | None) -> tuple[str, str]:
    if ledger is None:
        return CellState.FAULTY.value, ""
    if ledger.status is not Status.COMPLETE:
        return ledger.status.label, ""
    scheme, marks = dataset.scheme, ground.side.marks
    total = rounded(ledger.total, scheme.ranking.places, scheme.ranking.rounding)
    group = scheme.group_of(unit)
    if not isinstance(marks, Scored) or group is None:
        return total, ""
    standing = marks.orders[scheme.list_of(group.id).id].rank(unit)
    return total, "" if standing is None else f"{standing.rank}{'（并列）' if standing.shared else ''}"


def _to_do(ground: Ground, dataset: Dataset) -> Iterator[Finding]:
    if dataset.year.stage.is_approved or has_errors(ground.findings):
        return
    yield from find_undecided_objections(dataset, Severity.WARNING)
    yield from find_pending(dataset, Severity.WARNING)


def linked(ground: Ground, findings: Iterable[Finding]) -> Iterator[LinkedFinding]:
    """Yield findings with the addresses of the fields that they are about."""
    year = ground.year
    documents = {
        place_of(year.data, year.data / path).file: (Path(path).stem, document)
        for path, document in year.documents.items()
        if path.startswith("scores/")
    }
    units = {} if year.readable is None else year.readable.units
    pages = {
        place_of(year.data, year.data / path).file: scheme_address(year.period)
        if path.startswith("schemes/")
        else roster_address(Path(path).stem)
        for path in year.documents
        if path.startswith(("schemes/", "units/")) and path.endswith(".yaml")
    }
    pages[place_of(year.data, year.data / f"years/{year.period}.yaml").file] = steps_address(year.period)
    pages[place_of(year.data, year.data / COUNTY).file] = "/county"
    names = {"": names_in(ground)}
    for finding in findings:
        unit, document = documents.get(finding.place.file, ("", None))
        if unit not in names:
            names[unit] = names_in(ground, unit)
        texts = tuple(plain(text, names=names[unit]) for text in (finding.message, finding.hint))
        if not unit:
            yield LinkedFinding(finding, "", pages.get(finding.place.file, ""), *texts)
            continue
        at = (
            unit_address(year.period, unit)
            if document is None
            else field_address(year.period, unit, document, finding.place)
        )
        yield LinkedFinding(finding, units[unit].name if unit in units else unit, at, *texts)
