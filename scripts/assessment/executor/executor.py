"""The one interface by which a build hands out jobs."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import ParamSpec, Protocol

P = ParamSpec("P")


class Executor(Protocol):
    """Does jobs, several at once, in any order and anywhere: what a job gives depends on nothing but what it is given."""

    def submit(self, target: Path, task: Callable[P, bytes], *given: P.args, **named: P.kwargs) -> "Future[None]":
        """Queue a job, whose result becomes a file.

        Args:
            target: the file, in a folder that holds nothing but unfinished work; nobody else writes it.
            task: a function at the top of a module. It may be carried out twice, so it changes nothing; files that it
                is given by their paths stay as they are as long as there are jobs.
        """
