"""A build killed at any moment leaves the last whole output; two builds at once do not mix; a full disk is one line."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.bundle.sums import MARKER
from assessment.commands.build import main
from assessment.release import pipeline, swap
from assessment.release.swap import OutputError, replacing
from assessment.render import charts, fonts
from assessment.render.documents import press
from tests.built import ROOT, contents
from tests.release.killed import REPLACER, files_left_behind, left_behind, started, until
from tests.repository.county import County


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county so small that building it takes no longer than starting to."""
    return County(tmp_path_factory.mktemp("county")).data


def pages_of(output: Path) -> set[str]:
    """Return what the pages of an output say; a whole one says one thing."""
    return {path.read_text() for path in output.iterdir()}


@pytest.mark.parametrize("count", range(22))
def test_killed_while_it_replaces(count: int, tmp_path: Path) -> None:
    """Killed with so many files beside the output: of one being made, or of an old one being removed."""
    output = tmp_path / "output"
    with started("-c", REPLACER, str(output), "a", "100000") as process:
        until(process, lambda: output.is_dir() and count <= files_left_behind(output))
        process.kill()
        process.wait()
        assert len(list(output.iterdir())) == 21
        assert len(pages_of(output)) == 1
    with replacing(output) as staging:
        assert left_behind(output) == [staging], "what was left is gone"
        (staging / MARKER).write_text("b")
    assert pages_of(output) == {"b"}
    assert left_behind(output) == []


def options(data: Path, output: Path) -> list[str]:
    return ["--data", str(data), "--output", str(output), "--audience", "office"]


POINTS: dict[str, Callable[[Path, list[Path]], bool]] = {
    "nothing yet": lambda _, left: bool(left),
    "results": lambda year, _: (year / "results.csv").exists(),
    "fonts": lambda _, left: any((folder / "Hei.otf").exists() for folder in left),
    "first page": lambda year, _: any(year.parent.rglob("*.html")),
    "unit pages": lambda year, _: len(list((year / "units").glob("*/index.html"))) > 2,
    "laid out": lambda _, left: any((folder / "jia.pdf").exists() for folder in left),
    "finished": lambda year, _: (year / "pdf" / "jia.pdf").exists(),
    "index": lambda year, _: (year.parent / "search" / "pagefind").exists(),
    "sums": lambda year, _: (year.parent / MARKER).exists(),
}
"""How far a build is, by its year's folder and all folders beside the output."""


@pytest.mark.parametrize("point", POINTS)
def test_a_whole_build_killed(point: str, data: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / MARKER).write_text("the last whole one")
    command = ["-m", "assessment.commands.build", *options(data, output)]

    def replaced() -> bool:
        return (output / "2019").is_dir()

    def reached() -> bool:
        left = left_behind(output)
        return any(POINTS[point](folder / "2019", left) for folder in left) or replaced()

    with started(*command) as process:
        until(process, reached)
        children = children_of(process.pid)
        process.kill()
        process.wait()
        if not replaced():
            assert pages_of(output) == {"the last whole one"}
            assert left_behind(output) != []
        # Processes that lay out end when the build is gone; where they do not, this test never ends.
        while any(is_running(child) for child in children):
            os.sched_yield()
    with replacing(output) as staging:
        assert left_behind(output) == [staging]


def children_of(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def is_running(process: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    output = tmp_path / "output"
    command = ("-c", REPLACER, str(output))
    with started(*command, "a", "40") as one, started(*command, "b", "40") as other:
        seen: set[str] = set()
        while one.poll() is None or other.poll() is None:
            assert len(left_behind(output)) <= 1
            seen |= {path.read_text()[:1] for path in output.glob(MARKER)}
        assert (one.returncode, other.returncode) == (0, 0)
    assert seen == {"a", "b"}
    assert len(pages_of(output)) == 1
    assert len(list(output.iterdir())) == 21


def test_a_build_waits_for_the_one_before(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with started("-c", REPLACER, str(output), "b", "1") as process:
        with replacing(output) as staging:
            (staging / MARKER).write_text("a")
            # The kernel lists who waits for a lock behind an arrow.
            until(process, lambda: f"-> FLOCK  ADVISORY  WRITE {process.pid} " in Path("/proc/locks").read_text())
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
    assert sorted(path.name for path in tmp_path.iterdir()) == [".output.lock", "output"]


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
    assert sorted(path.name for path in tmp_path.iterdir()) == [".output.lock", "output"]


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/somewhere/page.html")


@pytest.mark.parametrize(
    ("where", "name"),
    [
        pytest.param(pipeline, "write_open_data", id="data"),
        pytest.param(pipeline, "index_pages", id="index"),
        pytest.param(fonts, "cut", id="fonts"),
        pytest.param(charts, "makeup", id="charts"),
        pytest.param(press, "number", id="documents"),
        pytest.param(pipeline, "write_manifest", id="manifest"),
        pytest.param(swap, "_settle", id="written late"),
        pytest.param(swap, "_exchange", id="exchange"),
    ],
)
def test_a_full_disk_is_one_line(
    where: object,
    name: str,
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(where, name, full)
    output = tmp_path / "output"
    output.mkdir()
    (output / MARKER).write_text("old")
    assert main(options(data, output)) == 1
    assert capsys.readouterr().err == "磁盘空间或限额不足，output/ 保持原样\n"
    assert contents(output) == {MARKER: b"old"}
    assert left_behind(output) == []


@pytest.mark.parametrize(
    "most", [pytest.param(1_000, id="page"), pytest.param(60_000, id="font"), pytest.param(300_000, id="volume")]
)
def test_what_the_system_does_not_take_is_one_line(most: int, data: Path, tmp_path: Path) -> None:
    """The system itself refuses to write, wherever a library does it: a limit on files, as a full disk takes a mount."""
    output = tmp_path / "output"
    output.mkdir()
    (output / MARKER).write_text("old")
    command = [sys.executable, "-m", "assessment.commands.build", *options(data, output)]
    # A cache of programs cut off in the middle would stay.
    environment = {"PYTHONPATH": str(ROOT / "scripts"), "PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin"}
    environment |= {"PYTHONUTF8": "1", "MPLCONFIGDIR": str(ROOT / ".cache" / "matplotlib")}
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
