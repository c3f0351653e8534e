"""A whole run, as small as it can be."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from benchmarks import peers
from benchmarks.__main__ import main
from benchmarks.desk import EFFECTS
from benchmarks.history import Conditions, add_line
from benchmarks.machine import machine
from benchmarks.rows import Order

from tests.benchmarks.test_report import MEASURES


def test_a_line_of_history(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    conditions = Conditions(
        datetime(2026, 11, 30, 11, tzinfo=UTC), "c0ffee", False, (0.5, 2.0), machine(), {"Typst": "1"}
    )
    for _ in range(2):
        add_line(path, conditions, Order(42, (84,), (4700,), 0, True, "s"), MEASURES)
    first, second = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert first == second
    assert first["began"] == "2026-11-30T11:00:00+00:00"
    assert (first["commit"], first["load"], first["peers"]) == ("c0ffee", [0.5, 2.0], {"Typst": "1"})
    assert first["machine"].keys() == {"cores", "processor", "memory", "python", "debian"}
    assert first["order"] == {"units": 42, "sizes": [84], "checks": [4700], "counties": 0, "pdf": True, "seed": "s"}
    assert (first["cpu"]["whole"], first["wall"]["whole"]) == ([30, 50, 40], [20, 90, 25])


@pytest.mark.slow
def test_the_smallest_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(peers, "typst", lambda: None)
    monkeypatch.setattr(peers, "hugo", lambda: None)
    history = tmp_path / "history.jsonl"
    assert main(["--units", "6", "--no-pdf", "--rounds", "1", "--history", str(history)]) == 0
    [line] = history.read_text(encoding="utf-8").splitlines()
    desk = {"desk-start", "desk-year", *(effect.key for effect in EFFECTS)}
    others = {"validate-cold", "validate-warm", "pages", "again", "commit", "deduction", "serve-page", "templates"}
    assert json.loads(line)["cpu"].keys() == {*others, *desk}
    assert "没有安装 Typst、Hugo，没有与它比。" in capsys.readouterr().out
