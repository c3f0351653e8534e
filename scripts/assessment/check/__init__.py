"""Rules that JSON Schema cannot say: about what holds between values and across files, one function each.

Every rule takes the facts of a year and yields findings; ``RULES`` is the order in which they run. Where none finds an
error, the results are compared with the approved ones.
"""

from collections.abc import Callable, Collection, Iterator

from assessment.check.amended_ballots import amended_ballots
from assessment.check.approval import approval, results
from assessment.check.approval_kept import approval_kept
from assessment.check.approval_order import approval_order
from assessment.check.county_numbers import county_numbers
from assessment.check.data_folder import data_folder
from assessment.check.entries import entries
from assessment.check.evidence import evidence
from assessment.check.evidence_bytes import evidence_bytes
from assessment.check.evidence_files import evidence_files
from assessment.check.facts import Facts
from assessment.check.few_raters import few_raters
from assessment.check.files import files
from assessment.check.grade_bands import grade_bands
from assessment.check.incidents import incidents
from assessment.check.limits import limits
from assessment.check.marks import marks
from assessment.check.names import names
from assessment.check.objections import objections
from assessment.check.raters import raters
from assessment.check.reconcile import reconcile
from assessment.check.references import references
from assessment.check.reserved import reserved
from assessment.check.signature import signature
from assessment.check.stages import stages
from assessment.check.states import states
from assessment.check.undecided import undecided
from assessment.check.unsupported import unsupported
from assessment.check.weights import weights
from assessment.check.windows import windows
from assessment.check.year import year
from assessment.findings import Finding, has_errors
from assessment.load.files import Loaded

CheckRule = Callable[[Facts], Iterator[Finding]]

RULES: tuple[CheckRule, ...] = (
    files,
    names,
    reserved,
    references,
    weights,
    limits,
    grade_bands,
    unsupported,
    undecided,
    year,
    stages,
    marks,
    reconcile,
    entries,
    windows,
    evidence,
    evidence_files,
    evidence_bytes,
    incidents,
    states,
    raters,
    few_raters,
    objections,
    approval,
    approval_order,
    approval_kept,
    signature,
    amended_ballots,
    county_numbers,
)


def check(loaded: Loaded) -> list[Finding]:
    """Return everything that is wrong with a year: where it stands, what loading found, what the rules find in the rest.

    Where the data is not in its place, Git would tell of something else, and no rule is asked.

    Raises:
        GitError: if the repository that holds the data is damaged.
    """
    misplaced = list(data_folder(loaded.data))
    return [*loaded.findings, *misplaced] if misplaced else check_by(loaded, RULES)


def check_by(loaded: Loaded, rules: Collection[CheckRule]) -> list[Finding]:
    """Return what loading found, and what some rules find in the rest."""
    findings = list(loaded.findings)
    if loaded.year is not None and loaded.scheme is not None:
        facts = Facts(
            year=loaded.year,
            scheme=loaded.scheme,
            alternatives=loaded.alternatives,
            units=loaded.units,
            records=loaded.records,
            unread_units=loaded.unread_units,
            unread_records=loaded.unread_records,
            partial=loaded.partial,
            data=loaded.data,
            approval=loaded.approval,
            documents=loaded.documents,
            evidence=loaded.evidence,
            county=loaded.county,
        )
        for rule in rules:
            findings.extend(rule(facts))
        if approval in rules and not has_errors(findings):
            findings.extend(results(facts))
    return findings
