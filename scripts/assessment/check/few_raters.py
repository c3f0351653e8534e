"""A mark that gives ballots away: those of each rater unit stay inside the office, however few units rated (五（三）)."""

from collections import Counter
from collections.abc import Iterable, Iterator

from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.part import Averaging, Part, Wave
from assessment.dataset.record import RaterBallots, UnitRecord
from assessment.findings import Finding, Severity

FEWEST = 3
"""Of one rater unit the mean is its ballots; of two, either knows the other's by taking its own off."""


def check_few_raters(facts: Facts) -> Iterator[Finding]:
    """Find marks that are the mean of fewer rater units than it takes to hide each of them, in each wave by itself.

    While ballots are still coming in this is a warning; once results are approved, an error.
    """
    severity = Severity.ERROR if facts.year.stage.is_approved else Severity.WARNING
    measured = [one for component in facts.scheme.components for one in component.measurements()]
    for record in facts.whole_records("ballots"):
        for part, wave in measured:
            if part.method is not Method.BALLOTS or part.key in record.not_assessed:
                continue
            cast_then = _cast(record, part, wave)
            hiding = _hiding(facts, part, cast_then)
            if hiding and sum(hiding) < FEWEST:
                name = part.name if wave is None else f"{part.name}（{wave.name}）"
                message = f"“{name}”{_revelation(facts, _valid(cast_then))}"
                hint = f"请补齐评议票；补不齐的，删去已有的票，改为未参评（not_assessed 下的 {part.key}）"
                yield Finding(cast_then[0].origin.of("rater"), "few-raters", message, hint, severity)


def _revelation(facts: Facts, valid: Counter[str]) -> str:
    """Return whose ballots a mean would tell; who is not assessed is no unit (评议方)."""
    if valid.keys().isdisjoint(facts.scheme.outside_names):
        return f"只有{len(valid)}个评议单位的有效票，公布得分会暴露各单位打的分"
    return f"只有{len(valid)}个评议方的{valid.total()}张有效票，公布得分会暴露各方打的分"


def _cast(record: UnitRecord, part: Part, wave: Wave | None) -> list[RaterBallots]:
    """Return the ballots of a part, in one wave where there are any."""
    mine = [cast for cast in record.ballots if cast.component == part.key]
    return mine if wave is None else [cast for cast in mine if cast.date is not None and cast.date in wave.window]


def _valid(cast: Iterable[RaterBallots]) -> Counter[str]:
    """Return how many ballots that are not blank each rater cast; a rater without any is not there."""
    valid = Counter[str]()
    for one in cast:
        valid[one.rater] += sum(mark is not None for mark in one.marks)
    return +valid


def _hiding(facts: Facts, part: Part, cast: Iterable[RaterBallots]) -> list[int]:
    """Return among how many each rater of the mean hides: a unit alone, others among all who cast a ballot of theirs.

    Of a mean that leaves out the highest and the lowest those count least that hide most.
    """
    valid = _valid(cast)
    hiding = sorted(count if rater in facts.scheme.outside_names else 1 for rater, count in valid.items())
    return hiding[: len(hiding) - _left_out(part, len(hiding))]


def _left_out(component: Part, raters: int) -> int:
    """Return how many units the mean leaves out: the highest and the lowest where it is trimmed."""
    return 2 if component.averaging is Averaging.TRIMMED and raters >= FEWEST else 0
