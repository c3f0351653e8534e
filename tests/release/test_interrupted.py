"""A build killed at any moment leaves the last whole output; two builds at once do not mix; a full disk is one line."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.bundle.sums import MARKER
from assessment.cache.place import ELSEWHERE
from assessment.commands.build import main
from assessment.executor.processes import own_processes
from assessment.release import pipeline, swap
from assessment.release.swap import OutputError, replacing
from assessment.render import charts, fonts
from assessment.render.documents import press
from tests.built import ROOT, contents
from tests.release.killed import (
    REPLACER,
    children_of,
    killed_at,
    left_behind,
    program,
    until,
    until_ended,
    until_stopped,
)
from tests.release.mask import deafness
from tests.release.stopping import POINTS

WITHOUT_PROCESSES = {"nothing yet", "first page"}
"""Points at which nothing is laid out yet."""


def pages_of(output: Path) -> set[str]:
    """Return what the pages of an output say; a whole one says one thing."""
    return {path.read_text() for path in output.iterdir()}


def write(output: Path, word: str) -> None:
    """Replace an output by pages that say one word."""
    with replacing(output) as staging:
        for page in range(3):
            (staging / f"{page}.html").write_text(word)
        (staging / MARKER).write_text(word)


def test_killed_before_any_step_of_replacing(tmp_path: Path) -> None:
    """While the new output is written, while the two change places, and while the old one is removed."""
    output = tmp_path / "output"
    write(output, "a")
    found: list[tuple[str, int]] = []
    while killed_at(len(found), lambda: write(output, "b")):
        [word] = pages_of(output)
        assert len(list(output.iterdir())) == 4
        found.append((word, sum(len(list(folder.iterdir())) for folder in left_behind(output))))
        with replacing(output) as staging:
            assert left_behind(output) == [staging], "what was left is gone"
            (staging / MARKER).write_text("a")
        write(output, "a")
    assert pages_of(output) == {"b"}
    assert left_behind(output) == []
    # So many files of the new one were written, and of the old one still there.
    assert set(found) == {
        ("a", 0),
        ("a", 1),
        ("a", 2),
        ("a", 3),
        ("a", 4),
        ("b", 4),
        ("b", 3),
        ("b", 2),
        ("b", 1),
        ("b", 0),
    }


def options(data: Path, output: Path) -> list[str]:
    return ["--data", str(data), "--output", str(output), "--audience", "office"]


@pytest.mark.parametrize("point", POINTS)
def test_a_whole_build_killed(point: str, small: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / MARKER).write_text("the last whole one")
    command = ["-m", "tests.release.stopping", point, str(output), "--data", str(small), "--audience", "office"]
    with program(*command) as process:
        until_stopped(process)
        children = children_of(process)
        process.kill()
        process.wait()
        assert pages_of(output) == {"the last whole one"}
        assert left_behind(output) != []
        assert children or point in WITHOUT_PROCESSES
        # Processes that lay out end when the build is gone.
        until_ended(children)
    with replacing(output) as staging:
        assert left_behind(output) == [staging]


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    output = tmp_path / "output"
    command = ("-c", REPLACER, str(output))
    with program(*command, "a", "40") as one, program(*command, "b", "40") as other:
        with replacing(output) as staging:
            (staging / MARKER).write_text("c")
            until(one, lambda: waits(one))
            until(other, lambda: waits(other))
        for process in (one, other):
            assert process.wait() == 0, process.stderr.read() if process.stderr else b""
    assert pages_of(output) in ({"a39"}, {"b39"})
    assert len(list(output.iterdir())) == 21


def waits(process: subprocess.Popen[bytes]) -> bool:
    """Tell whether a process waits for a lock; the kernel lists those that do behind an arrow."""
    return f"-> FLOCK  ADVISORY  WRITE {process.pid} " in Path("/proc/locks").read_text()


def test_a_build_waits_for_the_one_before(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with program("-c", REPLACER, str(output), "b", "1") as process:
        with replacing(output) as staging:
            (staging / MARKER).write_text("a")
            until(process, lambda: waits(process))
            assert left_behind(output) == [staging]
        assert process.wait() == 0
    assert pages_of(output) == {"b0"}


def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the file system be one that cannot exchange two folders."""
    monkeypatch.setattr(swap, "_exchanged", lambda *_: False)


