"""What an audience may see of a year. Renderers know of records and marks what a Publication holds, and nothing else.

A result below the disclosure level is not hidden here, it is not here: each level has a type of its own that
holds what the level shows, and no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from assessment.dataset.record import Evidence, Objection, RaterBallots, Rectification, SelfReview
from assessment.dataset.scheme import Option, Reading, Scheme
from assessment.dataset.year import Approval, Disclosure, Provenance, Stage
from assessment.disclosure.rank_ranges import PublishedRanges
from assessment.history.kinds import Completeness, Key, What
from assessment.period import Period
from assessment.row_kind import RowKind
from assessment.status import Status

SHORT = 10
"""How many digits of a commit's id are shown."""


class Audience(Enum):
    """Who reads what is built."""

    PUBLIC = "public"
    OFFICE = "office"
    """The county office: everything, marked 内部资料."""


@dataclass(frozen=True)
class Edition:
    """Which state of the records a build shows."""

    commit: str
    """Full id of the commit; empty where the folder is no repository."""
    changed: bool
    """Whether data differs from the commit."""
    built: date
    """The date the build says; an input, so that one commit gives the same bytes always."""

    @property
    def short(self) -> str:
        """The commit as pages show it."""
        if not self.commit:
            return "未入库"
        return self.commit[:SHORT] + ("（有未提交的修改）" if self.changed else "")


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


@dataclass(frozen=True)
class Trace:
    """One thing that happened to a record: when and in which commit, and never by whom."""

    what: What
    day: date | None
    """None while it is not committed."""
    commit: str
    """Short id of the commit; empty while it is not committed."""


@dataclass(frozen=True)
class OfficeTrace(Trace):
    """With what only the office sees."""

    author: str
    """Who committed it; empty while it is not committed."""
    fields: tuple[str, ...]
    """Names of the fields that changed."""


@dataclass(frozen=True)
class TracedRecord:
    """A record that may be shown, and what happened to it, oldest first."""

    key: Key
    traces: tuple[Trace, ...]


@dataclass(frozen=True)
class PublishedHistory:
    """What happened to a unit's records."""

    completeness: Completeness
    records: tuple[TracedRecord, ...]
    commits: tuple[str, ...]
    """Short ids of the commits that records tell of, oldest first."""
    unreadable: tuple[str, ...]
    """Short ids of the commits whose version of the unit's file could not be read."""


@dataclass(frozen=True)
class PublishedUnit:
    """An assessed unit and what may be seen of its result."""

    id: str
    name: str
    full_name: str
    plates: tuple[str, ...]
    also_called: tuple[str, ...]
    """What people call it."""
    other_years: tuple[str, ...]
    """Names that it bore in other years only."""
    site: str
    group: str
    """Id of the group of the scheme."""
    ranked_in: str
    """Id of those that it is ranked with, among ``Publication.groups``."""
    marked_as: str
    """What parts know its full marks and points by."""
    self_review: SelfReview | None
    result: Result
    history: PublishedHistory | None
    """None where the level does not show records."""


@dataclass(frozen=True)
class PublishedChange:
    """A value that was corrected, both versions of which may be shown."""

    unit: str
    """Id of the unit that it concerns; empty where it concerns all."""
    what: str
    was: str | None
    """None where there was nothing."""
    now: str | None
    """None where it was taken out."""


@dataclass(frozen=True)
class MovedTotal:
    """A unit's total before and after an amendment, as published, or why there is none."""

    unit: str
    was: str
    now: str


@dataclass(frozen=True)
class PublishedAmendment:
    """That a year was changed after approval, when, and as much of the changes as the level shows."""

    number: int
    date: date
    changes: tuple[PublishedChange, ...]
    totals: tuple[MovedTotal, ...]


@dataclass(frozen=True)
class ExplainedAmendment(PublishedAmendment):
    """An amendment of which everything is shown, with its reason."""

    reason: str
    document: str
    """Number of the document that orders it; empty where there is none."""


@dataclass(frozen=True)
class GroupSummary:
    """A group at a glance."""

    ranked: int
    mean: Figure
    highest: Figure
    lowest: Figure


