"""scripts/serve shows the site, builds again when a file is saved, and stops when told to."""

import http.client
import re
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from watchfiles._rust_notify import RustNotify

from assessment.commands.serve import main
from assessment.errors import RequestError
from tests.built import ROOT, Built, module
from tests.folder import reopen

SHOWN = "打开着的网页已经更新，其余的还在生成……"

DEADLINE = 240
"""Seconds after which a server that says nothing is ended, and the test with it."""


class Served:
    """The command at work; whoever reads its next line waits until it says something."""

    def __init__(self, data: Path, output: Path) -> None:
        # The year before is approved, and holds the units to the names that they bore in it.
        options = ["--port", "0", "--year", "2019", "--data", str(data), "--output", str(output)]
        command = module("serve", *options)
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # Tests that run in the background would hand down that Ctrl+C is ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        self.timer = threading.Timer(DEADLINE, self.process.kill)
        self.timer.start()
        self.address = ""

    def until(self, pattern: str, *, of_errors: bool = False) -> str:
        """Return what the command says, of errors or else of what it does, until a line matches."""
        stream = self.process.stderr if of_errors else self.process.stdout
        assert stream is not None
        said = ""
        for line in stream:
            said += line
            if re.search(pattern, line):
                return said
        raise AssertionError(f"ended without {pattern!r}: {said}")

    def end(self) -> tuple[int, str]:
        """Press Ctrl+C; return the exit status and what was said about errors."""
        self.process.send_signal(signal.SIGINT)
        _, errors = self.process.communicate()
        return self.process.returncode, errors


@pytest.fixture
def data(built: Built, tmp_path: Path) -> Path:
    copied = Path(shutil.copytree(built.data, tmp_path / "data"))
    reopen(copied)
    return copied


@pytest.fixture
def served(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "scripts"))
    served = Served(data, tmp_path / "output")
    yield served
    served.timer.cancel()
    served.process.kill()
    served.process.communicate()


def page(address: str, path: str) -> tuple[str, http.client.HTTPMessage]:
    with urlopen(address + path) as answer:
        return answer.read().decode(), answer.headers


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_serving(served: Served, data: Path, tmp_path: Path) -> None:
    first = served.until("请在浏览器打开")
    assert first.startswith("正在生成……\n")
    assert "已生成政务公开考评 2019" in first
    found = re.search(r"http://localhost:\d+/", first)
    assert found is not None
    address = found[0]
    home, headers = page(address, "")
    assert "建平镇" in home
    assert headers["Cache-Control"] == "no-store"
    assert not (tmp_path / "output" / "2019" / "pdf").exists()

    change(data / "units" / "jianping.yaml", "full_name: 郎溪县建平镇", "full_name: 新名镇")
    second = served.until("^已更新。$")
    assert second.startswith(f"jianping.yaml 有改动，正在重新生成……\n{SHOWN}\n已生成政务公开考评 2019 年\n")
    assert "新名镇" in page(address, "2019/units/jianping/index.html")[0]

    change(data / "units" / "jianping.yaml", "full_name: 新名镇", "nome: 新名镇")
    faults = served.until("^数据有误，共 1 处错误，没有写任何文件；原有的输出保持不变。$", of_errors=True)
    assert re.search(f"^{data}/units/jianping.yaml:", faults, re.MULTILINE)
    served.until("^没有更新，浏览器里还是上一次的结果；改好保存后再生成。$")
    assert "新名镇" in page(address, "2019/units/jianping/index.html")[0], "the last good site is still there"

    status, errors = served.end()
    assert status in (0, 130), "130 where the build that told the fault is just ending"
    assert re.fullmatch("(已中断，原有的输出保持不变。\n)?", errors)


def test_a_port_in_use_is_one_line(built: Built, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--port", str(port), "--data", str(built.data), "--output", str(tmp_path / "output")]) == 1
    assert capsys.readouterr().err == f"不能使用端口 {port}：可能已被占用，请用 --port 另选一个\n"
    assert not (tmp_path / "output").exists()


def test_ctrl_c_during_a_build_ends_the_command(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assessment.commands.building.build", interrupt)
    assert main(["--port", "0", "--data", str(built.data), "--output", str(tmp_path / "output")]) == 130
    assert capsys.readouterr() == ("正在生成……\n", "已中断，原有的输出保持不变。\n")


def test_ctrl_c_before_the_first_build_ends_the_command(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(RustNotify, "watch", lambda *_: "signal")
    assert main(["--port", "0", "--data", str(built.data), "--output", str(tmp_path / "output")]) == 130
    assert capsys.readouterr() == ("", "已中断，原有的输出保持不变。\n")


@pytest.mark.parametrize(
    ("pages", "line"),
    [
        (["index.html"], "没有更新，浏览器里还是上一次的结果；改好保存后再生成。"),
        ([], "没有更新，还没有可以看的网页；改好保存后再生成。"),
    ],
)
def test_what_there_was_before_a_first_build_that_failed_is_not_shown_as_new(
    built: Built,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    pages: list[str],
    line: str,
) -> None:
    def fail(*_: object) -> None:
        raise RequestError("不能生成")

    said, states, calls = list[str](), list[str](), iter(["timeout", "timeout", "signal"])

    def watch(*_: object) -> str:
        call = next(calls)
        said.append(capsys.readouterr().out)
        if found := re.search(r"http://localhost:\d+/", "".join(said)):
            states.append(page(found[0], "~serving/state?page=/")[0])
        return call

    output = tmp_path / "output"
    output.mkdir()
    for name in pages:
        (output / name).write_text("<head></head>", encoding="utf-8")
    monkeypatch.setattr("assessment.commands.building.build", fail)
    monkeypatch.setattr(RustNotify, "watch", watch)
    assert main(["--port", "0", "--data", str(built.data), "--output", str(output)]) == 0
    assert re.fullmatch(
        f"正在生成……\n{line}\n请在浏览器打开 http://localhost:\\d+/ ，按 Ctrl\\+C 结束。\n", "".join(said)
    )
    assert states
    assert all("没有更新，还是上一次的结果" in state for state in states)
