"""The heavy half of scripts/validate: what it loads takes longer than to see that nothing has changed."""

from collections.abc import Sequence
from pathlib import Path

from assessment.check import check
from assessment.findings import Finding
from assessment.history.shallow import shallow
from assessment.load.lock import Use, locked
from assessment.period import Period
from assessment.unchanged.evidence_elsewhere import evidence_elsewhere
from assessment.unchanged.last_answer import EvidenceElsewhere
from assessment.year.reading import read_year


def check_years(data: Path, chosen: Sequence[Period]) -> tuple[list[Finding], EvidenceElsewhere | None]:
    """Return all that is wrong with some years, and the evidence outside of the data that was looked at.

    Raises:
        RequestError, OSError: if the data cannot be read.
    """
    with locked(data, Use.READING):
        evidence = evidence_elsewhere(data)
        return [one for year in chosen for one in (*check(read_year(data, year)), *shallow(data, year))], evidence
