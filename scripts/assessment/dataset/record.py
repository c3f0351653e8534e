"""What was recorded about one unit in one year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from assessment.dataset.year import Provenance
from assessment.period import Period
from assessment.place import Origin, Place


class EvidenceKind(Enum):
    """What a piece of evidence is."""

    PAGE = "网页"
    DOCUMENT = "文件"
    SCREENSHOT = "截图"
    NOTICE = "通报"
    REGISTER = "台账"


class Visibility(Enum):
    """Whether the public may see a record after approval."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True)
class EvidenceFile:
    """A file that was kept as evidence."""

    path: str
    """Below the evidence folder, with forward slashes."""
    sha256: str
    origin: Origin


@dataclass(frozen=True)
class Evidence:
    """Something by which an entry can be checked: kept as files, or to be seen at an address, or both."""

    id: str
    title: str
    kind: EvidenceKind
    source: str
    """Where it came from, in words."""
    captured: date
    url: str
    files: tuple[EvidenceFile, ...]
    visibility: Visibility
    origin: Origin


@dataclass(frozen=True)
class Absent:
    """A recorded state in place of a mark: 未参评 for a component, 不涉及 for an item. Never 0."""

    reason: str
    origin: Origin


@dataclass(frozen=True)
class Rectification:
    """What the unit did about a fault (整改情况)."""

    note: str
    date: date | None
    """When it was put right; None while it is not."""


@dataclass(frozen=True)
class ItemMark:
    """The mark of one item, or 不涉及."""

    clause: str
    mark: Decimal | Absent
    reason: str
    """Why marks were lost; empty where none were."""
    evidence: tuple[str, ...]
    rectified: Rectification | None
    visibility: Visibility
    origin: Origin


@dataclass(frozen=True)
class ComponentMark:
    """A component's mark given from outside, or 未参评, with optional detail by item."""

    component: str
    """Id of a component, or id or clause of a part below."""
    mark: Decimal | Absent | None
    """None where only a number or the marks of items are recorded."""
    date: date | None
    evidence: tuple[str, ...]
    difference: str
    """Why the item marks do not reconcile with the mark; empty where they do."""
    items: tuple[ItemMark, ...]
    number: Decimal | None
    """What was counted, for a part that is a count; None for others."""
    reason: str
    """Why marks were lost, where the mark has no detail; empty where none were or the scheme wants no reason."""
    wave: str
    """Id of the wave; empty where the part has none."""
    member: str
    """Name of the object under the unit (a town, an account); empty where the mark is the unit's own."""
    origin: Origin


@dataclass(frozen=True)
class Entry:
    """A dated fact that costs or gives points under a rule."""

    id: str
    clause: str
    rule: str
    """Id of the rule; empty where the item has only one that takes entries."""
    level: str
    """国家, 省 or 市; empty where the rule has no levels."""
    date: date
    count: int
    points: Decimal | None
    """Signed points for each occurrence, where the rule leaves them to the assessor; None elsewhere."""
    incident: str
    """Id of the incident; the same incident costs marks once only. Empty: the entry is its own incident.

    Reading one-incident of 2019.
    """
    reason: str
    evidence: tuple[str, ...]
    links: Mapping[str, str]
    """Addresses by name, where the rule requires them (reading consultation-documents of 2019)."""
    rectified: Rectification | None
    visibility: Visibility
    recorder: str
    """Who recorded it; never public."""
    override: str
    """Why the entry counts although its date lies outside the window; empty where it does not."""
    origin: Origin


@dataclass(frozen=True)
class NotApplicableItem:
    """不涉及: an item that cannot apply to this unit."""

    clause: str
    reason: str
    origin: Origin


@dataclass(frozen=True)
class RaterBallots:
    """The ballots cast by one rater unit. A blank is an abstention, never 0."""

    component: str
    rater: str
    date: date | None
    marks: tuple[Decimal | None, ...]
    """One mark a ballot; None for a blank."""
    origin: Origin
    places: tuple[Place, ...] = field(repr=False, hash=False, compare=False)
    """Where each mark stands."""


class Outcome(Enum):
    """How the office decided an objection."""

    OPEN = "待定"
    UPHELD = "成立"
    PARTLY = "部分成立"
    REJECTED = "不成立"


@dataclass(frozen=True)
class Objection:
    """A unit's objection (申诉、复核) to an entry or to a component's given mark. What it objects to stays recorded."""

    id: str
    about: str
    """Id of the entry, or of the component."""
    filed: date
    statement: str
    evidence: tuple[str, ...]
    outcome: Outcome
    decided: date | None
    explanation: str
    count: int | None
    """The count that remains of a partly upheld entry."""
    mark: Decimal | None
    """The corrected mark of a component."""
    origin: Origin


@dataclass(frozen=True)
class SelfReview:
    """The unit's published self-review (五（一）). It scores nothing."""

    title: str
    url: str
    date: date | None
    origin: Origin


@dataclass(frozen=True)
class SelfMark:
    """The mark that a unit gives itself for an item (自评得分). It never counts and stands beside the assessed one."""

    clause: str
    """Id or clause of the item."""
    mark: Decimal
    wave: str
    """Id of the wave; empty where the item is measured once."""
    member: str
    """Name of the object under the unit; empty where the mark is the unit's own."""
    origin: Origin

    @property
    def measured(self) -> tuple[str, ...]:
        """The wave and the member, as far as there are such."""
        return tuple(name for name in (self.wave, self.member) if name)


@dataclass(frozen=True)
class UnitRecord:
    """Everything recorded about one unit in one year."""

    unit: str
    period: Period
    provenance: Provenance
    self_review: SelfReview | None
    evidence: tuple[Evidence, ...]
    marks: tuple[ComponentMark, ...]
    not_assessed: Mapping[str, Absent]
    """未参评, by component id."""
    deductions: tuple[Entry, ...]
    bonus: tuple[Entry, ...]
    not_applicable: tuple[NotApplicableItem, ...]
    ballots: tuple[RaterBallots, ...]
    objections: tuple[Objection, ...]
    origin: Origin
    self_marks: tuple[SelfMark, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Deductions and bonus entries together."""
        return self.deductions + self.bonus
