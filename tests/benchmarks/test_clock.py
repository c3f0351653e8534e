"""The clock counts what a command takes, and whatever it starts, whether it waits for that or not."""

import os
import signal
import sys
from pathlib import Path

import pytest
from benchmarks.clock import CommandError, spend

BUSY = "import time\nwhile time.process_time() < 0.4: pass"
PARENT = "import subprocess, sys; process = subprocess.Popen([sys.executable, '-S', '-c', {busy!r}]){wait}"


def test_what_a_child_takes_is_counted(tmp_path: Path) -> None:
    program = PARENT.format(busy=BUSY, wait="; process.wait()")
    assert spend((sys.executable, "-S", "-c", program), tmp_path / "log").cpu >= 0.4


def test_what_an_orphan_takes_is_counted_too(tmp_path: Path) -> None:
    program = PARENT.format(busy=BUSY, wait="; import os; os._exit(0)")
    assert spend((sys.executable, "-S", "-c", program), tmp_path / "log").cpu >= 0.4


def test_an_interruption_ends_all_that_was_started(tmp_path: Path) -> None:
    program = "import os, signal; print(os.getpid(), flush=True); os.kill(os.getppid(), signal.SIGINT); signal.pause()"
    # Tests that run in the background do not hear Ctrl+C unless they ask for it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            spend((sys.executable, "-S", "-c", program), tmp_path / "log")
    finally:
        signal.signal(signal.SIGINT, before)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "log").read_text()), 0)


def test_a_command_that_fails_is_told_with_its_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such county"):
        spend((sys.executable, "-S", "-c", "raise SystemExit('no such county')"), tmp_path / "log")
