"""Two people who register evidence at a time: whatever they register, both pieces are there after the merge."""

import os
import subprocess
from pathlib import Path

import pytest

from assessment.commands import evidence
from tests.built import commit, run
from tests.folder import Folder
from tests.office import plain_scheme

CITED = "marks:\n  agency: {mark: 90, date: 2019-12-20, evidence: [e03]}\n"
LISTED = "evidence:\n  - {id: e03, title: 通报, kind: 通报, source: 县, captured: 2019-05-12, url: /t}\n"
SAME = ("--source", "市", "--date", "2019-07-05")


def git(top: Path, *arguments: str) -> int:
    """Run Git as an office has it; return the status."""
    who = ("-c", "user.name=office", "-c", "user.email=office@example.org")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(["git", *who, *arguments], cwd=top, env=environment, capture_output=True).returncode


def keep_both(text: str) -> str:
    """What is left when a person keeps both sides of each conflict, as editors and platforms offer to."""
    return "".join(line for line in text.splitlines(keepends=True) if line[:7] not in ("<" * 7, "=" * 7, ">" * 7))


@pytest.mark.parametrize("before", ["", LISTED + CITED], ids=["none", "some"])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((), ()),
        (("--internal",), ("--internal",)),
        (("--internal",), ()),
        (("--title", "甲, 乙: {丙}"), ("--title", "丁 # 戊")),
        (("--url", "https://example.org/"), ("--url", "https://example.org/")),
    ],
    ids=["alike", "internal", "one-internal", "titles", "addresses"],
)
def test_both_pieces_are_kept(tmp_path: Path, before: str, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    folder = Folder(tmp_path)
    folder.write("schemes/2019.yaml", plain_scheme())
    folder.record("shizi", before)
    commit(tmp_path)
    git(tmp_path, "branch", "start")
    ids = {}
    for branch, more in (("one", one), ("other", other)):
        git(tmp_path, "checkout", "--quiet", "-B", branch, "start")
        scan = tmp_path / "扫描件.pdf"
        scan.write_bytes(branch.encode())
        assert (
            evidence.main(["add", "--data", str(folder.data), "--unit", "shizi", "--file", str(scan), *SAME, *more]) == 0
        )
        scan.unlink()
        [ids[branch]] = [path.stem for path in (folder.data / "evidence/2019/shizi").iterdir()]
        run(["git", "add", "--all"], cwd=tmp_path)
        assert git(tmp_path, "commit", "--quiet", "--message", branch) == 0
    assert ids["one"] != ids["other"]
    git(tmp_path, "merge", "--quiet", "one")
    record = folder.data / "scores/2019/shizi.yaml"
    record.write_text(keep_both(record.read_text(encoding="utf-8")), encoding="utf-8")
    assert {line.split(": ")[1] for line in folder.messages()} == {"unused-evidence"}
    listed = record.read_text(encoding="utf-8").splitlines()
    [first] = [line for line in listed if ids["one"] in line]
    [second] = [line for line in listed if ids["other"] in line]
    assert ("internal" in first, "internal" in second) == ("--internal" in one, "--internal" in other)
