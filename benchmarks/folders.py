"""Counties on disk: data, prose and a repository with one commit of a fixed day."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from assessment.root import ROOT

_DAY = "2020-03-02T09:00:00+08:00"
_GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "示例",
    "GIT_AUTHOR_EMAIL": "sample@example.org",
    "GIT_COMMITTER_NAME": "示例",
    "GIT_COMMITTER_EMAIL": "sample@example.org",
    "GIT_AUTHOR_DATE": _DAY,
    "GIT_COMMITTER_DATE": _DAY,
}
_ATTRIBUTES = "data/evidence/** -text -ident -working-tree-encoding\n"


def lay_out(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a county into a new folder, and return its data folder."""
    shutil.copytree(ROOT / "content", folder / "content")
    (folder / ".gitattributes").write_text(_ATTRIBUTES, encoding="utf-8")
    change(folder / "data", files)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder / "data"


def change(data: Path, files: Mapping[str, str]) -> None:
    """Write those of the files that are not there as they should be."""
    for name, text in files.items():
        path = data / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def commit(folder: Path) -> None:
    """Commit all of a county."""
    _git(folder, "add", "--all", ".gitattributes", "content", "data")
    _git(folder, "commit", "--quiet", "--message=示例")


def commit_nothing(folder: Path) -> None:
    """Commit a county once more as it is."""
    _git(folder, "commit", "--quiet", "--allow-empty", "--message=示例二")


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, env={**os.environ, **_GIT}, check=True)
