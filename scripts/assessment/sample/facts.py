"""What is invented about a unit before it is written down: facts, what proves them, and what was objected to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Proof:
    """A piece of evidence."""

    title: str
    """Contains 示例, so that no reader takes it for a real document."""
    kind: str
    source: str
    captured: date
    page: str = ""
    """Address below the unit's invented site, or with ``/`` in front outside of it; empty for what is not on the web."""
    internal: bool = False


@dataclass(frozen=True)
class Rectified:
    """What the unit did about a fault; no date while it is not done."""

    note: str
    day: date | None = None


@dataclass(frozen=True)
class Objected:
    """An objection and its decision."""

    filed: date
    statement: str
    outcome: str
    decided: date
    explanation: str
    proofs: tuple[Proof, ...] = ()
    count: int | None = None
    """The count that remains, where it is partly upheld."""
    more: Decimal | None = None
    """What an upheld objection to a mark adds to it."""


@dataclass(frozen=True)
class Fact:
    """A deduction or a bonus."""

    clause: str
    day: date
    reason: str
    proofs: tuple[Proof, ...]
    rule: str = ""
    level: str = ""
    count: int = 1
    incident: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    """Pages below the unit's invented site, by name."""
    rectified: Rectified | None = None
    internal: bool = False
    override: str = ""
    objected: Objected | None = None


@dataclass(frozen=True)
class UnitPlan:
    """What one unit is to show, chosen by hand; what is None or empty is drawn by the seed."""

    quality: int | None = None
    """0 to 100: how well the unit does, before chance."""
    daily: tuple[Fact, ...] | None = None
    bonus: tuple[Fact, ...] | None = None
    not_applicable: Mapping[str, str] = field(default_factory=dict)
    """Reasons by clause, for items of annex 2."""
    absent_items: Mapping[str, str] = field(default_factory=dict)
    """Reasons by clause, for items of the agency."""
    final_only: bool = False
    """Whether the agency gave no marks by item."""
    difference: tuple[Decimal, str] | None = None
    """What the agency's final mark differs by from its items, and why."""
    objected: Objected | None = None
    """The objection to the agency's mark."""
    self_review: bool = True
    silent_rater: str = ""
    """A rater that handed in nothing but blanks."""
    equals: str = ""
    """The unit whose total this one reaches exactly, with other components: one more mark lost in annex 2, two and a
    half more at the agency, and the same ballots from other raters. Both units have no bonus."""
