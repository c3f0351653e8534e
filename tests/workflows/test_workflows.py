"""The workflows are sound, run what exists, and give nobody more than they need."""

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from assessment.commands.comment import MOST

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
    same = "github.event.pull_request.head.repo.full_name == github.repository"
    for name in ("compare", "comment"):
        job = jobs(path)[name]
        assert job["if"] == same
        assert job["steps"][0]["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert all(step["with"]["persist-credentials"] is False for step in steps(path) if "checkout" in step.get("uses", ""))


def test_the_job_that_may_write_runs_the_comment_and_nothing_else() -> None:
    for path in WORKFLOWS:
        for name, job in jobs(path).items():
            if "write" not in job["permissions"].values():
                continue
            assert (path.stem, name) == ("pull-request", "comment")
            assert "container" not in job
            checkout, write = job["steps"]
            assert checkout["uses"].startswith("actions/checkout@")
            assert write["run"] == 'scripts/comment "$NUMBER"'
            assert set(write["env"]) == {"GITHUB_TOKEN", "NUMBER", "CHANGES"}


def test_only_the_comment_gets_the_token() -> None:
    for path in WORKFLOWS:
        for step in steps(path):
            named = "token" in json.dumps(step) or "secrets" in json.dumps(step)
            assert named is (step.get("run", "").startswith("scripts/comment ")), step


@pytest.mark.parametrize("size", [0, 1, 70_000, 400_000])
def test_a_comparison_is_handed_over_whole_or_long_enough_to_be_cut(tmp_path: Path, size: int) -> None:
    text = ("甲乙\n" * size)[:size]
    job = jobs(FOLDER / "pull-request.yml")["compare"]
    [step] = [step for step in job["steps"] if step.get("id") == "compare"]
    assert job["outputs"] == {"changes": "${{ steps.compare.outputs.changes }}"}
    script = tmp_path / "scripts" / "compare"
    script.parent.mkdir()
    script.write_text('#!/bin/sh\ncat text.md\n[ "$1 $2" = "b h" ]\n')
    script.chmod(0o755)
    (tmp_path / "text.md").write_text(text, encoding="utf-8")
    known = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "BASE": "b", "HEAD": "h", "GITHUB_WORKSPACE": "x"}
    known["GITHUB_OUTPUT"] = str(tmp_path / "output")
    # What a workflow's shell is: it ends at the first fault.
    subprocess.run(["sh", "-e", "-c", step["run"]], cwd=tmp_path, env=known, check=True)
    [line] = (tmp_path / "output").read_text().splitlines()
    name, _, value = line.partition("=")
    assert name == "changes"
    # Linux takes no longer string in an environment.
    assert len(f"CHANGES={value}") < 128 * 1024
    content = base64.b64decode(value, validate=True)
    assert text.encode().startswith(content)
    assert content == text.encode() or len(content) > MOST


def containers(workflow: object) -> Iterator[str]:
    """Every image that a workflow names: of a job, of a service beside it, of a step."""
    if isinstance(workflow, dict):
        for key, value in workflow.items():
            if key in ("container", "image") and isinstance(value, str):
                yield value
            elif key == "uses" and str(value).startswith("docker:"):
                yield str(value)
            else:
                yield from containers(value)
    elif isinstance(workflow, list):
        for value in workflow:
            yield from containers(value)


def test_all_workflows_use_the_image_that_is_named_once() -> None:
    image = (ROOT / ".github" / "image").read_text(encoding="utf-8")
    used = [named for path in WORKFLOWS for named in containers(yaml.safe_load(path.read_text(encoding="utf-8")))]
    assert len(used) > 3
    assert {f"{named}\n" for named in used} == {image}, "scripts/pin-image writes it everywhere"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_steps_run_commands_that_exist(path: Path) -> None:
    scripts = [step["run"] for step in steps(path) if "run" in step]
    named = {name for script in scripts for name in re.findall(r"scripts/([\w-]+)", script)}
    assert named
    assert {name for name in named if not (ROOT / "scripts" / name).is_file()} == set()
    for script in scripts:
        assert "${{" not in script, "values come through the environment, never into the text of a script"
        subprocess.run(["sh", "-n"], input=script, text=True, check=True)
