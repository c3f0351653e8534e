"""What the bytes of pages and documents depend on beside what they show: program, libraries, system, fonts, environment.

Rather too much than too little: an entry that is wanted and not found costs seconds, one that is found and wrong is a
wrong document.
"""

import ctypes
import os
import platform
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from assessment.cache.key import key_of
from assessment.root import PACKAGE

_LIBRARIES = (
    *("weasyprint", "pydyf", "fontTools", "tinycss2", "tinyhtml5", "cssselect2", "pyphen", "pikepdf"),
    *("jinja2", "markupsafe", "markdown", "lxml", "PIL", "openpyxl", "docx", "matplotlib", "pelican"),
)
"""Packages whose program is read itself: somebody may have mended one of them here. Of all others, what was installed."""
_PACKAGES_OF_SYSTEM = Path("/var/lib/dpkg/status")
"""Which packages Debian has installed, each with its version: Python, Pango, HarfBuzz, its tools and the fonts."""

_VARIABLES = (
    *("FC_", "FONTCONFIG_", "FREETYPE_", "G_", "HB_", "LC_", "LD_", "PANGO", "PYTHON", "WEASYPRINT"),
    *("HOME", "LANG", "PATH", "SOURCE_DATE_EPOCH", "TZ", "XDG_CONFIG_", "XDG_DATA_"),
)
"""How the names of variables begin by which one may change what libraries do, and where they find their files."""


def program() -> str:
    """Return the digest of what is loaded into a process that makes pages and documents: our program and the libraries.

    Raises:
        OSError: if some of it cannot be read.
    """
    return key_of(_program())


def surroundings() -> str:
    """Return the digest of what a process finds around it: the system, its fonts and their settings, the environment.

    Raises:
        OSError: if some of it cannot be read.
    """
    return key_of(_surroundings())


def _program() -> Iterator[str | bytes]:
    yield from (sys.version, platform.machine())
    yield from _sources(PACKAGE)
    for site in sorted({_folder_of(package).parent for package in _LIBRARIES}):
        for record in sorted(site.glob("*.dist-info/RECORD")):
            yield record.parent.name
            yield record.read_bytes()
    for package in _LIBRARIES:
        yield from _sources(_folder_of(package))


def _sources(folder: Path) -> Iterator[str | bytes]:
    for path in sorted(folder.rglob("*.py")):
        yield path.relative_to(folder).as_posix()
        yield path.read_bytes()


def _folder_of(package: str) -> Path:
    """Return where a package is, without loading it.

    Raises:
        OSError: if it is not there.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(package)
    return Path(spec.origin).parent


def _surroundings() -> Iterator[str | bytes]:
    yield _PACKAGES_OF_SYSTEM.read_bytes()
    for name, value in sorted(os.environ.items()):
        if name.startswith(_VARIABLES):
            yield f"{name}={value}"
    yield from font_settings()


def font_settings() -> Iterator[str | bytes]:
    """Yield the settings of Fontconfig, and the fonts that it finds by them; nothing is set from those on purpose."""
    library = ctypes.CDLL("libfontconfig.so.1")
    library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
    library.FcConfigGetConfigFiles.argtypes = library.FcConfigDestroy.argtypes = [ctypes.c_void_p]
    library.FcConfigGetConfigFiles.restype = ctypes.c_void_p
    library.FcStrListNext.argtypes = library.FcStrListDone.argtypes = [ctypes.c_void_p]
    library.FcStrListNext.restype = ctypes.c_char_p
    library.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    library.FcPatternGetString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
    settings = library.FcInitLoadConfigAndFonts()
    try:
        files = library.FcConfigGetConfigFiles(settings)
        while (file := library.FcStrListNext(files)) is not None:
            path = Path(os.fsdecode(file))
            yield file
            yield path.read_bytes() if path.is_file() else b""
        library.FcStrListDone(files)
        system = library.FcConfigGetFonts(settings, 0)
        fonts = set()
        for place in range(system.contents.count if system else 0):
            name = ctypes.c_char_p()
            if library.FcPatternGetString(system.contents.fonts[place], b"file", 0, ctypes.byref(name)) == 0:
                fonts.add(name.value or b"")
        for font in sorted(fonts):
            status = Path(os.fsdecode(font)).stat()
            yield font
            yield f"{status.st_size} {status.st_mtime_ns}"
    finally:
        library.FcConfigDestroy(settings)


class _FontSet(ctypes.Structure):
    """Fontconfig's FcFontSet."""

    _fields_ = (
        ("count", ctypes.c_int),
        ("room", ctypes.c_int),
        ("fonts", ctypes.POINTER(ctypes.c_void_p)),
    )
