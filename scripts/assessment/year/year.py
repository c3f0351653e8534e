"""What was read of a year's files; everything that looks at a year looks at this."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assessment.dataset import Dataset
from assessment.dataset.county import County
from assessment.findings import Finding
from assessment.load.evidence import EvidenceFolder
from assessment.load.yaml_file import Document
from assessment.period import Period


@dataclass(frozen=True)
class Gaps:
    """What of a year's units and records could not be read."""

    units: frozenset[str]
    """Names of unit files that are there and could not be read at all."""
    records: frozenset[str]
    """Names of records that are there and could not be read at all."""
    partial: Mapping[str, frozenset[str]]
    """By the names of records of which some part was left out: the fields of the file that lack something."""


@dataclass(frozen=True)
class Year:
    """One year from the data folder; faulty parts are left out and told in the findings."""

    data: Path
    period: Period
    documents: Mapping[str, Document | None]
    """Every file of the year as it stands, by path below the data folder; None for those that could not be read."""
    readable: Dataset | None
    """What could be read, units and records by the names of their files; None without a sound year file and scheme."""
    gaps: Gaps
    evidence: EvidenceFolder
    county: County
    """Whose data it is; no part of any year, so its file is not among the documents and nothing of it is sealed."""
    today: date
    """The day on which it was read."""
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> Dataset:
        """The whole year.

        Raises:
            ValueError: if the year or the scheme could not be read; callers stop at findings before this.
        """
        if self.readable is None:
            raise ValueError("the year or its scheme is missing")
        return self.readable
