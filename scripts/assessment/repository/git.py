"""Asking git one question, the same way on every machine."""

import os
import subprocess
from pathlib import Path

from assessment.errors import RequestError

_SETTINGS = (
    # The folder may belong to another user, as it does for a build in a container.
    "safe.directory=*",
    # Nothing is fetched, not even what a partial clone left out.
    "protocol.allow=never",
    # Settings of the repository run no programs.
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "i18n.logOutputEncoding=UTF-8",
)

_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_REPLACE_OBJECTS": "1"}

_OF_ANOTHER_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE")
"""What git sets for a hook; it would lead away from the folder that is asked about."""


class NoGitError(RequestError):
    """Git is not installed."""


class GitError(RequestError):
    """Git could not answer; the message is for the person who asked."""


def ask(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git says about the repository that ``folder`` lies in.

    Raises:
        NoGitError: if git is not installed.
        GitError: if git refuses, or there is no such folder.
    """
    settings = (part for setting in _SETTINGS for part in ("-c", setting))
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_REPOSITORY}
    try:
        done = subprocess.run(
            ["git", *settings, "-C", str(folder), *arguments],
            input=given,
            capture_output=True,
            check=False,
            env=environment | _ENVIRONMENT,
        )
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise NoGitError("没有安装 git，读不了修改历史；请先安装 git") from fault
    if done.returncode != 0:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise GitError(f"git 读不了 {folder} 所在的版本库：{said or arguments[0]}")
    return done.stdout


def text(folder: Path, *arguments: str) -> str:
    """Return what git says as text, without the line break at its end.

    Raises:
        NoGitError, GitError: as ``ask``.
    """
    return ask(folder, *arguments).decode("utf-8", "surrogateescape").removesuffix("\n")
