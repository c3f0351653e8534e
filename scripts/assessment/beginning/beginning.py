"""What a year or a round begins with."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.period import Period


@dataclass(frozen=True)
class OpenDecision:
    """Something that nobody can decide but the office."""

    what: str
    """With how it stands until then."""
    where: str = ""
    """Continues the sentence with the place in the files."""
    parts: tuple[str, ...] = ()
    """What it is about, one by one."""


@dataclass(frozen=True)
class Beginning:
    """The files of a year or a round without marks, none of which is written yet."""

    files: Mapping[str, str]
    """By path below the data folder."""
    before: Period | None
    """The year or round that it is like; None where there is none."""
    scheme: str
    """Id of its scheme."""
    notes: tuple[str, ...] = ()
    """Which units come and go, a line each."""
    to_decide: tuple[OpenDecision, ...] = ()
