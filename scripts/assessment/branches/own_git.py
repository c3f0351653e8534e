"""Running git as the person would: by the settings of the person and of the repository, but asking nobody anything."""

import os
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assessment.repository.git import NoGitError
from assessment.repository.repository import GIT

SECONDS = 60
"""How long git may take for what needs no server."""

_ABOUT_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX")
"""What the environment may say of a repository that is not this one."""
_SILENT = {"LC_ALL": "C.UTF-8", "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "SSH_ASKPASS": ""}
_BY_KEY_ONLY = {"GIT_SSH_COMMAND": "ssh -o BatchMode=yes"}


@dataclass(frozen=True)
class GitAnswer:
    """How git ended and what it said."""

    status: int
    """As the system has it; negative where git had to be ended because it took too long."""
    out: bytes
    words: str
    """What it said beside, for programs to look into; it may name addresses."""


def own_git(
    top: Path,
    arguments: Sequence[str],
    *,
    stdin: bytes = b"",
    seconds: float = SECONDS,
    hooks: bool = False,
    **more: str,
) -> GitAnswer:
    """Run git in a working tree.

    Args:
        top: the top of the working tree.
        arguments: of git.
        stdin: what git reads on its standard input.
        seconds: after which it is ended, with all that it has started.
        hooks: whether the repository's own programs may run, as Git LFS needs for sending files.
        more: of git's environment.

    Raises:
        NoGitError: if git is not installed.
    """
    known = {name: value for name, value in os.environ.items() if name not in _ABOUT_ANOTHER}
    settings = ["-c", "core.askPass="] if hooks else ["-c", "core.askPass=", "-c", "core.hooksPath=/dev/null"]
    try:
        process = subprocess.Popen(
            ["git", "--no-pager", *settings, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=top,
            env=_BY_KEY_ONLY | known | _SILENT | {"GIT_DIR": str(top / GIT), "GIT_WORK_TREE": str(top)} | more,
            # Without a terminal nothing can ask for a password there, and all of it can be ended together.
            start_new_session=True,
        )
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise NoGitError("没有安装 git；请先安装 git") from fault
    try:
        out, errors = process.communicate(stdin, timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, errors = process.communicate()
    return GitAnswer(process.returncode, out, errors.decode("utf-8", "replace"))


def setting(top: Path, name: str) -> str:
    """Return a setting of the person or of the repository; empty where there is none."""
    return own_git(top, ("config", "--get", name)).out.decode("utf-8", "replace").removesuffix("\n")
