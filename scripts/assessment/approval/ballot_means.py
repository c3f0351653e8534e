"""The means of ballots that a year had at each of its acts, reckoned anew from the versions of its files (五（三）)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from assessment.approval.earlier import earlier
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Scheme
from assessment.kept import kept_for_last
from assessment.load.json_schema import checked
from assessment.load.record import record_of
from assessment.load.scheme import scheme_of
from assessment.load.yaml_file import Document
from assessment.period import Period
from assessment.scoring.branch import Branch
from assessment.scoring.case import Case
from assessment.scoring.methods.ballots import ballots

_SCHEMES = 8
"""Of how many versions the scheme is kept."""
_MEANS = 4096
"""Of how many records and components the means are kept: of a few versions of a county's files."""

Inputs = Mapping[str, str]
"""Digests of a year's files, by path below the data folder."""


@dataclass(frozen=True)
class Mean:
    """What the ballots of one unit in one component come to."""

    component: Part
    wave: str
    """Id of the wave in which they were cast; empty where the component has none."""
    exact: Fraction
    """Before it is rounded, where the scheme rounds it."""


@dataclass(frozen=True)
class Means:
    """The means of all units at one moment."""

    units: Mapping[str, tuple[Mean, ...]]
    """By unit id."""
    unknown: frozenset[str]
    """Units of which the version of that moment is in no commit."""


def narrows(before: Mean, after: Mean) -> bool:
    """Tell whether two published means say more of single ballots than the first one does.

    Two do that differ, whatever made them differ, and so does one mean to more places. Only a mean in whole marks leaves
    a range: of a few ballots in whole marks, one sum alone fits a mean to one place or more.
    """
    was, now = before.component.places, after.component.places
    if now == 0:
        return False
    if was is not None and (now is None or was < now):
        return True
    return before.exact != after.exact


@dataclass(frozen=True)
class Versions:
    """The versions of a year's files: as they are now, and as Git keeps them."""

    data: Path
    period: Period
    documents: Mapping[str, Document | None]
    now: Inputs
    scheme: Scheme
    """As it is now."""
    records: Mapping[str, UnitRecord]
    """As they are now, by unit id."""

    def means(self, inputs: Inputs) -> Means:
        """Return the means of the moment at which the files had these digests."""
        scores = [path for path in inputs if path.startswith(f"scores/{self.period}/")]
        scheme = self._scheme(inputs)
        units: dict[str, tuple[Mean, ...]] = {}
        unknown = set()
        for path in scores:
            unit = path.rpartition("/")[2].removesuffix(".yaml")
            record = self._record(unit, path, inputs[path])
            if scheme is None or record is None:
                unknown.add(unit)
            else:
                units[unit] = _means(scheme, record)
        return Means(units, frozenset(unknown))

    def document(self, path: str, digest: str) -> Document | None:
        """Return a file with a digest; None where no commit has it."""
        if self.now.get(path) == digest:
            return self.documents.get(path)
        return earlier(self.data, path, self.period, digest)

    def _scheme(self, inputs: Inputs) -> Scheme | None:
        path = next((path for path in inputs if path.startswith("schemes/") and path.endswith(".yaml")), "")
        if path and self.now.get(path) == inputs[path]:
            return self.scheme
        document = self.document(path, inputs[path]) if path else None
        return None if document is None else _scheme_in(document)

    def _record(self, unit: str, path: str, digest: str) -> UnitRecord | None:
        if self.now.get(path) == digest:
            return self.records.get(unit)
        good = _good(self.document(path, digest), "score")
        return None if good is None else record_of(good)


@kept_for_last(_SCHEMES)
def _scheme_in(document: Document) -> Scheme | None:
    good = _good(document, "scheme")
    return None if good is None else scheme_of(good)[0]


def _means(scheme: Scheme, record: UnitRecord) -> tuple[Mean, ...]:
    marked_as = scheme.marked_as(record.unit)
    if not marked_as:
        return ()
    return tuple(mean for component in scheme.components for mean in _means_of(component, record, marked_as))


@kept_for_last(_MEANS)
def _means_of(component: Part, record: UnitRecord, marked_as: str) -> tuple[Mean, ...]:
    means, whole = [], Case(record.unit, marked_as, record, {})
    for part, wave in component.measurements():
        if part.method is Method.BALLOTS and not {component.key, part.key} & record.not_assessed.keys():
            case = whole if wave is None else whole.within(wave)
            result = ballots(case, replace(part, places=None), ())
            means += [Mean(part, "" if wave is None else wave.id, result.mark)] if isinstance(result, Branch) else []
    return tuple(means)


def _good(document: Document | None, kind: str) -> Document | None:
    return None if document is None else checked(document, kind)[0]
