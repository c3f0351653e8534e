"""What to build, from where, to where."""

from dataclasses import dataclass
from pathlib import Path

from assessment.disclosure.publication import Audience
from assessment.period import Period


@dataclass(frozen=True)
class BuildPlan:
    """What to build, from where, to where."""

    data: Path
    years: tuple[Period, ...]
    """Newest first."""
    audience: Audience
    output: Path
    only: str
    """Id of the one unit whose PDFs are wanted; empty for all PDFs."""
    pdf: bool
    """Whether to make PDFs, where there are results to show."""
    cache: Path | None
    """Where what earlier builds made is kept; None where everything is to be made anew."""
    first: tuple[str, ...] = ()
    """Pages and PDFs that are written first, in this order, because somebody has them open; they become the same."""
