"""What one side of a merge has deleted and the other has not is kept, said, and left to be decided."""

import subprocess
from pathlib import Path

import pytest

from assessment.commands import merge
from assessment.edit.both_sides import put_together
from tests.edit.test_both_sides import KINDS, record


@pytest.mark.parametrize("kind", KINDS)
def test_of_every_kind(kind: str) -> None:
    before, ours, theirs = record(kind, "old", "kept"), record(kind, "kept", "one"), record(kind, "old", "kept", "two")
    for mine, other in ((ours, theirs), (theirs, ours)):
        whole = put_together(mine, other, "a.yaml", before)
        assert [name.rpartition(".")[2] for name in whole.undecided] == ["old"]
        assert "old" in whole.text
        assert {"one", "two", "kept"} <= set(whole.text.replace(":", " ").replace(",", " ").split())


def test_what_is_new_is_no_question() -> None:
    before, ours, theirs = (record("deductions", *names) for names in (("old",), ("old", "one"), ("old", "two")))
    assert put_together(ours, theirs, "a.yaml", before).undecided == []


def git(folder: Path, *words: str, status: int = 0) -> None:
    who = ("-c", "user.name=甲", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    assert subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, check=False).returncode == status


def test_in_a_merge_under_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "data/scores/2019/shizi.yaml"
    path.parent.mkdir(parents=True)

    def commit(*names: str) -> None:
        path.write_text(record("deductions", *names), encoding="utf-8")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-m", "记录")

    git(tmp_path, "init", "-b", "main")
    commit("d1")
    git(tmp_path, "switch", "-c", "other")
    commit("d1", "d3")
    git(tmp_path, "switch", "main")
    commit()
    git(tmp_path, "merge", "other", status=1)
    assert merge.main(["--data", str(tmp_path / "data")]) == 1
    said = capsys.readouterr()
    assert f"{path}：d1 有一边删去了，先留着；确要删的，请打开文件自己删\n" in said.out
    assert said.err.startswith("合好 1 个文件；1 处有一边删去了，留还是删请您定")
    assert [f"id: d{n}" in path.read_text(encoding="utf-8") for n in (1, 3)] == [True, True]


def test_new_entries_of_one_id_are_both_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "data/scores/2019/shizi.yaml"
    path.parent.mkdir(parents=True)

    def commit(text: str) -> None:
        path.write_text(text, encoding="utf-8")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-m", "记录")

    git(tmp_path, "init", "-b", "main")
    commit(record("deductions"))
    git(tmp_path, "switch", "-c", "other")
    commit(record("deductions", "d1").replace("未更新", "错链"))
    git(tmp_path, "switch", "main")
    commit(record("deductions", "d1"))
    git(tmp_path, "merge", "other", status=1)
    assert merge.main(["--data", str(tmp_path / "data")]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{path}：两边的都留下，对方的 d2",
        f"{path}：两边新记的都用了编号 d1，内容不同，都留下；对方的改为 d2，引用也改了",
    ]