@dataclass(frozen=True)
class PartRank:
    """Where a unit stands by its mark of one part."""

    rank: int
    shared: bool


@dataclass(frozen=True)
class PublishedGroup:
    """Units that are ranked together: a group of the scheme, or several that it puts into one list.

    They stand in the order of the scheme, and best first where ranks are public.
    """

    id: str
    name: str
    marked_as: tuple[str, ...]
    """What its units are marked as, each once."""
    units: tuple[str, ...]
    ranking: tuple[str, ...]
    """Unit ids best first; empty where ranks are not public or the group is not ranked."""
    pending: tuple[str, ...]
    """Ids of 待定 units, where grades or totals are public."""
    not_assessed: tuple[str, ...]
    """Ids of 未参评 units, where grades or totals are public."""
    summary: GroupSummary | None
    """None where totals are not public or there are none."""
    part_ranks: Mapping[str, Mapping[str, PartRank]]
    """By key of the part, in the order of the scheme, then by unit id; empty where the scheme or the level has none."""


class Unchanged(Enum):
    """Why an option would change neither totals nor ranks."""

    GIVEN = "given"
    """The mark that it would reckon in another way was given directly for every unit."""
    NOBODY = "nobody"
    """What it is about happened to no unit."""
    BESIDE = "beside"
    """It adds an order beside the lists, which stay."""


@dataclass(frozen=True)
class OptionEffect:
    """An option that was not chosen, and what it would change."""

    option: Option
    totals: int
    """Units whose total would differ."""
    moved: tuple[tuple[str, int, int], ...]
    """Unit id, rank now, rank then, of the units that would stand elsewhere."""
    grades: int
    """Units whose grade would differ."""
    renumbered: tuple[tuple[str, int, int], ...] = ()
    """Unit id, rank now, rank then, of the units whose rank would only get another number."""
    unchanged: Unchanged | None = None
    """Why nothing would change; None where something would, or the scheme does not tell why."""


@dataclass(frozen=True)
class PublishedReading:
    """A reading, with the effects of its other options where every mark is public."""

    reading: Reading
    effects: tuple[OptionEffect, ...]


@dataclass(frozen=True)
class Publication:
    """One year for one audience."""

    audience: Audience
    period: Period
    name: str
    """What pages call it: ``2019年``, ``2023年第二季度``."""
    after: Period | None
    """Of a round: the round before, with which it is compared."""
    stage: Stage
    disclosure: Disclosure
    provenance: Provenance
    agency: str
    approval: Approval | None
    """None before approval."""
    published: date | None
    """None before publication."""
    amendments: tuple[PublishedAmendment, ...]
    """By number; none before approval."""
    scheme: Scheme
    scheme_digest: str
    edition: Edition
    groups: tuple[PublishedGroup, ...]
    """Those that are ranked together."""
    units: Mapping[str, PublishedUnit]
    """By id, in the order of the scheme."""
    overall: tuple[tuple[str, int], ...]
    """Unit id and rank in the order over all groups, best first; empty where the scheme or the level has none."""
    readings: tuple[PublishedReading, ...]
    ranges: PublishedRanges | None = None
    """None where the level does not show every mark."""

    @property
    def round_name(self) -> str:
        """What the round is called; empty for a whole year."""
        return self.name.removeprefix(f"{self.period.year}年")

    @property
    def title(self) -> str:
        """The name as titles of documents have it: ``2019年度``, ``2023年第二季度``."""
        return self.name if self.period.is_round else self.period.title

    @property
    def is_sample(self) -> bool:
        """Whether the marks are invented."""
        return self.provenance is Provenance.SAMPLE

    @property
    def names_last(self) -> bool:
        """Whether any unit is named as one of the last."""
        return any(isinstance(unit.result, Named) and unit.result.trailing for unit in self.units.values())

    @property
    def shows_items(self) -> bool:
        """Whether ledgers may be seen, and with them what units came to item by item."""
        return self.disclosure is Disclosure.FULL

    @property
    def shows_totals(self) -> bool:
        """Whether any unit's total is in here."""
        return any(isinstance(unit.result, Totalled) for unit in self.units.values())
