"""What was approved: for each act, a digest of every input and of the results, so that no later change goes unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from assessment.dataset.year import Provenance
from assessment.period import Period
from assessment.place import Origin


class ActKind(Enum):
    """What the office did."""

    APPROVED = "approved"
    PUBLISHED = "published"
    AMENDED = "amended"


@dataclass(frozen=True)
class Fixed:
    """A year's inputs and results as they stood at one moment."""

    inputs: Mapping[str, str]
    """SHA-256 of the values of each data file, by path below the data folder."""
    evidence: Mapping[str, str]
    """SHA-256 of each evidence file, by path below the evidence folder."""
    results: str
    """SHA-256 of every ledger and total."""
    totals: Mapping[str, str]
    """Each unit's exact total, or why it has none, by unit id."""


@dataclass(frozen=True)
class Act:
    """An approval, a publication or an amendment, which fixes the year as it then is."""

    kind: ActKind
    number: int
    """Of the amendment; 0 for the other acts."""
    date: date
    fixed: Fixed
    key: str
    """Random, by which a commitment to the digests can be published and opened; never public itself."""
    seal: str
    """SHA-256 of all of the above and of the act before."""
    origin: Origin


@dataclass(frozen=True)
class Withdrawal:
    """The act that takes back an approval which was not published yet, and with it the amendments made since."""

    date: date
    undoes: str
    """The seal of the approval."""
    reason: str
    seal: str
    """SHA-256 of all of the above and of the act before."""
    origin: Origin


@dataclass(frozen=True)
class ApprovalRecord:
    """Every act of one year, the first one first."""

    period: Period
    provenance: Provenance
    acts: tuple[Act | Withdrawal, ...]
    origin: Origin

    @property
    def newest(self) -> Act | Withdrawal:
        """The act that was recorded last."""
        return self.acts[-1]

    @property
    def in_force(self) -> Act | None:
        """The act that the data must agree with; None where the approval was taken back."""
        return self.newest if isinstance(self.newest, Act) else None

    @property
    def standing(self) -> tuple[Act, ...]:
        """The newest approval and what rests on it; empty where it was taken back."""
        acts: tuple[Act, ...] = ()
        for act in self.acts:
            acts = () if isinstance(act, Withdrawal) else (*acts, act)
        return acts
