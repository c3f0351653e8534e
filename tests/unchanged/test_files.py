"""The digest that an answer is kept under is of every file that the command opens."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from assessment.root import ROOT
from assessment.unchanged import dependencies
from tests.repository.county import County

READ = """\
import os, sys

opened = set()


def note(event, given):
    if event == "open" and isinstance(given[0], str | os.PathLike) and not set("wxa+") & {*str(given[1])}:
        opened.add(os.path.realpath(given[0]))


sys.addaudithook(note)
COMMAND
with open(os.environ["OPENED"], "w") as file:
    print(*sorted(opened), sep="\\n", file=file)
"""

BUILD = """\
from assessment.commands.build import arguments, plan_of
from assessment.commands.building import build_whole
from assessment.executor.processes import own_processes

options = ["--output", os.environ["OUTPUT"], "--no-pdf", "--audience", "office"]
with own_processes() as executor:
    build_whole(plan_of(arguments([*sys.argv[1:], *options])), None, executor, lambda *_: None)
"""

VALIDATE = """\
from assessment.commands.validate import main

assert main([*sys.argv[1:], "--no-cache"]) == 0
"""

COMMANDS = {
    "build": (BUILD, {"home.md", "2019.yaml", "score.json", "unit.html", "pelicanconf.py"}),
    "validate": (VALIDATE, {"2019.yaml", "score.json"}),
}
"""What each command runs, and some of the files that it certainly opens."""


@pytest.mark.parametrize("command", COMMANDS)
def test_the_digest_is_of_every_file_that_a_command_opens(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    county = County(tmp_path / "county")
    (county.top / "content" / "leads").mkdir(parents=True)
    (county.top / "content" / "leads" / "home.md").write_text("首页\n", encoding="utf-8")
    county.commit()
    opened = tmp_path / "opened.txt"
    monkeypatch.setenv("OPENED", str(opened))
    monkeypatch.setenv("OUTPUT", str(tmp_path / "output"))
    script, certain = COMMANDS[command]
    given = [sys.executable, "-c", READ.replace("COMMAND", script), "--data", str(county.data)]
    subprocess.run(given, check=True, capture_output=True)
    read = {Path(line) for line in opened.read_text(encoding="utf-8").splitlines()}
    looked = [county.data, county.top / "content", *(ROOT / part for part in dependencies._PROGRAM)]
    looked += [Path(sysconfig.get_path("purelib")).resolve(), county.top / ".git", ROOT / ".git"]
    # Its Python, what Debian has installed, and what a command writes itself.
    others = [Path(sysconfig.get_path("stdlib")).resolve(), *map(Path, ("/usr", "/etc", "/proc", "/dev", "/tmp"))]
    others += [tmp_path, ROOT / ".cache", Path(sys.prefix, "pyvenv.cfg").resolve()]
    assert {path.name for path in read} >= certain
    # What Python makes of a module lies beside it.
    for path in (path for path in read if path.is_file() and path.parent.name != "__pycache__"):
        known = looked if path.is_relative_to(county.top) else [*looked, *others]
        assert any(path.is_relative_to(one) for one in known), path


@pytest.mark.parametrize("command", COMMANDS)
def test_little_is_loaded_to_see_that_nothing_has_changed(command: str) -> None:
    heavy = ("pelican", "weasyprint", "matplotlib", "jsonschema", "rich", "jinja2", "lxml", "openpyxl", "docx", "yaml")
    script = f"import sys, assessment.commands.{command}\nprint(*sys.modules.keys() & {{*{heavy}}})\n"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
