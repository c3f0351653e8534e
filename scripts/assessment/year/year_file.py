"""One file of a year: as it stands, and what of it can be used."""

from dataclasses import dataclass
from pathlib import Path

from assessment.findings import Finding
from assessment.load.checked_file import CheckedFile, read_checked
from assessment.load.data_files import place_of
from assessment.load.json_schema import fields
from assessment.load.personal_data import personal_data
from assessment.load.yaml_file import Document


@dataclass(frozen=True)
class YearFile:
    """What could be read of a file."""

    path: str
    """Below the data folder."""
    raw: Document | None
    """As it stands."""
    good: Document | None
    lacking: frozenset[str]
    """The fields at the top of the file of which some part was left out."""

    @property
    def whole(self) -> bool:
        """Whether nothing was left out."""
        return not self.lacking


def read_file(data: Path, path: Path, kind: str, findings: list[Finding]) -> YearFile:
    """Read a file of one kind, and note what is wrong with it."""
    return judged_file(data, path, kind, read_checked(path, place_of(data, path).file, kind), findings)


def judged_file(data: Path, path: Path, kind: str, file: CheckedFile, findings: list[Finding]) -> YearFile:
    """Return a file that was checked, and note what is wrong with it."""
    raw, good = file.raw, file.good
    findings += [*file.findings, *(() if raw is None else personal_data(raw))]
    everything = fields(kind)
    if raw is None or good is None or not file.clear:
        return YearFile(path.relative_to(data).as_posix(), raw, good, everything)
    return YearFile(path.relative_to(data).as_posix(), raw, good, everything - _complete(raw.data, good.data, everything))


def _complete(raw: object, good: object, known: frozenset[str]) -> frozenset[str]:
    """Return the fields of which nothing was left out; one that is not there may be meant by a misspelt one that is."""
    if not isinstance(raw, dict) or not isinstance(good, dict):
        return frozenset()
    absent = frozenset() if raw.keys() - known else known - raw.keys()
    return absent | {name for name, value in good.items() if name in raw and raw[name] == value}


def read_folder(data: Path, path: Path, kind: str, findings: list[Finding]) -> dict[str, YearFile]:
    """Read the files of a folder by name."""
    listed = sorted(path.iterdir()) if path.is_dir() else []
    return {file.stem: read_file(data, file, kind, findings) for file in listed if file.suffix == ".yaml"}
