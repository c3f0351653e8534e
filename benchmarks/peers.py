"""The other software, where it is installed: in an environment of its own, which set-up does not make."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from assessment.root import CACHE, ROOT

PLACE = CACHE / "peers"
"""Where docs/performance.md says to install it."""
_COMPILE = Path(__file__).with_name("typst_compile.py")


@dataclass(frozen=True)
class Peer:
    """Another software."""

    name: str
    version: str
    command: tuple[str, ...]
    """What runs it, before the folder of its work."""


def typst(place: Path = PLACE) -> Peer | None:
    """Return Typst; None where it is not installed."""
    python = place / "bin" / "python"
    version = _words(str(python), "-c", "import typst; print(typst.__version__)") if python.exists() else ""
    return Peer("Typst", version, (str(python), str(_COMPILE))) if version else None


def hugo(place: Path = PLACE, path: str | None = None) -> Peer | None:
    """Return Hugo, from the environment or else from the folders of a path; None where it is not installed."""
    # The program itself: the package's own command starts a Python before it.
    binary = next(place.glob("lib/python*/site-packages/hugo/binaries/hugo*"), None) or shutil.which("hugo", path=path)
    words = _words(str(binary), "version").split() if binary else []
    if len(words) < 2:
        return None
    return Peer("Hugo", words[1].removeprefix("v").partition("-")[0], (str(binary), "--quiet", "--source"))


def how_to_install() -> str:
    """Return the commands that install both."""
    place, lock = PLACE.relative_to(ROOT), (ROOT / "benchmarks" / "requirements.txt").relative_to(ROOT)
    return f"python3 -m venv {place} && {place}/bin/pip install --require-hashes -r {lock}"


def _words(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
