"""A year of assessment: its stage, what may be disclosed, and who approved it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from assessment.period import Period
from assessment.place import Origin


class Provenance(Enum):
    """Whether marks were really given."""

    REAL = "real"
    SAMPLE = "sample"
    """Invented, to show the software; every page made from them says so."""


class Stage(Enum):
    """How far a year has come, in order."""

    COLLECTING = "collecting"
    UNDER_REVIEW = "under-review"
    APPROVED = "approved"
    PUBLISHED = "published"

    @property
    def is_approved(self) -> bool:
        """Whether the leading group has approved the results (四), before which nothing of them is public (五（三）)."""
        return self in (Stage.APPROVED, Stage.PUBLISHED)


class Disclosure(Enum):
    """What the public sees after approval, from nothing to everything."""

    NONE = "none"
    NAMES = "names"
    GRADES = "grades"
    TOTALS = "totals"
    COMPONENTS = "components"
    FULL = "full"

    @property
    def shows_results(self) -> bool:
        """Whether something of every unit's own result is public: its grade at least, or why it has none."""
        return self is Disclosure.GRADES or self.shows_totals

    @property
    def shows_totals(self) -> bool:
        """Whether totals and ranks are public."""
        return self in (Disclosure.TOTALS, Disclosure.COMPONENTS, Disclosure.FULL)


@dataclass(frozen=True)
class Approval:
    """The leading group's approval (领导小组审定)."""

    body: str
    date: date
    document: str


@dataclass(frozen=True)
class Value:
    """A value as it stands in a data file: a text, a number, true or false, nothing, a list or a mapping."""

    value: object


@dataclass(frozen=True)
class Change:
    """One value that an amendment corrected."""

    file: str
    """Path below the data folder."""
    at: tuple[str, ...]
    """Path of the value in the file; entries of lists go by their names."""
    what: str
    """The same in Chinese, such as ``扣分记录/d01/次数``."""
    was: Value | None
    """None where there was nothing."""
    now: Value | None
    """None where it was taken out."""


@dataclass(frozen=True)
class Amendment:
    """A numbered change after approval (第二版 and on)."""

    number: int
    date: date
    reason: str
    document: str
    """Number of the document that orders it; empty where there is none."""
    changes: tuple[Change, ...]
    """Empty where the software was corrected and no data."""


@dataclass(frozen=True)
class Round:
    """What a round is, beside its period."""

    name: str
    """As pages have it, such as ``第二季度``."""
    after: Period | None
    """The round before, with which it is compared; None for the first one."""
    first: date
    """The first day of the time that the round is about."""
    last: date
    origin: Origin


@dataclass(frozen=True)
class YearRecord:
    """What the file of a year, or of a round of a year, says."""

    period: Period
    round: Round | None
    """None for a whole year."""
    scheme: str
    """Id of the scheme file."""
    provenance: Provenance
    stage: Stage
    disclosure: Disclosure
    leading: int
    """How many ranks of each group are named as leading where only names are public; 0 where nothing was chosen."""
    approval: Approval | None
    published: date | None
    agency: str
    """Name of the agency; empty until it is known."""
    eligible: Mapping[str, tuple[str, ...]]
    """Unit ids that an item with a list applies to, by clause (reading eligible-units of 2019)."""
    amendments: tuple[Amendment, ...]
    origin: Origin
    trailing: int = 0
    """How many of the last ranks of each group are named beside the leading ones; 0 for none."""

    @property
    def name(self) -> str:
        """What pages call it: ``2019年``, ``2023年第二季度``."""
        return self.period.name if self.round is None else f"{self.period.year}年{self.round.name}"

    @property
    def title(self) -> str:
        """The name as titles of documents have it: ``2019年度``, ``2023年第二季度``."""
        return self.period.title if self.round is None else self.name

    @property
    def after(self) -> Period | None:
        """The round before; None for a whole year and for the first round."""
        return None if self.round is None else self.round.after

    @property
    def first(self) -> date:
        """The first day of the time that it is about."""
        return self.period.first if self.round is None else self.round.first

    @property
    def last(self) -> date:
        """The last day of the time that it is about."""
        return self.period.last if self.round is None else self.round.last
