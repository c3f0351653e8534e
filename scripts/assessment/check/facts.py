"""What the rules look at: the readable part of a year, and short ways to find things in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from assessment.dataset import Dataset
from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Component, Item, Scheme
from assessment.dataset.unit import Unit
from assessment.dataset.year import YearRecord
from assessment.year.year import Year


@dataclass(frozen=True)
class Facts:
    """One year, without the parts that could not be read."""

    base: Year
    """With its files, and what of them could not be read."""
    dataset: Dataset
    """What could be read of it."""

    @property
    def year(self) -> YearRecord:
        """What the year file says."""
        return self.dataset.year

    @property
    def scheme(self) -> Scheme:
        """The scheme as read."""
        return self.dataset.scheme

    @property
    def units(self) -> Mapping[str, Unit]:
        """Units by the name of their file."""
        return self.dataset.units

    @property
    def records(self) -> Mapping[str, UnitRecord]:
        """Records by the name of their file."""
        return self.dataset.records

    @property
    def schemes(self) -> Iterator[Scheme]:
        """Yield the scheme as read, and as it would be with each other option of a reading: all of them are scored."""
        yield self.scheme
        yield from (alternative.scheme for alternative in self.dataset.alternatives)

    @cached_property
    def components(self) -> Mapping[str, Component]:
        """Components by id."""
        return {component.id: component for component in self.scheme.components}

    @cached_property
    def items(self) -> Mapping[str, tuple[Component, Item]]:
        """Items and the component each belongs to, by clause."""
        return {item.clause: (component, item) for component, item in self.scheme.items()}

    @cached_property
    def assessed(self) -> frozenset[str]:
        """Ids of the units that the scheme assesses."""
        return frozenset(unit for group in self.scheme.groups for unit in group.units)

    @cached_property
    def assessed_names(self) -> Mapping[str, str]:
        """Names of the units that the scheme assesses, by id."""
        return {unit: self.name(unit) for unit in sorted(self.assessed)}

    def name(self, unit: str) -> str:
        """Return what to call a unit; its id where its file could not be read."""
        return self.units[unit].name if unit in self.units else unit

    def group(self, record: UnitRecord) -> str:
        """Return the id of the group that a record's unit is assessed in.

        Empty where the unit is in none, and where the record names another unit than its file does: which of the
        two is meant cannot be told, and what depends on it would be noise beside that fault.
        """
        group = self.scheme.group_of(record.unit)
        return "" if group is None or self.records.get(record.unit) is not record else group.id

    def whole_records(self, *fields: str) -> Iterator[UnitRecord]:
        """Yield the records of which every part could be read, or every part of some fields where they are named.

        Only of these can it be said what they lack.
        """
        for name, record in self.records.items():
            lacking = self.base.gaps.partial.get(name, frozenset())
            if not (lacking.intersection(fields) if fields else lacking):
                yield record

    def full(self, item: Item, record: UnitRecord) -> Fraction | None:
        """Return the full marks of an item for a record's unit, or None where the scheme does not tell them."""
        full = None if item.full is None else item.full.of(self.group(record))
        return None if full is None else Fraction(full)
