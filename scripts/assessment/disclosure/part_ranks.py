"""Ranks of parts as an audience may see them: reckoned from the marks that it sees, and so no more than they tell."""

from collections.abc import Mapping

from assessment.dataset.scheme import Scheme
from assessment.disclosure.marks_down import marks_down
from assessment.disclosure.publication import PartRank
from assessment.disclosure.published_result import ByComponent, Result
from assessment.scoring.part_orders import OwnMarks, order_parts
from assessment.scoring.ranking import Order


def part_ranks(scheme: Scheme, order: Order, results: Mapping[str, Result]) -> Mapping[str, Mapping[str, PartRank]]:
    """Return the ranks of the parts of a list, by key of the part and by unit; none where its marks are not all seen.

    Args:
        order: the ranks of the list.
        results: what the audience sees of each unit, by id.
    """
    marks = {unit: _own_marks(result) for unit, result in results.items() if isinstance(result, ByComponent)}
    if not marks:
        return {}
    return {
        key: {standing.unit: PartRank(standing.rank, standing.shared) for standing in standings}
        for key, standings in order_parts(scheme, order, marks).items()
    }


def _own_marks(result: ByComponent) -> OwnMarks:
    known = [part for component in result.components for part in marks_down(component)]
    marks = {part.key: None if part.mark is None else part.mark.exact for part in known}
    return OwnMarks(marks, frozenset(part.key for part in known if not part.applies))
