"""What tests of the sample ask of a year, its marks and its records."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from assessment.period import Period
from assessment.row_kind import RowKind
from assessment.sample import sample_files
from assessment.scoring.assessment import Assessment
from assessment.scoring.ledger import Marked, Row
from assessment.year.reading import read_year
from assessment.year.year import Year

DATA = Path(__file__).parents[2] / "data"


def files_of(read: Year, seed: str = "") -> dict[str, str]:
    return sample_files(read.whole.scheme, read.whole.units, read.documents, seed)


def written(data: Path, year: int, files: Mapping[str, str]) -> Year:
    """The year as it loads with other files in place of the shipped ones."""
    for folder in ("schemes", "units"):
        shutil.copytree(DATA / folder, data / folder)
    shutil.copyfile(DATA / "county.yaml", data / "county.yaml")
    for path, text in files.items():
        (data / path).parent.mkdir(parents=True, exist_ok=True)
        (data / path).write_text(text, encoding="utf-8")
    return read_year(data, Period(year))


def result(assessment: Assessment, unit: str, component: str) -> Marked:
    found = next(r for r in assessment.ledgers[unit].components if r.component.id == component)
    assert isinstance(found, Marked)
    return found


def rows(assessment: Assessment, unit: str, component: str, kind: RowKind, clause: str = "") -> list[Row]:
    listed = result(assessment, unit, component).rows
    return [row for row in listed if row.kind is kind and clause in ("", row.clause)]


def texts(value: object) -> Iterator[str]:
    """Every text in a typed record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            if name != "origin":
                yield from texts(getattr(value, name))


def dates(value: object) -> Iterator[date]:
    """Every date in a typed record."""
    if isinstance(value, date):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from dates(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from dates(getattr(value, name))
