"""The ledger: one row for every point given or taken, so that any total can be redone by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from assessment.dataset.part import Part
from assessment.dataset.record import Rectification, Visibility
from assessment.exact import fraction_sum
from assessment.period import Period
from assessment.place import Place
from assessment.row_kind import RowKind
from assessment.status import Status


@dataclass(frozen=True)
class Row:
    """One line of a ledger."""

    kind: RowKind
    clause: str
    label: str
    """What the row is about, in Chinese."""
    points: Fraction
    """Signed marks of the component, before weighing."""
    place: Place
    part: str = ""
    """Key of the part that the row belongs to; empty for the component itself or the total."""
    share: Fraction = Fraction(1)
    """What one mark of the row's own part is worth in the component."""
    count: int | None = None
    """Occurrences, where the row counts any."""
    reason: str = ""
    evidence: tuple[str, ...] = ()
    day: date | None = None
    """When the fact happened, or the objection was decided."""
    entry: str = ""
    """Id of the entry or objection that the row comes from; empty where it comes from the scheme."""
    rule: str = ""
    """Id of the rule that the row applies, corrects or limits; empty where it belongs to no rule."""
    rectified: Rectification | None = None
    visibility: Visibility = Visibility.PUBLIC
    round: Period | None = None
    """The round that the mark comes from; None for all others."""
    wave: str = ""
    """Id of the wave in which it was measured; empty where there are none."""
    member: str = ""
    """The object under the unit that it is of; empty where there are none."""

    @property
    def own(self) -> Fraction:
        """The points on the scale of the row's own part."""
        return self.points / self.share if self.share else Fraction(0)

    def taken_in(self, factor: Fraction) -> "Row":
        """Return the row as the part above takes it in."""
        return self if factor == 1 else replace(self, points=self.points * factor, share=self.share * factor)


def sum_of(rows: Iterable[Row]) -> Fraction:
    """Return what the rows add up to."""
    return fraction_sum(row.points for row in rows)


@dataclass(frozen=True)
class Marked:
    """A component with a mark."""

    component: Part
    rows: tuple[Row, ...]
    factor: Fraction
    """What one mark is worth in the total: points / full."""
    marks: Mapping[str, Fraction] = field(default_factory=dict)
    """The mark of the component and of every part below, by key, on the part's own scale."""
    absent: frozenset[str] = frozenset()
    """Keys of those among them of which nothing applies to the unit."""
    measured: Mapping[tuple[str, ...], Fraction | None] = field(default_factory=dict)
    """The marks of items that are measured several times, by key, wave and member; None where the item is 不涉及."""

    @cached_property
    def mark(self) -> Fraction:
        """The component's mark as recorded: the sum of its rows."""
        return sum_of(self.rows)

    @cached_property
    def weighted(self) -> Fraction:
        """What the component adds to the total."""
        return self.mark * self.factor


@dataclass(frozen=True)
class Pending:
    """A component whose marks are not there yet: 待定, never 0 (reading missing-marks of 2019)."""

    component: Part
    missing: str
    """What is missing, in Chinese."""
    place: Place


@dataclass(frozen=True)
class NotAssessed:
    """A component that the unit took no part in: 未参评."""

    component: Part
    reason: str
    place: Place


ComponentResult = Marked | Pending | NotAssessed


@dataclass(frozen=True)
class Ledger:
    """One unit's marks."""

    unit: str
    components: tuple[ComponentResult, ...]
    """Those that are for the unit's group, in the order of the scheme."""
    closing: tuple[Row, ...] = ()
    """What is done to the sum of the components, in points of the total."""
    grade: str = ""
    """The grade that a veto or a failed part gives, whatever the total; empty where none does."""

    @cached_property
    def status(self) -> Status:
        """未参评 in any component outweighs 待定: more marks would not give a total."""
        if any(isinstance(result, NotAssessed) for result in self.components):
            return Status.NOT_ASSESSED
        if any(isinstance(result, Pending) for result in self.components):
            return Status.PENDING
        return Status.COMPLETE

    @cached_property
    def total(self) -> Fraction:
        """The exact total.

        Raises:
            ValueError: if the status is not complete; 待定 and 未参评 have no total.
        """
        if self.status is not Status.COMPLETE:
            raise ValueError(f"{self.unit} is {self.status.value}")
        return sum((r.weighted for r in self.components if isinstance(r, Marked)), sum_of(self.closing))
