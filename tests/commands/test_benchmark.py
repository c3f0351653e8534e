"""scripts/benchmark says where a build's time goes, and leaves nothing behind."""

import itertools
import re
from pathlib import Path

import pytest

from assessment.commands.benchmark import main

PHASES = ["读取和检查数据", "计算", "编排文档和字库", "网站", "PDF", "收尾"]


def test_phases(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    clock = itertools.count(100)
    monkeypatch.setattr("time.perf_counter", lambda: float(next(clock)))
    assert main(["--data", str(small), "--no-pdf"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    timed = re.findall(r"^ *(\d+\.\d\d) 秒  (.*)$", said.out, re.MULTILINE)
    *phases, (total, summary) = timed
    # The clock strikes when the build begins, when each phase does, and at the end.
    assert phases == [("1.00", name) for name in PHASES]
    assert total == f"{len(PHASES) + 1}.00"
    assert re.fullmatch(r"合计（\d+ 个网页，0 份 PDF）", summary)
    assert re.search(r"内存峰值：主进程 \d+ MiB，最大的子进程 \d+ MiB", said.out)
    assert list(tmp_path.iterdir()) == []
