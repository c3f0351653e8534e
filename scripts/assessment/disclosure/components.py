"""A component's mark as it is published, with its ledger or without."""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from assessment.dataset.part import Combine, Part
from assessment.disclosure.figures import figure
from assessment.disclosure.published_result import ComponentLedger, PartMark, PublishedMark, PublishedRow
from assessment.scoring.ledger import Marked


def component_mark(result: Marked, group: str, absent: Collection[str]) -> PublishedMark:
    """Return the mark alone, with the full marks of what the unit is marked as.

    Args:
        absent: keys of the parts that are known not to apply to the unit.
    """
    component = result.component
    return PublishedMark(
        id=component.id,
        name=component.name,
        clause=component.clause,
        full=figure(Fraction(full)) if (full := component.full_of(group)) else None,
        most=None if (most := component.most_of(group)) is None else figure(Fraction(most)),
        mark=figure(result.mark),
        factor=figure(result.factor),
        weighted=figure(result.weighted),
        giver=component.giver or component.name,
        applies=component.key not in absent,
    )


def component_ledger(
    result: Marked,
    group: str,
    rows: Iterable[PublishedRow],
    marks: Mapping[str, Fraction | None],
    absent: Collection[str],
    measured: Mapping[tuple[str, ...], Fraction | None],
) -> ComponentLedger:
    """Return the mark with the rows that the audience may see of it, and the marks of the parts below.

    Args:
        marks: of the parts below, by key; None where the audience may not see it.
        absent: as above.
        measured: of items that are measured several times, as the ledger has them.
    """
    mark = component_mark(result, group, absent)
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
        applies=mark.applies,
        rows=tuple(rows),
        added=_added(result.component),
        parts=_parts(result.component, marks, group, absent),
        measured={name: None if mark is None else figure(mark) for name, mark in measured.items()},
    )


def _added(part: Part) -> int:
    return len(part.waves) if part.waves and part.combine is Combine.SUM else 1


def _parts(
    above: Part, marks: Mapping[str, Fraction | None], group: str, absent: Collection[str]
) -> tuple[PartMark, ...]:
    return tuple(
        PartMark(
            key=part.key,
            name=part.name,
            clause=part.clause,
            full=None if (full := part.full_of(group)) is None else figure(Fraction(full)),
            mark=None if (mark := marks[part.key]) is None else figure(mark),
            added=_added(part),
            parts=_parts(part, marks, group, absent),
            applies=part.key not in absent,
        )
        for part in above.items_of(group)
        if part.key in marks
    )
