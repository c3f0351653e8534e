"""What every import is asked for, and what it shares with the others."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.scheme import Scheme
from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.imports.claim import Claim
from assessment.imports.draft import Draft
from assessment.imports.values import SheetRow, is_blank
from assessment.workbooks.place import CellPlace


@dataclass(frozen=True)
class Options:
    """What the command line adds to a sheet."""

    component: str
    """Id of the component; empty for the only one there is."""
    evidence: str
    """Id of the evidence that the units' files list already; empty to list the sheet itself."""
    source: str
    """Where the sheet, or the evidence in it, came from."""
    day: date | None
    """The day for what the sheet leaves undated."""
    rater: str = ""
    """The name of the unit whose ballots a sheet holds that does not say so; empty where the sheet says it."""
    ballot_a_row: bool = False
    """Whether rows of one rater unit are ballots of several people, although no number tells them apart."""
    final_only: bool = False
    """Whether only final marks are meant to go in, and marks of items to stay out."""
    as_written: bool = False
    """Whether what looks like parts of a whole, full marks or another year is meant as it is written."""


@dataclass(frozen=True)
class Intake:
    """A workbook's file, the draft that takes what it claims, and what the command line adds."""

    path: Path
    draft: Draft
    options: Options


def component_of(scheme: Scheme, chosen: str, methods: tuple[Method, ...], what: str) -> Part:
    """Return the component that an import is about.

    Raises:
        RequestError: if the scheme has none or several, or the chosen one is none of them.
    """
    fitting = [component for component in scheme.components if component.takes(*methods)]
    found = [component for component in fitting if chosen in ("", component.id)]
    if len(found) == 1:
        return found[0]
    listed = "、".join(f"{component.id}（{component.name}）" for component in fitting) or "无"
    raise RequestError(f"请用 --component 写明是哪个环节；方案里{what}的环节：{listed}")


def day_of(row: SheetRow, key: str, options: Options, year: int | None = None) -> Claim | None:
    """Return the day of a row, or the one of the whole sheet; None where neither is written."""
    day = row.day(key, year)
    if day is not None:
        return row.claim(key, day.isoformat())
    return None if options.day is None else Claim(options.day.isoformat(), CellPlace("--date", 0, 0))


def demanded(row: SheetRow, key: str, claim: Claim | None, what: str, hint: str) -> Claim:
    """Return a claim; for none an empty one, with a fault of the cell, or of a sheet that has no such column."""
    if claim is not None:
        return claim
    place = row.place(key) if key in row.columns else row.grid.place()
    if is_blank(row.raw(key)):
        row.findings.append(Finding(place, "empty", f"没有写{what}", hint))
    return Claim("", place)
