"""Where evidence files are kept: ``evidence/`` in the data folder, or where the county says."""

from pathlib import Path

from assessment.dataset.county import County
from assessment.errors import FaultyDataError
from assessment.findings import has_errors
from assessment.load.county import load_county
from assessment.load.evidence_place import evidence_place


def evidence_folder_of(data: Path) -> Path:
    """Return the folder that takes new evidence files.

    Raises:
        FaultyDataError: if what the county says has faults, so that nothing is kept in the wrong place.
    """
    loaded = load_county(data)
    if has_errors(loaded.findings):
        raise FaultyDataError([*loaded.findings])
    return _first(data, loaded.county)


def evidence_folders_of(data: Path, county: County) -> tuple[Path, ...]:
    """Return the folders in which evidence files are looked for: small ones may stay beside the data."""
    return tuple(dict.fromkeys((_first(data, county), data / "evidence")))


def _first(data: Path, county: County) -> Path:
    return evidence_place(data, county.evidence_folder) if county.evidence_folder else data / "evidence"
