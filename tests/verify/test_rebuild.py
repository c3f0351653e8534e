"""With the repository, a bundle is shown to be what its commit gives, or which of its files are not."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assessment.bundle.manifest import Manifest
from assessment.bundle.sums import sums
from assessment.errors import RequestError
from assessment.verify.rebuild import rebuild
from tests.built import module
from tests.repository.county import County
from tests.verify.conftest import Project

PAGE = "2019/units/jianping/index.html"


def verify(project: Project, *arguments: str) -> tuple[int, list[str], str]:
    """Return status, lines of the answer, and what is said of a fault."""
    done = subprocess.run(
        module("verify", *arguments),
        cwd=project.top,
        env={**project.environment, "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines(), done.stderr


def forge(site: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change a manifest, and the sums so that both still fit."""
    document = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    change(document)
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    (site / "manifest.json").write_text(text, encoding="utf-8")
    (site / "SHA256SUMS").write_text(sums(document["files"], text.encode()), encoding="utf-8")


@pytest.fixture
def site(published: Project, tmp_path: Path) -> Path:
    """A bundle to forge."""
    return Path(shutil.copytree(published.bundle, tmp_path / "site"))


def test_a_commit_gives_the_bundle_again_and_the_commitment_opens(published: Project) -> None:
    before = published.top / ".git"
    refs = sorted(path.relative_to(before) for path in before.rglob("*"))
    status, lines, fault = verify(published, str(published.bundle), "--rebuild", "--open")
    assert (status, fault) == (0, "")
    commit = json.loads((published.bundle / "manifest.json").read_text(encoding="utf-8"))["commit"][:10]
    count = sum(1 for path in published.bundle.rglob("*") if path.is_file())
    assert lines == [
        f"与清单一致：2019、2018 年，{count} 个文件，清单写的版本是 {commit}",
        f"与版本 {commit} 重新生成的结果逐字节一致：{count} 个文件",
        f"承诺值相符：版本 {commit} 的 {inputs(published)} 个输入文件就是审定记录里的那些",
    ]
    assert sorted(path.relative_to(before) for path in before.rglob("*")) == refs, "the repository is as it was"


def inputs(published: Project) -> int:
    """How many files the years were approved with: a unit's file counts for each year that assesses the unit."""
    data = published.top / "data"
    of_years = [path for name in ("schemes", "years", "scores", "evidence") for path in (data / name).rglob("*")]
    assessed = [path.stem for path in data.glob("scores/*/*.yaml")]
    return sum(1 for path in of_years if path.is_file()) + len(assessed)


def test_a_mark_that_was_changed_with_its_digests_is_found_by_building_again(published: Project, site: Path) -> None:
    page = (site / PAGE).read_bytes() + b"<!-- 99 -->"
    (site / PAGE).write_bytes(page)
    forge(site, lambda document: document["files"].update({PAGE: hashlib.sha256(page).hexdigest()}))
    forge(site, lambda document: document["libraries"].update(pelican="1"))
    assert verify(published, str(site))[0] == 0
    status, lines, fault = verify(published, str(site), "--rebuild")
    assert status == 1
    assert lines[1:4] == [f"改动：{PAGE}", "改动：SHA256SUMS", "改动：manifest.json"]
    assert lines[4].startswith("环境不同：pelican 发布时是 1，现在是 4.")
    assert fault.endswith("重新生成的结果不一致，共 3 处\n")


