"""The evidence of a unit as its page shows it, and the files that may be shown: those that its record lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.change.ground import Ground
from assessment.dataset.record import Evidence, Visibility
from assessment.desk.addresses import evidence_address
from assessment.load.evidence_folder import evidence_folders_of

_STARTS: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
"""How pictures begin that no browser takes for anything else."""


@dataclass(frozen=True)
class EvidencePart:
    """One file of a piece of evidence."""

    name: str
    address: str
    is_here: bool
    is_picture: bool


@dataclass(frozen=True)
class EvidencePiece:
    """One piece of evidence."""

    id: str
    title: str
    about: str
    url: str
    """Empty for none."""
    parts: tuple[EvidencePart, ...]
    also: tuple[str, ...]
    """Names of other units whose records list the same file."""


def pieces_of(ground: Ground, unit: str) -> tuple[EvidencePiece, ...]:
    """Return the evidence of a unit, the newest first."""
    whole = ground.year.whole
    record = whole.records.get(unit)
    others: dict[str, list[str]] = {}
    for name, other in whole.records.items():
        for digest in {file.sha256 for piece in other.evidence for file in piece.files} if name != unit else ():
            others.setdefault(digest, []).append(whole.units[name].name if name in whole.units else name)
    listed = () if record is None else record.evidence
    return tuple(_piece(ground, unit, piece, others) for piece in reversed(listed))


def file_of(ground: Ground, unit: str, id: str, number: int) -> Path | None:
    """Return a file that the record of a unit lists, where it is in the evidence folder; None where it is not."""
    record = ground.year.whole.records.get(unit)
    pieces = () if record is None else record.evidence
    files = next((piece.files for piece in pieces if piece.id == id), ())
    if not 0 <= number < len(files):
        return None
    for folder in evidence_folders_of(ground.year.data, ground.year.county):
        path = (folder / files[number].path).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return path
    return None


def picture_type(file: Path) -> str:
    """Return the media type of a picture, by what the file holds; empty for what is not shown in a page."""
    with file.open("rb") as opened:
        start = opened.read(16)
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for begin, kind in _STARTS.items() if start.startswith(begin)), "")


def _piece(ground: Ground, unit: str, piece: Evidence, others: Mapping[str, list[str]]) -> EvidencePiece:
    parts = []
    for number, file in enumerate(piece.files):
        held = file_of(ground, unit, piece.id, number)
        address = f"{evidence_address(ground.year.period, unit)}{piece.id}/{number}"
        name = file.path.rpartition("/")[2]
        parts.append(EvidencePart(name, address, held is not None, held is not None and bool(picture_type(held))))
    internal = "，仅供内部" if piece.visibility is Visibility.INTERNAL else ""
    return EvidencePiece(
        id=piece.id,
        title=piece.title,
        about=f"{piece.kind.value}，{piece.source}，{piece.captured.isoformat()}取得{internal}",
        url=piece.url,
        parts=tuple(parts),
        also=tuple(dict.fromkeys(name for file in piece.files for name in others.get(file.sha256, ()))),
    )
