"""scripts/setup puts in place what is missing, once; its tools are stand-ins that write down how they are called."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.built import ROOT

STAND_IN = """#!/bin/sh
echo "$(basename "$0") $*" >>"$CALLS"
"""

TOOLS = {
    # Asked for a module, it makes a virtual environment whose own Python is a stand-in, too.
    "python3": 'case "$2" in venv) mkdir -p "$3/bin"; cp "$0" "$3/bin/python";; esac\n'
    'case "$*" in *"pip install"*) [ ! -e "$CALLS.no-network" ];; esac\n',
    "dpkg-query": 'for asked; do :; done; [ "$asked" = git ] || [ -e "$CALLS.installed" ] && printf installed\n',
    "apt-get": 'case "$*" in *install*) touch "$CALLS.installed";; esac\n',
    "dpkg-deb": "",
    "tar": "mkdir -p fandol; touch fandol/FandolFang-Regular.otf fandol/FandolKai-Regular.otf\n"
    'while [ "$1" != -C ]; do shift; done; cp -r fandol "$2"\n',
    "id": "echo 0\n",
    "java": "",
    "npm": "",
}


NEEDED = (
    "scripts/setup",
    "packages.txt",
    "packages-test.txt",
    "requirements.txt",
    "requirements-test.txt",
    "tests/npm/package-lock.json",
)


class Machine:
    """A copy of the repository's set-up on a machine that has nothing yet."""

    def __init__(self, path: Path) -> None:
        self.root = path / "repository"
        for name in NEEDED:
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.root / name)
        self.tools = path / "tools"
        self.tools.mkdir()
        for name, does in TOOLS.items():
            (self.tools / name).write_text(STAND_IN + does)
            (self.tools / name).chmod(0o755)
        self.log = path / "calls"

    def setup(self, *arguments: str) -> tuple[int, str, list[str]]:
        """Run the set-up; return its status, what it says, and the tools it called."""
        self.log.write_text("")
        environment = {"PATH": f"{self.tools}:{os.environ['PATH']}", "CALLS": str(self.log)}
        command = ["bash", str(self.root / "scripts" / "setup"), *arguments]
        done = subprocess.run(command, env=environment, cwd=self.log.parent, capture_output=True, text=True, check=False)
        assert done.stdout == ""
        return done.returncode, done.stderr, self.log.read_text().splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_first_run_puts_everything_in_place(machine: Machine) -> None:
    status, said, calls = machine.setup()
    assert status == 0, said
    [installed] = [call for call in calls if call.startswith("apt-get") and " install " in call]
    assert "libharfbuzz-subset0" in installed
    assert " git " not in installed, "what is there is not installed again"
    assert "chromium" not in installed
    [python] = [call for call in calls if "pip install" in call]
    assert python.endswith("--require-hashes -r requirements.txt")
    assert sorted(path.name for path in (machine.root / ".cache" / "fonts").iterdir()) == [
        "FandolFang-Regular.otf",
        "FandolKai-Regular.otf",
    ]


@pytest.mark.parametrize("level", ["build", "test"])
def test_the_second_run_does_nothing_and_says_nothing(machine: Machine, level: str) -> None:
    assert machine.setup(level)[0] == 0
    assert machine.setup(level) == (0, "", [])


def test_what_tests_need_includes_what_builds_need(machine: Machine) -> None:
    assert machine.setup("test")[0] == 0
    assert machine.setup("build") == (0, "", [])


def test_tests_need_more_than_builds(machine: Machine) -> None:
    assert machine.setup("build")[0] == 0
    status, _, calls = machine.setup("test")
    assert status == 0
    assert any(call.endswith("-r requirements-test.txt") for call in calls)
    assert [call for call in calls if call.startswith("npm ")] == ["npm ci --prefix tests/npm --ignore-scripts --silent"]


def test_other_requirements_are_put_in_place(machine: Machine) -> None:
    assert machine.setup()[0] == 0
    with (machine.root / "requirements.txt").open("a") as lock:
        lock.write("\n")
    _, _, calls = machine.setup()
    assert [call for call in calls if "pip install" in call]
    assert not [call for call in calls if call.startswith("apt-get")]


def test_fonts_that_were_deleted_are_put_back(machine: Machine) -> None:
    assert machine.setup()[0] == 0
    shutil.rmtree(machine.root / ".cache")
    assert machine.setup()[0] == 0
    assert (machine.root / ".cache" / "fonts" / "FandolKai-Regular.otf").exists()
    assert machine.setup() == (0, "", [])


def test_a_failure_is_one_line_and_the_next_run_tries_again(machine: Machine) -> None:
    no_network = machine.log.with_name("calls.no-network")
    no_network.touch()
    status, said, _ = machine.setup()
    assert status == 1
    assert said.splitlines()[-1] == "准备未完成：Python 软件包安装失败，请检查网络后重试"
    no_network.unlink()
    status, _, calls = machine.setup()
    assert status == 0
    assert [call for call in calls if "pip install" in call]


def test_a_wrong_level_is_one_line(machine: Machine) -> None:
    assert machine.setup("everything") == (1, "用法：scripts/setup [build|test]\n", [])
