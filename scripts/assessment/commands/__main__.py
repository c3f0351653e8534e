"""What scripts/run and an installed ``assessment`` start: loads a command and runs it."""

import gc
import os
import signal
import sys
from importlib import import_module
from types import ModuleType

from assessment.commands.listing import COMMANDS
from assessment.commands.outlets import speak_as_installed
from assessment.commands.running import run
from assessment.errors import RequestError
from assessment.nearest import nearest
from assessment.root import IS_INSTALLED
from assessment.version import VERSION

_HELP = ("-h", "--help")
_ABOUT = (*_HELP, "--version")


def main() -> int:
    """Run the command that is named first, with the arguments after it; return its exit status."""
    _fill_outlets()
    if IS_INSTALLED:
        speak_as_installed()
    name, *argv = sys.argv[1:] or ["--help"]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Loading is part of the run: it takes a second, in which one may press Ctrl+C.
    status = run(lambda: _run(name, argv))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return status


def _fill_outlets() -> None:
    """Let what a closed outlet would say go nowhere, and no file be opened in its place, into which it would be said."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), "r" if number == 0 else "w", encoding="utf-8"))


def _run(name: str, argv: list[str]) -> int:
    # scripts/run has Ctrl+C wait up to here, where it can be answered with a line.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    if name in _ABOUT:
        sys.stdout.write(_help() if name in _HELP else f"assessment {VERSION}\n")
        return 0
    if name not in COMMANDS:
        meant = nearest(name, [*COMMANDS])
        hint = "" if meant is None else f"是不是 {meant}；"
        raise RequestError(f"没有“{name}”这个命令；{hint}运行 assessment --help 查看全部命令")
    try:
        return int(_load(name).main(argv))
    except SystemExit as end:
        # Of a wrong command line, or of --help.
        return int(end.code or 0)


def _load(name: str) -> ModuleType:
    """Return the module of a command; what is loaded stays, so that it is not looked through for what could be freed."""
    gc.disable()
    try:
        return import_module(f"assessment.commands.{COMMANDS[name].module}")
    finally:
        gc.freeze()
        gc.enable()


def _help() -> str:
    """Return a list of all commands."""
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:{width}}  {command.what}" for name, command in COMMANDS.items())
    return f"用法：assessment 命令 [参数…]\n\n{listed}\n\n一个命令怎样用：assessment validate --help\n"


if __name__ == "__main__":
    sys.exit(main())
