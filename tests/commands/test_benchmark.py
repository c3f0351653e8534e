"""scripts/benchmark says where a build's time goes, and leaves nothing behind."""

import itertools
import re
from pathlib import Path

import pytest

from assessment.commands.benchmark import main

PHASES = ["读取和检查数据", "计算", "网站", "开放数据和通报", "PDF", "收尾"]


def test_phases(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    clock = itertools.count(100)
    monkeypatch.setattr("time.perf_counter", lambda: float(next(clock)))
    assert main(["--data", str(small), "--no-pdf"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    timed = re.findall(r"^ *(\d+\.\d\d) 秒  (.*)$", said.out, re.MULTILINE)
    *phases, (total, summary), desk, record, scheme = timed
    # The clock strikes when the build begins, when each phase does, and at the end.
    assert phases == [("1.00", name) for name in PHASES]
    assert total == f"{len(PHASES) + 1}.00"
    assert re.fullmatch(r"合计（\d+ 个网页，0 份 PDF）", summary)
    assert [seconds for seconds, _ in (desk, record, scheme)] == ["1.00"] * 3, "each is timed by itself"
    assert re.fullmatch(r"打开2019年的填报页（\d+个单位）（目标 1 秒以内）", desk[1])
    assert [what for _, what in (record, scheme)] == [
        "显示一条记录的影响（目标 0.3 秒以内）",
        "显示改方案的影响（目标 0.3 秒以内）",
    ]
    assert re.search(r"内存峰值：主进程 \d+ MiB，最大的子进程 \d+ MiB", said.out)
    assert list(tmp_path.iterdir()) == []


def test_the_table_has_options_of_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    """They are handed on as they stand, and so is the status."""
    assert main(["--table", "--units", "2", "--no-pdf"]) == 1
    assert capfd.readouterr().err.startswith("--units 不能是“2”，写法是 --units 个数；")


def test_an_installed_program_cannot_measure_the_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("assessment.commands.benchmark.IS_INSTALLED", True)
    assert main(["--table"]) == 1
    assert (
        capsys.readouterr().err
        == "安装成软件包的程序里没有 benchmarks/，请在程序的仓库里运行 scripts/benchmark --table\n"
    )
