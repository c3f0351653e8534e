"""What a method needs to turn one unit's records into one component's marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from assessment.dataset.record import Absent, Objection, Outcome, UnitRecord
from assessment.dataset.scheme import Component, Item


@dataclass(frozen=True)
class Case:
    """One unit under one component."""

    component: Component
    unit: str
    group: str
    record: UnitRecord
    eligible: Mapping[str, tuple[str, ...]]
    """Unit ids by clause, for items with a list (reading 11)."""

    def full(self, item: Item) -> Fraction:
        """Return the full marks of an item that has any.

        Raises:
            ValueError: if the item has none, as those of a bonus.
        """
        if item.full is None:
            raise ValueError(f"{item.clause} has no full marks")
        return item.full.exact(self.group)

    @property
    def points(self) -> Fraction:
        """Most points of the total that this component gives."""
        return self.component.points.exact(self.group)

    def absent(self, item: Item) -> Absent | None:
        """Return why an item is 不涉及 for the unit, or None where it applies."""
        return self._absent.get(item.clause)

    @cached_property
    def _absent(self) -> Mapping[str, Absent]:
        """What is 不涉及, by clause; of two entries the first."""
        listed = reversed(self.record.not_applicable)
        return {entry.clause: Absent(entry.reason, entry.origin) for entry in listed}

    def decisions(self, about: str) -> tuple[Objection, ...]:
        """Return the objections to an entry or a component that were decided in the unit's favour, in part or whole.

        They stand in the order of their decisions, the last of which holds.
        """
        found = (
            objection
            for objection in self.record.objections
            if objection.about == about and objection.outcome in (Outcome.UPHELD, Outcome.PARTLY)
        )
        return tuple(sorted(found, key=lambda objection: (objection.decided or objection.filed, objection.id)))
