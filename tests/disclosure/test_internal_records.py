"""Internal records where all is public: their points stay in the sum, one row a clause, and nothing else of them."""

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from assessment.dataset import Dataset
from assessment.dataset.record import (
    Entry,
    Evidence,
    EvidenceKind,
    ItemMark,
    Objection,
    Outcome,
    Rectification,
    UnitRecord,
    Visibility,
)
from assessment.dataset.year import Disclosure
from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import ComponentLedger, ForOffice, InFull, PublishedRow
from assessment.exact import brief_text
from assessment.row_kind import RowKind
from assessment.scoring.assessment import assess
from assessment.scoring.ledger import Marked
from tests.disclosure.years import Scored, office, public, with_records
from tests.scoring import shipped
from tests.scoring.cases import entry, objection

UNIT = "jianping"


def results(publication: Publication) -> dict[str, InFull]:
    """The results by unit, each in full."""
    found = {unit: known.result for unit, known in publication.units.items() if isinstance(known.result, InFull)}
    assert len(found) == 42
    return found


def worked() -> Dataset:
    """One town with three entries at 附件2第1项, and objections to two of them.

    第1项 takes 1 a time: d01 internal -2, d02 internal -1 (upheld: +1), d03 public -2 (one remains: +1).
    """
    inside = [
        replace(entry("附件2第1项", 1, count=2), visibility=Visibility.INTERNAL, recorder="甲"),
        replace(entry("附件2第1项", 2, count=1), visibility=Visibility.INTERNAL, recorder="乙"),
    ]
    outside = replace(entry("附件2第1项", 3, count=2), recorder="丙")
    record_of_unit = replace(
        shipped.complete(UNIT, missed=0),
        deductions=(*inside, outside),
        objections=(
            objection("d02", Outcome.UPHELD, number=1),
            objection("d03", Outcome.PARTLY, count=1, number=2),
            objection("d03", Outcome.OPEN, number=3),
        ),
    )
    return shipped.dataset({UNIT: record_of_unit})


def daily(publication: Publication) -> ComponentLedger:
    return next(component for component in results(publication)[UNIT].components if component.id == "daily")


def lines(rows: tuple[PublishedRow, ...]) -> list[tuple[RowKind, str, Fraction]]:
    return [(row.kind, row.entry, row.points.exact) for row in rows if row.clause == "附件2第1项"]


def test_a_clause_worked_by_hand() -> None:
    # 10 - 2 - 1 + 1 - 2 + 1 = 7 of item 1; internal: -2 - 1 + 1 = -2. 30 - 3 = 27 in all.
    ledger = daily(public(worked(), Disclosure.FULL))
    assert lines(ledger.rows) == [
        (RowKind.FULL, "", Fraction(10)),
        (RowKind.ENTRY, "d03", Fraction(-2)),
        (RowKind.OBJECTION, "o02", Fraction(1)),
        (RowKind.INTERNAL, "", Fraction(-2)),
    ]
    assert ledger.mark.text == "27"
    assert lines(daily(office(worked())).rows) == [
        (RowKind.FULL, "", Fraction(10)),
        (RowKind.ENTRY, "d01", Fraction(-2)),
        (RowKind.ENTRY, "d02", Fraction(-1)),
        (RowKind.OBJECTION, "o01", Fraction(1)),
        (RowKind.ENTRY, "d03", Fraction(-2)),
        (RowKind.OBJECTION, "o02", Fraction(1)),
    ]


def test_the_row_of_internal_records_says_its_points_and_no_more() -> None:
    (row,) = (row for row in daily(public(worked(), Disclosure.FULL)).rows if row.kind is RowKind.INTERNAL)
    assert (row.label, row.points.text, row.file) == ("不公开的记录", "-2", worked().records[UNIT].origin.place.file)
    assert row.line is None
    assert (row.count, row.reason, row.evidence, row.day, row.entry, row.rectified) == (None, "", (), None, "", None)


@pytest.mark.parametrize(
    ("visibility", "day", "message"),
    [
        (Visibility.PUBLIC, date(2019, 12, 20), True),
        (Visibility.PUBLIC, None, True),
        (Visibility.INTERNAL, date(2019, 12, 20), True),
        (Visibility.INTERNAL, None, False),
    ],
)
def test_a_row_that_only_tells_of_evidence_is_public_where_it_tells_something(
    visibility: Visibility, day: date | None, message: bool
) -> None:
    whole = shipped.complete(UNIT)
    place = whole.origin
    report = Evidence("e01", "测评报告", EvidenceKind.DOCUMENT, "机构", date(2019, 12, 31), "/1", (), visibility, place)
    marks = tuple(replace(mark, date=day, evidence=("e01",)) for mark in whole.marks)
    year = shipped.dataset({UNIT: replace(whole, evidence=(report,), marks=marks)})
    for publication, shown_to in ((public(year, Disclosure.FULL), message), (office(year), True)):
        agency = next(part for part in results(publication)[UNIT].components if part.id == "agency")
        assert (RowKind.SOURCE in {row.kind for row in agency.rows}) is shown_to
        assert agency.mark.exact == sum((row.points.exact for row in agency.rows), Fraction(0))


def test_only_decided_objections_to_public_records_are_public() -> None:
    assert [known.id for known in results(public(worked(), Disclosure.FULL))[UNIT].objections] == ["o02"]
    assert [known.id for known in results(office(worked()))[UNIT].objections] == ["o01", "o02", "o03"]


