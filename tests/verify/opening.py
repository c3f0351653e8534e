"""What a bundle would say of itself that was built from a data folder as it is committed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from assessment.approval.commitment import commitment
from assessment.bundle.manifest import Manifest
from assessment.load.data_files import years
from assessment.repository.clone import needed_clone
from assessment.year.reading import read_year

_NOTHING = Manifest({}, "public", "", False, "", "", False, date(2020, 3, 1), False, "", {}, {}, b"")


def manifest_of(data: Path) -> Manifest:
    """Return the manifest of a bundle of all years."""
    records = {year: read_year(data, year).whole.approval for year in years(data)}
    commitments = {
        year: commitment(year, record.in_force) if record is not None and record.in_force is not None else ""
        for year, record in records.items()
    }
    return replace(_NOTHING, commitments=commitments, commit=needed_clone(data).commit)
