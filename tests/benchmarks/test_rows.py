"""No row finds what another one has made where a person would not have it."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from benchmarks import rows
from benchmarks.clock import Spent
from benchmarks.county import LEAST, shipped
from benchmarks.rows import Order, Round


def test_what_is_saved_while_serve_runs_is_new_to_the_build_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    caches = dict[bool, set[str]]()

    def spend(command: Sequence[str], log: Path, environment: Mapping[str, str]) -> Spent:
        caches.setdefault("benchmarks.serve_times" in command, set()).add(environment["ASSESSMENT_CACHE"])
        log.write_text(json.dumps({"cpu": 1, "wall": 1} if "benchmarks.page_times" in command else [1]), encoding="utf-8")
        return Spent(1, 1)

    monkeypatch.setattr(rows, "spend", spend)
    monkeypatch.setattr(rows, "spend_at_desk", lambda *_: iter(()))
    order = Order(LEAST, (), (), 0, pdf=False, seed="any")
    keys = [key for key, _ in Round(order, shipped(), None, None, tmp_path / "round").spend()]
    assert {"serve-page", "deduction"} <= {*keys}
    assert caches.keys() == {True, False}
    assert caches[True].isdisjoint(caches[False])
