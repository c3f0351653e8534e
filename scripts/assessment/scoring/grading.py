"""Which grade a total earns, by the bands of the list that the unit is ranked in (等次)."""

from collections.abc import Iterable, Mapping

from assessment.dataset.scheme import Grade, Ranking, Scheme
from assessment.scoring.ledger import Ledger
from assessment.scoring.ranking import compared
from assessment.status import Status


def grades(ledgers: Mapping[str, Ledger], scheme: Scheme) -> dict[str, str]:
    """Return the grade of every unit that has a total, by unit id; none where the scheme has no bands.

    A grade follows from the unit's own total, and so is given while others of its list are 待定.
    """
    return {
        unit: ledgers[unit].grade or _grade(ledgers[unit], scheme.grades[ranked_in.id], scheme.ranking)
        for group in scheme.groups
        for ranked_in in (scheme.list_of(group.id),)
        if ranked_in.id in scheme.grades
        for unit in group.units
        if ledgers[unit].status is Status.COMPLETE
    }


def _grade(ledger: Ledger, bands: Iterable[Grade], how: Ranking) -> str:
    """Return the best band that the total reaches; it is compared as it is for ranks, exact or published."""
    value = compared(ledger.total, how)
    return next(band.name for band in bands if band.holds(value))
