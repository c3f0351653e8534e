"""Data files are written all or none, wherever a command is killed or refused, and nobody reads in between."""

import contextlib
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assessment.commands import restore, validate
from assessment.edit import journal
from assessment.edit.files import write_all, writing
from assessment.errors import RequestError
from assessment.load.evidence_folder import evidence_folder_of
from assessment.load.journal_folder import JOURNAL, journal_folders
from tests.built import contents
from tests.repository.county import SETTINGS, County

JIA, YI, BING = (f"scores/2019/{unit}.yaml" for unit in ("jia", "yi", "bing"))


@pytest.fixture(params=["on another device", "mounted in the data"])
def data(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder with its evidence in it, or on another file system; what the machine notes is on a third one."""
    notes, share = tmp_path / ".state", tmp_path / "share"
    monkeypatch.setenv("XDG_STATE_HOME", str(notes))
    with elsewhere(tmp_path) as top:
        county = County(top / "county")
        county.write("../paper.pdf", b"%PDF")
        if request.param == "on another device":
            county.write("county.yaml", f"{SETTINGS}evidence_folder: {share}\n")
            part(monkeypatch, notes, share)
        else:
            part(monkeypatch, notes, county.data / "evidence", county.data / "scores/2019")
        kept = evidence_folder_of(county.data) / "2019/yi/e00.txt"
        kept.parent.mkdir(parents=True)
        kept.write_bytes(b"a\n")
        yield county.data


@contextlib.contextmanager
def elsewhere(here: Path) -> Iterator[Path]:
    """Make a folder on another device, where this machine has one."""
    memory = Path("/dev/shm")
    other = memory if memory.is_dir() and memory.stat().st_dev != here.stat().st_dev else here
    with tempfile.TemporaryDirectory(dir=other) as folder:
        yield Path(folder)


def part(patch: pytest.MonkeyPatch, *tops: Path) -> None:
    """Let each of the folders be a file system of its own: no name goes from one to another."""

    def device(path: object) -> Path | None:
        real = Path(os.path.realpath(Path(str(path)).parent))
        return max((top for top in tops if real.is_relative_to(top)), key=lambda top: len(top.parts), default=None)

    for name in ("link", "rename", "replace"):
        act = getattr(os, name)

        def within(source: object, target: object, act: Callable[..., None] = act, **more: object) -> None:
            if device(source) != device(target):
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(source))
            act(source, target, **more)

        patch.setattr(os, name, within)


def change(data: Path) -> None:
    """Change everything that can be: files replaced, made in new folders, removed, and evidence replaced and taken in."""
    with writing(data):
        write_all(
            data,
            {JIA: "new jia\n", YI: "new yi\n", "units/wu.yaml": "wu\n", "scores/2020/jia.yaml": "2020\n"},
            [BING, "schemes/2019.yaml"],
            {"2019/yi/e00.txt": b"a\r\n", "2019/jia/e01.pdf": data.parent / "paper.pdf", "2019/yi/e02.txt": b"text"},
        )


def state(data: Path) -> dict[Path, bytes]:
    """Return every file of the county, of the share and of what the machine notes, but for what Git keeps."""
    tops = {data.parent.parent, evidence_folder_of(data).resolve(), Path(os.environ["XDG_STATE_HOME"])}
    return {top / path: held for top in tops for path, held in contents(top).items() if "/.git/" not in path}


EVENTS = ("os.", "open", "shutil.")
"""What the interpreter tells of that touches files."""


def killed_at(step: int, act: Callable[[], object]) -> bool:
    """Do something in a process that ends without a word before the step; tell whether it came that far."""
    child = os.fork()
    if child == 0:
        left = step

        def count(event: str, _: tuple[object, ...]) -> None:
            nonlocal left
            if event.startswith(EVENTS):
                left -= 1
                if left < 0:
                    os._exit(9)

        try:
            sys.addaudithook(count)
            act()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def test_killed_anywhere_all_or_nothing_is_written(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = state(data)
    change(data)
    new = state(data)
    assert {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)} >= {
        data / "units/wu.yaml",
        data / BING,
    }
    seen = set()
    step = 0
    while True:
        for path in new.keys() - old.keys():
            path.unlink(missing_ok=True)
        for path, held in old.items():
            path.write_bytes(held)
        reached = killed_at(step, lambda: change(data))
        half = {path: held for path, held in state(data).items() if "/." not in str(path)}
        if half not in (old, new):
            validate.main(["--data", str(data), "--year", "2019"])
            assert "data:1:1: unfinished-write: " in capsys.readouterr().out
        with writing(data):
            assert state(data) in (old, new), step
        seen.add(state(data) == new)
        if not reached:
            break
        step += 1
    assert seen == {False, True}
    assert step > 40


def test_killed_while_it_is_taken_back(data: Path) -> None:
    old = state(data)
    step = 0
    while True:
        half_written(data)
        assert state(data) != old
        reached = killed_at(step, lambda: hold(data))
        with writing(data):
            assert state(data) == old, step
        if not reached:
            break
        step += 1
    assert step > 20


def hold(data: Path) -> None:
    with writing(data):
        pass


def half_written(data: Path, places: int = 5) -> None:
    """Leave what a command leaves that is killed after some files are in their places."""
    child = os.fork()
    if child == 0:
        put, left = journal._place, places

        def count(*given: object) -> None:
            nonlocal left
            if left == 0:
                os._exit(0)
            left -= 1
            put(*given)  # type: ignore[arg-type]

        journal._place = count  # type: ignore[assignment]
        change(data)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.parametrize("place", range(9))
def test_refused_in_the_middle_nothing_has_changed(data: Path, place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    old = state(data)
    put, left = journal._place, place

    def refuse(*given: object) -> None:
        nonlocal left
        if left == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(data / JIA))
        left -= 1
        put(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(journal, "_place", refuse)
    with pytest.raises(RequestError, match=f"^不能写入 {data}：磁盘已满$"):
        change(data)
    assert state(data) == old


def test_what_somebody_changed_meanwhile_stays(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    half_written(data, 8)
    (data / YI).write_text("by hand\n", encoding="utf-8")
    (data / "units/wu.yaml").write_text("by hand too\n", encoding="utf-8")
    assert restore.main(["--data", str(data)]) in (0, 1)
    said = capsys.readouterr().err
    assert "上一个命令写到一半就中断了，6 个文件已还原到写之前。\n" in said
    [before] = (data / YI).parent.glob(".before-*-yi.yaml")
    assert f"{data / YI} 此后又改过，没有还原（写之前的内容在 {before}），请核对。\n" in said
    assert f"{data / 'units/wu.yaml'} 此后又改过，没有还原，请核对。\n" in said
    assert before.read_text(encoding="utf-8").startswith("unit: yi\n")
    assert (data / YI).read_text(encoding="utf-8") == "by hand\n"
    assert (data / "units/wu.yaml").read_text(encoding="utf-8") == "by hand too\n"
    assert not list(journal_folders(data))


def test_a_link_that_came_since_is_not_followed(data: Path, tmp_path: Path) -> None:
    half_written(data, 8)
    shutil.move(data / "scores/2020", tmp_path / "other")
    (data / "scores/2020").symlink_to(tmp_path / "other")
    hold(data)
    assert (tmp_path / "other/jia.yaml").read_text(encoding="utf-8") == "2020\n"


def test_an_old_content_that_is_no_longer_what_it_was_is_not_put_back(data: Path) -> None:
    half_written(data)
    for copy in [*data.rglob("*.old"), *evidence_folder_of(data).rglob("*.old")]:
        copy.unlink(missing_ok=True)
        copy.write_bytes(b"mark: 99")
    hold(data)
    assert b"mark: 99" not in {held for path, held in state(data).items() if "/." not in str(path)}


def test_a_journal_that_nobody_can_read_is_not_followed(data: Path) -> None:
    half_written(data)
    [folder] = journal_folders(data)
    (folder / JOURNAL).write_text('[{"target": 1}]', encoding="utf-8")
    old = state(data)
    with pytest.raises(RequestError, match="读不懂，没有照它还原；请把它移走"), writing(data):
        pass
    assert state(data) == old


def test_where_the_home_cannot_be_written_the_journal_is_still_found(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "passing").mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "passing"))
    old = state(data)
    half_written(data)
    assert [folder.parent for folder in journal_folders(data)] == [tmp_path / "passing"]
    hold(data)
    assert state(data) == old


def test_without_any_place_for_a_journal_nothing_is_written(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))
    old = state(data)
    with pytest.raises(RequestError, match=r"^没有改动任何文件：没有地方记下写到哪里；请把环境变量 XDG_STATE_HOME"):
        change(data)
    assert state(data) == old


def test_data_in_no_repository_are_taken_back_too(data: Path) -> None:
    shutil.rmtree(data.parent / ".git")
    old = state(data)
    half_written(data)
    hold(data)
    assert state(data) == old


def test_nothing_is_written_without_the_lock(data: Path) -> None:
    with pytest.raises(RuntimeError, match="not held for writing"):
        write_all(data, {JIA: "new"})


def test_git_does_not_see_what_is_left_over(data: Path) -> None:
    half_written(data)
    assert any((folder / JOURNAL).is_file() for folder in journal_folders(data))
    assert list(data.rglob(".writing-*"))
    command = ["git", "-C", str(data), "status", "--porcelain", "--untracked-files=all"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "paper.pdf" in said
    assert ".writing-" not in said
