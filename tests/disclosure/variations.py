"""Another year that only differs from a given one in what a disclosure level must not show."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from assessment.dataset import Dataset
from assessment.dataset.record import (
    Absent,
    ComponentMark,
    Entry,
    Evidence,
    ItemMark,
    Objection,
    Outcome,
    RaterBallots,
    Rectification,
    UnitRecord,
    Visibility,
)
from assessment.dataset.scheme import Group
from tests.disclosure.years import Scored, with_records
from tests.scoring.cases import objection

STEPS = [Decimal(step) / 100 for step in (-9, -6, -3, 3, 6, 9)]


def led_alike(year: Scored, other: Scored, leading: int, chance: random.Random) -> Dataset:
    """The marks of another year, dealt so that the units that lead here lead there too.

    Nobody is on a list of eligible units, so that a record is worth the same whoever has it.
    """
    here, there = _leaders(year, leading), _leaders(other, leading)
    records: dict[str, UnitRecord] = {}
    for group in year.dataset.scheme.groups:
        for units, marks in zip(_parted(group, here), _parted(group, there), strict=True):
            assert len(units) == len(marks), "as many lead in both years"
            dealt = chance.sample(marks, len(marks))
            records |= {unit: _as(other.dataset.records[given], unit) for unit, given in zip(units, dealt, strict=True)}
    return with_self_reviews(replace(other.dataset, records=records), year.dataset)


def graded_alike(year: Scored, chance: random.Random) -> Dataset:
    """The records of the units of each grade and group, dealt among them."""
    records: dict[str, UnitRecord] = {}
    for group in year.dataset.scheme.groups:
        for grade in year.dataset.scheme.grades[group.id]:
            units = [unit for unit in group.units if year.assessment.grades[unit] == grade.name]
            dealt = chance.sample(units, len(units))
            records |= {unit: _as(year.dataset.records[given], unit) for unit, given in zip(units, dealt, strict=True)}
    return with_self_reviews(replace(year.dataset, records=records), year.dataset)


def _leaders(year: Scored, leading: int) -> frozenset[str]:
    orders = year.assessment.orders.values()
    return frozenset(known.unit for order in orders for known in order.standings if known.rank <= leading)


def _parted(group: Group, leaders: frozenset[str]) -> tuple[list[str], list[str]]:
    """The units of a group that lead, and the others."""
    return [unit for unit in group.units if unit in leaders], [unit for unit in group.units if unit not in leaders]


def _as(record: UnitRecord, unit: str) -> UnitRecord:
    return replace(record, unit=unit)


def with_self_reviews(dataset: Dataset, of: Dataset) -> Dataset:
    """The same year with what the units of another published themselves."""
    return with_records(dataset, lambda record: replace(record, self_review=of.records[record.unit].self_review))


def totalled_alike(dataset: Dataset, chance: random.Random) -> Dataset:
    """The agency gives 3 steps more and every ballot 4 less: 3 × 0.4 = 4 × 0.3, so that no total changes."""
    return with_records(dataset, lambda record: _shifted(record, chance.choice(STEPS)))


def _shifted(record: UnitRecord, step: Decimal) -> UnitRecord:
    return replace(
        record,
        marks=tuple(_given_more(given, 3 * step) for given in record.marks),
        ballots=tuple(
            replace(cast, marks=tuple(None if mark is None else mark - 4 * step for mark in cast.marks))
            for cast in record.ballots
        ),
        objections=tuple(_corrected_more(known, 3 * step) for known in record.objections),
    )


def _given_more(given: ComponentMark, more: Decimal) -> ComponentMark:
    """Another final mark, without items, that it would have to reconcile with."""
    return replace(given, mark=given.mark + more, items=()) if isinstance(given.mark, Decimal) else given


def _corrected_more(known: Objection, more: Decimal) -> Objection:
    return known if known.mark is None else replace(known, mark=known.mark + more)


def marked_alike(dataset: Dataset, chance: random.Random) -> Dataset:
    """Every reason, date, id, proof and objection is another one, and the agency tells its final mark alone."""
    return with_records(dataset, lambda record: _retold(record, chance))


def _retold(record: UnitRecord, chance: random.Random) -> UnitRecord:
    ids = {entry.id: f"{entry.id}x{chance.randrange(100)}" for entry in record.entries}
    return replace(
        _hidden(record, chance),
        evidence=tuple(
            replace(_other_proof(piece, chance), visibility=chance.choice([*Visibility])) for piece in record.evidence
        ),
        marks=tuple(replace(given, items=(), difference="", evidence=()) for given in record.marks),
        deductions=tuple(_other_entry(entry, ids, chance) for entry in record.deductions),
        bonus=tuple(_other_entry(entry, ids, chance) for entry in record.bonus),
        objections=tuple(_other_objection(known, ids, chance) for known in record.objections),
    )


def _other_entry(entry: Entry, ids: Mapping[str, str], chance: random.Random) -> Entry:
    return replace(
        entry,
        id=ids[entry.id],
        date=entry.date + timedelta(chance.randrange(1, 9)),
        reason=f"{entry.reason}{chance.random()}",
        evidence=entry.evidence[1:],
        rectified=Rectification(f"已整改{chance.random()}", entry.date),
        visibility=chance.choice([*Visibility]),
    )


def _other_proof(piece: Evidence, chance: random.Random) -> Evidence:
    title = f"{piece.title}{chance.random()}"
    return replace(piece, title=title, source=title, url=f"/{chance.random()}")


def _other_objection(known: Objection, ids: Mapping[str, str], chance: random.Random) -> Objection:
    said = str(chance.random())
    return replace(known, about=ids.get(known.about, known.about), statement=said, explanation=said, evidence=())


def hidden_alike(dataset: Dataset, chance: random.Random) -> Dataset:
    """What is never public is another: who recorded and who voted, internal entries and proofs, open objections."""
    return with_records(dataset, lambda record: _hidden(record, chance))


def _hidden(record: UnitRecord, chance: random.Random) -> UnitRecord:
    inside = {entry.id for entry in record.entries if entry.visibility is Visibility.INTERNAL}
    return replace(
        record,
        evidence=tuple(
            _other_proof(piece, chance) if piece.visibility is Visibility.INTERNAL else piece for piece in record.evidence
        ),
        marks=tuple(
            replace(given, items=tuple(_hidden_item(item, chance) for item in given.items)) for given in record.marks
        ),
        deductions=tuple(_hidden_entry(entry, chance) for entry in record.deductions),
        bonus=tuple(_hidden_entry(entry, chance) for entry in record.bonus),
        ballots=_redealt(record.ballots, chance),
        objections=tuple(
            replace(known, statement=str(chance.random()), explanation=str(chance.random()))
            if known.about in inside or known.outcome is Outcome.OPEN
            else known
            for known in record.objections
        ),
    )


def _hidden_entry(entry: Entry, chance: random.Random) -> Entry:
    result = replace(entry, recorder=f"记录人{chance.random()}")
    if entry.visibility is Visibility.PUBLIC:
        return result
    return replace(result, reason=str(chance.random()), evidence=(), rectified=None, incident=str(chance.random()))


def _hidden_item(item: ItemMark, chance: random.Random) -> ItemMark:
    if item.visibility is Visibility.PUBLIC or isinstance(item.mark, Absent):
        return item
    return replace(item, reason=str(chance.random()), evidence=(), rectified=None)


def _redealt(ballots: Sequence[RaterBallots], chance: random.Random) -> tuple[RaterBallots, ...]:
    """Other raters cast the ballots, and no rater casts the same: the means of the raters stay one lot."""
    if not ballots:
        return ()
    raters = chance.sample([cast.rater for cast in ballots], len(ballots))
    return tuple(
        replace(cast, rater=rater, marks=_spread(cast.marks)) for cast, rater in zip(ballots, raters, strict=True)
    )


def _spread(marks: Sequence[Decimal | None]) -> tuple[Decimal | None, ...]:
    """The same number of marks with the same mean: the first gives one mark to the second, where there are two."""
    given = [index for index, mark in enumerate(marks) if mark is not None]
    if len(given) < 2:
        return tuple(marks)
    moved = {given[0]: Decimal(-1), given[1]: Decimal(1)}
    return tuple(None if mark is None else mark + moved.get(index, 0) for index, mark in enumerate(marks))


def partly_internal(dataset: Dataset) -> Dataset:
    """The same year with every second entry, item mark and proof internal, and with two more objections a unit.

    One is about the first internal entry and upheld, one about the first public entry and undecided.
    """
    return with_records(dataset, _partly_internal)


def _partly_internal(record: UnitRecord) -> UnitRecord:
    entries = [replace(entry, visibility=_alternating(number)) for number, entry in enumerate(record.entries)]
    inside, outside = (
        [e.id for e in entries if e.visibility is visible] for visible in (Visibility.INTERNAL, Visibility.PUBLIC)
    )
    return replace(
        record,
        evidence=tuple(replace(piece, visibility=_alternating(number)) for number, piece in enumerate(record.evidence)),
        marks=tuple(
            replace(given, items=tuple(replace(i, visibility=_alternating(n)) for n, i in enumerate(given.items)))
            for given in record.marks
        ),
        deductions=tuple(entries[: len(record.deductions)]),
        bonus=tuple(entries[len(record.deductions) :]),
        objections=(
            *record.objections,
            *(objection(about, Outcome.UPHELD, number=91) for about in inside[:1]),
            *(objection(about, Outcome.OPEN, number=92) for about in outside[:1]),
        ),
    )


def _alternating(number: int) -> Visibility:
    return Visibility.INTERNAL if number % 2 == 0 else Visibility.PUBLIC
