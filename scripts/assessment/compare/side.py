"""One side of a comparison: a year's records as written, and its marks where they can be computed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.approval.sealed import SOURCE, sealed
from assessment.check import CheckRule, check_by
from assessment.check.entries import entries
from assessment.check.files import files
from assessment.check.marks import marks
from assessment.check.objections import objections
from assessment.check.raters import raters
from assessment.check.references import references
from assessment.check.states import states
from assessment.check.unsupported import unsupported
from assessment.check.weights import weights
from assessment.check.year import year as year_rule
from assessment.dataset import Dataset
from assessment.findings import Finding, Severity, in_order
from assessment.history.kinds import Key
from assessment.history.parts import WrittenRecord, parts_of
from assessment.load.files import load, place_of
from assessment.load.source import source_text
from assessment.load.yaml_file import Document, read
from assessment.scoring.ledger import Ledger
from assessment.scoring.ranking import Order, order
from assessment.scoring.units import ledgers

_FOR_MARKS: tuple[CheckRule, ...] = (
    files,
    references,
    weights,
    unsupported,
    year_rule,
    marks,
    entries,
    states,
    raters,
    objections,
)
"""The rules without which marks mean nothing. What the others find, such as a change after the approval or missing
evidence, is validation's to tell, and no reason to withhold what a change does."""


@dataclass(frozen=True)
class Scored:
    """A year whose marks could be computed."""

    dataset: Dataset
    ledgers: Mapping[str, Ledger]
    orders: Mapping[str, Order]


@dataclass(frozen=True)
class Faulty:
    """A year with faults that leave no marks to compute."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class NoYear:
    """The side has no such year."""


Marks = Scored | Faulty | NoYear


@dataclass(frozen=True)
class Side:
    """A year as one side has it."""

    marks: Marks
    records: Mapping[str, Mapping[Key, WrittenRecord]]
    """The records of each unit's file that could be read, by unit id."""
    unread: frozenset[str]
    """Ids of the units whose file is there and could not be read."""
    settings: Mapping[str, Document]
    """What the files of year, scheme and units say of the year, as far as they could be read, by path below the data."""

    @property
    def components(self) -> Mapping[str, str]:
        """The names of the components, by id, where the scheme could be read."""
        if not isinstance(self.marks, Scored):
            return {}
        return {component.id: component.name for component in self.marks.dataset.scheme.components}

    @property
    def names(self) -> Mapping[str, str]:
        """The names of the units, by id."""
        named = {}
        for path, document in self.settings.items():
            if path.startswith("units/") and isinstance(document.data, dict):
                named[Path(path).stem] = str(document.data.get("name") or Path(path).stem)
        return named


def files_of(data: Path, year: int) -> dict[str, bytes]:
    """Return the files that a year's results may come from, by path below the data folder."""
    document, _ = read(data / "years" / f"{year}.yaml", "")
    patterns = (f"years/{year}.yaml", f"scores/{year}/*.yaml", "units/*.yaml", f"schemes/{_scheme(document)}.yaml")
    paths = sorted(path for pattern in patterns for path in data.glob(pattern) if path.is_file())
    paths += [text for path in paths if path.parent.name == "schemes" for text in _sources(path)]
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in paths}


def side_of(data: Path, year: int) -> Side:
    """Return a year as a data folder has it."""
    if not (data / "years" / f"{year}.yaml").is_file():
        return Side(NoYear(), {}, frozenset(), {})
    there = files_of(data, year)
    documents = dict(_readable(data, year, there))
    scores = f"scores/{year}/"
    return Side(
        marks=_marks(data, year),
        records={Path(path).stem: parts_of(read) for path, read in documents.items() if path.startswith(scores)},
        unread=frozenset(Path(path).stem for path in there if path.startswith(scores) and path not in documents),
        settings={path: read for path, read in documents.items() if not path.startswith(scores)},
    )


def _readable(data: Path, year: int, paths: Iterable[str]) -> Iterator[tuple[str, Document]]:
    for path in paths:
        file = place_of(data, data / path).file
        document = source_text(data / path, file) if path.endswith(SOURCE) else read(data / path, file)[0]
        if document is not None:
            yield path, sealed(path, document, year)


def _sources(scheme: Path) -> Iterator[Path]:
    """Yield the file beside a scheme that it names as its text as issued, if it is there."""
    document, _ = read(scheme, "")
    told = document.data.get("source") if document is not None and isinstance(document.data, dict) else None
    yield from (path for path in scheme.parent.glob(f"*{SOURCE}") if path.name == told and path.is_file())


def _scheme(year: Document | None) -> str:
    """Return the id of the year's scheme; empty where it is not told, or could lead out of its folder."""
    told = year.data.get("scheme") if year is not None and isinstance(year.data, dict) else ""
    return told if isinstance(told, str) and told.replace("-", "").isalnum() else ""


def _marks(data: Path, year: int) -> Marks:
    loaded = load(data, year)
    findings = check_by(loaded, _FOR_MARKS)
    errors = [finding for finding in in_order(findings) if finding.severity is Severity.ERROR]
    if errors:
        return Faulty(tuple(errors))
    dataset = loaded.dataset()
    scheme = dataset.scheme
    computed = ledgers(dataset, scheme)
    orders = {group.id: order(group.units, computed, scheme.ranking) for group in scheme.groups}
    return Scored(dataset, computed, orders)
