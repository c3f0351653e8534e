"""What may be seen of a unit's result: marks, ledgers, and a type of its own for each level of disclosure.

A result below the level is not hidden here, it is not here: each type holds what its level shows, and no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assessment.dataset.record import Evidence, Objection, RaterBallots, Rectification
from assessment.period import Period
from assessment.row_kind import RowKind
from assessment.status import Status


@dataclass(frozen=True)
class Figure:
    """A number to publish."""

    exact: Fraction
    text: str
    """As published."""


@dataclass(frozen=True)
class PublishedRow:
    """A ledger row that may be shown."""

    kind: RowKind
    clause: str
    label: str
    count: int | None
    points: Figure
    reason: str
    evidence: tuple[Evidence, ...]
    day: date | None
    entry: str
    rectified: Rectification | None
    file: str
    """The data file that the record stands in."""
    line: int | None
    """Its line there; None for the public, whom it would tell how much that is internal stands above."""
    part: str
    """Key of the part of the scheme that the row belongs to; empty for the total."""
    share: Figure
    """What one mark of that part is worth in the component."""
    round: Period | None
    """The round that the mark comes from; None for all others."""
    wave: str
    """Id of the wave in which it was measured; empty where there are none."""
    member: str
    """The object under the unit that it is of; empty where there are none."""

    @property
    def needs_remedy(self) -> bool:
        """Whether it takes marks for something that can be put right."""
        return self.kind.is_cause and self.points.exact < 0


@dataclass(frozen=True)
class PublishedMark:
    """A component's mark, without its ledger."""

    id: str
    name: str
    clause: str
    full: Figure | None
    """Full marks as recorded; None where there are none, as for a bonus or what only takes away."""
    most: Figure | None
    """Most points of the total."""
    mark: Figure
    factor: Figure
    weighted: Figure
    giver: str
    """Who gives the mark where it comes from outside, or the component by its name where the scheme does not say."""
    applies: bool
    """Whether anything of it applies to the unit; where nothing does (不涉及), its mark is none and has no rank."""

    @property
    def key(self) -> str:
        """What the component is called among the parts of the scheme."""
        return self.id


@dataclass(frozen=True)
class PartMark:
    """The mark of a part below a component, on its own scale, and those of the parts below it."""

    key: str
    name: str
    clause: str
    full: Figure | None
    """None where it is open-ended."""
    mark: Figure | None
    """None where it would tell more of internal records than the row that stands for all of a clause."""
    added: int
    """How many waves the full marks are added up of; 1 where it is measured once, or one counts for all."""
    parts: tuple["PartMark", ...]
    applies: bool
    """As of a component."""


@dataclass(frozen=True)
class ComponentLedger(PublishedMark):
    """A component's mark with the rows that it is the sum of."""

    rows: tuple[PublishedRow, ...]
    added: int
    """As of a part."""
    parts: tuple[PartMark, ...]
    """The parts below that have marks of their own."""
    measured: Mapping[tuple[str, ...], Figure | None]
    """The marks of items that are measured several times, by key, wave and member; None where the item is 不涉及.

    Those that would tell in which wave internal records lie are not there.
    """


@dataclass(frozen=True)
class SelfMarked:
    """The mark that a unit gave itself for an item, beside the assessed one; both on the item's own scale."""

    component: str
    """Id of the component."""
    part: str
    """Key of the item."""
    clause: str
    name: str
    """Of the item, with its wave and member where there are such."""
    full: Figure | None
    """None where the item is open-ended."""
    own: Figure
    assessed: Figure | None
    """None where there is none that may be seen."""
    difference: Figure | None
    """The assessed mark less the unit's own."""
    unassessed: str
    """Why there is no assessed mark, in Chinese; empty where there is one."""


@dataclass(frozen=True)
class Withheld:
    """Nothing of the result may be shown."""


@dataclass(frozen=True)
class Named:
    """Whether the unit is among the leading ones of those it is ranked with, or among the last, and not where there."""

    leading: bool
    trailing: bool = False
    """Never of a unit that is leading, as all are where all are equal."""


@dataclass(frozen=True)
class Graded:
    """The grade, and nothing of where in its band the total lies."""

    grade: str


@dataclass(frozen=True)
class Unmarked:
    """待定 or 未参评: there is no total."""

    status: Status

    @property
    def label(self) -> str:
        """The word for it."""
        return self.status.label


@dataclass(frozen=True)
class ExplainedUnmarked(Unmarked):
    """With the words that say why, where reasons are public."""

    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Totalled:
    """Total, rank and grade."""

    total: Figure
    rank: int | None
    """None while the group is not ranked, because a unit of it is 待定."""
    shared: bool
    grade: str
    """Empty where the scheme has no grades."""


@dataclass(frozen=True)
class ByComponent(Totalled):
    """Total, rank, and the mark of each component."""

    components: tuple[PublishedMark, ...]
    bonus: Figure
    """What the components on top of the full marks add to the total."""
    closing: Figure
    """What is done to the sum of the components as a whole: 不涉及 made up for in the total, or a veto."""

    def component(self, id: str) -> PublishedMark:
        """Return the mark of a component that is for the unit by its id.

        Raises:
            StopIteration: if it is not; of those that are for the unit, every one has a mark where there is a total.
        """
        return next(component for component in self.components if component.id == id)


@dataclass(frozen=True)
class InFull(ByComponent):
    """Everything that can ever be public: ledgers with reasons and evidence, and decided objections to public entries."""

    components: tuple[ComponentLedger, ...]
    closing_rows: tuple[PublishedRow, ...]
    objections: tuple[Objection, ...]
    self_marks: tuple[SelfMarked, ...]


@dataclass(frozen=True)
class ForOffice(InFull):
    """What never leaves the office as well."""

    ballots: tuple[RaterBallots, ...]
    recorders: Mapping[str, str]
    """Who recorded each entry, by its id."""


@dataclass(frozen=True)
class Unfinished(ExplainedUnmarked):
    """For the office: with the components that have marks already, and what never leaves the office."""

    components: tuple[ComponentLedger, ...]
    objections: tuple[Objection, ...]
    self_marks: tuple[SelfMarked, ...]
    ballots: tuple[RaterBallots, ...]
    recorders: Mapping[str, str]
    """Who recorded each entry, by its id."""


Detailed = InFull | Unfinished
"""What has ledgers."""


Result = Withheld | Named | Graded | Unmarked | Totalled
