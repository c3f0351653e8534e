"""``assessment``, the command of an installed package: starts the program as scripts/run does in the repository."""

import os
import signal
import sys

from assessment.root import CACHE

_SURROUNDINGS = {"PYTHONUTF8": "1", "MPLCONFIGDIR": str(CACHE / "matplotlib")}
"""What the same bytes everywhere need, and Python takes in only when it starts."""


def main() -> None:
    """Start the program with the words after the command.

    The current folder holds data, of which nothing is run; Ctrl+C waits until the program can answer it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    words = [sys.executable, "-P", "-m", "assessment.commands", *sys.argv[1:]]
    os.execve(sys.executable, words, os.environ | _SURROUNDINGS)