def test_the_office_knows_who_recorded() -> None:
    result = results(office(worked()))[UNIT]
    assert isinstance(result, ForOffice)
    assert result.recorders == {"d01": "甲", "d02": "乙", "d03": "丙"}


def test_rows_add_up_with_one_row_a_clause_for_what_is_internal(year: Scored) -> None:
    folded = Counter[int]()
    for unit, result in results(public(year.dataset, Disclosure.FULL, year.assessment)).items():
        for component, marked in zip(result.components, year.assessment.ledgers[unit].components, strict=True):
            assert isinstance(marked, Marked)
            listed_rows = [row.clause for row in component.rows if row.kind is RowKind.INTERNAL]
            assert len(listed_rows) == len({*listed_rows}), "one row a clause"
            for clause in {row.clause for row in marked.rows}:
                points = sum((row.points.exact for row in component.rows if row.clause == clause), Fraction(0))
                assert points == sum((row.points for row in marked.rows if row.clause == clause), Fraction(0))
            assert sum((row.points.exact for row in component.rows), Fraction(0)) == component.mark.exact == marked.mark
            assert all(row.points.exact for row in component.rows if row.kind is RowKind.INTERNAL)
            folded.update([len(listed_rows)])
    assert folded[1] > 20, "clauses are folded"
    assert max(folded) >= 3


def test_figures_of_the_public_are_those_of_the_office(year: Scored) -> None:
    inside, outside = results(office(*year)), results(public(year.dataset, Disclosure.FULL, year.assessment))
    for unit, result in outside.items():
        assert (result.total, result.rank, result.bonus) == (inside[unit].total, inside[unit].rank, inside[unit].bonus)
        marks = [(known.mark, known.weighted) for known in result.components]
        assert marks == [(known.mark, known.weighted) for known in inside[unit].components]
        assert result.total.exact == sum((known.weighted.exact for known in result.components), Fraction(0))
        assert all(row.points.text == brief_text(row.points.exact) for known in result.components for row in known.rows)


WORDS = {
    "recorder": "经手人",
    "entry": "内部记录",
    "proof": "内部依据",
    "reason": "内部原因",
    "rectified": "内部整改",
    "item": "内部失分",
    "objection": "内部申诉",
    "open": "未决申诉",
}
"""Words put into everything that is never public."""


def with_words(known: UnitRecord) -> UnitRecord:
    """The same record, with words in the names and texts of everything in it that is never public."""
    proofs = {piece.id: WORDS["proof"] + piece.id for piece in known.evidence if _inside(piece)}
    entries = {entry.id: WORDS["entry"] + entry.id for entry in known.entries if _inside(entry)}

    def cited(evidence: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(proofs.get(name, name) for name in evidence)

    def entry_with(entry: Entry) -> Entry:
        result = replace(entry, id=entries.get(entry.id, entry.id), evidence=cited(entry.evidence))
        result = replace(result, recorder=WORDS["recorder"])
        if not _inside(entry):
            return result
        return replace(result, reason=WORDS["reason"], rectified=Rectification(WORDS["rectified"], None))

    def item_with(item: ItemMark) -> ItemMark:
        result = replace(item, evidence=cited(item.evidence))
        return replace(result, reason=WORDS["item"]) if _inside(item) else result

    def objection_with(about: Objection) -> Objection:
        result = replace(about, about=entries.get(about.about, about.about), evidence=cited(tuple(proofs)))
        if about.about in entries:
            return replace(result, statement=WORDS["objection"], explanation=WORDS["objection"])
        return replace(result, statement=WORDS["open"]) if about.outcome is Outcome.OPEN else result

    return replace(
        known,
        evidence=tuple(
            replace(piece, id=proofs[piece.id], title=WORDS["proof"], source=WORDS["proof"], url=f"/{WORDS['proof']}")
            if _inside(piece)
            else piece
            for piece in known.evidence
        ),
        marks=tuple(replace(given, items=tuple(map(item_with, given.items))) for given in known.marks),
        deductions=tuple(map(entry_with, known.deductions)),
        bonus=tuple(map(entry_with, known.bonus)),
        objections=tuple(map(objection_with, known.objections)),
    )


def _inside(known: Entry | Evidence | ItemMark) -> bool:
    return known.visibility is Visibility.INTERNAL


def test_words_of_what_is_internal_reach_the_office_alone(year: Scored) -> None:
    planted = with_records(year.dataset, with_words)
    assessment = assess(planted)
    for_office = repr(office(planted, assessment))
    assert [word for word in WORDS.values() if word not in for_office] == []
    for level in Disclosure:
        result = repr(public(planted, level, assessment))
        assert [word for word in WORDS.values() if word in result] == [], level


def test_public_rows_cite_public_evidence(year: Scored) -> None:
    cited = Counter[Visibility]()
    for unit, result in results(public(year.dataset, Disclosure.FULL, year.assessment)).items():
        public_ids = {piece.id for piece in year.dataset.records[unit].evidence if not _inside(piece)}
        for row in (row for component in result.components for row in component.rows):
            cited.update(piece.visibility for piece in row.evidence)
        for known in result.objections:
            assert set(known.evidence) <= public_ids
    assert set(cited) == {Visibility.PUBLIC}
    for_office = [r for res in results(office(*year)).values() for c in res.components for r in c.rows]
    assert {piece.visibility for row in for_office for piece in row.evidence} == {*Visibility}
