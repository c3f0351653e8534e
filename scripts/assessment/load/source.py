"""The text of a scheme as it was issued, line by line."""

from pathlib import Path

from assessment.load.yaml_file import Document, Steps
from assessment.place import Place


def source_text(path: Path, file: str) -> Document | None:
    """Return the lines of a text with their places, or None where there is none that can be read.

    ``file`` is the name that findings call it by.
    """
    try:
        return lines_of(path.read_bytes(), file)
    except OSError:
        return None


def lines_of(held: bytes, file: str) -> Document | None:
    """Return the lines of a text, however they are broken; None where it is not UTF-8."""
    try:
        lines = held.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError:
        return None
    places: dict[Steps, Place] = {(index,): Place(file, index + 1, 1) for index in range(len(lines))}
    return Document(file, lines, {(): Place(file, 1, 1), **places})
