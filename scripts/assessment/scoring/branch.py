"""What a part and all below it come to for one unit, on the part's own scale."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from assessment.dataset.part import NotApplicable, Part
from assessment.dataset.record import Absent, Visibility
from assessment.row_kind import RowKind
from assessment.scoring.case import Case
from assessment.scoring.ledger import Row, sum_of


@dataclass(frozen=True)
class LeafMark:
    """An item that gets its own mark, as a part above takes it in."""

    mark: Fraction
    full: Fraction

    def times(self, factor: Fraction) -> "LeafMark":
        """Return the item on another scale."""
        return LeafMark(self.mark * factor, self.full * factor)

    def __add__(self, other: "LeafMark") -> "LeafMark":
        return LeafMark(self.mark + other.mark, self.full + other.full)


Measured = Mapping[tuple[str, ...], Fraction | None]
"""Marks of items that are measured several times, as a ledger has them."""


@dataclass(frozen=True)
class Branch:
    """A part with a mark."""

    rows: tuple[Row, ...]
    full: Fraction | None
    """Full marks; None where the part is open-ended."""
    applicable: Fraction
    """Full marks without what is 不涉及 and left out."""
    shared: Fraction = Fraction(0)
    """Of what is left out, the full marks that the other items share equally."""
    leaves: Mapping[str, "LeafMark"] = field(default_factory=dict)
    """The items that apply and are worth anything, by key."""
    vetoes: tuple[str, ...] = ()
    """Labels of the vetoes below that no part has concluded yet."""
    grade: str = ""
    """The unit's grade, where a veto or a failed part gives one."""
    marks: Mapping[str, Fraction] = field(default_factory=dict)
    """The mark of this part and of every part below, by key, on its own scale."""
    absent: frozenset[str] = frozenset()
    """Keys of those among them of which nothing applies: what they come to is no mark."""
    measured: Measured = field(default_factory=dict)

    @cached_property
    def mark(self) -> Fraction:
        """What the branch adds up to."""
        return sum_of(self.rows)

    @property
    def applies(self) -> bool:
        """Whether anything of the part applies to the unit."""
        return self.full is None or self.full == 0 or self.applicable != 0

    def taken_in(self, factor: Fraction) -> "Branch":
        """Return the branch on the scale of the part above."""
        if factor == 1:
            return self
        return replace(
            self,
            rows=tuple(row.taken_in(factor) for row in self.rows),
            full=None if self.full is None else self.full * factor,
            applicable=self.applicable * factor,
            shared=self.shared * factor,
            leaves=taken_in(self.leaves, factor),
        )

    def with_rows(self, rows: Iterable[Row]) -> "Branch":
        """Return the branch with further rows of its own."""
        more = tuple(rows)
        return replace(self, rows=(*self.rows, *more)) if more else self

    def vetoed_by(self, vetoes: Iterable[str]) -> "Branch":
        """Return the branch with vetoes that a part above concludes."""
        return replace(self, vetoes=(*self.vetoes, *vetoes))


@dataclass(frozen=True)
class Lacking:
    """Parts whose marks are not there yet: 待定, never 0 (reading missing-marks of 2019)."""

    parts: tuple[Part, ...]
    what: str
    """What they lack, in Chinese: 成绩 or 有效票."""


@dataclass(frozen=True)
class Absence:
    """A part that the unit took no part in: 未参评."""

    absent: Absent


PartResult = Branch | Lacking | Absence

Below = tuple[tuple[Part, Branch], ...]
"""The parts right below another, each with its mark."""

Reckon = Callable[[Case, Part, Below | Lacking | Absence], PartResult]
"""From the records of a unit and what the parts below come to, to what a part comes to."""


def taken_in(leaves: Mapping[str, LeafMark], factor: Fraction) -> Mapping[str, LeafMark]:
    """Return items on the scale of the part above; those that are worth nothing there are left out."""
    return {key: leaf.times(factor) for key, leaf in leaves.items() if factor}


def leaf_branch(rows: Iterable[Row], full: Fraction | None) -> Branch:
    """Return a part that gets its own mark and applies to the unit."""
    return Branch(tuple(rows), full, full or Fraction(0))


def left_out(case: Case, part: Part, absent: Absent, visibility: Visibility = Visibility.PUBLIC) -> Branch:
    """Return a part that is 不涉及: with its full marks, or left out."""
    full = case.full(part)
    keeps = part.not_applicable is NotApplicable.KEEP
    row = Row(
        RowKind.NOT_APPLICABLE,
        part.clause,
        f"{part.name}：不涉及",
        full if keeps else Fraction(0),
        absent.origin.place,
        reason=absent.reason,
        visibility=visibility,
    )
    if keeps:
        return leaf_branch((row,), full)
    shared = full if part.not_applicable is NotApplicable.EVEN else Fraction(0)
    return Branch((row,), full, Fraction(0), shared)
