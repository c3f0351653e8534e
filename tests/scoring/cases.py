"""Small parts for hand-computed cases: a component, a record, and the ledger that a method makes of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from assessment.dataset.by_group import ByGroup
from assessment.dataset.method import Method
from assessment.dataset.part import Averaging, Count, Limit, LimitOn, NotApplicable, Part, Rule, Window
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
from assessment.dataset.year import Approval, Disclosure, Provenance, Stage, YearRecord
from assessment.period import Period
from assessment.place import Origin, Place
from assessment.scoring.case import Case
from assessment.scoring.ledger import ComponentResult
from assessment.scoring.sum_and_mean import points_each
from assessment.scoring.tree import result_of
from assessment.scoring.units import component_result

YEAR = Window(date(2019, 1, 1), date(2019, 12, 31))
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
    return Rule(name, "", worth, count, bound, automatic_unless, (), False, None, None, None, ORIGIN)


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
    return Part(
        id="",
        name=clause,
        clause=clause,
        method=Method.SUM if items else Method.GIVEN,
        full=ByGroup(Decimal(full)) if full else None,
        window=YEAR,
        scale=scale,
        not_applicable=not_applicable,
        raters={},
        rules=tuple(rules),
        items=tuple(items),
        origin=ORIGIN,
    )


def component(
    method: Method,
    items: Sequence[Part] = (),
    full: str = "",
    points: str = "5",
    limit: Limit | None = None,
    averaging: Averaging | None = None,
    scale: bool = False,
) -> Part:
    """A component named after its method, which the items below it take over; an accrual is on top of the total."""
    leaves = Method.GIVEN if method.joins else method
    below = tuple(_taken_over(item, leaves) for item in items)
    return Part(
        id=method.value,
        name=method.value,
        clause="三",
        method=Method.SUM if below and method is not Method.GIVEN else method,
        full=ByGroup(Decimal(full)) if full else None,
        points=ByGroup(Decimal(points)),
        on_top=method is Method.ACCRUAL,
        window=YEAR,
        scale=scale,
        not_applicable=NotApplicable.RESCALE,
        limit=limit,
        raters={},
        averaging=averaging,
        items=below,
        origin=ORIGIN,
    )


def _taken_over(item: Part, method: Method) -> Part:
    """An item with what it takes over of the component: how it is marked, and what 不涉及 means."""
    return replace(
        item,
        method=Method.SUM if item.items else method,
        not_applicable=item.not_applicable or NotApplicable.RESCALE,
        limit=Limit(None, Decimal(0), LimitOn.NET) if method is Method.DEDUCTIONS and not item.items else item.limit,
        items=tuple(_taken_over(below, method) for below in item.items),
    )


def scored(
    part: Part, of: UnitRecord, group: str = "town", eligible: Mapping[str, tuple[str, ...]] | None = None
) -> ComponentResult:
    """What a component comes to for unit a of a group."""
    case = Case("a", group, of, eligible or {})
    return component_result(case, part, result_of(case, part, fills=True), points_each(case, part))


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
        points=None,
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
    return ComponentMark(
        component, known, date(2019, 12, 20), ("e01",), difference, tuple(items), None, "", "", "", ORIGIN
    )


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
        period=Period(2019),
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


def published_year(number: int, eligible: Mapping[str, tuple[str, ...]]) -> YearRecord:
    """A year that is published in full in the spring after it."""
    return YearRecord(
        period=Period(number),
        round=None,
        scheme=str(number),
        provenance=Provenance.SAMPLE,
        stage=Stage.PUBLISHED,
        disclosure=Disclosure.FULL,
        leading=3,
        approval=Approval("领导小组", date(number + 1, 2, 20), "第1号"),
        published=date(number + 1, 2, 28),
        agency="测评机构",
        eligible=eligible,
        amendments=(),
        origin=ORIGIN,
    )