def whole(output: Path, text: str) -> None:
    with replacing(output) as staging:
        (staging / MARKER).write_text(text)


def test_a_file_system_that_cannot_exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_exchange(monkeypatch)
    whole(tmp_path / "output", "old")
    whole(tmp_path / "output", "new")
    assert pages_of(tmp_path / "output") == {"new"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output"]


def test_killed_in_the_middle_of_an_exchange_in_two_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The moment between: the old output stands aside, the new one is not in its place, and nobody cleans up."""
    output = tmp_path / "output"
    whole(output, "old")
    output.rename(tmp_path / ".output.old")
    (tmp_path / ".output.new-0").mkdir()
    with pytest.raises(ZeroDivisionError), replacing(output):
        raise ZeroDivisionError
    assert pages_of(output) == {"old"}
    shutil.copytree(output, tmp_path / ".output.old")
    without_exchange(monkeypatch)
    whole(output, "new")
    assert pages_of(output) == {"new"}, "killed a moment later, only the old one is left over"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output"]


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/somewhere/page.html")


@pytest.mark.parametrize(
    ("where", "name"),
    [
        pytest.param(pipeline, "open_data", id="data"),
        pytest.param(pipeline, "index_pages", id="index"),
        pytest.param(fonts, "cut", id="fonts"),
        pytest.param(charts, "makeup", id="charts"),
        pytest.param(press, "pages_of", id="documents"),
        pytest.param(pipeline, "write_manifest", id="manifest"),
        pytest.param(swap, "_settle", id="written late"),
        pytest.param(swap, "_exchange", id="exchange"),
    ],
)
def test_a_full_disk_is_one_line(
    where: object,
    name: str,
    small: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(where, name, full)
    output = tmp_path / "output"
    output.mkdir()
    (output / MARKER).write_text("old")
    assert main(options(small, output)) == 1
    assert capsys.readouterr().err == "磁盘空间或限额不足，output/ 保持原样\n"
    assert contents(output) == {MARKER: b"old"}
    assert left_behind(output) == []


@pytest.mark.parametrize(
    "most", [pytest.param(1_000, id="page"), pytest.param(60_000, id="font"), pytest.param(300_000, id="volume")]
)
def test_what_the_system_does_not_take_is_one_line(most: int, small: Path, tmp_path: Path) -> None:
    """The system itself refuses to write, wherever a library does it: a limit on files, as a full disk takes a mount."""
    output = tmp_path / "output"
    output.mkdir()
    (output / MARKER).write_text("old")
    command = [sys.executable, "-m", "assessment.commands.build", *options(small, output)]
    # A cache of programs cut off in the middle would stay.
    environment = {"PYTHONPATH": str(ROOT / "scripts"), "PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin"}
    environment |= {ELSEWHERE: "", "PYTHONUTF8": "1", "MPLCONFIGDIR": str(ROOT / ".cache" / "matplotlib")}
    done = subprocess.run(
        ["prlimit", f"--fsize={most}", *command], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, "磁盘空间或限额不足，output/ 保持原样\n")
    assert contents(output) == {MARKER: b"old"}
    assert left_behind(output) == []


@pytest.mark.parametrize(("fault", "said"), [(errno.ENOSPC, "磁盘空间或限额不足"), (errno.EROFS, "不能写入")])
def test_a_place_that_takes_nothing_is_one_line(
    fault: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(fault, os.strerror(fault))

    for what in ("open", "mkdir"):
        with monkeypatch.context() as patched:
            patched.setattr(Path, what, refuse)
            with pytest.raises(OutputError, match=said):
                whole(tmp_path / "output", "")


def test_processes_that_lay_out_leave_ctrl_c_to_the_build(tmp_path: Path) -> None:
    """A terminal sends it to all of them, and each would print a trace."""
    with own_processes(1) as executor:
        executor.submit(tmp_path / "is deaf", deafness).result()
        assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert (tmp_path / "is deaf").read_text(encoding="utf-8") == "True"
