"""Small parts for hand-computed cases: a component, a record, and the ledger that a method makes of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from assessment.dataset.by_group import ByGroup
from assessment.dataset.part import Averaging, Count, Limit, Method, NotApplicable, Part, Rule, Window
from assessment.dataset.record import (
    Absent,
    ComponentMark,
    Entry,
    ItemMark,
    NotApplicableItem,
    Objection,
    Outcome,
    RaterBallots,
    UnitRecord,
    Visibility,
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
    return Rule(name, "", worth, count, bound, automatic_unless, (), False, None, None, ORIGIN)


def item(
    clause: str,
    full: str = "",
    rules: Sequence[Rule] = (),
    items: Sequence[Part] = (),
    *,
    scale: bool = False,
    not_applicable: NotApplicable | None = None,
) -> Part:
    """An item with its rules or the items below it."""
    marks = ByGroup(Decimal(full)) if full else None
    return Item(clause, clause, (), marks, scale, not_applicable, False, "", tuple(rules), tuple(items), ORIGIN)


def component(
    method: Method,
    items: Sequence[Part] = (),
    full: str = "",
    points: str = "5",
    limit: Limit | None = None,
    averaging: Averaging | None = None,
    scale: bool = False,
) -> Part:
    """A component named after its method."""
    return Component(
        id=method.value,
        name=method.value,
        clause="三",
        method=method,
        groups=(),
        full=ByGroup(Decimal(full)) if full else None,
        points=ByGroup(Decimal(points)),
        weight=None,
        attach="total",
        window=Window(date(2019, 1, 1), date(2019, 12, 31)),
        scale=scale,
        not_applicable=NotApplicable.RESCALE,
        limit=limit,
        raters={},
        averaging=averaging,
        places=None,
        items=tuple(items),
        components=(),
        waves=(),
        gate=None,
        origin=ORIGIN,
    )


def entry(
    clause: str, number: int = 1, count: int = 1, level: str = "", rule: str = "", day: date = date(2019, 5, 1)
) -> Entry:
    """An entry with the id d<number>."""
    return Entry(
        id=f"d{number:02}",
        clause=clause,
        rule=rule,
        level=level,
        date=day,
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


def objection(
    about: str, outcome: Outcome, count: int | None = None, mark: str = "", number: int = 1, decided: date | None = None
) -> Objection:
    """An objection with the id o<number>, decided on 2020-01-09 unless told otherwise."""
    return Objection(
        id=f"o{number:02}",
        about=about,
        filed=date(2020, 1, 3),
        statement="陈述",
        evidence=("e02",),
        outcome=outcome,
        decided=decided or date(2020, 1, 9),
        explanation="决定理由",
        count=count,
        mark=Decimal(mark) if mark else None,
        origin=ORIGIN,
    )


def cast(rater: str, *marks: str, component: str = "peer") -> RaterBallots:
    """The ballots of one rater unit; an empty text is a blank."""
    cast = tuple(Decimal(mark) if mark else None for mark in marks)
    return RaterBallots(component, rater, None, cast, ORIGIN, (ORIGIN.place,) * len(cast))


def item_mark(clause: str, mark: str) -> ItemMark:
    """The mark of an item; an empty text is 不涉及."""
    known = Decimal(mark) if mark else Absent("不涉及的原因", ORIGIN)
    return ItemMark(clause, known, "失分原因", ("e01",), None, Visibility.PUBLIC, ORIGIN)


def given(mark: str, items: Sequence[ItemMark] = (), difference: str = "", component: str = "agency") -> ComponentMark:
    """A mark given from outside; an empty text is none."""
    known = Decimal(mark) if mark else None
    return ComponentMark(component, known, date(2019, 12, 20), ("e01",), difference, tuple(items), ORIGIN)


def record(
    deductions: Sequence[Entry] = (),
    bonus: Sequence[Entry] = (),
    ballots: Sequence[RaterBallots] = (),
    objections: Sequence[Objection] = (),
    marks: Sequence[ComponentMark] = (),
    not_assessed: Sequence[str] = (),
    not_applicable: Sequence[str] = (),
) -> UnitRecord:
    """The record of unit a."""
    return UnitRecord(
        unit="a",
        year=2019,
        provenance=Provenance.SAMPLE,
        self_review=None,
        evidence=(),
        marks=tuple(marks),
        not_assessed={name: Absent("未参评的原因", ORIGIN) for name in not_assessed},
        deductions=tuple(deductions),
        bonus=tuple(bonus),
        not_applicable=tuple(NotApplicableItem(clause, "不涉及的原因", ORIGIN) for clause in not_applicable),
        ballots=tuple(ballots),
        objections=tuple(objections),
        origin=ORIGIN,
    )
