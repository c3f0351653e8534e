"""A mark that gives ballots away: those of each rater unit stay inside the office, however few units rated (五（三）)."""

from collections import Counter
from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.part import Averaging, Method, Part
from assessment.dataset.record import UnitRecord
from assessment.findings import Finding, Severity

FEWEST = 3
"""Of one rater unit the mean is its ballots; of two, either knows the other's by taking its own off."""


def check_few_raters(facts: Facts) -> Iterator[Finding]:
    """Find marks that are the mean of fewer rater units than it takes to hide each of them.

    While ballots are still coming in this is a warning; once results are approved, an error.
    """
    severity = Severity.ERROR if facts.year.stage.is_approved else Severity.WARNING
    for record in facts.whole_records("ballots"):
        for component in facts.scheme.parts():
            if component.method is not Method.BALLOTS or component.key in record.not_assessed:
                continue
            hiding = _hiding(facts, record, component)
            if hiding and sum(hiding) < FEWEST:
                raters = _raters(record, component)
                cast = next(cast for cast in record.ballots if cast.component == component.key)
                message = f"“{component.name}”只有{len(raters)}个评议单位的有效票，公布得分会暴露各单位打的分"
                hint = f"请补齐评议票；补不齐的，删去已有的票，改为未参评（not_assessed 下的 {component.key}）"
                yield Finding(cast.origin.of("rater"), "few-raters", message, hint, severity)


def _raters(record: UnitRecord, component: Part) -> set[str]:
    """Return the units that cast a ballot which is not blank."""
    mine = (cast for cast in record.ballots if cast.component == component.key)
    return {cast.rater for cast in mine if any(mark is not None for mark in cast.marks)}


def _hiding(facts: Facts, record: UnitRecord, component: Part) -> list[int]:
    """Return among how many each rater of the mean hides: a unit alone, others among all who cast a ballot of theirs.

    Of a mean that leaves out the highest and the lowest those count least that hide most.
    """
    raters = _raters(record, component)
    valid = Counter[str]()
    for cast in record.ballots:
        if cast.component == component.key:
            valid[cast.rater] += sum(mark is not None for mark in cast.marks)
    hiding = sorted(valid[rater] if rater in facts.scheme.outside_names else 1 for rater in raters)
    return hiding[: len(hiding) - _left_out(component, len(hiding))]


def _left_out(component: Part, raters: int) -> int:
    """Return how many units the mean leaves out: the highest and the lowest where it is trimmed."""
    return 2 if component.averaging is Averaging.TRIMMED and raters >= FEWEST else 0
