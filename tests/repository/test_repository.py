"""What is read from Git: the clone, revisions, data folders of old, and the versions of a folder."""

import os
from datetime import date
from pathlib import Path

import pytest

from assessment.errors import RequestError
from assessment.repository.clone import clone_of, needed_clone
from assessment.repository.commits import texts, versions
from assessment.repository.git import GitError
from assessment.repository.repository import ask
from assessment.repository.revision import commit_of, common_start
from assessment.repository.snapshot import write_snapshot
from tests.repository.county import County, record


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(tmp_path / "county")


def test_a_clone_tells_where_it_stands(county: County) -> None:
    commit = county.commit()
    clone = clone_of(county.data)
    assert clone is not None
    assert (clone.commit, clone.committed, clone.changed, clone.shallow) == (commit, date(2020, 3, 1), False, False)
    assert clone.inside("scores/2019") == "data/scores/2019"
    county.record("jia", agency="80")
    changed = clone_of(county.data)
    assert changed is not None
    assert changed.changed


def test_there_is_no_clone_without_a_commit_a_repository_or_git(
    county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert clone_of(county.data) is None
    assert clone_of(tmp_path / "nowhere") is None
    county.commit()
    monkeypatch.setenv("PATH", "/nowhere")
    assert clone_of(county.data) is None


def test_a_hook_does_not_lead_to_another_repository(
    county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = county.commit()
    other = County(tmp_path / "other")
    other.commit()
    monkeypatch.setenv("GIT_DIR", str(other.top / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.top / ".git" / "index"))
    clone = clone_of(county.data)
    assert clone is not None
    assert (clone.commit, clone.changed) == (commit, False)


@pytest.mark.parametrize("revision", ["nobody", "--all", "HEAD:data", "", "HEAD\0", "HEAD HEAD"])
def test_what_is_no_revision_is_refused(county: County, revision: str) -> None:
    county.commit()
    with pytest.raises(RequestError, match="版本库里没有"):
        commit_of(needed_clone(county.data), revision)


def test_branches_tags_and_ids_are_revisions(county: County) -> None:
    first = county.commit()
    county.git("tag", "--annotate", "--message", "tag", "v1")
    county.record("jia", agency="80")
    second = county.commit()
    assert [commit_of(needed_clone(county.data), name) for name in ("v1", "main", first[:12], "HEAD~1")] == [
        first,
        second,
        first,
        first,
    ]
    assert common_start(needed_clone(county.data), first, second) == first


def test_histories_without_a_common_start(county: County) -> None:
    first = county.commit()
    county.git("checkout", "--quiet", "--orphan", "other")
    county.record("jia", agency="80")
    second = county.commit()
    assert common_start(needed_clone(county.data), first, second) is None


def test_a_snapshot_is_the_data_of_old_and_nothing_else(county: County, tmp_path: Path) -> None:
    county.write("evidence/2019/big.pdf", b"%PDF")
    county.write("evidence/2019/big.txt", b"text")
    (county.data / "link.yaml").symlink_to("/etc/passwd")
    commit = county.commit()
    county.record("jia", agency="12")
    county.commit()
    write_snapshot(needed_clone(county.data), commit, tmp_path / "old")
    paths = sorted(
        path.relative_to(tmp_path / "old").as_posix() for path in (tmp_path / "old").rglob("*") if path.is_file()
    )
    assert paths == [
        "county.yaml",
        "schemes/2019.source.txt",
        "schemes/2019.yaml",
        *(f"scores/2019/{unit}.yaml" for unit in ("bing", "ding", "jia", "yi")),
        *(f"units/{unit}.yaml" for unit in ("bing", "ding", "jia", "yi")),
        "years/2019.yaml",
    ]
    assert (tmp_path / "old" / "scores/2019/jia.yaml").read_text(encoding="utf-8") == record("jia")


ODD = ["-rf.yaml", "a b.yaml", "换 行\n.yaml", "引\"号'.yaml", "tab\t.yaml", ":(top)x.yaml", "*.yaml", "é.yaml"]


@pytest.mark.parametrize("folder", ["data", "数 据\n夹", "-data", ":(glob)**"])
def test_odd_names_are_names(tmp_path: Path, folder: str) -> None:
    county = County(tmp_path / "county", folder)
    for name in ODD:
        county.write(f"scores/2019/{name}", f"a: {ODD.index(name)}\n")
    (county.data / os.fsdecode(b"scores/2019/\xff.yaml")).write_bytes(b"a: 0\n")
    commit = county.commit()
    clone = clone_of(county.data)
    assert clone is not None
    [version] = versions(clone, "scores/2019")
    assert set(version.files) == {*ODD, "jia.yaml", "yi.yaml", "bing.yaml", "ding.yaml"}
    held = texts(clone, version.files.values())
    assert [held[version.files[name]] for name in ODD] == [f"a: {n}\n".encode() for n in range(len(ODD))]
    write_snapshot(needed_clone(county.data), commit, tmp_path / "old")
    assert (tmp_path / "old" / "scores" / "2019" / ODD[2]).read_text(encoding="utf-8") == "a: 2\n"


def test_a_tree_cannot_lead_out_of_the_snapshot(county: County, tmp_path: Path) -> None:
    county.commit()
    blob = county.git("hash-object", "-w", str(county.data / "years" / "2019.yaml"))
    evil = b"100644 evil.yaml\0" + bytes.fromhex(blob)
    (tmp_path / "inner").write_bytes(evil)
    inner = county.git("hash-object", "-t", "tree", "-w", "--literally", str(tmp_path / "inner"))
    (tmp_path / "outer").write_bytes(b"40000 ..\0" + bytes.fromhex(inner) + b"100644 good.yaml\0" + bytes.fromhex(blob))
    outer = county.git("hash-object", "-t", "tree", "-w", "--literally", str(tmp_path / "outer"))
    (tmp_path / "top").write_bytes(b"40000 data\0" + bytes.fromhex(outer))
    top = county.git("hash-object", "-t", "tree", "-w", "--literally", str(tmp_path / "top"))
    commit = county.git("commit-tree", top, "-m", "evil")
    write_snapshot(needed_clone(county.data), commit, tmp_path / "below" / "old")
    assert [path.name for path in (tmp_path / "below").rglob("*.yaml")] == ["good.yaml"]


def test_only_commits_that_touch_the_folder_are_told_each_after_its_parents(county: County) -> None:
    first = county.commit()
    county.write("../README.md", "other\n")
    county.commit()
    county.git("switch", "--quiet", "--create", "branch")
    county.record("jia", agency="80")
    branch = county.commit()
    county.git("switch", "--quiet", "main")
    county.record("yi", agency="80")
    main = county.commit()
    county.git("merge", "--quiet", "--no-edit", "branch")
    merge = county.git("rev-parse", "HEAD")
    clone = clone_of(county.data)
    assert clone is not None
    by_name = {version.commit.id: version for version in versions(clone, "scores/2019")}
    assert set(by_name) == {first, branch, main, merge}
    assert set(by_name[merge].commit.parents) == {main, branch}
    assert by_name[branch].commit.parents == (first,)
    order = list(by_name)
    assert (order[0], order[-1]) == (first, merge)
    assert by_name[main].commit.author == "王科员"
    assert by_name[main].commit.day == date(2020, 3, 4)
    assert by_name[branch].files["jia.yaml"] == by_name[merge].files["jia.yaml"] != by_name[main].files["jia.yaml"]


def test_settings_of_the_repository_run_no_programs(county: County, tmp_path: Path) -> None:
    commit = county.commit()
    ran = tmp_path / "ran"
    county.git("config", "core.fsmonitor", f"touch {ran}; false")
    county.git("config", "diff.external", f"touch {ran}")
    county.git("config", "filter.evil.smudge", f"touch {ran}")
    county.git("config", "diff.evil.textconv", f"touch {ran}")
    county.write("../.gitattributes", "*.yaml filter=evil diff=evil\n")
    clone = clone_of(county.data)
    assert clone is not None
    versions(clone, "scores/2019")
    write_snapshot(needed_clone(county.data), commit, tmp_path / "old")
    assert not ran.exists()


def test_what_a_partial_clone_left_out_is_not_fetched(county: County, tmp_path: Path) -> None:
    county.commit()
    county.git("config", "uploadpack.allowFilter", "true")
    copy = tmp_path / "copy"
    county.git("clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{county.top}", str(copy))
    (copy / "data").mkdir()
    with pytest.raises(GitError):
        write_snapshot(needed_clone(copy / "data"), commit_of(needed_clone(copy / "data"), "HEAD"), tmp_path / "old")


def test_git_is_asked_with_its_own_words(county: County) -> None:
    county.commit()
    with pytest.raises(GitError, match="git 读不了 "):
        ask(needed_clone(county.data).repository, "no-such-command")
