"""A GitLab on this machine: its notes of a merge request, and its way of running the jobs of .gitlab-ci.yml."""

import http.server
import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import yaml

from tests.built import ROOT
from tests.workflows.run import OF_THE_MACHINE, Ended, Job, Platform

PIPELINE: Mapping[str, Any] = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
JOBS: Mapping[str, Mapping[str, Any]] = {name: job for name, job in PIPELINE.items() if "script" in job}

NOTES = "/api/v4/projects/9/merge_requests/7/notes"
BOT = {"id": 5, "username": "project_9_bot"}


@dataclass
class Notes:
    """The notes of a merge request, and what a job has to know to write one."""

    kept: list[dict[str, object]] = field(default_factory=list)
    address: str = ""

    @property
    def variables(self) -> dict[str, str]:
        """The variables of a job of that project, the office's token among them."""
        return {"GITLAB_CI": "true", "CI_API_V4_URL": self.address, "CI_PROJECT_ID": "9", "COMMENT_TOKEN": "secret"}


@contextmanager
def keeping_notes() -> Iterator[Notes]:
    """Keep the notes of merge request 7 of project 9, on a server of this machine."""
    notes = Notes()

    class Api(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            target = urlsplit(self.path)
            if target.path == "/api/v4/user":
                return self.answer(BOT)
            assert target.path == NOTES
            query = parse_qs(target.query)
            size, page = int(query["per_page"][0]), int(query["page"][0])
            return self.answer(notes.kept[(page - 1) * size : page * size])

        def do_POST(self) -> None:
            assert self.path == NOTES
            notes.kept.append({"id": len(notes.kept) + 1, "body": self.body(), "author": BOT})
            self.answer({})

        def do_PUT(self) -> None:
            [one] = [one for one in notes.kept if self.path == f"{NOTES}/{one['id']}"]
            one["body"] = self.body()
            self.answer({})

        def body(self) -> str:
            return str(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"])

        def answer(self, content: object) -> None:
            assert self.headers["PRIVATE-TOKEN"] == "secret"
            assert self.headers["Authorization"] is None
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        notes.address = f"http://127.0.0.1:{server.server_port}/api/v4"
        yield notes
        server.shutdown()


@dataclass(frozen=True)
class Event:
    """What happened in a repository, and so the variables that every job finds."""

    origin: Path
    commit: str
    variables: Mapping[str, str]

    @property
    def jobs(self) -> list[str]:
        """The jobs whose rules want them."""
        return [name for name, job in JOBS.items() if any(self._holds(str(rule["if"])) for rule in job["rules"])]

    def _holds(self, rule: str) -> bool:
        """Tell whether a rule holds; these are all the forms that the file has."""
        return all(self._is_true(part) for part in rule.split(" && "))

    def _is_true(self, part: str) -> bool:
        match part.split(" ", 2):
            case [name]:
                return bool(self._value(name))
            case [name, "==", other]:
                return self._value(name) == self._value(other)
            case [name, "=~", pattern]:
                return bool(re.search(pattern.strip("/"), self._value(name)))
        raise ValueError(part)

    def _value(self, written: str) -> str:
        return self.variables.get(written[1:], "") if written.startswith("$") else written.strip('"')

    def run(self, name: str) -> Job:
        """Run the script of a job in a fresh clone, as a runner does: one shell, which ends at the first fault."""
        folder = self.origin.parent / name
        folder.mkdir()
        clone = Platform(folder, self.origin, {}).clone("clone", self.commit)
        _lend_to_worktrees(clone)
        lines = [*PIPELINE["default"]["before_script"], *JOBS[name]["script"]]
        known = {"PATH": os.environ["PATH"], "HOME": str(folder), "CI": "true", "CI_PROJECT_DIR": str(clone)}
        command = ["bash", "-c", "\n".join(["set -eo pipefail", *lines])]
        done = subprocess.run(
            command, cwd=clone, env={**known, **self.variables}, capture_output=True, text=True, check=False
        )
        return Job(clone, [Ended(name, done.returncode, done.stdout + done.stderr)])


def _lend_to_worktrees(clone: Path) -> None:
    """Let every work tree of a clone have what scripts/setup puts into one."""
    hook = clone / ".git" / "hooks" / "post-checkout"
    lines = [f"mkdir -p $(dirname {part}); ln -sfn {(ROOT / part).resolve()} {part}" for part in OF_THE_MACHINE]
    hook.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    hook.chmod(0o755)


def missing_artifacts(name: str, clone: Path) -> list[str]:
    """Return what a job is to leave and did not."""
    artifacts = JOBS[name]["artifacts"]
    wanted = [*artifacts["paths"], *artifacts.get("reports", {}).values()]
    return [path for path in wanted if not (clone / path).exists()]
