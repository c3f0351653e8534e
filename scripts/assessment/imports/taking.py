"""Taking an import in: evidence files and records, neither without the other."""

from collections.abc import Mapping
from pathlib import Path

from assessment.edit.files import write_all
from assessment.evidence.unchanged import refuse_changeable
from assessment.load.evidence_folder import evidence_folder_of


def take_in(data: Path, texts: Mapping[str, str], kept: Mapping[str, bytes]) -> int:
    """Write everything and return how many data files changed; evidence that is there already stays.

    Raises:
        RequestError: if anything cannot be written, or Git would change the evidence; then nothing was written.
    """
    folder = evidence_folder_of(data)
    new = {path: held for path, held in kept.items() if not (folder / path).exists()}
    refuse_changeable(folder, new)
    return write_all(data, texts, kept=new)
