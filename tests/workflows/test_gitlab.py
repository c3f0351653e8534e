"""GitLab: the note of scripts/comment, the code quality report, and the jobs that ask for both."""

import base64
import json
import re
from collections.abc import Iterator

import pytest

from assessment.commands import comment
from assessment.findings import Finding, Format, Severity, findings_text
from assessment.place import Place
from tests.built import ROOT
from tests.workflows.gitlab import BOT, PIPELINE, keeping_notes


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, object]]]:
    """The notes of a merge request that has many by others; the environment is that of a job there."""
    with keeping_notes() as notes:
        notes.kept += [{"id": 1, "body": f"{comment.MARK}\n不是我们的", "author": {"id": 6, "username": "li"}}]
        notes.kept += [{"id": number, "body": "说", "author": BOT} for number in range(2, 60)]
        for name, value in notes.variables.items():
            monkeypatch.setenv(name, value)
        yield notes.kept


def test_one_note_is_written_and_written_anew(notes: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("少 1 分", "少 2 分"):
        monkeypatch.setenv("CHANGES", base64.b64encode(text.encode()).decode())
        assert comment.main(["7"]) == 0
        assert len(notes) == 60
        assert notes[-1] == {"id": 60, "body": f"{comment.MARK}\n{text}", "author": BOT}


def test_without_a_token_it_says_which(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name, value in {"GITLAB_CI": "true", "CI_PROJECT_ID": "9", "CHANGES": "5Y+Y"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("COMMENT_TOKEN", raising=False)
    assert comment.main(["7"]) == 1
    assert "缺少环境变量 COMMENT_TOKEN" in capsys.readouterr().err


def test_findings_are_a_code_quality_report() -> None:
    error = Finding(Place("data/a.yaml", 3, 1), "mark-above-full", "成绩 101 超过满分 100", "请核对")
    warning = Finding(Place("data/b.yaml", 5, 2), "undecided", "还没有定", severity=Severity.WARNING)
    entries = json.loads(findings_text([warning, error], Format.GITLAB))
    assert [(one["check_name"], one["severity"], one["description"]) for one in entries] == [
        ("mark-above-full", "major", "成绩 101 超过满分 100（请核对）"),
        ("undecided", "info", "还没有定"),
    ]
    assert entries[0]["location"] == {"path": "data/a.yaml", "lines": {"begin": 3}}
    assert len({one["fingerprint"] for one in entries}) == 2
    assert json.loads(findings_text([], Format.GITLAB)) == []


def test_it_runs_where_the_other_workflows_do() -> None:
    image = (ROOT / ".github" / "image").read_text(encoding="utf-8").strip()
    assert PIPELINE["default"]["image"].partition("@")[0] == image.partition("@")[0]


def test_the_note_is_written_by_the_target_branch_and_never_for_a_fork() -> None:
    [rule] = PIPELINE["note"]["rules"]
    assert "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID" in rule["if"]
    lines = PIPELINE["note"]["script"][0].splitlines()
    assert lines[:2] == [
        'git worktree add --quiet --detach ../target "$CI_MERGE_REQUEST_DIFF_BASE_SHA"',
        "cd ../target",
    ]
    others = [line for name in ("check", "tests", "annual") for line in PIPELINE[name]["script"]]
    assert not [line for line in others if "COMMENT_TOKEN" in line]


def test_annual_tags_are_those_of_the_other_workflow() -> None:
    [rule] = PIPELINE["annual"]["rules"]
    pattern = re.search("/(.*)/", rule["if"])
    assert pattern is not None
    for tag, wanted in {"2019": True, "2019-2": True, "2023-q2": True, "v1.0.0": False, "20190": False}.items():
        assert bool(re.search(pattern[1], tag)) is wanted
