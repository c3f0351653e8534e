"""Ctrl+C before a command is loaded: one line and 130, as later on."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.commands.running import INTERRUPTED
from tests.built import ROOT

STAND_INS = {
    "scripts/setup": "#!/bin/sh\n",
    ".venv/bin/python": f'#!/bin/sh\nexec {sys.executable} "$@"\n',
}
"""What scripts/run starts, one after the other."""
PRESS = "#!/bin/sh\nkill -INT 0\n"


@pytest.mark.parametrize("moment", STAND_INS)
@pytest.mark.parametrize("command", ["validate", "serve"])
def test_it_is_answered_with_a_line(tmp_path: Path, command: str, moment: str) -> None:
    for name, text in STAND_INS.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("#!/bin/sh\n", PRESS if name == moment else "#!/bin/sh\n"))
        file.chmod(0o755)
    for name in ("run", command):
        shutil.copy(ROOT / "scripts" / name, tmp_path / "scripts" / name)
    (tmp_path / "scripts" / "assessment").symlink_to(ROOT / "scripts" / "assessment")
    done = subprocess.run(
        [tmp_path / "scripts" / command, "--help"],
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        env=os.environ,
    )
    assert (done.returncode, done.stdout, done.stderr) == (INTERRUPTED, "", "已中断，原有的输出保持不变。\n")
