"""The records as the public may know them: what a ledger says in words is reckoned from these and from nothing else.

So a limit, a count or a point without an entry cannot tell of what is internal. What internal records do to a mark is
the rest between this reckoning and the true one, and is shown as one sum a clause.
"""

from dataclasses import replace
from decimal import Decimal

from assessment.dataset import Dataset
from assessment.dataset.part import NotApplicable, Part
from assessment.dataset.record import Absent, ComponentMark, ItemMark, UnitRecord, Visibility
from assessment.dataset.scheme import Scheme


def as_public(dataset: Dataset) -> Dataset:
    """Return the year with the public part of every record."""
    scheme = dataset.scheme
    records = {
        unit: record if scheme.group_of(unit) is None else public_part(record, scheme)
        for unit, record in dataset.records.items()
    }
    return replace(dataset, records=records)


def public_part(record: UnitRecord, scheme: Scheme, *, in_full: bool = False) -> UnitRecord:
    """Return a record without its internal entries and the objections to them.

    Of an internal item mark what it is worth remains: 不涉及 is told by its points alone. Where an item is marked several
    times, in waves or of members, or several items stand under one clause, only the sum of their marks is told, and so
    each of them counts as if nothing were lost.

    Args:
        in_full: whether every internal item mark counts as if nothing were lost.
    """
    inside = {entry.id for entry in record.entries if entry.visibility is Visibility.INTERNAL}
    if not inside and not any(item.visibility is Visibility.INTERNAL for mark in record.marks for item in mark.items):
        return record
    parts = {part.key: (part, component) for component in scheme.components for part in component.walk()}
    marked_as = scheme.marked_as(record.unit)
    return replace(
        record,
        deductions=tuple(entry for entry in record.deductions if entry.id not in inside),
        bonus=tuple(entry for entry in record.bonus if entry.id not in inside),
        objections=tuple(objection for objection in record.objections if objection.about not in inside),
        marks=tuple(_worth(mark, *parts[mark.component], marked_as, in_full=in_full) for mark in record.marks),
    )


def _worth(mark: ComponentMark, part: Part, component: Part, marked_as: str, *, in_full: bool) -> ComponentMark:
    below = {leaf.clause: leaf for leaf in part.leaves()} | {item.key: item for item in part.walk()}
    is_one_of_several = bool(mark.wave or mark.member)
    items = (
        _points_alone(
            item,
            below[item.clause],
            marked_as,
            in_full=in_full or is_one_of_several or _shares_clause(below[item.clause], component),
        )
        if item.visibility is Visibility.INTERNAL
        else item
        for item in mark.items
    )
    return replace(mark, items=tuple(items))


def _shares_clause(item: Part, component: Part) -> bool:
    """Tell whether other parts of the component stand under the item's clause, wherever their marks are recorded."""
    return sum(part.clause == item.clause for part in component.walk()) > 1


def _points_alone(mark: ItemMark, item: Part, marked_as: str, *, in_full: bool) -> ItemMark:
    points = mark.mark
    if in_full:
        points = _full(item, marked_as)
    elif isinstance(points, Absent):
        keeps = item.not_applicable is NotApplicable.KEEP
        points = _full(item, marked_as) if keeps else Decimal(0)
    return replace(mark, mark=points, reason="", evidence=(), rectified=None)


def _full(item: Part, marked_as: str) -> Decimal:
    """Return the full marks of an item that has any.

    Raises:
        ValueError: if the item has none; only those of a bonus have none, and they carry no marks.
    """
    full = item.full_of(marked_as)
    if full is None:
        raise ValueError(f"{item.clause} has no full marks")
    return full
