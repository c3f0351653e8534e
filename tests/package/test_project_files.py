"""What stands at the top of the repository says the same as the program."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assessment.version import VERSION
from tests.built import ROOT
from tests.docs.pages import text_of

MULAN = "a6a765109ad2bba127fd7a0aafdae9b79d1d5702904a8b3b38be1c68d102d7ce"
"""Digest of the text of MulanPSL-2.0 as SPDX has it."""


def test_the_licence_is_word_for_word_the_official_one() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == MULAN


def test_the_changes_begin_with_this_version() -> None:
    """Above it may stand what has come since, which the next version brings."""
    heads = re.findall(r"^## (\S+)$", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert heads[heads[:1] == ["还没有发布"]] == VERSION


def test_packages_are_listed_once() -> None:
    """Containers get them from scripts/setup, and only a guide that one types from names some again."""
    lists = [text_of(ROOT / name) for name in ("packages.txt", "packages-test.txt")]
    names = [name for text in lists for name in re.findall(r"^([a-z0-9.+-]+)", text, re.MULTILINE)]
    assert len(names) == len({*names}) > 10
    container = text_of(ROOT / "Containerfile")
    assert "scripts/setup build" in container
    setup = text_of(ROOT / "scripts" / "setup")
    special = ("python3", "python3-venv", "default-jre-headless", "npm", "git")
    for name in {*names} - {*special}:
        assert name not in container, name
        assert name not in setup, name
    packages = re.findall(
        r"^\$ sudo apt-get install (?:--no-install-recommends )?(.*)$",
        text_of(ROOT / "docs" / "install.md"),
        re.MULTILINE,
    )
    built = {*re.findall(r"^([a-z0-9.+-]+)", lists[0], re.MULTILINE)}
    assert {*" ".join(packages).split()} == built | {"texlive-lang-chinese"}


def test_the_development_container_is_made_from_the_container() -> None:
    folder = ROOT / ".devcontainer"
    settings = json.loads(text_of(folder / "devcontainer.json"))
    assert (folder / settings["build"]["dockerfile"]).resolve() == ROOT / "Containerfile"
    assert (ROOT / settings["postCreateCommand"].split()[0]).is_file()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository with the hook, in which every tool is a stand-in that writes down how it is called."""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    shutil.copytree(ROOT / ".githooks", tmp_path / ".githooks")
    for tool in ("scripts/validate", *(f".venv/bin/{name}" for name in ("ruff", "mypy", "lint-imports"))):
        path = tmp_path / tool
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'#!/bin/sh\necho "{path.name} $*" >>calls\n[ ! -e refuse ]\n')
        path.chmod(0o755)
    return tmp_path


def commit(clone: Path, name: str) -> tuple[int, list[str]]:
    """Commit a file with the hook; return the status and the tools that were called."""
    path = clone / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    calls = clone / "calls"
    calls.write_text("")
    settings = ["-c", "core.hooksPath=.githooks", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", "add", name], cwd=clone, check=True)
    done = subprocess.run(
        ["git", *settings, "commit", "--quiet", "--message", "change"],
        cwd=clone,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        check=False,
    )
    return done.returncode, [line.split()[0] for line in calls.read_text().splitlines()]


def test_the_hook_runs_what_the_commit_needs(clone: Path) -> None:
    assert commit(clone, "data/years/2019.yaml") == (0, ["validate"])
    assert commit(clone, "scripts/assessment/a.py") == (0, ["ruff", "ruff", "mypy", "lint-imports"])
    assert commit(clone, "docs/a.md") == (0, [])


def test_the_hook_stops_a_commit(clone: Path) -> None:
    (clone / "refuse").touch()
    assert commit(clone, "data/a.yaml") == (1, ["validate"])
    assert commit(clone, "a.py")[0] == 1
