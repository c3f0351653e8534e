"""Taking an import in: evidence files first, then the records; neither without the other."""

from collections.abc import Mapping
from pathlib import Path

from assessment.edit.files import write_all
from assessment.errors import RequestError
from assessment.load.evidence_folder import evidence_folder_of


def take_in(data: Path, texts: Mapping[str, str], kept: Mapping[str, bytes]) -> int:
    """Write everything and return how many data files changed.

    Raises:
        RequestError: if anything cannot be written; then nothing was.
    """
    folder = evidence_folder_of(data)
    placed: list[Path] = []
    try:
        for name, content in kept.items():
            path = folder / name
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                placed.append(path)
                path.write_bytes(content)
        return write_all(data, texts)
    except BaseException as fault:
        for path in placed:
            path.unlink(missing_ok=True)
        if isinstance(fault, OSError):
            raise RequestError(f"不能写入 {folder}：{fault.strerror}") from fault
        raise
