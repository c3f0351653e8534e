"""What every import asks, and what it comes to: faults of the sheet, or new texts with their story."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assessment.dataset.scheme import Component, Method, Scheme
from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.folding import folded
from assessment.sheets.fold import Names
from assessment.sheets.records import Basis, Records
from assessment.sheets.roster import UNIT_HINT, group_labels, unit_names
from assessment.sheets.table import Table
from assessment.sheets.values import cell_text

UNIT_HEADS = tuple(
    map(
        folded,
        ("单位", "单位名称", "考评对象", "考评单位", "被考评单位", "被测评单位", "测评单位", "责任单位", "部门", "名称"),
    )
)
DAY_HEADS = tuple(map(folded, ("日期", "发生日期", "发生时间", "时间")))


@dataclass(frozen=True)
class Asked:
    """What the command line adds to a sheet."""

    component: str
    """Id of the component; empty for the only one there is."""
    evidence: str
    """Id of the evidence that the units' files list already; empty to list the sheet itself."""
    source: str
    """Where the sheet, or the evidence in it, came from."""
    day: date | None
    """The day for what the sheet leaves undated."""


@dataclass(frozen=True)
class Outcome:
    """What an import comes to."""

    texts: Mapping[str, str]
    """New texts by path below the data folder."""
    kept: Mapping[str, bytes]
    """Files to keep as evidence, by path below the evidence folder."""
    words: tuple[str, ...]
    """What changes, a line each."""
    notes: tuple[str, ...]
    """What was left out, a line each."""


class SheetFaultsError(Exception):
    """The sheet has faults, all of which are told."""

    def __init__(self, findings: Iterable[Finding], notes: Iterable[str]) -> None:
        super().__init__("faults in a sheet")
        self.findings, self.notes = list(findings), list(notes)


def component_of(scheme: Scheme, asked: str, methods: tuple[Method, ...], what: str) -> Component:
    """Return the component that an import is about.

    Raises:
        RequestError: if the scheme has none or several, or the one asked for is none of them.
    """
    fitting = [component for component in scheme.components if component.method in methods]
    chosen = [component for component in fitting if asked in ("", component.id)]
    if len(chosen) == 1:
        return chosen[0]
    listed = "、".join(f"{component.id}（{component.name}）" for component in fitting) or "无"
    raise RequestError(f"请用 --component 写明是哪个环节；方案里{what}的环节：{listed}")


def unit_at(table: Table, row: int, column: int, names: Names) -> str | None:
    """Return the id of the unit that a cell names; a fault and None where it names none."""
    said = table.reading.text(row, column)
    found = names.find(said) if said else None
    if found is None:
        message = f"找不到单位“{said}”" if said else "没有写单位"
        table.reading.fault(row, column, "unknown-unit", message, UNIT_HINT)
    return found


def record_rows(table: Table, key: str, basis: Basis, names: Names) -> Iterable[int]:
    """Return the rows of a table that are records about units."""
    return table.rows(key, lambda text: names.find(text) is not None, group_labels(basis.scheme))


def ignored(table: Table, used: Iterable[int] = ()) -> list[str]:
    """Say which columns were not used."""
    left = [column for column in table.others if column not in set(used)]
    named = ["".join(table.texts[column]) for column in left if table.texts[column]]
    sheet = table.reading.sheet
    return [f"表“{sheet.name}”中没有使用的列：{'、'.join(named)}"] if named else []


def outcome(records: Records, notes: Iterable[str]) -> Outcome:
    """Return what was done to the records."""
    new = "".join(records.texts.values())
    kept = {name: content for name, content in records.kept.items() if name in new}
    return Outcome(dict(records.texts), kept, tuple(records.words), tuple(notes))


def names_of(basis: Basis) -> Names:
    """Return what finds the units of the year."""
    return unit_names(basis.scheme, basis.units)


def said(table: Table, row: int, column: int) -> str:
    """Return what a cell shows, for a message."""
    cell = table.reading.sheet.rows[row].get(column)
    return "" if cell is None else cell_text(cell)
