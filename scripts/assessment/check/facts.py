"""What the rules look at: the readable part of a year, and short ways to find things in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from assessment.dataset import Dataset
from assessment.dataset.part import Part, Wave
from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Scheme
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
    def components(self) -> Mapping[str, Part]:
        """Components by id."""
        return {component.id: component for component in self.scheme.components}

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """Parts by what records cite them by: id or else clause."""
        return {part.key: part for part in self.scheme.parts()}

    @cached_property
    def leaves(self) -> Mapping[str, Part]:
        """Parts without parts below, by id, and by clause where no other has the same."""
        leaves = [leaf for component in self.scheme.components for leaf in component.leaves()]
        by_clause = {leaf.clause: leaf for leaf in leaves if leaf.clause not in self.ambiguous}
        return by_clause | {leaf.key: leaf for leaf in leaves}

    @cached_property
    def ambiguous(self) -> Mapping[str, tuple[str, ...]]:
        """Clauses of several leaves, each with the ids by which records tell the leaves apart."""
        keys: dict[str, tuple[str, ...]] = {}
        for component in self.scheme.components:
            for leaf in component.leaves():
                keys[leaf.clause] = (*keys.get(leaf.clause, ()), leaf.key)
        return {clause: found for clause, found in keys.items() if len(found) > 1}

    @cached_property
    def above(self) -> Mapping[str, tuple[Part, ...]]:
        """The parts above each part, by its key, the nearest first."""
        found: dict[str, tuple[Part, ...]] = {}
        for part in self.scheme.parts():
            for item in part.items:
                found[item.key] = (part, *found.get(part.key, ()))
        return found

    def waves_of(self, part: Part) -> tuple[Wave, ...]:
        """Return the waves that a part is measured in: its own, or those of a part above."""
        return next((one.waves for one in (part, *self.above.get(part.key, ())) if one.waves), ())

    @cached_property
    def component_of(self) -> Mapping[str, Part]:
        """The component that each part belongs to, by key and by clause of the part."""
        parts = [(part, component) for component in self.scheme.components for part in component.walk()]
        return {part.clause: component for part, component in parts} | {part.key: component for part, component in parts}

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

    def marked_as(self, record: UnitRecord) -> str:
        """Return what a record's unit is marked as; empty where ``group`` is."""
        return self.scheme.marked_as(record.unit) if self.group(record) else ""

    def whole_records(self, *fields: str) -> Iterator[UnitRecord]:
        """Yield the records of which every part could be read, or every part of some fields where they are named.

        Only of these can it be said what they lack.
        """
        for name, record in self.records.items():
            lacking = self.base.gaps.partial.get(name, frozenset())
            if not (lacking.intersection(fields) if fields else lacking):
                yield record

    def full(self, item: Part, record: UnitRecord) -> Fraction | None:
        """Return the full marks of an item for a record's unit, or None where the scheme does not tell them."""
        full = item.full_of(self.marked_as(record))
        return None if full is None else Fraction(full)
