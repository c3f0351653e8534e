"""One copy of each face in a volume: the documents bound into it bring a subset each, a hundred times the same letters.

The faces of a build are cut down once, and WeasyPrint keeps the numbers of glyphs when it takes a subset of them, so a
number means the same glyph in every document.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from pikepdf import Dictionary, Name, Object, Pdf, Stream

from assessment.render.fonts import glyphs_of


def share_fonts(pdf: Pdf, faces: Mapping[str, Path]) -> None:
    """Let all fonts of a face use one file with the glyphs of all.

    Args:
        pdf: laid-out documents put together.
        faces: the files that they were set from, by family.

    Raises:
        FontError: if the tool that takes glyphs out of a face is missing or fails.
    """
    users: defaultdict[str, list[Object]] = defaultdict(list)
    glyphs: defaultdict[str, set[int]] = defaultdict(set)
    for font in _fonts(pdf):
        family = str(font.FontDescriptor.FontFamily)
        if family not in faces:
            continue
        users[family].append(font.FontDescriptor)
        glyphs[family].update(_numbers(font.W))
    for family, descriptors in users.items():
        file = Stream(pdf, glyphs_of(faces[family], glyphs[family]), Subtype=Name.OpenType)
        for descriptor in descriptors:
            descriptor.FontFile3 = file


def _fonts(pdf: Pdf) -> Iterator[Object]:
    """Yield the fonts that are set from outlines of PostScript, as nearly all are."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and "/FontDescriptor" in thing and "/FontFile3" in thing.FontDescriptor:
            yield thing


def _numbers(widths: Object) -> Iterator[int]:
    """Yield the glyphs whose widths a font lists: the first of a run, then the widths of the run."""
    parts = list(widths)
    for first, run in zip(parts[::2], parts[1::2], strict=True):
        yield from range(int(first), int(first) + len(run))
