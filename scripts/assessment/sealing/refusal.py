"""What keeps a year from being sealed, told all at once."""

from collections.abc import Sequence

from assessment.approval.ready import find_undecided_objections, find_wrong_stage
from assessment.check.evidence_files import UNREACHED
from assessment.check.signature import UNSIGNED
from assessment.errors import FaultyDataError
from assessment.findings import Finding, Severity, has_errors
from assessment.year.year import Year


def refuse(findings: list[Finding], obstacles: Sequence[Finding] = ()) -> None:
    """Refuse to seal what is faulty, or evidence that nobody could look at; a missing signature comes with the commit.

    Where there is any of these, other obstacles are told with them.

    Raises:
        FaultyDataError: if there is any.
    """
    faults = sealing_faults(findings)
    unread = [finding for finding in faults if finding.code == UNREACHED]
    if has_errors(faults) or unread:
        errors = [finding for finding in faults if finding.severity is Severity.ERROR]
        raise FaultyDataError([*errors, *unread, *obstacles])


def sealing_faults(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings without what a signed commit puts right, which comes after the act."""
    return [finding for finding in findings if finding.code != UNSIGNED]


def obstacles(year: Year) -> list[Finding]:
    """Return what keeps a year from being approved that can be told although its data has faults."""
    dataset = year.readable
    if dataset is None or dataset.year.stage.is_approved:
        return []
    return [*find_wrong_stage(dataset), *find_undecided_objections(dataset)]
