"""What has to be the same here and where a job is done, so that the job gives the same bytes there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from assessment.cache import ground
from assessment.cache.key import key_of
from assessment.digests import digest_of

_VARIABLES = ("FC_", "FONTCONFIG_", "FREETYPE_", "G_", "HB_", "LANG", "LC_", "PANGO", "SOURCE_DATE_EPOCH", "TZ")
"""How the names of variables begin by which one changes what libraries give, wherever they find their files."""

_MAPPED = """\
import weasyprint.text.ffi, pikepdf, re
print(*sorted(set(re.findall(r"/.+\\.so[.\\d]*$", open("/proc/self/maps").read(), re.MULTILINE))), sep="\\n")
"""
"""Prints the libraries that a process has loaded which sets type and nothing else."""


@dataclass(frozen=True)
class WorkerGround:
    """What a process does jobs with, each part by its digest."""

    program: str
    """This program and the packages of Python."""
    libraries: str
    """Libraries and tools of the system."""
    fonts: str
    """Fonts of the system, and their settings."""
    environment: str

    def differences(self, other: "WorkerGround") -> tuple[str, ...]:
        """Return in words in what another one differs."""
        return tuple(_WORDS[part.name] for part in fields(self) if getattr(self, part.name) != getattr(other, part.name))


_WORDS = {
    "program": "程序或软件库的版本",
    "libraries": "系统的排版软件",
    "fonts": "字库或字体设置",
    "environment": "语言、时区等环境变量",
}


def worker_ground() -> WorkerGround:
    """Return what this process does jobs with.

    Raises:
        OSError: if some of it is missing; the message says what.
    """
    variables = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith(_VARIABLES))
    return WorkerGround(ground.program(), key_of(_libraries()), key_of(ground.font_settings()), key_of(variables))


def _libraries() -> Iterator[str]:
    """Yield each library of the system by its name and content; where it stands does not matter."""
    listing = subprocess.run([sys.executable, "-P", "-c", _MAPPED], capture_output=True, text=True, check=False)
    if listing.returncode:
        raise OSError((listing.stderr.splitlines() or [""])[-1])
    tool = shutil.which("hb-subset")
    for path in (*map(Path, listing.stdout.splitlines()), *(() if tool is None else (Path(tool),))):
        yield from (path.name, digest_of(path))
