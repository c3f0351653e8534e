"""What an audience may see of a year. Renderers know of records and marks what a Publication holds, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from assessment.dataset.scheme import Scheme
from assessment.dataset.year import Approval, Disclosure, Provenance, Stage
from assessment.disclosure.list_weights import ListWeights
from assessment.disclosure.published_amendment import PublishedAmendment
from assessment.disclosure.published_reading import PublishedReading
from assessment.disclosure.published_result import Figure, Named, Totalled
from assessment.disclosure.published_unit import PublishedUnit
from assessment.disclosure.rank_ranges import PublishedRanges
from assessment.period import Period

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


NO_EDITION = Edition("", changed=False, built=date.min)
"""Of what is the same in every edition."""


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
    weights: tuple[ListWeights, ...] = ()
    """Of lists that are ranked; empty where the level does not show the marks of components."""
    rules_digest: str = ""
    """Of the scheme without its words and its units."""

    @property
    def of_any_edition(self) -> "Publication":
        """What a commit that changes nothing of the year leaves as it is."""
        return replace(self, edition=NO_EDITION)

    def group(self, id: str) -> PublishedGroup:
        """Return those who are ranked together by the id of their list.

        Raises:
            StopIteration: if there is no such list.
        """
        return next(group for group in self.groups if group.id == id)

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
