"""One command at a time changes a data folder: the others wait, say so, and lose nothing."""

import ast
import contextlib
import errno
import fcntl
import importlib
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.edit.files import writing
from assessment.load.lock import Use, locked
from assessment.period import Period
from assessment.year.reading import read_year
from tests.built import ROOT
from tests.release.killed import until
from tests.repository.county import County

PACKAGE = ROOT / "scripts" / "assessment"

COMMANDS = {
    "amend": ["--reason", "更正", "--date", "2020-03-10"],
    "approve": ["--body", "组", "--date", "2020-02-20", "--document", "1号"],
    "build": ["--no-pdf", "--output", "OUT/site"],
    "compare": ["HEAD"],
    "evidence": ["add", "--unit", "jia", "--file", "OUT/paper.pdf", "--source", "县"],
    "hand_in": ["--dry-run"],
    "export": ["report", "--output", "OUT/report.md"],
    "import_sheets": ["ballots", "OUT/none.xlsx"],
    "merge": [],
    "new_county": [],
    "new_scheme": ["2020"],
    "new_year": ["2020"],
    "readings": [],
    "restore": [],
    "sample": ["clear"],
    "validate": [],
}
"""Every command that reads or changes the data folder as it stands, with arguments that lead it there."""
OTHERS = {
    "benchmark": "builds, as build does",
    "cache": "reads no data",
    "comment": "reads no data",
    "docs": "reads no data",
    "edit": "reads and changes the data when somebody at a page asks for it",
    "pin_image": "reads no data",
    "sentences": "reads no data",
    "serve": "builds, as build does",
    "verify": "reads the data of a commit",
}
NO_COMMANDS = {
    "__init__",
    "__main__",
    "alone",
    "asking",
    "build_counties",
    "asking_groups",
    "asking_parts",
    "building",
    "checking",
    "image_places",
    "installed",
    "listing",
    "outlets",
    "command_line",
    "options",
    "platform",
    "running",
    "units",
    "whereabouts",
    "which_year",
}


def test_every_command_is_here() -> None:
    there = {path.stem for path in (PACKAGE / "commands").glob("*.py")}
    assert there == COMMANDS.keys() | OTHERS.keys() | NO_COMMANDS


@pytest.fixture
def county(tmp_path: Path) -> County:
    own = County(tmp_path / "county")
    own.commit()
    for name in ("one", "two", "paper"):
        (tmp_path / f"{name}.pdf").write_bytes(f"%PDF {name}".encode())
    return own


