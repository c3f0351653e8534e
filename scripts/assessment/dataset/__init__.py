"""Everything that was recorded, typed, with the place of each record. Nothing here is computed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessment.dataset.approval import ApprovalRecord
from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Alternative, Scheme
from assessment.dataset.unit import Unit
from assessment.dataset.year import YearRecord
from assessment.period import Period


@dataclass(frozen=True)
class Dataset:
    """One year's data."""

    year: YearRecord
    scheme: Scheme
    alternatives: tuple[Alternative, ...]
    """The scheme under every option that was not chosen."""
    units: Mapping[str, Unit]
    """By id."""
    records: Mapping[str, UnitRecord]
    """By unit id."""
    scheme_digest: str
    """SHA-256 of the scheme file."""
    approval: ApprovalRecord | None = None
    """None before the year is approved."""
    rounds: "Mapping[Period, Dataset]" = field(default_factory=dict)
    """The rounds that waves of the scheme take marks from, as far as they could be read."""
    rules_digest: str = ""
    """SHA-256 of the scheme's rules, which other counties may share."""
