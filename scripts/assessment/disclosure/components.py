"""A component's mark as it is published, with its ledger or without."""

from collections.abc import Iterable

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
        full=None if component.full is None else figure(component.full.exact(group)),
        most=figure(component.points.exact(group)),
        mark=figure(result.mark),
        factor=figure(result.factor),
        weighted=figure(result.weighted),
        giver=component.giver or component.name,
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
        giver=mark.giver,
        rows=tuple(rows),
    )
