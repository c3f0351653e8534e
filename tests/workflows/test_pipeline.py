"""Every job of .gitlab-ci.yml as GitLab runs it: which jobs an event starts, their scripts, and what they leave."""

import json
import subprocess
from pathlib import Path

import pytest

from assessment.commands.comment import MARK
from tests.workflows.gitlab import JOBS, Event, Notes, keeping_notes, missing_artifacts
from tests.workflows.run import git
from tests.workflows.test_run import RECORD, changed, origin

pytestmark = pytest.mark.slow

__all__ = ["origin"]


def request(origin: Path, head: str, notes: Notes, project: str = "9") -> Event:
    """A merge request of a branch, from a project."""
    more = {
        "CI_PIPELINE_SOURCE": "merge_request_event",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(origin, "merge-base", "main", head),
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": project,
        "CI_MERGE_REQUEST_IID": "7",
        "CI_DEFAULT_BRANCH": "main",
        "CI_COMMIT_SHA": head,
    }
    return Event(origin, head, {**notes.variables, **more})


def tag(origin: Path, name: str, commit: str) -> Event:
    """A tag that somebody has pushed."""
    git(origin, "tag", name, commit)
    return Event(origin, name, {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_TAG": name, "CI_DEFAULT_BRANCH": "main"})


def test_a_request_is_checked_and_gets_its_note(origin: Path) -> None:
    head = changed(origin, "level: 省", "level: 国家")
    with keeping_notes() as notes:
        event = request(origin, head, notes)
        assert event.jobs == ["check", "note", "tests"]
        check, note = event.run("check"), event.run("note")
    assert (check.statuses, note.statuses) == ({"check": 0}, {"note": 0}), (check.steps, note.steps)
    assert missing_artifacts("check", check.clone) == []
    assert json.loads((check.clone / "gl-code-quality.json").read_text(encoding="utf-8")) == []
    assert (check.clone / "preview" / "index.html").is_file()
    [one] = notes.kept
    assert str(one["body"]).startswith(MARK)
    assert "建平镇" in str(one["body"])


def test_a_request_with_faulty_data_has_its_report_and_its_comparison(origin: Path) -> None:
    head = changed(origin, "level: 省", "level: 世界")
    with keeping_notes() as notes:
        check = request(origin, head, notes).run("check")
    assert check.statuses == {"check": 1}
    report = json.loads((check.clone / "gl-code-quality.json").read_text(encoding="utf-8"))
    assert {one["location"]["path"] for one in report} == {RECORD}
    assert "建平镇" in (check.clone / "changes.html").read_text(encoding="utf-8")
    assert not (check.clone / "preview").exists()


def test_which_events_start_which_jobs(origin: Path) -> None:
    with keeping_notes() as notes:
        fork = request(origin, "main", notes, project="12")
    assert fork.jobs == ["check", "tests"]
    without_token = {name: value for name, value in fork.variables.items() if name != "COMMENT_TOKEN"}
    own = {**without_token, "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "9"}
    assert Event(origin, "main", own).jobs == ["check", "tests"]
    push = {"CI_PIPELINE_SOURCE": "push", "CI_DEFAULT_BRANCH": "main"}
    assert Event(origin, "main", {**push, "CI_COMMIT_BRANCH": "main"}).jobs == ["tests"]
    assert Event(origin, "main", {**push, "CI_COMMIT_BRANCH": "other"}).jobs == []
    assert tag(origin, "2023-q2", "main").jobs == ["annual"]
    assert tag(origin, "v1.0.0", "main").jobs == []


def test_a_push_starts_the_tests(origin: Path) -> None:
    """The tests themselves are not run in a test of their own; pytest lists them."""
    push = {"CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main", "PYTEST_ADDOPTS": "--collect-only --quiet"}
    job = Event(origin, "main", push).run("tests")
    assert job.statuses == {"tests": 0}, job.steps[0].said[-3000:]
    assert "tests/scoring/test_rows.py" in job.said_by("tests")


def test_an_annual_tag_on_main_gives_a_bundle_that_verifies(origin: Path) -> None:
    annual = tag(origin, "2019", "main").run("annual")
    assert annual.statuses == {"annual": 0}, annual.steps
    assert missing_artifacts("annual", annual.clone) == []
    column = annual.clone / "bundle" / "column"
    assert [*(column / "2019").rglob("*.pdf")]
    done = subprocess.run(
        [str(annual.clone / "scripts" / "verify"), str(column)],
        cwd=annual.clone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_annual_tag_off_main_gives_nothing(origin: Path) -> None:
    head = changed(origin, "level: 省", "level: 国家")
    annual = tag(origin, "2019-2", head).run("annual")
    assert annual.statuses == {"annual": 1}
    assert "不生成发布包" in annual.said_by("annual")
    assert missing_artifacts("annual", annual.clone) == JOBS["annual"]["artifacts"]["paths"]
