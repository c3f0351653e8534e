"""The run steps of a workflow, in order, in fresh clones, with the variables that a platform sets."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.built import ROOT

OF_THE_MACHINE = (".venv", ".cache", "tests/npm/node_modules")
"""What scripts/setup puts into a clone; here it is lent, so that nothing is fetched."""


@dataclass(frozen=True)
class Ended:
    """How a step ended."""

    name: str
    status: int
    said: str


@dataclass
class Platform:
    """A repository, and what happened in it that starts a workflow."""

    folder: Path
    origin: Path
    github: Mapping[str, Any]
    """The context ``github`` of expressions."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Further variables of every step."""

    def run_job(self, job: Mapping[str, Any], where: str, commit: str, needs: Mapping[str, str]) -> "Job | None":
        """Run the steps of a job in a clone of a commit; None where its condition says that it is not for this event."""
        context = {"github": self.github, "needs": {"compare": {"outputs": needs}}}
        if "if" in job and not holds(str(job["if"]), context, failed=False):
            return None
        clone = self.clone(where, commit)
        done: list[Ended] = []
        for step in job["steps"]:
            failed = any(one.status for one in done)
            if "run" in step and holds(str(step.get("if", "success()")), context, failed=failed):
                done.append(self._run(clone, step, context))
        return Job(clone, done)

    def clone(self, where: str, commit: str) -> Path:
        """Take a commit out as actions/checkout does."""
        clone = self.folder / where
        git(self.folder, "clone", "--quiet", str(self.origin), str(clone))
        git(clone, "checkout", "--quiet", "--detach", commit)
        for part in OF_THE_MACHINE:
            (clone / part).parent.mkdir(parents=True, exist_ok=True)
            (clone / part).symlink_to((ROOT / part).resolve())
        return clone

    def _run(self, clone: Path, step: Mapping[str, Any], context: Mapping[str, Any]) -> Ended:
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        known = {"PATH": os.environ["PATH"], "HOME": str(home), "CI": "true", "GITHUB_WORKSPACE": str(clone)}
        known |= {"GITHUB_OUTPUT": str(clone) + ".output", "GITHUB_STEP_SUMMARY": str(clone) + ".summary"}
        known |= self.variables
        known |= {name: filled(str(value), context) for name, value in step.get("env", {}).items()}
        # What a job in a container has for a shell.
        command = ["sh", "-e", "-c", step["run"]]
        done = subprocess.run(command, cwd=clone, env=known, capture_output=True, text=True, check=False)
        return Ended(str(step["name"]), done.returncode, done.stdout + done.stderr)


@dataclass(frozen=True)
class Job:
    """What a job left."""

    clone: Path
    steps: list[Ended]

    @property
    def statuses(self) -> dict[str, int]:
        """The status of every step that ran."""
        return {step.name: step.status for step in self.steps}

    def said_by(self, name: str) -> str:
        """What a step said."""
        return next(step.said for step in self.steps if step.name == name)

    @property
    def summary(self) -> str:
        """What stands in the summary of the run."""
        return Path(f"{self.clone}.summary").read_text(encoding="utf-8")

    @property
    def outputs(self) -> dict[str, str]:
        """What it hands to other jobs."""
        lines = Path(f"{self.clone}.output").read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)


def git(folder: Path, *arguments: str) -> str:
    """Run Git as somebody of the office."""
    who = {f"GIT_{who}_{what}": "o@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    env = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(["git", *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def jobs_of(name: str) -> Mapping[str, Any]:
    """The jobs of one of the repository's workflows."""
    text = (ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)["jobs"]
    return found


def filled(text: str, context: Mapping[str, Any]) -> str:
    """A text with its expressions filled in."""
    return re.sub(r"\$\{\{ ([\w.]+) \}\}", lambda found: str(value_of(found[1], context)), text)


def value_of(name: str, context: Mapping[str, Any]) -> object:
    """What a name, or a text in quotation marks, stands for."""
    if name.startswith("'"):
        return name.strip("'")
    value: Any = context
    for part in name.split("."):
        value = value[part]
    return value


def holds(condition: str, context: Mapping[str, Any], *, failed: bool) -> bool:
    """Tell whether a condition holds; these are all the forms that the workflows have."""
    match re.sub(r"^\$\{\{ | \}\}$", "", condition):
        case "success()":
            return not failed
        case "!cancelled()":
            return True
        case other:
            one, two = other.split(" == ")
            return not failed and value_of(one, context) == value_of(two, context)


def conditions(jobs: Mapping[str, Any]) -> Iterator[str]:
    """Every condition of a workflow's jobs and of their run steps."""
    for job in jobs.values():
        yield from (str(part["if"]) for part in (job, *job["steps"]) if "if" in part)