@contextlib.contextmanager
def run_command(command: str, county: County, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command beside the test, and end it at the latest when the block ends."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONUTF8": "1"}
    module = ["-m", f"assessment.commands.{command}", *arguments, "--data", str(county.data)]
    process = subprocess.Popen([sys.executable, *module], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def is_waiting(process: subprocess.Popen[bytes]) -> bool:
    """Tell whether a process waits for a lock; the kernel lists who does behind an arrow."""
    return bool(re.search(rf"-> FLOCK +ADVISORY +\w+ +{process.pid} ", Path("/proc/locks").read_text()))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_waits_for_the_one_that_writes_and_says_so(command: str, county: County, tmp_path: Path) -> None:
    arguments = [word.replace("OUT", str(tmp_path)) for word in COMMANDS[command]]
    if command == "new_county":
        (county.data / "county.yaml").unlink()
    importlib.import_module(f"assessment.commands.{command}").arguments(arguments)
    with writing(county.data), run_command(command, county, *arguments) as process:
        until(process, lambda: is_waiting(process))
        process.kill()
        out, said = process.communicate()
    assert said.decode() == f"另一个命令正在使用 {county.data}，等它结束……\n"
    assert out == b""


def test_two_at_once_lose_nothing(county: County, tmp_path: Path) -> None:
    def add(name: str) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
        return run_command("evidence", county, "add", "--unit", "jia", "--file", str(tmp_path / name), "--source", "县")

    (county.top / ".gitattributes").write_text("* -text\n", encoding="utf-8")
    with contextlib.ExitStack() as both:
        with writing(county.data):
            processes = [both.enter_context(add(f"{name}.pdf")) for name in ("one", "two")]
            for process in processes:
                until(process, lambda process=process: is_waiting(process))  # type: ignore[misc]
        assert [process.wait() for process in processes] == [0, 0]
    evidence = read_year(county.data, Period(2019)).whole.records["jia"].evidence
    assert [piece.id for piece in evidence[:2]] == ["e1", "e2"]
    assert len({piece.id for piece in evidence}) == 4
    assert {piece.title for piece in evidence[2:]} == {"one", "two"}
    kept = {path.read_bytes() for path in (county.data / "evidence/2019/jia").iterdir()}
    assert kept == {b"%PDF one", b"%PDF two"}


def test_a_lock_ends_with_its_process_and_leaves_no_file(county: County) -> None:
    before = sorted(county.data.rglob("*"))
    if child := os.fork():
        os.waitpid(child, 0)
    else:
        locked(county.data, Use.WRITING).__enter__()
        os._exit(9)
    with writing(county.data):
        assert sorted(county.data.rglob("*")) == before


def test_several_read_at_once(county: County) -> None:
    with locked(county.data, Use.READING), run_command("validate", county) as process:
        assert process.wait() == 0


def test_what_is_read_may_not_be_written_after(county: County) -> None:
    with locked(county.data, Use.READING), pytest.raises(RuntimeError), writing(county.data):
        pass


def test_where_folders_cannot_be_locked_a_file_of_the_machine_is(
    county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flock = fcntl.flock

    def of_files_only(descriptor: int, flags: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        flock(descriptor, flags)

    monkeypatch.setattr(fcntl, "flock", of_files_only)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with writing(county.data):
        [file] = tmp_path.glob("assessment-*.lock")
        with file.open() as other, pytest.raises(BlockingIOError):
            flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


WRITERS = {
    "branches/making.py": "a folder for Git to run in, which is removed afterwards",
    "bundle/manifest.py": "the output",
    "cache/cache.py": "the output, or a folder of passage",
    "cache/entries.py": "the cache",
    "check/trial.py": "a copy of the data",
    "commands/import_sheets.py": "the empty sheet that was asked for",
    "commands/running.py": "the log of a crash",
    "counties/publish.py": "the front page of several counties",
    "desk/log.py": "the log of a fault",
    "desk/uploads.py": "what was sent to be looked at, in a folder of passage",
    "edit/journal.py": "the data: the only one",
    "evidence/keep.py": "what is to be kept, in a folder of passage",
    "executor/cluster.py": "jobs of a build, beside its output",
    "executor/job.py": "what jobs of a build gave, beside its output",
    "load/lock.py": "the file that stands for a folder",
    "release/prose.py": "the county's prose, in a folder of passage",
    "release/swap.py": "the output",
    "render/fonts.py": "fonts of the output",
    "render/output.py": "the output",
    "render/site/index.py": "the output",
    "repository/checkout.py": "an old state of a repository, in a folder of its own",
    "repository/repository.py": "a folder for Git to run in, which is removed afterwards",
    "repository/signature.py": "the list of signers, in a folder of passage",
    "repository/snapshot.py": "an old state of the data, in a folder of its own",
    "verify/rebuild.py": "a copy of the repository",
    "whole_file.py": "the sheet or page that was asked for",
}
"""The modules that write files at all, and which."""
WRITING = {"write_text", "write_bytes", "unlink", "rename", "rmtree", "copyfile", "copy2", "symlink_to", "rmdir"}
OPENING = {"open", "NamedTemporaryFile"}


def writes(source: ast.Module) -> bool:
    """Tell whether a module writes, moves or removes files."""
    for call in ast.walk(source):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute | ast.Name):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id
            modes = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            flags = {one.attr for one in ast.walk(call) if isinstance(one, ast.Attribute)}
            opens = name in OPENING and (any(set(mode) & set("wxa") for mode in modes) or "O_CREAT" in flags)
            links = ast.unparse(call.func) == "os.link"
            removes = name in WRITING and isinstance(call.func, ast.Attribute)
            if removes or links or opens or name == "NamedTemporaryFile":
                return True
    return False


def test_only_one_module_writes_data() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if writes(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == WRITERS.keys()
