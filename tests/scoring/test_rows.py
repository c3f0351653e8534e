"""Every field of every row of what the shipped schemes do not have: counts, means, waves, members, gates and the rest."""

from dataclasses import fields
from pathlib import Path

import pytest

from assessment.exact import exact_text
from assessment.scoring.ledger import Ledger, Marked, NotAssessed, Pending, Row
from tests.scoring.written import ledger, scheme


def line(row: Row) -> str:
    """A row with every field that is not as usual; places by the name of the file, line and column."""
    place = f"{row.place.file.rpartition('/')[2]}:{row.place.line}:{row.place.column}"
    share = "" if row.share == 1 else f" = {exact_text(row.own)} × {exact_text(row.share)}"
    head = f"{row.kind.value} {row.part or '-'} {row.clause or '-'} {row.label} {exact_text(row.points)}{share} @{place}"
    usual = {"kind", "clause", "label", "points", "place", "part", "share"}
    rest = [f for f in fields(row) if f.name not in usual and getattr(row, f.name) != f.default]
    return head + "".join(f" {f.name}={getattr(row, f.name)}" for f in rest)


def lines(of: Ledger) -> list[str]:
    """Every row of a ledger, what components without a mark lack, and the grade that a veto gives."""
    found: list[str] = []
    for one in of.components:
        match one:
            case Marked():
                found += map(line, one.rows)
            case Pending():
                found.append(f"pending {one.component.id} {one.missing} @{one.place.line}")
            case NotAssessed():
                found.append(f"not-assessed {one.component.id} {one.reason} @{one.place.line}")
    return [*found, *map(line, of.closing), *([f"grade {of.grade}"] if of.grade else [])]


def cases() -> list[tuple[str, str, str, list[str]]]:
    """Name, components, record and rows of every case in ``rows.txt``."""
    found: list[tuple[str, str, str, list[str]]] = []
    for case in (Path(__file__).parent / "rows.txt").read_text(encoding="utf-8").split("\n## ")[1:]:
        name, _, text = case.partition("\n")
        components, record, rows = text.split("\n--\n")
        found.append((name, f"{components}\n", f"{record}\n", rows.strip().splitlines()))
    return found


@pytest.mark.parametrize(("components", "record", "rows"), [pytest.param(*of, id=name) for name, *of in cases()])
def test_every_field_of_every_row(components: str, record: str, rows: list[str]) -> None:
    assert lines(ledger(scheme(components), record)) == rows
