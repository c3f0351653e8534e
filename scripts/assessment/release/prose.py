"""The prose of a column: what the program brings, and over it what a county writes in ``content/`` beside its data."""

from pathlib import Path

from assessment.errors import RequestError
from assessment.repository.clone import PROSE
from assessment.root import ROOT
from assessment.system_faults import reason_of

BROUGHT = ROOT / PROSE
"""Has a text for every place, so that a county writes only those that it says in another way."""


def own_prose(data: Path) -> Path:
    """Return where a county keeps its prose; the folder need not be there."""
    return data.resolve().parent / PROSE


def lay_out_prose(data: Path, target: Path) -> None:
    """Fill a new folder with the prose of the column, and with the pictures that its settings may name.

    Raises:
        RequestError: if a text cannot be read.
    """
    for folder in (BROUGHT, own_prose(data)):
        for path in sorted(folder.rglob("*.md")):
            text = _read(path)
            place = target / path.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text)
        for picture in sorted(folder.glob("*.png")):
            (target / picture.name).write_bytes(picture.read_bytes())


def _read(path: Path) -> bytes:
    try:
        return path.read_text(encoding="utf-8").encode()
    except OSError as fault:
        raise RequestError(f"{path} 读不出来：{reason_of(fault)}") from fault
    except UnicodeDecodeError as fault:
        raise RequestError(f"{path} 不是 UTF-8 编码，请用 UTF-8 编码另存") from fault
