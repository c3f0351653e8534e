"""What stands in a PDF, as a reader's program sees it."""

import functools
import html
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Pdf, parse_content_stream

MM = 72 / 25.4
"""Points in a millimetre."""

_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
_LEADER = re.compile(r"([^\s.]+) ?\.{4,} ?(\d+)")


@dataclass(frozen=True)
class Word:
    """A run of characters and its place, in points from the left and from the top of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@functools.cache
def words(pdf: Path) -> tuple[tuple[Word, ...], ...]:
    """Return the words of each page."""
    said = _poppler("pdftotext", "-bbox", str(pdf), "-")
    return tuple(
        tuple(Word(html.unescape(text), *map(float, box)) for *box, text in _WORD.findall(page))
        for page in said.split("<page ")[1:]
    )


@functools.cache
def texts(pdf: Path) -> tuple[str, ...]:
    """Return what is copied from each page, without white space: lines break where the page says."""
    return tuple("".join(page.split()) for page in _poppler("pdftotext", "-raw", str(pdf), "-").split("\f")[:-1])


def contents_of(pdf: Path) -> dict[str, int]:
    """Return what the table of contents says: names and page numbers."""
    return {name: int(page) for name, page in _LEADER.findall(_poppler("pdftotext", "-layout", str(pdf), "-"))}


def fonts(pdf: Path) -> list[list[str]]:
    """Return the rows of pdffonts: name, type, encoding, embedded, subset, with a map to Unicode, object."""
    rows = _poppler("pdffonts", str(pdf)).splitlines()[2:]
    return [[row.split()[0], *row.split()[-5:-2]] for row in rows]


def info(pdf: Path) -> Mapping[str, str]:
    """Return what pdfinfo says."""
    pairs = (line.partition(":") for line in _poppler("pdfinfo", str(pdf)).splitlines())
    return {key: value.strip() for key, _, value in pairs}


def glyphs(pdf: Pdf) -> Iterator[tuple[int, str, bytes]]:
    """Yield the page, the font and the bytes of every piece of text that is shown, also within forms."""
    seen: set[tuple[int, int]] = set()
    for index, page in enumerate(pdf.pages):
        for font, shown in _shown(page.obj, seen):
            yield index, font, shown


def _shown(holder: Object, seen: set[tuple[int, int]]) -> Iterator[tuple[str, bytes]]:
    resources = holder.get("/Resources", Dictionary())
    names = {str(name): str(font.get("/BaseFont")) for name, font in resources.get("/Font", Dictionary()).items()}
    font = ""
    for instruction in parse_content_stream(holder, "Tf Tj TJ"):
        operands = list(instruction.operands)
        if str(instruction.operator) == "Tf":
            font = names[str(operands[0])]
        elif isinstance(operands[0], Array):
            yield from ((font, bytes(part)) for part in operands[0] if isinstance(part, Object))
        else:
            yield font, bytes(operands[0])
    for form in resources.get("/XObject", Dictionary()).values():
        if form.get("/Subtype") == Name.Form and form.objgen not in seen:
            seen.add(form.objgen)
            yield from _shown(form, seen)


def _poppler(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
