"""Loaded into a worker, it has the worker end by force as soon as it reads its first job."""

import os
import signal
import sys


def end(step: str, given: tuple[object, ...]) -> None:
    """Look at each file that is opened."""
    if step == "open" and str(given[0]).endswith(".job"):
        os.kill(os.getpid(), signal.SIGKILL)


sys.addaudithook(end)
