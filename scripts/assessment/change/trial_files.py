"""Changes of other files than records, tried on whole years: what is wrong then, and what they do to the results."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from assessment.change.ground import Ground, ground_of_year
from assessment.change.lines import changed_lines
from assessment.check import RULES, check_by
from assessment.check.trial import added, errors_with, lay_over
from assessment.compare.comparison import YearComparison, compare_sides
from assessment.compare.side import side_of_year
from assessment.edit.new_ids import digest_of_fields
from assessment.findings import Finding, Severity, in_order
from assessment.period import Period
from assessment.year.reading import read_year
from assessment.year.with_texts import can_have, with_texts


@dataclass(frozen=True)
class TrialOfYear:
    """What a change of files does to one year."""

    period: Period
    comparison: YearComparison
    """The same as ``scripts/compare`` tells once it is made."""
    errors: tuple[Finding, ...]
    """Those that the year would have with it and does not have without."""
    is_lost: bool
    """Whether the year can be read without it and not with it."""


@dataclass(frozen=True)
class TrialFiles:
    """What a change of files would do."""

    before: Mapping[str, str]
    """The texts as they are, by path below the data folder; empty for a file that is not there."""
    after: Mapping[str, str]
    """The texts as they would be; empty for a file that goes."""
    years: tuple[TrialOfYear, ...]
    """The years on which the change bears."""

    @property
    def is_change(self) -> bool:
        """Whether anything would be written."""
        return self.before != self.after

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The errors that it brings about in any year, each once."""
        return tuple(dict.fromkeys(error for year in self.years for error in year.errors))

    @property
    def lost_years(self) -> tuple[Period, ...]:
        """The years that could not be read any more: no form could mend them then."""
        return tuple(year.period for year in self.years if year.is_lost)

    @cached_property
    def files(self) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """The files that change, each with its lines."""
        changed = (path for path, text in self.after.items() if text != self.before[path])
        return tuple((path, changed_lines(self.before[path], self.after[path])) for path in changed)

    @property
    def digest(self) -> str:
        """What tells this change from another one."""
        return digest_of_fields({path: [self.before[path], text] for path, text in self.after.items()})


def try_files(grounds: Iterable[Ground], before: Mapping[str, str], after: Mapping[str, str]) -> TrialFiles:
    """Return what a change of files would do to some years as they stand."""
    return TrialFiles(
        before, after, tuple(_try_year(ground, before, after) for ground in grounds) if before != after else ()
    )


def _try_year(ground: Ground, before: Mapping[str, str], after: Mapping[str, str]) -> TrialOfYear:
    data, period = ground.year.data, ground.year.period
    changed = {path: text for path, text in after.items() if text != before[path]}
    if all(can_have(ground.year, path, text) for path, text in changed.items()):
        now = ground_of_year(with_texts(ground.year, changed), ground)
        new = added(ground.findings, _errors(now.findings))
        is_lost = now.year.readable is None
        return TrialOfYear(period, compare_sides(period, ground.side, now.side), tuple(new), is_lost)
    with lay_over(data, changed, {}) as folder:
        year = read_year(folder, period)
        errors, side = _errors(in_order(check_by(year, RULES))), side_of_year(year)
    new = added(errors_with(data, period, {}, {}), errors) if errors else []
    is_lost = ground.year.readable is not None and year.readable is None
    return TrialOfYear(period, compare_sides(period, ground.side, side), tuple(new), is_lost)


def _errors(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.severity is Severity.ERROR]
