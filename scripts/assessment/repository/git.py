"""Running git once, the same way on every machine, with nothing of the person's settings or environment."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from assessment.errors import RequestError

_SETTINGS = (
    # Nothing is fetched, not even what a partial clone left out.
    "protocol.allow=never",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    # A folder that only looks like a repository is none.
    "safe.bareRepository=explicit",
    "i18n.logOutputEncoding=UTF-8",
)

_ENVIRONMENT = {
    "LC_ALL": "C.UTF-8",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
}

UNKNOWN = 1
"""The status of git where it is asked for a name that the repository does not have."""


class NoGitError(RequestError):
    """Git is not installed."""


class GitError(RequestError):
    """Git could not answer; the message is for the person who asked."""


def run(
    git_dir: Path, top: Path, arguments: Sequence[str], *, stdin: bytes = b"", fine: Sequence[int] = (0,), **more: str
) -> bytes:
    """Return what git says of the repository whose own folder is named, so that it looks for no other one.

    Args:
        git_dir: the folder or file that is called ``.git`` in a repository.
        top: how the message of a fault calls the repository.
        arguments: of git.
        stdin: what git reads on its standard input.
        fine: the statuses that are an answer.
        more: of git's environment.

    Raises:
        NoGitError: if git is not installed.
        GitError: if git refuses.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    try:
        done = subprocess.run(
            ["git", "--no-pager", *settings, *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            cwd=git_dir.parent,
            env=environment | _ENVIRONMENT | {"GIT_DIR": str(git_dir)} | more,
        )
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise NoGitError("没有安装 git，读不了修改历史；请先安装 git") from fault
    if done.returncode not in fine:
        words = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise GitError(f"git 读不了 {top} 的版本库：{words or arguments[0]}")
    return done.stdout
