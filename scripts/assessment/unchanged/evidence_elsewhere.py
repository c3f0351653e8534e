"""Where a county keeps evidence outside of its data, and what stands there now."""

from pathlib import Path

from assessment.load.county import load_county
from assessment.load.evidence_folder import evidence_folders_of
from assessment.unchanged.dependencies import state_of
from assessment.unchanged.last_answer import EvidenceElsewhere


def evidence_elsewhere(data: Path) -> EvidenceElsewhere | None:
    """Return the folder outside of the data in which the county keeps evidence; None where it keeps all within.

    Raises:
        OSError: if it cannot be read.
    """
    folders = evidence_folders_of(data, load_county(data).county)
    folder = next((folder for folder in folders if not folder.resolve().is_relative_to(data.resolve())), None)
    return None if folder is None else EvidenceElsewhere(folder, state_of(folder))
