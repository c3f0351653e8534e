"""The workflows are sound, run what exists, and give nobody more than they need."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job["steps"]]


def test_the_linter_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--strict-collection", FOLDER], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_to_a_commit(path: Path) -> None:
    used = re.findall(r"uses: (\S+)(.*)", path.read_text(encoding="utf-8"))
    assert used
    for action, comment in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v[\d.]+", comment), "says which release that is"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_is_allowed_but_what_a_job_names(path: Path) -> None:
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["permissions"] == {}
    written = {
        name: right for job in jobs(path).values() for name, right in dict(job["permissions"]).items() if right != "read"
    }
    assert written == ({"pull-requests": "write"} if path.stem == "pull-request" else {})


def test_the_job_that_may_write_never_runs_what_a_request_brings() -> None:
    path = FOLDER / "pull-request.yml"
    # YAML 1.1 reads the key "on" as true.
    assert list(yaml.safe_load(path.read_text(encoding="utf-8"))[True]) == ["pull_request"], "forks get no secrets"
    comment = jobs(path)["comment"]
    assert comment["if"] == "github.event.pull_request.head.repo.full_name == github.repository"
    checkout = comment["steps"][0]
    assert checkout["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert all(step["with"]["persist-credentials"] is False for step in steps(path) if "checkout" in step.get("uses", ""))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_steps_run_commands_that_exist(path: Path) -> None:
    scripts = [step["run"] for step in steps(path) if "run" in step]
    named = {name for script in scripts for name in re.findall(r"scripts/([\w-]+)", script)}
    assert named
    assert {name for name in named if not (ROOT / "scripts" / name).is_file()} == set()
    for script in scripts:
        assert "${{" not in script, "values come through the environment, never into the text of a script"
        subprocess.run(["sh", "-n"], input=script, text=True, check=True)
