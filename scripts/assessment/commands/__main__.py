"""What scripts/run starts: loads a command and runs it."""

import signal
import sys

# scripts/run has Ctrl+C ignored up to here, where it could only be answered with a traceback.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from importlib import import_module  # noqa: E402

from assessment.commands.running import run  # noqa: E402


def main() -> int:
    """Run the command that is named first, with the arguments after it; return its exit status."""
    name, *argv = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Loading is part of the run: it takes a second, in which one may press Ctrl+C.
    status = run(lambda: _run(name.replace("-", "_"), argv))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return status


def _run(module: str, argv: list[str]) -> int:
    try:
        return int(import_module(f"assessment.commands.{module}").main(argv))
    except SystemExit as end:
        # Of a wrong command line, or of --help.
        return int(end.code or 0)


if __name__ == "__main__":
    sys.exit(main())
