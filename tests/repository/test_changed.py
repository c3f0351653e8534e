"""Whether data differs from its commit is told from bytes: what is marked, filtered or converted makes no difference."""

import hashlib
from pathlib import Path

import pytest

from assessment.repository.changed import is_changed
from assessment.repository.clone import needed_clone
from tests.repository.county import County

OFFICE = ("Thumbs.db", "evidence/desktop.ini", "evidence/2019/~$通报.docx")
"""What Windows and office programs lay beside files."""
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 15\n"


@pytest.fixture
def county(tmp_path: Path) -> County:
    own = County(tmp_path / "county")
    own.write("evidence/2019/jia/e1.txt", "line\nline\n")
    own.write("../scripts/tool.py", "print()\n")
    own.commit()
    return own


def changed(county: County) -> bool:
    return needed_clone(county.data).changed


def test_nothing_is_changed_at_a_commit(county: County) -> None:
    assert not changed(county)
    county.write("../README.md", "outside of the data\n")
    county.write("../scripts/more.py", "")
    assert not changed(county)


@pytest.mark.parametrize("file", ["units/wu.yaml", "evidence/2019/jia/e2.pdf", "units/.wu.yaml", "读我.txt"])
def test_a_new_file_is_a_change_ignored_or_not(file: str, county: County) -> None:
    county.write(".gitignore", "*\n")
    county.git("add", "--force", "data/.gitignore")
    county.commit()
    assert not changed(county)
    county.write(file, "")
    assert changed(county)


@pytest.mark.parametrize(
    "file", [".DS_Store", "units/.wu.yaml.swp", ".idea/a/workspace.xml", "__pycache__/a.pyc", *OFFICE]
)
def test_what_the_system_and_editors_leave_is_none(file: str, county: County) -> None:
    county.write(file, "")
    assert not changed(county)


def test_a_file_that_is_gone_or_other_is_a_change(county: County) -> None:
    (county.data / "units" / "jia.yaml").unlink()
    assert changed(county)
    county.write("units/jia.yaml", "id: jia\nname: 甲乡\n")
    assert changed(county)
    county.git("add", "--all")
    assert changed(county), "what is to be committed is not committed"
    county.git("reset", "--quiet", "--hard")
    county.git("rm", "--quiet", "--cached", "data/units/jia.yaml")
    assert not changed(county)


@pytest.mark.parametrize("mark", ["--assume-unchanged", "--skip-worktree"])
def test_a_mark_in_the_index_hides_nothing(mark: str, county: County) -> None:
    county.git("update-index", mark, "data/units/jia.yaml")
    county.write("units/jia.yaml", "id: jia\nname: 甲乡\n")
    assert changed(county)


def test_lines_that_were_broken_for_another_system_are_no_change(county: County) -> None:
    for file in ("units/jia.yaml", "evidence/2019/jia/e1.txt"):
        county.write(file, (county.data / file).read_bytes().replace(b"\n", b"\r\n"))
    assert not changed(county)
    county.write("units/jia.yaml", b"id: jia\r\nname: \xe4\xb9\x99\r\n")
    assert changed(county)


def test_a_large_file_is_read_in_pieces(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    county.write("evidence/2019/jia/e2.bin", "\0" * 100 + "行\r\n" * 1000)
    county.commit()
    monkeypatch.setattr("assessment.repository.changed._PIECE", 64)
    monkeypatch.delattr(Path, "read_bytes")
    assert not is_changed(needed_clone(county.data).repository, ["data/evidence"])


def test_a_file_that_git_lfs_keeps_is_known_by_its_digest(county: County) -> None:
    held = b"%PDF\x00\r\n scanned"
    county.write("evidence/2019/jia/e2.pdf", POINTER.format(hashlib.sha256(held).hexdigest()))
    county.commit()
    assert not changed(county), "not downloaded"
    county.write("evidence/2019/jia/e2.pdf", held)
    assert not changed(county), "downloaded"
    county.write("evidence/2019/jia/e2.pdf", held + b".")
    assert changed(county)


def test_a_link_is_what_it_leads_to(county: County) -> None:
    (county.data / "evidence" / "link").symlink_to("2019")
    assert changed(county)
    county.commit()
    assert not changed(county)
    (county.data / "evidence" / "link").unlink()
    (county.data / "evidence" / "link").symlink_to("2018")
    assert changed(county)
    (county.data / "evidence" / "link").unlink()
    county.write("evidence/link", "2019")
    assert changed(county), "a file that holds the way is no link"


def test_another_repository_in_a_commit_cannot_be_told(county: County) -> None:
    County(county.data / "inner").commit()
    county.commit()
    assert changed(county)


def test_a_single_file_and_what_is_not_there_can_be_asked_about(county: County) -> None:
    repository = needed_clone(county.data).repository
    assert not is_changed(repository, ["scripts", "data/units/jia.yaml", "nothing"])
    county.write("../scripts/tool.py", "")
    assert is_changed(repository, ["scripts"])
    assert not is_changed(repository, ["data/units/jia.yaml"])


def test_ids_of_the_longer_kind_are_known(tmp_path: Path) -> None:
    own = County(tmp_path / "county")
    for path in [*(own.top / ".git").rglob("*")][::-1]:
        path.rmdir() if path.is_dir() else path.unlink()
    own.git("init", "--quiet", "--object-format=sha256")
    assert len(own.commit()) == 64
    assert not changed(own)
    own.write("units/jia.yaml", "id: jia\nname: 甲乡\n")
    assert changed(own)
