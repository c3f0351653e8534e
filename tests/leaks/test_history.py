"""The repository's past tells the public who did nothing and what stood where: days and ids of what is shown only."""

import os
import subprocess
from pathlib import Path

import pytest

from assessment.commands import build
from assessment.dataset.year import Disclosure, Stage
from tests.folder import reapprove
from tests.leaks.planted import WORDS, Plan, write
from tests.leaks.reading import everything

PAST = {
    "committer": "提交人诸葛",
    "mail": "zhuge@example.org",
    "message": "提交说明机密",
    "before": "改掉的内部缘由",
    "gone": "删去的缘由",
}
REMOVED = "bonus:\n  - {id: b9, clause: 第3项, date: 2019-06-03, reason: 删去的缘由, evidence: [e1]}\n"


def commit(data: Path, *arguments: str) -> None:
    who = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in {"NAME": PAST["committer"], "EMAIL": PAST["mail"]}.items()
    }
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for command in (["add", "--all"], ["commit", "--quiet", "--message", PAST["message"], *arguments]):
        subprocess.run(["git", *command], cwd=data.parent, env={**os.environ, **who, **alone}, check=True)


def read(data: Path, output: Path, audience: str) -> set[str]:
    """Build for an audience; return what of the past can be read."""
    assert build.main(["--data", str(data), "--output", str(output), "--no-pdf", "--audience", audience]) == 0
    texts = [text for _, text in everything(output)]
    return {what for what, word in PAST.items() if any(word in text for text in texts)}


def test_the_past_tells_no_names_and_no_earlier_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1583020800")
    data = write(tmp_path / "county" / "data", Plan(), Stage.PUBLISHED, Disclosure.FULL)
    record = data / "scores" / "2019" / "jia.yaml"
    now = record.read_text(encoding="utf-8")
    record.write_text(now.replace(WORDS["inside"][0], PAST["before"]).replace("bonus:\n", REMOVED), encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=data.parent, check=True)
    commit(data)
    record.write_text(now, encoding="utf-8")
    reapprove(data)
    commit(data)
    assert read(data, tmp_path / "public", "public") == set()
    assert read(data, tmp_path / "office", "office") == {"committer"}
