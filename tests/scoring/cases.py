"""Small parts for hand-computed cases: a component, a record, and the ledger that a method makes of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from assessment.dataset.record import Entry, Objection, Outcome, RaterBallots, UnitRecord, Visibility
from assessment.dataset.scheme import (
    Averaging,
    Component,
    Count,
    Item,
    Limit,
    Method,
    NotApplicable,
    Rule,
    Window,
)
from assessment.dataset.year import Provenance
from assessment.place import Origin, Place

ORIGIN = Origin(Place("data/scores/2019/a.yaml", 1, 1))


def rule(
    points: str | Mapping[str, str],
    name: str = "情形",
    count: Count = Count.EACH,
    limit: str = "",
    automatic_unless: str = "",
) -> Rule:
    """A rule; points as they would stand in a file."""
    worth = Decimal(points) if isinstance(points, str) else {level: Decimal(p) for level, p in points.items()}
    bound = Decimal(limit) if limit else None
    return Rule(name, worth, count, bound, automatic_unless, (), False, None, None, ORIGIN)


def item(clause: str, full: str = "", rules: Sequence[Rule] = (), items: Sequence[Item] = (), **more: bool) -> Item:
    """An item with its rules or the items below it."""
    marks = Decimal(full) if full else None
    scale, listed = more.get("scale", False), more.get("listed", False)
    return Item(clause, clause, marks, scale, None, listed, "", tuple(rules), tuple(items), ORIGIN)


def component(
    method: Method,
    items: Sequence[Item] = (),
    full: str = "",
    points: str = "5",
    limit: Limit | None = None,
    averaging: Averaging | None = None,
    scale: bool = False,
) -> Component:
    """A component named after its method."""
    return Component(
        id=method.value,
        name=method.value,
        clause="三",
        method=method,
        full=Decimal(full) if full else None,
        points=Decimal(points),
        attach="total",
        window=Window(date(2019, 1, 1), date(2019, 12, 31)),
        scale=scale,
        not_applicable=NotApplicable.RESCALE,
        limit=limit,
        raters={},
        averaging=averaging,
        items=tuple(items),
        components=(),
        waves=(),
        gate=None,
        origin=ORIGIN,
    )


def entry(clause: str, number: int = 1, count: int = 1, level: str = "", rule: str = "") -> Entry:
    """An entry with the id d<number>."""
    return Entry(
        id=f"d{number:02}",
        clause=clause,
        rule=rule,
        level=level,
        date=date(2019, 5, 1),
        count=count,
        incident="",
        reason="原因",
        evidence=("e01",),
        links={},
        rectified=None,
        visibility=Visibility.PUBLIC,
        recorder="",
        override="",
        origin=ORIGIN,
    )


def objection(about: str, outcome: Outcome, count: int | None = None, mark: str = "") -> Objection:
    """A decided objection."""
    corrected = Decimal(mark) if mark else None
    return Objection(
        "o01", about, date(2020, 1, 3), "陈述", (), outcome, date(2020, 1, 9), "理由", count, corrected, ORIGIN
    )


def cast(rater: str, *marks: str) -> RaterBallots:
    """The ballots of one rater unit; an empty text is a blank."""
    return RaterBallots("ballots", rater, None, tuple(Decimal(mark) if mark else None for mark in marks), ORIGIN)


def record(
    deductions: Sequence[Entry] = (),
    bonus: Sequence[Entry] = (),
    ballots: Sequence[RaterBallots] = (),
    objections: Sequence[Objection] = (),
) -> UnitRecord:
    """The record of unit a."""
    return UnitRecord(
        unit="a",
        year=2019,
        provenance=Provenance.SAMPLE,
        self_review=None,
        evidence=(),
        marks=(),
        not_assessed={},
        deductions=tuple(deductions),
        bonus=tuple(bonus),
        not_applicable=(),
        ballots=tuple(ballots),
        objections=tuple(objections),
        origin=ORIGIN,
    )
