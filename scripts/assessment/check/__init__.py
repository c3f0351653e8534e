"""Rules that JSON Schema cannot say: about what holds between values and across files, one function each.

Every rule takes the year as loaded and yields findings; ``RULES`` is the order in which they run.
"""

from collections.abc import Callable, Iterable, Iterator

from assessment.check.approval import approval, results
from assessment.check.approval_kept import approval_kept
from assessment.check.county_numbers import county_numbers
from assessment.check.entries import entries
from assessment.check.evidence import evidence
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

Rule = Callable[[Facts], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    files,
    names,
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
    incidents,
    states,
    raters,
    few_raters,
    objections,
    approval,
    approval_kept,
    signature,
    county_numbers,
)


def check(loaded: Loaded, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """Return everything that is wrong with a year: what loading found, and what the rules find in the rest."""
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
