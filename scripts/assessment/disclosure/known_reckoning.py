"""Ledgers under other readings as an audience may know them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from assessment.dataset import Dataset
from assessment.dataset.record import Visibility
from assessment.dataset.scheme import Scheme
from assessment.disclosure.as_public import as_public
from assessment.disclosure.publication import Audience
from assessment.place import Place
from assessment.row_kind import RowKind
from assessment.scoring.assessment import Assessment
from assessment.scoring.ledger import Ledger, Marked, Row, sum_of
from assessment.scoring.units import reckoning


@dataclass(frozen=True)
class Rest:
    """What internal records do to a unit under the readings chosen."""

    marks: Mapping[str, Fraction]
    """To the mark of each component, by its id; of one that waits there is none, and the unit has no rank to move."""
    closing: Fraction
    """To the total as a whole."""


def known_reckoning(
    dataset: Dataset, assessment: Assessment, audience: Audience
) -> Callable[[Scheme], Mapping[str, Ledger]]:
    """Return what gives the ledgers under a scheme that has other readings, or only some of the components.

    For the public they are reckoned of public records, and of what internal ones come to. Of two sets of internal
    records that come to the same, another option could make different sums; these would tell which of them there is.
    So their sums stay as they are. Where there are none, the ledgers are the true ones.
    """
    match audience:
        case Audience.OFFICE:
            return reckoning(dataset)
        case Audience.PUBLIC:
            marks_under = reckoning(as_public(dataset))
            public = marks_under(dataset.scheme)
            rests = {unit: _rest(ledger, public[unit]) for unit, ledger in assessment.ledgers.items()}
            place = dataset.scheme.origin.place
            return lambda scheme: {
                unit: _with_rest(ledger, rests[unit], place) for unit, ledger in marks_under(scheme).items()
            }
        case _:
            assert_never(audience)


def _rest(true: Ledger, public: Ledger) -> Rest:
    marks = {
        result.component.id: result.mark - part.mark
        for result, part in zip(true.components, public.components, strict=True)
        if isinstance(result, Marked) and isinstance(part, Marked)
    }
    return Rest(marks, sum_of(true.closing) - sum_of(public.closing))


def _with_rest(ledger: Ledger, rest: Rest, place: Place) -> Ledger:
    """Return the ledger with what internal records do to each component, and to the total, in a row of its own."""
    components = tuple(
        replace(result, rows=(*result.rows, _row(result.component.clause, points, place)))
        if isinstance(result, Marked) and (points := rest.marks.get(result.component.id))
        else result
        for result in ledger.components
    )
    closing = (*ledger.closing, _row("", rest.closing, place)) if rest.closing else ledger.closing
    return replace(ledger, components=components, closing=closing)


def _row(clause: str, points: Fraction, place: Place) -> Row:
    return Row(RowKind.ENTRY, clause, "", points, place, visibility=Visibility.INTERNAL)
