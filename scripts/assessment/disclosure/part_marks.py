"""Marks of parts as the public may know them: no more of internal records than the one row a clause tells."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from assessment.dataset.part import Part
from assessment.disclosure.published_result import PublishedRow
from assessment.row_kind import RowKind
from assessment.scoring.ledger import Marked


def public_marks(result: Marked, shown: Marked, rows: Iterable[PublishedRow]) -> Mapping[str, Fraction | None]:
    """Return the mark of every part below a component by key; None where it would tell what lies in which part.

    Internal records are told as one sum a clause. Where parts inside and outside of a part stand under one clause, its
    mark would tell how that sum is divided: beside a sum it is left out, else it is what the rows on the page come to.

    Args:
        result: the component's true mark.
        shown: the mark that comes of what is told record by record.
        rows: the component's rows as published.
    """
    folded = {row.clause for row in rows if row.kind is RowKind.INTERNAL}
    marks: dict[str, Fraction | None] = {**result.marks}
    for part in divided(result.component):
        if part.key in marks:
            marks[part.key] = None if any(one.clause in folded for one in part.walk()) else shown.marks.get(part.key)
    return marks


def public_measured(
    component: Part, shown: Marked, rows: Iterable[PublishedRow]
) -> Mapping[tuple[str, ...], Fraction | None]:
    """Return the marks of items by wave and member, without those of clauses of which something internal is told.

    Internal records are told as one sum a clause, whose share in one wave or member would be told beside it.

    Args:
        shown: the mark that comes of what is told record by record.
        rows: the component's rows as published.
    """
    folded = {row.clause for row in rows if row.kind is RowKind.INTERNAL}
    hidden = {part.key for part in component.walk() if any(one.clause in folded for one in part.walk())}
    return {name: mark for name, mark in shown.measured.items() if name[0] not in hidden}


def divided(component: Part) -> Iterator[Part]:
    """Yield the parts below a component that stand with parts outside of them under one clause."""
    everywhere = Counter(part.clause for part in component.walk())
    if len(everywhere) == everywhere.total():
        return
    for part in component.below():
        within = Counter(inner.clause for inner in part.walk())
        if any(times < everywhere[clause] for clause, times in within.items()):
            yield part
