"""What a method needs of one unit's records."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from assessment.dataset.part import Part, Wave
from assessment.dataset.record import Absent, ComponentMark, ItemMark, Objection, Outcome, UnitRecord
from assessment.period import Period
from assessment.place import Place
from assessment.scoring.ledger import Ledger


@dataclass(frozen=True)
class RoundResult:
    """What a unit came to in a round of the year."""

    name: str
    """What pages call the round."""
    is_approved: bool
    ledger: Ledger
    place: Place
    """Where the unit's records of the round stand."""


@dataclass(frozen=True)
class Case:
    """One unit's records."""

    unit: str
    group: str
    """What the unit is marked as."""
    record: UnitRecord
    eligible: Mapping[str, tuple[str, ...]]
    """Unit ids by clause, for items with a list (reading eligible-units of 2019)."""
    rounds: Mapping[Period, RoundResult] = field(default_factory=dict)
    """What the unit came to in the rounds that waves take marks from."""

    def full(self, part: Part) -> Fraction:
        """Return the full marks of a part that has any.

        Raises:
            ValueError: if the part has none, as those of a bonus.
        """
        full = part.full_of(self.group)
        if full is None:
            raise ValueError(f"{part.key} has no full marks")
        return Fraction(full)

    def absent(self, part: Part) -> Absent | None:
        """Return why a part is 不涉及 for the unit, or None where it applies."""
        return self._absent.get(part.key) or (None if part.items else self._absent.get(part.clause))

    @cached_property
    def _absent(self) -> Mapping[str, Absent]:
        """What is 不涉及, by clause; of two entries the first."""
        listed = reversed(self.record.not_applicable)
        return {entry.clause: Absent(entry.reason, entry.origin) for entry in listed}

    def mark(self, part: Part) -> ComponentMark | None:
        """Return what was recorded for a part as a whole, or None where nothing was."""
        return self._marks.get(part.key)

    @cached_property
    def _marks(self) -> Mapping[str, ComponentMark]:
        return {mark.component: mark for mark in reversed(self.record.marks)}

    def item_mark(self, part: Part) -> ItemMark | None:
        """Return what was recorded for a part in the detail of a part above, or None where nothing was."""
        return self._item_marks.get(part.key) or (None if part.items else self._item_marks.get(part.clause))

    @cached_property
    def _item_marks(self) -> Mapping[str, ItemMark]:
        return {item.clause: item for mark in reversed(self.record.marks) for item in reversed(mark.items)}

    def decisions(self, about: str) -> tuple[Objection, ...]:
        """Return the objections to an entry or a part that were decided in the unit's favour, in part or whole.

        They stand in the order of their decisions, the last of which holds.
        """
        found = (
            objection
            for objection in self.record.objections
            if objection.about == about and objection.outcome in (Outcome.UPHELD, Outcome.PARTLY)
        )
        return tuple(sorted(found, key=lambda objection: (objection.decided or objection.filed, objection.id)))

    def within(self, wave: Wave) -> "Case":
        """Return the case with the records of one wave: its marks, and the entries and ballots dated within it."""
        record = self.record
        return replace(
            self,
            record=replace(
                record,
                marks=tuple(mark for mark in record.marks if mark.wave == wave.id),
                deductions=tuple(entry for entry in record.deductions if entry.date in wave.window),
                bonus=tuple(entry for entry in record.bonus if entry.date in wave.window),
                ballots=tuple(c for c in record.ballots if c.date is not None and c.date in wave.window),
            ),
        )

    def of_member(self, member: str) -> "Case":
        """Return the case with the marks of one member."""
        marks = tuple(mark for mark in self.record.marks if mark.member == member)
        return replace(self, record=replace(self.record, marks=marks))
