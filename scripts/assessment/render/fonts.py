"""The fonts of documents and the charts in them: found, cut down to a build's characters, and checked for missing glyphs.

All may be used freely: Noto CJK and LXGW WenKai under the OFL, Fandol under the GPL with font exception. There is no
free 小标宋; Noto Serif CJK SC Black stands in for it.
"""

import io
import re
import subprocess
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from assessment.cache.cache import Cache
from assessment.digests import digest_of
from assessment.errors import RequestError
from assessment.glyphs import SONG, SONG_FACE, replacement
from assessment.root import HOW_TO_SET_UP

NOTO = Path("/usr/share/fonts/opentype/noto")
FANDOL = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")
"""Where the package that holds these faces puts them; the set-up unpacks the two and leaves the rest of it."""
_NO_TOOL = f"缺少 hb-subset（软件包 libharfbuzz-bin），{HOW_TO_SET_UP}"


class FontError(RequestError):
    """A font or a tool is missing; the message says which."""


@dataclass(frozen=True)
class Face:
    """One font file, and the face in it."""

    name: str
    """The family by which style sheets call it."""
    path: Path
    index: int
    package: str
    """The Debian package that holds it."""
    latin: bool = True
    """Whether to use its ASCII letters and digits; those of the Fandol faces are a sans-serif that jars in a line."""