UNKNOWN = "0123456789" * 4
YEAR: dict[str, object] = {"year": 2019, "provenance": "real", "scheme": "0" * 64}
"""What a manifest says of a year that has no commitment."""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"commit": UNKNOWN}, "版本 0123456789 不在当前分支的历史里，没有核对；请切换到含有它的分支"),
        ({"commit": ""}, "发布包没有写明版本，没有可以核对的版本"),
        ({"changed": True}, "发布包由没有提交的修改生成，没有一个版本可以核对"),
        ({"engine": {"commit": UNKNOWN, "changed": False, "python": "3"}}, "版本 0123456789 不在当前分支的历史里"),
        (
            {"engine": {"commit": UNKNOWN, "changed": True, "python": "3"}},
            "发布包由没有提交的程序生成，没有一个版本能重建它",
        ),
        ({"years": [{**YEAR, "year": 2017}]}, "重建不了：没有 2017 年的年度文件，现有："),
    ],
)
def test_what_cannot_be_built_again_is_one_line(
    change: dict[str, object], said: str, published: Project, site: Path
) -> None:
    forge(site, lambda document: document.update(change))
    status, lines, fault = verify(published, str(site), "--rebuild")
    assert (status, len(lines)) == (1, 1)
    assert said in fault
    assert fault.count("\n") == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"years": [YEAR | {"commitment": "0" * 64}]}, "2019 年全部输入不符：发布包不是由这些数据生成的"),
        ({"years": [YEAR]}, "发布包里没有承诺值：审定以前没有密钥，也就没有承诺值"),
        ({"commit": UNKNOWN}, "版本 0123456789 不在当前分支的历史里，没有核对"),
        ({"years": [YEAR | {"year": 2017, "commitment": "0" * 64}]}, "没有可以读的 2017 年审定记录，承诺值打不开"),
    ],
)
def test_a_commitment_that_does_not_open_is_one_line(
    change: dict[str, object], said: str, published: Project, site: Path
) -> None:
    forge(site, lambda document: document.update(change))
    status, lines, fault = verify(published, str(site), "--open")
    assert (status, len(lines)) == (1, 1)
    assert said in fault
    assert fault.count("\n") == 1


@pytest.mark.parametrize(
    ("file", "was", "now", "opens"),
    [
        ("scores/2019/jianping.yaml", "year: 2019\n", "year: 2019 # a comment changes nothing\n", True),
        ("scores/2019/jianping.yaml", "year: 2019\n", "year: 2019\nself_review: {title: 总结, url: /other}\n", False),
        ("approvals/2019.yaml", "    seal: ", "    seal: 00", False),
    ],
)
def test_records_that_were_changed_do_not_open_the_commitment(
    file: str, was: str, now: str, *, opens: bool, published: Project, tmp_path: Path
) -> None:
    other = Project(Path(shutil.copytree(published.top, tmp_path / "project", symlinks=True)), tmp_path / "bundle")
    path = other.top / "data" / file
    head_of, found, rest = path.read_text(encoding="utf-8").partition(was)
    assert found
    # A seal stays as long as it was.
    path.write_text(head_of + now + (rest[2:] if "seal" in was else rest), encoding="utf-8")
    assert commit_all(other)
    site = Path(shutil.copytree(published.bundle, tmp_path / "site"))
    forge(site, lambda document: document.update(commit=head(other)))
    status, _, fault = verify(other, str(site), "--open")
    assert status == (0 if opens else 1)
    assert opens or "的 2019 年数据与审定记录不符，承诺值打不开" in fault


def test_another_lock_is_said_and_not_built_with(published: Project, tmp_path: Path) -> None:
    other = Project(Path(shutil.copytree(published.top, tmp_path / "project", symlinks=True)), published.bundle)
    (other.top / "requirements.txt").write_text("# nothing\n")
    assert commit_all(other)
    status, _, fault = verify(other, str(published.bundle), "--rebuild")
    assert status == 1
    assert "的 requirements.txt 与现在的不同，现在的环境重建不了" in fault


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_a_program_that_was_committed_with_caches_is_refused(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    county = County(tmp_path / "county")
    (county.top / "requirements.txt").write_text("", encoding="utf-8")
    place = county.top / ".cache"
    if kind == "folder":
        place.mkdir()
        (place / "font").write_text("", encoding="utf-8")
    elif kind == "link":
        place.symlink_to("nowhere")
    else:
        place.write_text("", encoding="utf-8")
    commit = county.commit()
    manifest = Manifest({}, "public", commit, False, commit, "", False, date(2020, 3, 1), False, "", {}, {}, b"")
    monkeypatch.setattr("assessment.verify.rebuild.ROOT", county.top)
    monkeypatch.setattr("assessment.verify.commits.ROOT", county.top)
    with pytest.raises(RequestError, match=r"里提交了 \.cache"):
        rebuild(manifest, county.data)


def commit_all(project: Project) -> bool:
    who = ["-c", "user.name=office", "-c", "user.email=office@example.org"]
    done = subprocess.run(["git", *who, "commit", "--quiet", "--all", "--message", "more"], cwd=project.top, check=False)
    return done.returncode == 0


def head(project: Project) -> str:
    said = subprocess.run(["git", "rev-parse", "HEAD"], cwd=project.top, capture_output=True, text=True, check=True)
    return said.stdout.strip()
