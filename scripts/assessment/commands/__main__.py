"""What scripts/run starts: loads a command and runs it."""

import os
import signal
import sys
from importlib import import_module

from assessment.commands.running import run


def main() -> int:
    """Run the command that is named first, with the arguments after it; return its exit status."""
    _fill_outlets()
    name, *argv = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Loading is part of the run: it takes a second, in which one may press Ctrl+C.
    status = run(lambda: _run(name.replace("-", "_"), argv))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return status


def _fill_outlets() -> None:
    """Let what a closed outlet would say go nowhere, and no file be opened in its place, into which it would be said."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), "r" if number == 0 else "w", encoding="utf-8"))


def _run(module: str, argv: list[str]) -> int:
    # scripts/run has Ctrl+C wait up to here, where it can be answered with a line.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    try:
        return int(import_module(f"assessment.commands.{module}").main(argv))
    except SystemExit as end:
        # Of a wrong command line, or of --help.
        return int(end.code or 0)


if __name__ == "__main__":
    sys.exit(main())