def faces(cache: Path, own: Sequence[Path] = ()) -> tuple[Face, ...]:
    """Return the faces that a build uses.

    Args:
        cache: holds those that the set-up unpacked.
        own: font files of the county's own, which have the rare characters that all others lack.
    """
    return (
        Face("Song", SONG, SONG_FACE, "fonts-noto-cjk"),
        Face("Title", NOTO / "NotoSerifCJK-Black.ttc", 2, "fonts-noto-cjk-extra"),
        Face("Hei", NOTO / "NotoSansCJK-Regular.ttc", 2, "fonts-noto-cjk"),
        Face("Fang", _fandol(cache, "FandolFang-Regular.otf"), 0, "texlive-lang-chinese", latin=False),
        Face("Kai", _fandol(cache, "FandolKai-Regular.otf"), 0, "texlive-lang-chinese", latin=False),
        Face("KaiMore", Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"), 0, "fonts-lxgw-wenkai"),
        *(Face(f"{_OWN}{n}", path, 0, f"本地自备，{path.parent}") for n, path in enumerate(own)),
    )


def _fandol(cache: Path, name: str) -> Path:
    unpacked = cache / name
    return unpacked if unpacked.is_file() else FANDOL / name


STACKS: Mapping[str, tuple[str, ...]] = {
    "Song": ("Song",),
    "Title": ("Title", "Song"),
    "Hei": ("Hei", "Song"),
    "Fang": ("Fang", "Song"),
    "Kai": ("Kai", "KaiMore", "Song"),
}
"""Which faces fill in for a face that lacks a character, in the order in which style sheets name them.

The county's own come after the last of each.
"""

_OWN = "Own"


def with_own(style: str, cut_fonts: Iterable[str]) -> str:
    """Return a style sheet in which the county's own faces stand after the face that every stack ends in."""
    own = sorted(name for name in cut_fonts if name.startswith(_OWN))
    return re.sub(r"\bSong\b", ", ".join(("Song", *own)), style)


def cut(wanted: Iterable[Face], characters: Iterable[str], folder: Path, cache: Cache | None = None) -> dict[str, Path]:
    """Write each face with no more than these characters into ``folder``; return the files by family.

    What was cut before from the same faces is taken from the cache, where there is one.

    Raises:
        FontError: if a font or hb-subset is missing or fails.
    """
    every = sorted(set(characters))
    listed = {True: folder / "characters.txt", False: folder / "characters-not-ascii.txt"}
    listed[True].write_text("".join(every), encoding="utf-8")
    # A space is set in the face of the letters around it.
    listed[False].write_text("".join(one for one in every if one == " " or not one.isascii()), encoding="utf-8")
    files: dict[str, Path] = {}
    running: list[tuple[Face, Path, subprocess.Popen[bytes]]] = []
    for face in wanted:
        if not face.path.is_file():
            raise FontError(f"缺少字库 {face.path.name}（软件包 {face.package}），{HOW_TO_SET_UP}")
        target = files[face.name] = folder / f"{face.name}.otf"
        if cache is not None and cache.has(
            "cut", (digest_of(face.path), str(face.index), str(face.latin), *every), target
        ):
            continue
        command = [
            "hb-subset",
            f"--face-index={face.index}",
            f"--text-file={listed[face.latin]}",
            "--layout-features=*",
            "--output-file=-",
            str(face.path),
        ]
        try:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        except FileNotFoundError as fault:
            raise FontError(_NO_TOOL) from fault
        running.append((face, target, process))
    for face, target, process in running:
        subset, complaint = process.communicate()
        if process.returncode:
            raise FontError(f"字库 {face.path.name} 裁剪失败：{' '.join(complaint.decode('utf-8', 'replace').split())}")
        # Written here, where a full disk is told as one.
        target.write_bytes(subset)
    for _, target, _ in running:
        _fit(target)
    return files


_FOR_SETTING = "BASE,GPOS,GSUB,vhea,vmtx,VORG"
"""Tables that only serve to set type, which is done when a document is a PDF."""


def glyphs_of(path: Path, numbers: Iterable[int]) -> bytes:
    """Return a cut face with no more than these of its glyphs, each under its number.

    Raises:
        FontError: if hb-subset is missing or fails.
    """
    wanted = ",".join(map(str, sorted(numbers)))
    options = [f"--gids={wanted}", "--retain-gids", "--desubroutinize", f"--drop-tables+={_FOR_SETTING}"]
    try:
        done = subprocess.run(["hb-subset", *options, "--output-file=-", str(path)], capture_output=True, check=False)
    except FileNotFoundError as fault:
        raise FontError(_NO_TOOL) from fault
    if done.returncode:
        raise FontError(f"字库 {path.name} 裁剪失败：{' '.join(done.stderr.decode('utf-8', 'replace').split())}")
    return done.stdout


ASCENT = Fraction(88, 100)
"""How far above its baseline every face reaches, in heights of its letters: that of a Chinese character's square."""


def _fit(path: Path) -> None:
    """Make a face fit for setting type beside others; a file that holds no glyphs stays as it is."""
    with TTFont(path, lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        if "head" not in font:
            return
        _level(font)
        if "CFF " in font:
            _number_by_place(font)
        fitted = io.BytesIO()
        font.save(fitted)
    path.write_bytes(fitted.getvalue())


def _level(font: TTFont) -> None:
    """Give a face the height of all others: a line in which one fills in for another would else be a higher one."""
    whole = font["head"].unitsPerEm
    ascent = round(whole * ASCENT)
    descent = whole - ascent
    line, system = font["hhea"], font["OS/2"]
    line.ascent, line.descent, line.lineGap = ascent, -descent, 0
    system.sTypoAscender, system.sTypoDescender, system.sTypoLineGap = ascent, -descent, 0
    system.usWinAscent, system.usWinDescent = ascent, descent


def _number_by_place(font: TTFont) -> None:
    """Give the glyphs of a font that names them by number (CID) the number of their place.

    A PDF calls them by number and WeasyPrint by place, which are no longer the same once a font is cut down.
    """
    top = font["CFF "].cff.topDictIndex[0]
    numbers = [".notdef", *(f"cid{place:05d}" for place in range(1, len(top.charset)))]
    glyphs = top.CharStrings
    glyphs.charStrings = {new: glyphs.charStrings[old] for new, old in zip(numbers, top.charset, strict=True)}
    top.charset = numbers
    font.setGlyphOrder(numbers)


_BLANK = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Kinds of characters that are never drawn. Private and unassigned ones are: old systems keep rare names in those."""


def missing(cut_fonts: Mapping[str, Path], characters: Iterable[str]) -> dict[str, str]:
    """Return the characters that no face of a stack has, by stack.

    Raises:
        FontError: if a cut font cannot be read.
    """
    known = {name: _characters(path) for name, path in cut_fonts.items()}
    drawn = {character for character in characters if unicodedata.category(character) not in _BLANK}
    lacking = {}
    own = [name for name in known if name.startswith(_OWN)]
    for stack, names in STACKS.items():
        absent = drawn.difference(*(known[name] for name in (*names, *own)))
        if absent:
            lacking[stack] = "".join(sorted(absent))
    return lacking


def replacements(lacking: Iterable[str]) -> Mapping[int, str]:
    """Return what to show for each character that some stack lacks, as ``str.translate`` takes it."""
    absent = set(lacking)
    return {ord(character): replacement(character, absent) for character in absent}


def _characters(path: Path) -> set[str]:
    try:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            return {chr(code) for code in font.getBestCmap() or {}}
    except TTLibError as fault:
        raise FontError(f"字库 {path.name} 读不出来：{fault}") from fault
