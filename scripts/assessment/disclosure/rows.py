"""Ledger rows as they are published; what internal records cost or give stays in the sum."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from assessment.dataset.record import Evidence, UnitRecord, Visibility
from assessment.disclosure.figures import figure
from assessment.disclosure.publication import PublishedRow
from assessment.row_kind import RowKind
from assessment.scoring.ledger import Row


def every_row(rows: Iterable[Row], record: UnitRecord) -> Iterator[PublishedRow]:
    """Yield the rows as they are, with all their evidence: for the office."""
    evidence = {piece.id: piece for piece in record.evidence}
    return (replace(_published(row, evidence), line=row.place.line) for row in rows)


def public_rows(rows: Iterable[Row], record: UnitRecord) -> Iterator[PublishedRow]:
    """Yield the public rows; the ones of internal records stand together, one row a clause, so that the sum holds.

    A row that only tells of evidence is left out where none of it is public.
    """
    evidence = public_evidence(record)
    internal: dict[str, Fraction] = {}
    for row in rows:
        match row.visibility:
            case Visibility.PUBLIC:
                published = _published(row, evidence)
                if row.kind is not RowKind.SOURCE or published.evidence or published.day is not None:
                    yield published
            case Visibility.INTERNAL:
                internal[row.clause] = internal.get(row.clause, Fraction(0)) + row.points
            case _:
                assert_never(row.visibility)
    for clause, points in internal.items():
        yield _internal(clause, points, record.origin.place.file)


def public_evidence(record: UnitRecord) -> Mapping[str, Evidence]:
    """Return the evidence that the public may see, by id, without the files kept of it.

    They stay with the office, and the digest of what is not public tells whoever guesses its content that it is so.
    """
    return {piece.id: replace(piece, files=()) for piece in record.evidence if piece.visibility is Visibility.PUBLIC}


def _published(row: Row, evidence: Mapping[str, Evidence]) -> PublishedRow:
    return PublishedRow(
        kind=row.kind,
        clause=row.clause,
        label=row.label,
        count=row.count,
        points=figure(row.points),
        reason=row.reason,
        evidence=tuple(evidence[name] for name in row.evidence if name in evidence),
        day=row.day,
        entry=row.entry,
        rectified=row.rectified,
        file=row.place.file,
        line=None,
    )


def _internal(clause: str, points: Fraction, file: str) -> PublishedRow:
    """Return the row that stands for a clause's internal records: their points and nothing else."""
    return PublishedRow(
        kind=RowKind.INTERNAL,
        clause=clause,
        label="不公开的记录",
        count=None,
        points=figure(points),
        reason="",
        evidence=(),
        day=None,
        entry="",
        rectified=None,
        file=file,
        line=None,
    )
