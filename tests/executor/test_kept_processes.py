"""Processes stay for the next build, unless new ones would do other work, or a build has failed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

import pytest

from assessment.cache import ground
from assessment.executor import kept_processes as module
from assessment.executor.kept_processes import MOST_BUILDS, KeptProcesses


class Processes:
    """Stands for processes, and notes which have started and ended."""

    log: ClassVar[list[str]] = []

    def __init__(self, name: str) -> None:
        self.name = name


@contextmanager
def processes() -> Iterator[Processes]:
    name = str(len(Processes.log))
    Processes.log.append(f"+{name}")
    yield Processes(name)
    Processes.log.append(f"-{name}")


@pytest.fixture(autouse=True)
def grounds(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    known = {"program": "1", "surroundings": "1"}
    Processes.log.clear()
    monkeypatch.setattr(module, "own_processes", processes)
    monkeypatch.setattr(ground, "program", lambda: known["program"])
    monkeypatch.setattr(ground, "surroundings", lambda: known["surroundings"])
    return known


def test_they_stay_and_end_with_the_block() -> None:
    with KeptProcesses() as kept:
        assert kept.for_build() is kept.for_build()
        assert Processes.log == ["+0"]
    assert Processes.log == ["+0", "-0"]


@pytest.mark.parametrize("name", ["program", "surroundings"])
def test_others_start_where_what_they_have_loaded_has_changed(name: str, grounds: dict[str, str]) -> None:
    with KeptProcesses() as kept:
        first = kept.for_build()
        grounds[name] = "2"
        second = kept.for_build()
        assert second is not first
        grounds[name] = "1"
        assert kept.for_build() is not second, "changed back"
        assert Processes.log == ["+0", "-0", "+2", "-2", "+4"]


def test_others_start_where_nothing_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable() -> str:
        raise OSError

    monkeypatch.setattr(ground, "program", unreadable)
    with KeptProcesses() as kept:
        assert kept.for_build() is not kept.for_build()


def test_others_start_after_a_build_that_failed_and_after_many() -> None:
    with KeptProcesses() as kept:
        first = kept.for_build()
        kept.drop()
        second = kept.for_build()
        assert second is not first
        assert all(kept.for_build() is second for _ in range(MOST_BUILDS - 1))
        assert kept.for_build() is not second
