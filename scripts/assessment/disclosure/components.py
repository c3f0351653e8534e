"""A component's mark as it is published, with its ledger or without."""

from collections.abc import Iterable
from fractions import Fraction

from assessment.disclosure.figures import figure
from assessment.disclosure.publication import ComponentLedger, PublishedMark, PublishedRow
from assessment.scoring.ledger import Marked


def component_mark(result: Marked, group: str) -> PublishedMark:
    """Return the mark alone."""
    component = result.component
    return PublishedMark(
        id=component.id,
        name=component.name,
        clause=component.clause,
        full=None if (full := component.full_of(group)) is None else figure(Fraction(full)),
        most=None if (most := component.points_of(group)) is None else figure(Fraction(most)),
        mark=figure(result.mark),
        factor=figure(result.factor),
        weighted=figure(result.weighted),
    )


def component_ledger(result: Marked, group: str, rows: Iterable[PublishedRow]) -> ComponentLedger:
    """Return the mark with the rows that the audience may see of it."""
    mark = component_mark(result, group)
    return ComponentLedger(
        id=mark.id,
        name=mark.name,
        clause=mark.clause,
        full=mark.full,
        most=mark.most,
        mark=mark.mark,
        factor=mark.factor,
        weighted=mark.weighted,
        rows=tuple(rows),
    )
