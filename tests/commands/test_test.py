"""scripts/test runs everything, or quickly what matters most, and says what it cost; its tools are stand-ins."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.built import ROOT

CODE = ["ruff check scripts tests", "ruff format --check scripts tests", "mypy", "lint-imports --no-cache"]


class Tools:
    """A copy of the script in a folder of its own, with stand-ins that write down how they are called."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log, self.failing = folder, folder / "calls", ""
        (folder / "scripts").mkdir()
        shutil.copy(ROOT / "scripts" / "test", folder / "scripts")
        (folder / "scripts" / "setup").write_text("#!/bin/sh\n")
        (folder / ".venv" / "bin").mkdir(parents=True)
        for name in ("ruff", "mypy", "lint-imports", "pytest"):
            tool = folder / ".venv" / "bin" / name
            tool.write_text('#!/bin/sh\necho "$(basename "$0") $*" >>"$CALLS"\n[ "$(basename "$0")" != "$FAILING" ]\n')
            tool.chmod(0o755)
        (folder / "scripts" / "setup").chmod(0o755)

    def run(self, *arguments: str) -> tuple[int, list[str], str]:
        """Run the script; return its status, the tools it called, and what it said at the end."""
        self.log.write_text("")
        known = {"PATH": os.environ["PATH"], "CALLS": str(self.log), "FAILING": self.failing}
        command = ["bash", str(self.folder / "scripts" / "test"), *arguments]
        done = subprocess.run(command, env=known, capture_output=True, text=True, check=False)
        return done.returncode, [line.strip() for line in self.log.read_text().splitlines()], done.stderr


@pytest.fixture
def tools(tmp_path: Path) -> Tools:
    return Tools(tmp_path)


def test_everything_is_run_and_the_slowest_are_listed(tools: Tools) -> None:
    status, calls, said = tools.run()
    assert (status, calls) == (0, [*CODE, "pytest -n auto --durations=20"])
    assert re.fullmatch(r"== 用时 [\d.]+ 秒；处理器（连同启动的程序）[\d.]+ 秒 \+ 系统 [\d.]+ 秒\n", said)


def test_the_quick_ones_are_some_of_all(tools: Tools) -> None:
    status, calls, said = tools.run("--quick")
    *code, tests = calls
    assert (status, code) == (0, CODE)
    *options, scoring, load, exact = tests.split()
    assert options == ["pytest", "-n", "2", "--durations=20"]
    assert [scoring, load, exact] == ["tests/scoring", "tests/load", "tests/test_exact.py"]
    assert all((ROOT / path).exists() for path in (scoring, load, exact))
    assert "处理器" in said


def test_other_arguments_are_for_the_tests_alone(tools: Tools) -> None:
    assert tools.run("-m", "slow")[:2] == (0, ["pytest -m slow"])


@pytest.mark.parametrize("tool", ["ruff", "mypy", "lint-imports", "pytest"])
@pytest.mark.parametrize("arguments", [[], ["--quick"]])
def test_one_failure_fails_the_whole_which_goes_on(tools: Tools, tool: str, arguments: list[str]) -> None:
    tools.failing = tool
    status, calls, _ = tools.run(*arguments)
    assert (status, len(calls)) == (1, len(CODE) + 1)


def test_what_is_not_quick_is_run_before_a_change_is_taken_in() -> None:
    """By the platform's workflow and by whoever runs ``.ci/run``: both run everything."""
    workflow = (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    assert re.search(r"^ +scripts/test$", workflow, re.MULTILINE)
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == 'bash "$(dirname "$0")/../scripts/test"'
