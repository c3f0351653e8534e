"""Evidence as it was registered, where Git has changed nothing but its line breaks."""

import hashlib
import io
from pathlib import Path

from assessment.load.data_files import years
from assessment.load.evidence import Converted, turned_lines
from assessment.load.evidence_folder import evidence_folders_of
from assessment.year.reading import read_year


def restored(data: Path) -> dict[Path, bytes]:
    """Return what the changed files of all years have to hold to be as they were registered."""
    contents = {}
    for year in (read_year(data, number) for number in years(data)):
        for name, held in year.evidence.held.items():
            if isinstance(held, Converted):
                folders = evidence_folders_of(data, year.county)
                path = next(folder / name for folder in folders if (folder / name).is_file())
                contents[path] = _turned(path.read_bytes(), held.original)
    return contents


def _turned(content: bytes, digest: str) -> bytes:
    """Return the content with the line breaks that give the digest."""
    lf = b"".join(turned_lines(io.BytesIO(content)))
    return lf if hashlib.sha256(lf).hexdigest() == digest else lf.replace(b"\n", b"\r\n")
