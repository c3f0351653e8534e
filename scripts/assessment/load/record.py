"""From a unit's file of one year to a UnitRecord."""

from collections.abc import Iterator
from decimal import Decimal

from assessment.dataset.record import (
    Absent,
    ComponentMark,
    Entry,
    Evidence,
    EvidenceFile,
    EvidenceKind,
    ItemMark,
    NotApplicableItem,
    Objection,
    Outcome,
    RaterBallots,
    Rectification,
    SelfMark,
    SelfReview,
    UnitRecord,
    Visibility,
)
from assessment.dataset.year import Provenance
from assessment.load.typed import TypedMapping
from assessment.load.yaml_file import Document


def record_of(document: Document) -> UnitRecord:
    """Return the record of one unit and year."""
    table = TypedMapping.of(document)
    absent = table.table("not_assessed")
    ballots = table.table("ballots")
    return UnitRecord(
        unit=table.text("unit"),
        period=table.period("year"),
        provenance=table.choice("provenance", Provenance),
        self_review=table.maybe(
            "self_review", lambda t: SelfReview(t.text("title"), t.text("url"), t.day_or_none("date"), t.origin)
        ),
        evidence=tuple(_evidence(entry) for entry in table.tables("evidence")),
        marks=tuple(one for name, mark in table.named("marks") for one in _component_marks(name, mark)),
        not_assessed={}
        if absent is None
        else {name: Absent(absent.text(name), document.origin((*absent.path, name))) for name in absent.values},
        deductions=tuple(_entry(entry) for entry in table.tables("deductions")),
        bonus=tuple(_entry(entry) for entry in table.tables("bonus")),
        not_applicable=tuple(
            NotApplicableItem(t.text("clause"), t.text("reason"), t.origin) for t in table.tables("not_applicable")
        ),
        ballots=()
        if ballots is None
        else tuple(_ballots(name, cast) for name in ballots.values for cast in ballots.tables(name)),
        objections=tuple(_objection(objection) for objection in table.tables("objections")),
        origin=table.origin,
        self_marks=tuple(one for mark in table.tables("self_marks") for one in _self_marks(mark)),
    )


def _visibility(table: TypedMapping) -> Visibility:
    return table.choice("visibility", Visibility) if "visibility" in table else Visibility.PUBLIC


def _rectified(table: TypedMapping) -> Rectification | None:
    return table.maybe("rectified", lambda t: Rectification(t.text("note"), t.day_or_none("date")))


def _evidence(table: TypedMapping) -> Evidence:
    return Evidence(
        id=table.text("id"),
        title=table.text("title"),
        kind=table.choice("kind", EvidenceKind),
        source=table.text("source"),
        captured=table.day("captured"),
        url=table.text("url"),
        files=tuple(EvidenceFile(t.text("file"), t.text("sha256"), t.origin) for t in table.tables("files")),
        visibility=_visibility(table),
        origin=table.origin,
    )


def _component_marks(component: str, table: TypedMapping, wave: str = "", member: str = "") -> Iterator[ComponentMark]:
    """Yield what was recorded for a part: once, or once for each of its waves and members."""
    below = [*table.named("waves"), *table.named("members")]
    for name, mark in table.named("waves"):
        yield from _component_marks(component, mark, wave=name, member=member)
    for name, mark in table.named("members"):
        yield from _component_marks(component, mark, wave=wave, member=name)
    if not below or table.values.keys() - {"waves", "members"}:
        yield _component_mark(component, table, wave, member)


def _component_mark(component: str, table: TypedMapping, wave: str, member: str) -> ComponentMark:
    return ComponentMark(
        component=component,
        mark=table.number("mark"),
        date=table.day_or_none("date"),
        evidence=table.texts("evidence"),
        difference=table.text("difference"),
        items=tuple(_item_mark(item) for item in table.tables("items")),
        number=table.number("number"),
        reason=table.text("reason"),
        wave=wave,
        member=member,
        origin=table.origin,
    )


def _item_mark(table: TypedMapping) -> ItemMark:
    absent = table.text("not_applicable")
    return ItemMark(
        clause=table.text("clause"),
        mark=Absent(absent, table.origin) if absent else table.needed("mark"),
        reason=table.text("reason"),
        evidence=table.texts("evidence"),
        rectified=_rectified(table),
        visibility=_visibility(table),
        origin=table.origin,
    )


def _self_marks(table: TypedMapping) -> Iterator[SelfMark]:
    """Yield what a unit gives itself for an item: once, or once for each wave and member."""
    clause, origin = table.text("clause"), table.origin
    for member, mark in _by_member(table.values.get("mark")):
        yield SelfMark(clause, mark, "", member, origin)
    for member, mark in _by_member(table.values.get("members")):
        yield SelfMark(clause, mark, "", member, origin)
    for wave, marks in table.by_name("waves").items():
        for member, mark in _by_member(marks):
            yield SelfMark(clause, mark, wave, member, origin)


def _by_member(marks: object) -> Iterator[tuple[str, Decimal]]:
    """Yield a number under no name, or numbers by the names of members."""
    if isinstance(marks, dict):
        yield from ((member, Decimal(str(mark))) for member, mark in marks.items())
    elif marks is not None:
        yield "", Decimal(str(marks))


def _entry(table: TypedMapping) -> Entry:
    return Entry(
        id=table.text("id"),
        clause=table.text("clause"),
        rule=table.text("rule"),
        level=table.text("level"),
        date=table.day("date"),
        count=table.integer("count", 1),
        points=table.number("points"),
        incident=table.text("incident"),
        reason=table.text("reason"),
        evidence=table.texts("evidence"),
        links={name: str(address) for name, address in table.by_name("links").items()},
        rectified=_rectified(table),
        visibility=_visibility(table),
        recorder=table.text("recorder"),
        override=table.text("override"),
        origin=table.origin,
    )


def _ballots(component: str, table: TypedMapping) -> RaterBallots:
    listed = table.values["marks"]
    marks = listed if isinstance(listed, list) else []
    return RaterBallots(
        component=component,
        rater=table.text("rater"),
        date=table.day_or_none("date"),
        marks=tuple(None if mark is None else Decimal(str(mark)) for mark in marks),
        origin=table.origin,
        places=tuple(table.document.place((*table.path, "marks", index)) for index in range(len(marks))),
    )


def _objection(table: TypedMapping) -> Objection:
    return Objection(
        id=table.text("id"),
        about=table.text("about"),
        filed=table.day("date"),
        statement=table.text("statement"),
        evidence=table.texts("evidence"),
        outcome=table.choice("outcome", Outcome),
        decided=table.day_or_none("decided"),
        explanation=table.text("explanation"),
        count=table.integer("count", 0) if "count" in table else None,
        mark=table.number("mark"),
        origin=table.origin,
    )
