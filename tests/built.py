"""What is built once for all tests, in all processes: the shipped year, from a commit of its own."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.folder import DATA

ROOT = DATA.parent
COMMITTED = "2020-03-02T08:00:00+08:00"
"""When the records were committed; pages say the day."""


@dataclass(frozen=True)
class Built:
    """A build of everything that the public may see, and what it was made from. Tests leave both as they are."""

    data: Path
    site: Path
    said: str
    """What the command said at the end."""


def build_once(shared: Path) -> Built:
    """Return the build below a folder that all test processes share; the first to come makes it."""
    place = shared / "built"
    built = Built(place / "county" / "data", place / "output", "")

    def make() -> str:
        shutil.rmtree(built.data.parent, ignore_errors=True)
        shutil.copytree(DATA, built.data)
        commit(built.data.parent)
        command = [str(ROOT / "scripts" / "build"), "--data", str(built.data), "--output", str(built.site)]
        # The farthest east that a clock can be; the build it is compared with is in the farthest west.
        return run(command, cwd=ROOT, TZ="Pacific/Kiritimati")

    return replace(built, said=once(place, make))


def once(place: Path, make: Callable[[], str]) -> str:
    """Fill a folder that all test processes share; the first to come does, the others wait. Return what it said."""
    place.mkdir(exist_ok=True)
    said = place / "said.txt"
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.is_file():
            said.write_text(make(), encoding="utf-8")
    return said.read_text(encoding="utf-8")


def commit(top: Path) -> None:
    """Make a folder a repository with one commit that is the same wherever and whenever it is made.

    Its attributes are those of the shipped repository, by which Git keeps evidence as it is.
    """
    if not (top / ".gitattributes").exists():
        shutil.copyfile(ROOT / ".gitattributes", top / ".gitattributes")
    who = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in {"NAME": "office", "EMAIL": "office@example.org", "DATE": COMMITTED}.items()
    }
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "records"]):
        run(["git", *arguments], cwd=top, **who, **alone)


def run(command: Sequence[str], *, cwd: Path, **environment: str) -> str:
    """Run a command that has to succeed; return what it says on standard output."""
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def module(name: str, *arguments: str) -> list[str]:
    """Return the command line that runs a command without its shell script."""
    return [sys.executable, "-m", f"assessment.commands.{name}", *arguments]


def contents(folder: Path) -> Mapping[str, bytes]:
    """Return every file below a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
