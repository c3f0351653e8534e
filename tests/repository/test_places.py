"""The data folder is where its path says, in the repository around it; links and repositories inside are told."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.check import check
from assessment.commands import build, compare, export, validate
from assessment.findings import Format, findings_text
from assessment.period import Period
from assessment.repository.clone import clone_of, needed_clone
from assessment.repository.git import GitError
from assessment.repository.links import LinkedDataError
from assessment.year.reading import read_year
from tests.repository.county import County


@pytest.fixture
def county(tmp_path: Path) -> County:
    own = County(tmp_path / "county")
    own.commit()
    return own


def found(data: Path) -> list[str]:
    """The places and codes of what is told of where the data stands."""
    lines = findings_text(check(read_year(data, Period(2019))), Format.TEXT).splitlines()
    parts = (line.split(": ") for line in lines)
    return [f"{place}: {code}" for place, code, *_ in parts if code in ("linked-data", "nested-repository")]


def test_data_where_it_should_be(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(county.data) == []
    monkeypatch.chdir(county.data)
    for path in (Path(), Path("../data"), Path("units/../../data"), Path("../../county/data")):
        clone = clone_of(path)
        assert clone is not None
        assert (clone.data, clone.below) == (county.data.resolve(), "data")


def linked(county: County) -> Path:
    county.data.rename(county.top / "records")
    county.data.symlink_to("records")
    return county.data


def linked_from_outside(county: County) -> Path:
    link = county.top.parent / "data"
    link.symlink_to(county.data)
    return link


def linked_to_outside(county: County) -> Path:
    county.data.rename(county.top.parent / "records")
    county.data.symlink_to(county.top.parent / "records")
    return county.data


def below_a_link(county: County) -> Path:
    (county.top / "other").symlink_to(".")
    return county.top / "other" / "data"


def below_a_link_and_back(county: County) -> Path:
    (county.top / "a" / "b").mkdir(parents=True)
    (county.top / "link").symlink_to("a/b")
    (county.top / "records").symlink_to("data")
    return county.top / "link" / ".." / ".." / "records"


@pytest.mark.parametrize("place", [linked, linked_from_outside, linked_to_outside, below_a_link, below_a_link_and_back])
def test_a_linked_data_folder_is_refused(
    place: Callable[[County], Path], county: County, capsys: pytest.CaptureFixture[str]
) -> None:
    data = place(county)
    name = data.name
    assert found(data) == [f"{name}:1:1: linked-data"]
    with pytest.raises(LinkedDataError):
        clone_of(data)
    capsys.readouterr()
    chosen = ["--data", str(data)]
    output = str(county.top / "output")
    for command, arguments in (
        (validate.main, chosen),
        (build.main, [*chosen, "--no-pdf", "--output", output]),
        (compare.main, ["HEAD", *chosen]),
        (export.main, ["performance", *chosen, "--output", f"{output}.xlsx"]),
    ):
        assert command(arguments) == 1
        said = "".join(capsys.readouterr())
        assert "是链接，Git 不跟着链接走" in said, command
        assert "Traceback" not in said
    assert not (county.top / "output").exists()


def test_a_link_above_the_repository_is_no_matter(county: County, tmp_path: Path) -> None:
    (tmp_path / "home").symlink_to(county.top)
    assert found(tmp_path / "home" / "data") == []
    assert needed_clone(tmp_path / "home" / "data").data == county.data.resolve()


def test_a_link_in_a_circle_is_one_line(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    (county.top / "circle").symlink_to("circle")
    for command in (validate.main, compare.main):
        arguments = ["HEAD"] * (command is compare.main) + ["--data", str(county.top / "circle")]
        assert command(arguments) == 1
        assert capsys.readouterr().err.count("\n") == 1


PLACES = ("years", "years/2019.yaml", "units", "scores/2019", "schemes/2019.yaml", "evidence/2019", "evidence/2019/e.txt")


@pytest.mark.parametrize("path", PLACES)
def test_links_that_stand_for_data_are_told(path: str, county: County) -> None:
    county.write("evidence/2019/e.txt", "台账")
    there = county.data / path
    moved = there.rename(county.top / "moved")
    there.symlink_to(moved)
    assert found(county.data) == [f"data/{path}:1:1: linked-data"]


def test_links_of_evidence_and_of_editors_are_no_matter(county: County) -> None:
    (county.top / "share").mkdir()
    (county.data / "evidence").symlink_to(county.top / "share")
    (county.data / "units" / ".#jia.yaml").symlink_to("wang@office.123")
    assert found(county.data) == []


def names(folder: Path, *paths: str) -> None:
    """Make files of these names below a folder, or folders where they end with a slash."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).mkdir(exist_ok=True) if path.endswith("/") else (folder / path).write_text("")


