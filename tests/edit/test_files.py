"""Data files are written all or none, wherever a command is killed or refused, and nobody reads in between."""

import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.commands import restore, validate
from assessment.edit import journal
from assessment.edit.files import write_all, writing
from assessment.errors import RequestError
from assessment.load.unfinished import UNFINISHED
from tests.built import contents
from tests.repository.county import County

JIA, YI, BING = (f"scores/2019/{unit}.yaml" for unit in ("jia", "yi", "bing"))


@pytest.fixture(params=["beside the data", "on a share"])
def data(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A data folder with its evidence in it, or in a folder of its own."""
    county = County(tmp_path / "county")
    if request.param == "on a share":
        (county.top / "pelicanconf.py").write_text('EVIDENCE_FOLDER = "../share"\n', encoding="utf-8")
        (tmp_path / "share").mkdir()
    county.write("../paper.pdf", b"%PDF")
    return county.data


def change(data: Path) -> None:
    """Change everything that can be: files replaced, made in new folders, removed, and evidence taken in."""
    with writing(data):
        write_all(
            data,
            {JIA: "new jia\n", YI: "new yi\n", "units/wu.yaml": "wu\n", "scores/2020/jia.yaml": "2020\n"},
            [BING, "schemes/2019.yaml"],
            {"2019/jia/e01.pdf": data.parent / "paper.pdf", "2019/yi/e02.txt": b"text"},
        )


def state(data: Path) -> dict[str, bytes]:
    """Return every file of the county and of the share, but for what Git keeps."""
    return {path: held for path, held in contents(data.parent.parent).items() if "/.git/" not in path}


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
    assert {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)} >= {
        "county/data/units/wu.yaml",
        "county/data/scores/2019/bing.yaml",
    }
    seen = set()
    step = 0
    while True:
        for path in new.keys() - old.keys():
            (data.parent.parent / path).unlink(missing_ok=True)
        for path, held in old.items():
            (data.parent.parent / path).write_bytes(held)
        reached = killed_at(step, lambda: change(data))
        half = {path: held for path, held in state(data).items() if "/." not in path}
        if half not in (old, new):
            validate.main(["--data", str(data), "--year", "2019"])
            assert f"data/{UNFINISHED}:1:1: unfinished-write: " in capsys.readouterr().out
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


def half_written(data: Path, places: int = 3) -> None:
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


@pytest.mark.parametrize("place", range(8))
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
    with pytest.raises(RequestError, match=f"^不能写入 {data}：No space left on device$"):
        change(data)
    assert state(data) == old


def test_what_somebody_changed_meanwhile_stays(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    half_written(data, 7)
    (data / YI).write_text("by hand\n", encoding="utf-8")
    (data / "units/wu.yaml").write_text("by hand too\n", encoding="utf-8")
    assert restore.main(["--data", str(data)]) in (0, 1)
    said = capsys.readouterr().err
    assert "上一个命令写到一半就中断了，5 个文件已还原到写之前。\n" in said
    assert f"{data / YI} 此后又改过，没有还原，请核对。\n" in said
    assert (data / YI).read_text(encoding="utf-8") == "by hand\n"
    assert (data / "units/wu.yaml").read_text(encoding="utf-8") == "by hand too\n"
    assert not (data / UNFINISHED).exists()


@pytest.mark.parametrize(
    "path",
    [
        "data:../secret",
        "data:/etc/passwd",
        "data:.git/hooks/x",
        "data:a/../../x",
        "evidence:../x",
        "data:link/x",
        "data:",
    ],
)
def test_a_journal_that_leads_elsewhere_is_not_followed(data: Path, path: str) -> None:
    (data / "link").symlink_to(data.parent)
    (data.parent / "x").write_text("precious", encoding="utf-8")
    (data / UNFINISHED).mkdir()
    digest = hashlib.sha256(b"precious").hexdigest()
    (data / UNFINISHED / "journal.json").write_text(f'[{{"path": "{path}", "old": "", "new": "{digest}"}}]', "utf-8")
    old = state(data)
    with pytest.raises(RequestError, match="不是本程序留下的，没有照它还原"), writing(data):
        pass
    assert state(data) == old


def test_nothing_is_written_without_the_lock(data: Path) -> None:
    with pytest.raises(RuntimeError, match="not held for writing"):
        write_all(data, {JIA: "new"})


def test_git_does_not_see_what_is_left_over(data: Path) -> None:
    half_written(data)
    assert (data / UNFINISHED / "journal.json").is_file()
    asked = ["git", "-C", str(data), "status", "--porcelain", "--untracked-files=all"]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert "paper.pdf" in said
    assert ".unfinished" not in said
    assert ".writing-" not in said
