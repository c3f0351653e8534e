"""Every workflow as a platform runs it: each event, every run step in order, and what it leaves."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.built import ROOT
from tests.workflows.platform import GITHUB, running
from tests.workflows.run import Job, Platform, git, jobs_of

pytestmark = pytest.mark.slow

RECORD = "data/scores/2019/jianping.yaml"
OWN = "xian/kaoping"


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """The repository of the county, with its program, as it is committed here."""
    origin = tmp_path / "origin"
    git(tmp_path, "clone", "--quiet", "--no-local", f"file://{ROOT}", str(origin))
    git(origin, "checkout", "--quiet", "-B", "main")
    return origin


def changed(origin: Path, text: str, replacement: str) -> str:
    """Make a branch in which a record is changed, amended where that can be; return the commit."""
    git(origin, "checkout", "--quiet", "-B", "change", "main")
    record = origin / RECORD
    before = record.read_text(encoding="utf-8")
    assert text in before
    record.write_text(before.replace(text, replacement, 1), encoding="utf-8")
    words = ["--reason", "通报层级有误", "--date", "2020-03-10", "--document", "函3号", "--year", "2019"]
    amend = [str(ROOT / "scripts" / "amend"), *words, "--data", str(origin / "data")]
    subprocess.run(amend, check=False, capture_output=True)
    git(origin, "commit", "--quiet", "--all", "--message", "change a record")
    commit = git(origin, "rev-parse", "HEAD")
    git(origin, "checkout", "--quiet", "main")
    return commit


def request(origin: Path, head: str, whose: str) -> Platform:
    """A pull request of a branch, from a repository."""
    base = git(origin, "rev-parse", "main")
    event: dict[str, Any] = {"base": {"sha": base}, "head": {"sha": head, "repo": {"full_name": whose}}, "number": 7}
    context = {
        "event": {"pull_request": event},
        "event_name": "pull_request",
        "repository": OWN,
        "token": "secret",
        "server_url": "https://github.com",
    }
    return Platform(origin.parent, origin, context)


def checked(platform: Platform, head: str) -> Job:
    job = platform.run_job(jobs_of("pull-request")["check"], "check", head, {})
    assert job is not None
    return job


def test_a_request_of_the_own_repository(origin: Path) -> None:
    head = changed(origin, "level: 省", "level: 国家")
    platform = request(origin, head, OWN)
    check = checked(platform, head)
    assert check.statuses == {"检查数据": 0, "比较结果": 0, "生成预览": 0}, check.steps
    assert "建平镇" in check.summary
    assert (check.clone / "preview" / "index.html").is_file()
    assert "建平镇" in (check.clone / "changes.html").read_text(encoding="utf-8")
    jobs = jobs_of("pull-request")
    compared = platform.run_job(jobs["compare"], "compare", git(origin, "rev-parse", "main"), {})
    assert compared is not None
    assert compared.statuses == {"比较结果": 0}, compared.steps
    with running(GITHUB) as comments:
        there = {"GITHUB_API_URL": comments.address, "GITHUB_REPOSITORY": OWN}
        result = replace(platform, variables=there).run_job(jobs["comment"], "comment", "main", compared.outputs)
        assert result is not None
        assert result.statuses == {"写评论": 0}, result.steps
        [one] = comments.comments
        assert "建平镇" in str(one["body"])


def test_a_request_of_a_fork_is_checked_and_gets_no_comment(origin: Path) -> None:
    head = changed(origin, "level: 省", "level: 国家")
    platform = request(origin, head, "other/kaoping")
    assert set(checked(platform, head).statuses.values()) == {0}
    jobs = jobs_of("pull-request")
    assert [platform.run_job(jobs[name], name, "main", {}) for name in ("compare", "comment")] == [None, None]


def test_a_request_with_faulty_data_is_told_line_by_line_and_compared(origin: Path) -> None:
    head = changed(origin, "level: 省", "level: 世界")
    check = checked(request(origin, head, OWN), head)
    assert check.statuses["检查数据"] == 1
    assert f"::error file={RECORD},line=" in check.said_by("检查数据")
    assert "生成预览" not in check.statuses
    assert check.summary


@pytest.mark.parametrize(
    ("event", "ran"), [("push", ["运行测试", "用一万份损坏的文件试验"]), ("pull_request", ["运行测试"])]
)
def test_the_tests_are_found_and_the_code_is_checked(origin: Path, event: str, ran: list[str]) -> None:
    """The tests themselves are not run in a test of their own; pytest lists them."""
    listed = {"PYTEST_ADDOPTS": "--collect-only --quiet"}
    platform = Platform(origin.parent, origin, {"event_name": event}, listed)
    job = platform.run_job(jobs_of("tests")["tests"], "tests", "main", {})
    assert job is not None
    assert [*job.statuses] == ran
    assert set(job.statuses.values()) == {0}, job.steps[0].said[-3000:]
    assert "tests/scoring/test_rows.py" in job.said_by("运行测试")


def published(origin: Path, commit: str) -> Job:
    platform = Platform(origin.parent, origin, {"event": {"repository": {"default_branch": "main"}}})
    job = platform.run_job(jobs_of("annual")["publish"], "annual", commit, {})
    assert job is not None
    return job


def test_an_annual_tag_on_main_gives_a_bundle_that_verifies(origin: Path) -> None:
    git(origin, "tag", "2019")
    job = published(origin, "2019")
    assert set(job.statuses.values()) == {0}, job.steps
    column = job.clone / "bundle" / "column"
    assert [*(column / "2019").rglob("*.pdf")]
    verify = [str(job.clone / "scripts" / "verify"), str(column), "--rebuild"]
    done = subprocess.run(verify, cwd=job.clone, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    engine = json.loads((column / "manifest.json").read_text(encoding="utf-8"))["engine"]
    assert engine["commit"] == git(origin, "rev-parse", "main")
    assert engine["changed"] is False


def test_an_annual_tag_off_main_gives_nothing(origin: Path) -> None:
    head = changed(origin, "level: 省", "level: 国家")
    git(origin, "tag", "2019-2", head)
    job = published(origin, "2019-2")
    assert job.statuses == {"核对标签在主分支上": 1}
    assert "不生成发布包" in job.steps[0].said
    assert not (job.clone / "bundle").exists()
