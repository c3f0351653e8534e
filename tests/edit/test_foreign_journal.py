"""Nothing that is committed is taken for a journal: whatever a merge brings, no command undoes anything by it."""

import hashlib
import importlib
import json
import shutil
from pathlib import Path

import pytest

from assessment.commands import validate
from assessment.load.journal_folder import JOURNAL
from tests.built import contents
from tests.edit.test_lock import COMMANDS
from tests.repository.county import SETTINGS, County

PAPER = b"the only original"
BING = "scores/2019/bing.yaml"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def county_at(path: Path, *, attacked: bool) -> County:
    """A county with evidence on a share; where attacked, with every journal that can be committed.

    They would turn a mark into 99 and remove the evidence.
    """
    county = County(path / "county")
    county.raters = 3
    for unit in ("jia", "yi", "bing", "ding"):
        county.record(unit)
    county.write("county.yaml", f"{SETTINGS}evidence_folder: ../share\n")
    county.write("../../share/2019/jia/e03.txt", PAPER)
    (path / "paper.pdf").write_bytes(b"%PDF")
    (path / "temporary").mkdir()
    if attacked:
        forge(county)
    county.commit()
    return county


def forge(county: County) -> None:
    now = (county.data / BING).read_bytes()
    old = now.replace(b"mark: 80", b"mark: 99")
    assert old != now
    share = county.top.parent / "share"
    entries = [
        {"path": f"data:{BING}", "old": "0.old", "new": digest(now)},
        {"path": "evidence:2019/jia/e03.txt", "old": "", "new": digest(PAPER)},
    ]
    county.write(".unfinished/journal.json", json.dumps(entries))
    county.write(".unfinished/0.old", old)
    beside = county.data / ".writing-0123456789abcdef"
    county.write(f"{beside.name}/0.old", old)
    common = {"beside": str(beside)}
    real = [
        {"target": str(county.data / BING), "above": str(county.data), "old": digest(old), "new": digest(now), **common},
        {"target": str(share / "2019/jia/e03.txt"), "above": str(share), "old": "", "new": digest(PAPER), **common},
    ]
    name = digest(bytes(county.data))[:32]
    for folder in (
        county.data / ".unfinished",
        county.data / ".writing-0123456789abcdef",
        county.top / ".local/state/assessment" / name,
        county.top / "state/assessment" / name,
        *(county.top / f"tmp/assessment-{user}-{name}" for user in {0, Path(county.top).stat().st_uid}),
    ):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = folder / JOURNAL
        if not file.exists():
            file.write_text(json.dumps(real), encoding="utf-8")


def here(monkeypatch: pytest.MonkeyPatch, county: County) -> None:
    """Let the person's own folders be in the working tree, where merges write: the worst case."""
    (county.top / "tmp").mkdir(exist_ok=True)
    monkeypatch.setenv("HOME", str(county.top))
    monkeypatch.setenv("XDG_STATE_HOME", str(county.top / "state"))
    monkeypatch.setattr("tempfile.tempdir", str(county.top / "tmp"))


def run(command: str, county: County) -> int:
    arguments = [word.replace("OUT", str(county.top.parent)) for word in COMMANDS[command]]
    module = importlib.import_module(f"assessment.commands.{command}")
    status: int = module.main([*arguments, "--data", str(county.data)])
    return status


WRITING = sorted(COMMANDS.keys() - {"build", "compare", "export", "readings", "validate"})


@pytest.mark.parametrize("command", WRITING)
def test_no_command_follows_what_was_committed(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    attacked, twin = (county_at(tmp_path / name, attacked=name == "attacked") for name in ("attacked", "twin"))
    before = contents(attacked.data)
    run(command, twin)
    capsys.readouterr()
    run(command, attacked)
    assert "还原到写之前" not in capsys.readouterr().err
    assert (attacked.top.parent / "share/2019/jia/e03.txt").read_bytes() == PAPER
    after = {path: held for path, held in contents(attacked.data).items() if not path.startswith(".")}
    untouched = {path: held for path, held in before.items() if not path.startswith(".")}
    assert after in (untouched, contents(twin.data))


@pytest.mark.parametrize("named", [True, False])
def test_a_home_in_the_working_tree_holds_no_journal(
    named: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    county = county_at(tmp_path / "attacked", attacked=True)
    here(monkeypatch, county)
    if not named:
        monkeypatch.delenv("XDG_STATE_HOME")
    before = contents(tmp_path)
    run("restore", county)
    assert "还原到写之前" not in capsys.readouterr().err
    assert contents(tmp_path) == before


def test_a_folder_where_others_can_write_holds_no_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    county = county_at(tmp_path / "attacked", attacked=True)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "open"))
    shutil.copytree(county.top / "state", tmp_path / "open")
    [folder] = (tmp_path / "open/assessment").iterdir()
    folder.chmod(0o777)
    before = contents(tmp_path / "attacked")
    run("restore", county)
    assert contents(tmp_path / "attacked") == before


def test_what_looks_like_a_journal_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = county_at(tmp_path / "attacked", attacked=True)
    assert validate.main(["--data", str(county.data)]) == 1
    said = capsys.readouterr().out
    assert f"{county.data}/.unfinished:1:1: foreign-journal: " in said
    assert "请删去这个文件夹" in said
    assert "unfinished-write" not in said
