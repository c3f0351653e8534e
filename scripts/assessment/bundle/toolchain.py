"""What a build is made with, as far as it decides the bytes: the project itself, Python, libraries and fonts."""

import ctypes
import platform
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath

from assessment.bundle.installed import is_altered
from assessment.digests import digest_of
from assessment.render.fonts import Face
from assessment.repository.changed import is_changed
from assessment.repository.git import GitError, NoGitError
from assessment.repository.repository import repository_at, top_above
from assessment.root import IS_INSTALLED, ROOT
from assessment.version import VERSION

LOCK = "requirements.txt"
"""The file that fixes the libraries."""

_PARTS = ("scripts", "schemas", "theme", "content", "pelicanconf.py", LOCK)
"""What of the project a build reads, beside data."""

_SYSTEM = {
    "pango": ("libpango-1.0.so.0", "pango_version_string"),
    "harfbuzz": ("libharfbuzz.so.0", "hb_version_string"),
}
"""Libraries of the system that set the type: file and function that tells the version."""


@dataclass(frozen=True)
class Font:
    """A font file."""

    file: str
    sha256: str


@dataclass(frozen=True)
class Toolchain:
    """What a build is made with."""

    commit: str
    """Of the project; empty where it stands in no repository."""
    version: str
    """Of the project where it is installed; empty where it is not."""
    changed: bool
    """Whether the project differs from its commit, or from the package that was installed."""
    python: str
    libraries: Mapping[str, str]
    """Versions by name."""
    fonts: Mapping[str, Font]
    """By family."""


def toolchain(faces: Iterable[Face]) -> Toolchain:
    """Return what this build is made with, given the faces that it uses."""
    commit, changed = ("", is_altered()) if IS_INSTALLED else _project()
    return Toolchain(
        commit,
        VERSION if IS_INSTALLED else "",
        changed,
        platform.python_version(),
        dict(sorted([*_locked(), *_system()])),
        {face.name: Font(face.path.name, digest_of(face.path)) for face in sorted(faces, key=lambda face: face.name)},
    )


def _project() -> tuple[str, bool]:
    try:
        top = top_above(ROOT)
        repository = None if top is None else repository_at(top)
        if repository is None:
            return "", False
        below = PurePosixPath(repository.below(ROOT))
        return repository.commit, is_changed(repository, [str(below / part) for part in _PARTS])
    except (NoGitError, GitError):
        return "", False


def _locked() -> Iterator[tuple[str, str]]:
    for name in re.findall(r"^([a-z0-9._-]+)==", (ROOT / LOCK).read_text(encoding="utf-8"), re.MULTILINE):
        try:
            yield name, version(name)
        except PackageNotFoundError:
            # The lock also names what only other systems need.
            continue


def _system() -> Iterator[tuple[str, str]]:
    for name, (file, function) in _SYSTEM.items():
        try:
            tell = getattr(ctypes.CDLL(file), function)
        except (OSError, AttributeError):
            # A build without PDF works without them.
            continue
        tell.restype = ctypes.c_char_p
        yield name, tell().decode("ascii")
