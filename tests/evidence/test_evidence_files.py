"""What validation says about evidence files: missing, changed, not listed, out of reach."""

import hashlib
from pathlib import Path

import pytest

from tests.folder import Folder

TEXT = b"what was found\n"
DIGEST = hashlib.sha256(TEXT).hexdigest()
FILE = "evidence/2019/shizi/e01.txt"
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 15\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    own = Folder(tmp_path)
    own.record(
        "shizi",
        "evidence:\n"
        "  - id: e01\n    title: 通报\n    kind: 通报\n    source: 县\n    captured: 2019-05-12\n"
        f"    files:\n      - file: 2019/shizi/e01.txt\n        sha256: {DIGEST}\n"
        "deductions:\n  - {id: d01, clause: 附件2第1项, date: 2019-05-12, reason: 未整改, evidence: [e01]}\n",
    )
    own.write(FILE, TEXT)
    return own


def test_an_unchanged_file_is_no_finding(folder: Folder) -> None:
    assert folder.messages() == []


def test_a_missing_file_is_named(folder: Folder) -> None:
    (folder.data / FILE).rename(folder.data / "evidence/2019/shizi/e02.txt")
    assert folder.messages() == [
        "data/evidence/2019/shizi/e02.txt:1:1: unlisted-evidence: 这个文件没有列入任何证据"
        "（请用 scripts/evidence add 登记，或删去）",
        "data/scores/2019/shizi.yaml:11:15: missing-evidence: 证据“e01”的文件 2019/shizi/e01.txt 不在证据文件夹里"
        "（请放回文件，或更正路径）",
    ]


def test_files_beside_the_years_are_named_unless_a_record_lists_them(folder: Folder) -> None:
    folder.write("evidence/报告.pdf", TEXT)
    folder.write("evidence/2017/shizi/e01.txt", TEXT)
    folder.write("evidence/2017/shizi/e02.txt", TEXT)
    folder.write("evidence/.gitkeep", b"")
    how = "请用 scripts/evidence add 登记到单位的记录，再删去这里的原件"
    message = "stray-evidence: 这里有{}个文件，不在任何年度的文件夹里，也没有列入任何证据"
    assert folder.messages() == [
        f"data/evidence/2017:1:1: {message.format(2)}（{how}）",
        f"data/evidence/报告.pdf:1:1: {message.format(1)}（{how}）",
    ]
    folder.write("scores/2018/shizi.yaml", "evidence: [{files: [{file: 2017/shizi/e02.txt}, {file: 报告.pdf}]}]\n")
    stray = [line for line in folder.messages() if "stray-evidence" in line]
    assert stray == [f"data/evidence/2017:1:1: {message.format(1)}（{how}）"]


def test_a_name_that_no_file_can_have_is_a_missing_file(folder: Folder) -> None:
    folder.change("scores/2019/shizi.yaml", "2019/shizi/e01.txt", f"2019/{'a' * 300}.txt")
    (folder.data / FILE).unlink()
    assert [line.split(": ")[1] for line in folder.messages()] == ["missing-evidence"]


def test_a_changed_file_is_named(folder: Folder) -> None:
    folder.write(FILE, TEXT + b" ")
    now = hashlib.sha256(TEXT + b" ").hexdigest()
    assert folder.messages() == [
        f"data/scores/2019/shizi.yaml:12:17: changed-evidence: 证据“e01”的文件 2019/shizi/e01.txt 改动过："
        f"现在的校验值是 {now[:12]}…，登记的是 {DIGEST[:12]}…（请找回原来的文件；确需更换的，作为新的证据登记）"
    ]


def test_a_pointer_is_not_taken_for_the_file(folder: Folder) -> None:
    folder.write(FILE, POINTER.format(DIGEST))
    assert folder.messages() == [
        "data/scores/2019/shizi.yaml:11:15: unreached-evidence: 证据“e01”的文件 2019/shizi/e01.txt "
        "没有下载（Git LFS），内容没有核对（需要核对时运行 git lfs pull）"
    ]
    folder.write(FILE, POINTER.format("0" * 64))
    assert [line.split(": ")[1] for line in folder.messages()] == ["changed-evidence"]


def test_a_folder_elsewhere_is_used(folder: Folder, tmp_path: Path) -> None:
    folder.write("county.yaml", "evidence_folder: share\n")
    assert folder.messages() == [], "small files may stay beside the data"
    (folder.data / "evidence").rename(tmp_path / "share")
    assert folder.messages() == []
    (tmp_path / "share").rename(tmp_path / "away")
    assert folder.messages() == [
        f"data/years/2019.yaml:1:1: unreached-evidence: 证据文件夹 {tmp_path / 'share'} 不在这台机器上，"
        "1份证据文件没有核对（请在能读到这个文件夹的机器上再检查一次）"
    ]
    (tmp_path / "share").mkdir()
    assert [line.split(": ")[1] for line in folder.messages()] == ["missing-evidence"]


@pytest.mark.parametrize("path", ["../e01.txt", "/etc/passwd", "a//b", "a\\b", "2019/.hidden", ""])
def test_a_path_stays_in_the_folder(folder: Folder, path: str) -> None:
    folder.change("scores/2019/shizi.yaml", "file: 2019/shizi/e01.txt", f"file: '{path}'")
    assert "data/scores/2019/shizi.yaml:11:15: " in folder.messages()[0]


def test_evidence_that_is_kept_nowhere_is_no_evidence(folder: Folder) -> None:
    folder.record(
        "shizi",
        "evidence:\n  - {id: e01, title: 通报, kind: 通报, source: 县, captured: 2019-05-12}\n"
        "deductions:\n  - {id: d01, clause: 附件2第1项, date: 2019-05-12, reason: 未整改, evidence: [e01]}\n",
    )
    (folder.data / FILE).unlink()
    assert folder.messages() == [
        "data/scores/2019/shizi.yaml:5:5: nothing-kept: 证据“e01”既没有网址也没有留存的文件，无从核对"
        "（请写网址（url），或用 scripts/evidence add 留存文件）"
    ]
