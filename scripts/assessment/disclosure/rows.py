"""Ledger rows as they are published; what internal records cost or give stays in the sum."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from assessment.dataset.part import Part
from assessment.dataset.record import Evidence, UnitRecord, Visibility
from assessment.disclosure.figures import figure
from assessment.disclosure.published_result import PublishedRow
from assessment.row_kind import RowKind
from assessment.scoring.ledger import Marked, Row
from assessment.scoring.methods.ballots import way


def every_row(rows: Iterable[Row], record: UnitRecord) -> Iterator[PublishedRow]:
    """Yield the rows as they are, with all their evidence: for the office."""
    evidence = {piece.id: piece for piece in record.evidence}
    return (replace(_published(row, evidence), line=row.place.line) for row in rows)


def public_rows(result: Marked, public: Marked, record: UnitRecord) -> Iterator[PublishedRow]:
    """Yield the rows of the public part of a record, then for each clause what internal records do to its sum.

    A row that only tells of evidence is left out where none of it is public, and a rest of nothing is none.

    Args:
        result: the component's true mark.
        public: the mark that the public part of the record comes to.
    """
    parts = {part.key: part for part in public.component.walk()}
    shown = [without_ballots(row, parts[row.part]) for row in public.rows]
    clauses = (*(item.clause for item in public.component.below()), public.component.clause)
    yield from _public_of(result.rows, shown, clauses, record)


def public_closing(rows: Iterable[Row], public: Iterable[Row], record: UnitRecord) -> Iterator[PublishedRow]:
    """Yield what the public part of a record does to the total as a whole, and what internal records change of it."""
    return _public_of(rows, public, ("",), record)


def _public_of(
    rows: Iterable[Row], public: Iterable[Row], clauses: Iterable[str], record: UnitRecord
) -> Iterator[PublishedRow]:
    evidence = public_evidence(record)
    rest = _sums(rows)
    for row in public:
        if row.visibility is Visibility.INTERNAL:
            continue
        rest[row.clause] = rest.get(row.clause, Fraction(0)) - row.points
        line = _published(row, evidence)
        if row.kind is not RowKind.SOURCE or line.evidence or line.day is not None:
            yield line
    for clause in dict.fromkeys(clauses):
        if rest.get(clause):
            yield _internal(clause, rest[clause], record.origin.place.file)


def _sums(rows: Iterable[Row]) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = {}
    for row in rows:
        sums[row.clause] = sums.get(row.clause, Fraction(0)) + row.points
    return sums


def without_ballots(row: Row, part: Part) -> Row:
    """Return a row without how many raters and ballots its mean is of, which tells who abstained.

    That nobody did cannot be told either: where it were not told, somebody did.
    """
    if row.kind is not RowKind.MEAN:
        return row
    return replace(row, label=f"{part.name}有效票的平均分", count=None, reason=way(part))


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
        part=row.part,
        share=figure(row.share),
        round=row.round,
        wave=row.wave,
        member=row.member,
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
        part="",
        share=figure(Fraction(1)),
        round=None,
        wave="",
        member="",
    )
