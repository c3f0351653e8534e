"""A server that is measured and fails ends the run with what it said."""

import subprocess
from pathlib import Path

import pytest
from benchmarks.serve_times import Server


@pytest.mark.parametrize(
    ("script", "longest"),
    [("echo 坏了 >&2", 600), ("echo 坏了 >&2; echo 没有更新; exec sleep 600", 600), ("echo 坏了; exec sleep 600", 0)],
    ids=["ends", "does not update", "takes too long"],
)
def test_a_server_that_fails(tmp_path: Path, script: str, longest: float) -> None:
    words = tmp_path / "words"
    with words.open("wb") as file, subprocess.Popen(["sh", "-c", script], stdout=file, stderr=file) as process:
        server = Server(process, words, longest)
        try:
            with pytest.raises(SystemExit, match="scripts/serve 没有做完"):
                server.wait(lambda: False)
        finally:
            process.kill()


def test_a_server_that_says_what_is_waited_for(tmp_path: Path) -> None:
    words = tmp_path / "words"
    with words.open("wb") as file, subprocess.Popen(["sh", "-c", "echo 已更新"], stdout=file) as process:
        server = Server(process, words)
        process.wait()
        server.wait(lambda: server.line_like("^已更新") != "")