OWN = ((".git/",), (".git",), (".GIT/HEAD",))
"""Names by which a folder has a repository of its own; Git takes none of them into a commit."""
BARE = (("HEAD", "objects/", "refs/"), ("head", "Objects/pack/x", "REFS/heads/main"), ("HEAD", "commondir"))
"""Names by which a folder is one."""
FOLDERS = ("", "scores/2019", "evidence/2019/jia/deep", "units")


@pytest.mark.parametrize("paths", OWN + BARE)
@pytest.mark.parametrize("folder", FOLDERS)
def test_what_git_would_take_for_a_repository_is_told(folder: str, paths: tuple[str, ...], county: County) -> None:
    names(county.data / folder, *paths)
    assert found(county.data) == [f"{Path('data', folder)}:1:1: nested-repository"]


@pytest.mark.parametrize("paths", BARE)
@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_in_the_commit_alone_is_told_too(folder: str, paths: tuple[str, ...], county: County) -> None:
    names(county.data / folder, *(f"{path}keep" if path.endswith("/") else path for path in paths))
    county.commit()
    for first in {path.partition("/")[0] for path in paths}:
        there = county.data / folder / first
        shutil.rmtree(there) if there.is_dir() else there.unlink()
    assert found(county.data) == [f"{Path('data', folder)}:1:1: nested-repository"]


def test_half_of_a_repository_is_none(county: County) -> None:
    names(county.data / "evidence" / "2019", "HEAD", "objects/", "config", "refs")
    (county.data / "evidence" / "2019" / "refs").unlink()
    names(county.data / "evidence", "refs/", "objects/")
    assert found(county.data) == []


def test_a_submodule_in_the_commit_is_told_although_its_folder_is_empty(county: County) -> None:
    commit = county.git("rev-parse", "HEAD")
    county.git("update-index", "--add", "--cacheinfo", f"160000,{commit},data/evidence/2019")
    county.git("commit", "--quiet", "--message", "submodule")
    assert found(county.data) == ["data/evidence/2019:1:1: nested-repository"]


def test_a_tree_made_by_hand_may_hold_what_git_does_not_take_in(county: County) -> None:
    blob = county.git("hash-object", "-w", str(county.data / "years" / "2019.yaml"))
    inner = county.git("write-tree", "--prefix=data/units")
    entries = f"100644 blob {blob}\tconfig\n040000 tree {inner}\tobjects\n"
    git = tree(county, entries)
    data = tree(county, f"{county.git('ls-tree', 'HEAD:data')}\n040000 tree {git}\t.git\n")
    commit = county.git("commit-tree", tree(county, f"040000 tree {data}\tdata\n"), "-m", "evil", "-p", "HEAD")
    county.git("update-ref", "HEAD", commit)
    assert found(county.data) == ["data:1:1: nested-repository"]


def tree(county: County, entries: str) -> str:
    done = subprocess.run(["git", "mktree"], cwd=county.top, input=entries, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_only_the_repository_around_the_data_is_asked(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """One below the data, one named by the environment, one above: none of them is the one."""
    commit = county.git("rev-parse", "HEAD")
    other = County(county.data / "inner")
    other.commit()
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(county.top))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.worktree")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(other.top))
    assert needed_clone(county.data).commit == commit


def test_data_deep_in_a_repository_and_in_a_second_work_tree(county: County, tmp_path: Path) -> None:
    county.git("mv", "data", "a")
    (county.top / "b").mkdir()
    county.git("mv", "a", "b/c")
    commit = county.commit()
    county.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "second"))
    for top in (county.top, tmp_path / "second"):
        clone = needed_clone(top / "b" / "c")
        assert (clone.commit, clone.below, clone.changed) == (commit, "b/c", False)


def test_a_repository_of_somebody_else_is_read(county: County) -> None:
    """As in a container: Git would refuse, and must not be told to trust every folder."""
    os.chown(county.top, 12345, 12345)
    os.chown(county.top / ".git", 12345, 12345)
    assert needed_clone(county.data).commit == county.git("-c", "safe.directory=*", "rev-parse", "HEAD")


@pytest.mark.parametrize("damage", ["config", "HEAD"])
def test_a_damaged_repository_is_none_that_is_not_there(
    damage: str, county: County, capsys: pytest.CaptureFixture[str]
) -> None:
    (county.top / ".git" / damage).write_text("[\n")
    with pytest.raises(GitError):
        clone_of(county.data)
    assert validate.main(["--data", str(county.data)]) == 1
    assert capsys.readouterr().err.startswith(f"git 读不了 {county.top} 的版本库：")
