"""With which year the desk begins."""

from collections.abc import Sequence
from pathlib import Path

from assessment.dataset.year import Stage
from assessment.load.shapes import mapping_of
from assessment.load.yaml_file import read
from assessment.period import Period

_OPEN = (Stage.COLLECTING.value, Stage.UNDER_REVIEW.value)


def open_year(data: Path, known: Sequence[Period]) -> Period:
    """Return the newest of some years whose records are being filled, or else the newest."""
    for period in known:
        document, _ = read(data / "years" / f"{period}.yaml", "")
        if document is not None and mapping_of(document.data).get("stage") in _OPEN:
            return period
    return known[0]
