"""A sheet tried on a year: what it would change, what is wrong with it, and what it asks. Nothing is written."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from assessment.errors import FaultyDataError, RequestError
from assessment.findings import Finding, Severity
from assessment.imports.agency import import_agency
from assessment.imports.ballots import import_ballots
from assessment.imports.draft import Draft
from assessment.imports.importing import Options
from assessment.imports.question import Question
from assessment.imports.register import import_register
from assessment.imports.self_sheet import import_self_marks
from assessment.imports.trial import faults_of_draft
from assessment.workbooks.grid import Workbook
from assessment.year.year import Year

KINDS: Mapping[str, Callable[[Workbook, Draft, Options], None]] = {
    "agency": import_agency,
    "ballots": import_ballots,
    "ledger": import_register,
    "self-marks": import_self_marks,
}
CALLED = {"agency": "成绩表", "ballots": "评议票", "ledger": "扣分、加分台账", "self-marks": "自评表"}
"""What the kinds of sheets are called."""
_NO_HEAD = "unknown-head"


@dataclass(frozen=True)
class DryRun:
    """What an import of a sheet comes to."""

    draft: Draft
    findings: tuple[Finding, ...]
    """What could not be read, and what the rules of the year find in what could."""

    @property
    def errors(self) -> list[Finding]:
        """What stands in the way of the import."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    @property
    def cautions(self) -> list[Finding]:
        """What does not stand in the way, and is to be looked at."""
        return [finding for finding in self.findings if finding.severity is Severity.WARNING]

    @property
    def questions(self) -> list[Question]:
        """The words that were not understood."""
        return [finding for finding in self.findings if isinstance(finding, Question) and finding.word]

    @property
    def is_of_another_kind(self) -> bool:
        """Whether no column was understood, as in a sheet of another kind."""
        errors = [finding for finding in self.draft.findings if finding.severity is Severity.ERROR]
        return bool(errors) and all(error.code == _NO_HEAD for error in errors)

    def refuse_approved(self) -> None:
        """Refuse to change a year that is approved.

        Raises:
            RequestError: if the sheet says anything else than the records of such a year.
        """
        year = self.draft.year
        if year.whole.year.stage.is_approved and self.draft.texts:
            why = f"{year.period.spaced}已审定，表中有 {len(self.draft.texts)} 个单位的内容与记录不同，没有导入"
            raise RequestError(f"{why}；更正请用 scripts/amend")


def dry_run(kind: str, book: Workbook, year: Year, options: Options) -> DryRun:
    """Return what an import of a sheet, as one of the kinds, comes to.

    Raises:
        FaultyDataError: if the year, its scheme, a unit or a record cannot be read.
        RequestError: if the sheet is none of this kind, or it is not said what it is about.
    """
    draft = Draft.of(year)
    KINDS[kind](book, draft, options)
    approved = year.whole.year.stage.is_approved
    return DryRun(draft, tuple(draft.findings if approved else faults_of_draft(draft)))


@dataclass(frozen=True)
class FittingKind:
    """A kind that a sheet may be of."""

    kind: str
    records: int
    """Of how many units it has something to record then."""
    faults: int
    """How many there are in reading it."""


def fitting_kinds(book: Workbook, year: Year, options: Options) -> list[FittingKind]:
    """Return the kinds of which a sheet has something to record, or columns at least; the likeliest first."""
    found = []
    for kind, read in KINDS.items():
        draft = Draft.of(year)
        with suppress(RequestError, FaultyDataError):
            read(book, draft, options)
            faults = [finding.code for finding in draft.findings if finding.severity is Severity.ERROR]
            if draft.texts or (faults and _NO_HEAD not in faults):
                found.append(FittingKind(kind, len(draft.texts), len(faults)))
    return sorted(found, key=lambda one: (not one.records, one.faults))
