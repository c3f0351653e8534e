"""From the data folder to one year's Dataset."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assessment.dataset import Dataset
from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Alternative, Scheme
from assessment.dataset.unit import Unit
from assessment.dataset.year import Year
from assessment.findings import Finding
from assessment.load.json_schema import checked
from assessment.load.record import record_of
from assessment.load.scheme import scheme_of
from assessment.load.unit import unit_of
from assessment.load.yaml_file import Document, read
from assessment.load.year import year_of
from assessment.place import Place


@dataclass(frozen=True)
class Loaded:
    """What could be read, by file name; faulty parts are left out and told in the findings."""

    year: Year | None
    scheme: Scheme | None
    alternatives: tuple[Alternative, ...]
    units: Mapping[str, Unit]
    """By the name of their file."""
    records: Mapping[str, UnitRecord]
    """By the name of their file."""
    faulty: frozenset[str]
    """File names, without folder and ending, of units or records that exist but could not be read at all."""
    scheme_digest: str
    findings: list[Finding] = field(default_factory=list)

    def dataset(self) -> Dataset:
        """Return the whole year.

        Raises:
            ValueError: if the year or the scheme could not be read; callers stop at findings before this.
        """
        if self.year is None or self.scheme is None:
            raise ValueError("the year or its scheme is missing")
        return Dataset(
            self.year, self.scheme, self.alternatives, dict(self.units), dict(self.records), self.scheme_digest
        )


def load(data: Path, year: int) -> Loaded:
    """Read one year from the data folder, collecting every fault on the way."""
    findings: list[Finding] = []
    faulty: set[str] = set()

    def document(path: Path, kind: str) -> Document | None:
        raw, faults = read(path, f"{data.name}/{path.relative_to(data).as_posix()}")
        findings.extend(faults)
        if raw is None:
            faulty.add(path.stem)
            return None
        good, faults = checked(raw, kind)
        findings.extend(faults)
        if good is None:
            faulty.add(path.stem)
        return good

    def folder(path: Path, kind: str) -> dict[str, Document]:
        listed = sorted(path.glob("*.yaml")) if path.is_dir() else []
        read_ones = ((file.stem, document(file, kind)) for file in listed)
        return {name: good for name, good in read_ones if good is not None}

    year_document = document(data / "years" / f"{year}.yaml", "year")
    the_year = None if year_document is None else year_of(year_document)
    scheme: Scheme | None = None
    alternatives: tuple[Alternative, ...] = ()
    digest = ""
    if the_year is not None:
        path = data / "schemes" / f"{the_year.scheme}.yaml"
        scheme_document = document(path, "scheme")
        if scheme_document is not None:
            scheme, alternatives, faults = scheme_of(scheme_document)
            findings.extend(faults)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
    units = {name: unit_of(good) for name, good in folder(data / "units", "unit").items()}
    records = {name: record_of(good) for name, good in folder(data / "scores" / str(year), "score").items()}
    return Loaded(the_year, scheme, alternatives, units, records, frozenset(faulty), digest, findings)


def years(data: Path) -> list[int]:
    """Return the years that the data folder holds, newest first."""
    return sorted((int(path.stem) for path in (data / "years").glob("*.yaml") if path.stem.isdigit()), reverse=True)


def place_of(data: Path, path: Path) -> Place:
    """Return the top of a data file, as findings name it."""
    return Place(f"{data.name}/{path.relative_to(data).as_posix()}", 1, 1)
