"""Rules that JSON Schema cannot say: about what holds between values and across files, one function each.

Every rule takes the facts of a year and yields findings; ``RULES`` is the order in which they run. Where none finds an
error, the results are compared with the approved ones.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain

from assessment.approval.ready import find_pending
from assessment.check.amended_ballots import check_amended_ballots
from assessment.check.approval import check_approval, check_results
from assessment.check.approval_days import check_approval_days
from assessment.check.approval_kept import check_approval_kept
from assessment.check.approval_order import check_approval_order
from assessment.check.below_zero import check_below_zero
from assessment.check.counts import check_counts
from assessment.check.county_blanks import check_county_blanks
from assessment.check.county_numbers import check_county_numbers
from assessment.check.data_folder import check_data_folder
from assessment.check.days import check_days
from assessment.check.entries import check_entries
from assessment.check.evidence import check_evidence
from assessment.check.evidence_bytes import check_evidence_bytes
from assessment.check.evidence_files import check_evidence_files
from assessment.check.evidence_size import check_evidence_size
from assessment.check.facts import Facts
from assessment.check.few_raters import check_few_raters
from assessment.check.files import check_files
from assessment.check.for_group import check_for_group
from assessment.check.gates import check_gates
from assessment.check.glyphs import check_glyphs
from assessment.check.grade_bands import check_grade_bands
from assessment.check.groups import check_groups
from assessment.check.incidents import check_incidents
from assessment.check.kinds import check_kinds
from assessment.check.limits import check_limits
from assessment.check.marks import check_marks
from assessment.check.names import check_names
from assessment.check.objections import check_objections
from assessment.check.outcomes import check_outcomes
from assessment.check.outside_raters import check_outside_raters
from assessment.check.overlooked import overlooked
from assessment.check.rank_depth import check_rank_depth
from assessment.check.ranking_lists import check_ranking_lists
from assessment.check.raters import check_raters
from assessment.check.readings import check_readings
from assessment.check.reconcile import check_reconciliation
from assessment.check.references import check_references
from assessment.check.reserved import check_reserved
from assessment.check.rounds import check_rounds
from assessment.check.rules import check_rules
from assessment.check.self_marks import check_self_marks
from assessment.check.signature import check_signature
from assessment.check.stages import check_stages
from assessment.check.states import check_states
from assessment.check.uncited import check_uncited
from assessment.check.undecided import check_undecided
from assessment.check.unit_names import check_unit_names
from assessment.check.unused_fields import check_unused_fields
from assessment.check.unused_parts import check_unused_parts
from assessment.check.waves import check_waves
from assessment.check.weights import check_weights
from assessment.check.windows import check_windows
from assessment.check.year_record import check_year_record
from assessment.dataset.year import Stage
from assessment.findings import Finding, Severity, has_errors
from assessment.year.year import Year

CheckRule = Callable[[Facts], Iterator[Finding]]

RULES: tuple[CheckRule, ...] = (
    check_files,
    check_names,
    check_unit_names,
    check_reserved,
    check_references,
    check_weights,
    check_limits,
    check_groups,
    check_kinds,
    check_ranking_lists,
    check_rank_depth,
    check_outside_raters,
    check_rules,
    check_counts,
    check_gates,
    check_outcomes,
    check_waves,
    check_rounds,
    check_grade_bands,
    check_unused_fields,
    check_unused_parts,
    check_readings,
    check_uncited,
    check_below_zero,
    check_undecided,
    check_year_record,
    check_stages,
    check_for_group,
    check_marks,
    check_self_marks,
    check_reconciliation,
    check_entries,
    check_windows,
    check_days,
    check_evidence,
    check_evidence_files,
    check_evidence_bytes,
    check_evidence_size,
    check_incidents,
    check_states,
    check_raters,
    check_few_raters,
    check_objections,
    check_approval,
    check_approval_days,
    check_approval_order,
    check_approval_kept,
    check_signature,
    check_amended_ballots,
    check_county_numbers,
    check_county_blanks,
    check_glyphs,
)

OF_SCHEME: tuple[CheckRule, ...] = (
    check_weights,
    check_limits,
    check_groups,
    check_ranking_lists,
    check_outside_raters,
    check_rules,
    check_gates,
    check_outcomes,
    check_waves,
    check_grade_bands,
    check_unused_fields,
    check_unused_parts,
    check_readings,
    check_uncited,
    check_below_zero,
)
"""The rules that look at nothing but the scheme and its readings: under the same ones they find the same."""

_QUESTIONS = frozenset((check_limits, check_readings, check_uncited, check_below_zero))
"""Rules whose warnings ask whether a scheme means what it says: not once it is approved, as then it cannot be changed."""


RuleFindings = Mapping[CheckRule, tuple[Finding, ...]]
"""What each of some rules finds."""


def check(year: Year) -> list[Finding]:
    """Return everything that is wrong with a year: where it stands, what reading found, what the rules find in the rest.

    Where the data is not in its place, Git would tell of something else, and no rule is asked.

    Raises:
        GitError: if the repository that holds the data is damaged.
    """
    is_misplaced = any(check_data_folder(year.data))
    return everything_found(year, {} if is_misplaced else findings_by_rule(year, RULES))


def check_by(year: Year, rules: Collection[CheckRule]) -> list[Finding]:
    """Return what reading found, and what some rules find in the rest."""
    return _with_results(year, findings_by_rule(year, rules))


def findings_by_rule(year: Year, rules: Iterable[CheckRule], known: RuleFindings | None = None) -> RuleFindings:
    """Return what each of some rules finds in what could be read of a year.

    Args:
        known: what some of them are known to find, so that they are not asked.
    """
    if year.readable is None:
        return {}
    facts = Facts(year, year.readable)
    quiet = _QUESTIONS if facts.year.stage.is_approved else frozenset()
    found = known or {}
    return {
        rule: found[rule]
        if rule in found
        else tuple(one for one in rule(facts) if rule not in quiet or one.severity is not Severity.WARNING)
        for rule in rules
    }


def everything_found(year: Year, found: RuleFindings) -> list[Finding]:
    """Return what ``check`` does, of which all rules have been asked already.

    Where the data is not in its place, Git would tell of something else, and no rule counts.
    """
    misplaced = list(check_data_folder(year.data))
    if misplaced:
        return [*year.findings, *misplaced]
    return [*_with_results(year, found), *overlooked(year.data, year.period)]


def _with_results(year: Year, found: RuleFindings) -> list[Finding]:
    findings = [*year.findings, *chain.from_iterable(found.values())]
    if year.readable is not None and check_approval in found and not has_errors(findings):
        facts = Facts(year, year.readable)
        findings.extend(check_results(facts))
        if facts.year.stage is Stage.UNDER_REVIEW:
            findings.extend(find_pending(facts.dataset, Severity.WARNING))
    return findings
