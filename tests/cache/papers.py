"""Builds of nothing but papers, in this process: with a cache and without, to be compared byte for byte."""

import gc
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, ParamSpec

import pytest

from assessment.bundle.sums import MARKER
from assessment.cache import cache as cache_module
from assessment.cache.entries import Entries
from assessment.disclosure.publication import Audience
from assessment.executor.executor import Executor
from assessment.executor.job import write_result
from assessment.load.data_files import years
from assessment.release import pipeline, printing
from assessment.release.pipeline import build
from assessment.release.plan import BuildPlan
from tests.built import ROOT, contents

P = ParamSpec("P")


class Quiet:
    """Hears how far a build is, and says nothing."""

    def phase(self, name: str, steps: int) -> None: ...

    def step(self) -> None: ...

    def show(self, folder: Path, path: str) -> None: ...


class AtOnce:
    """Does the work of other processes in this one, as soon as it is queued."""

    def __init__(self) -> None:
        self.work: list[str] = []
        """What was done."""

    def submit(self, target: Path, task: Callable[P, bytes], *given: P.args, **named: P.kwargs) -> "Future[None]":
        """Do it."""
        done: Future[None] = Future()
        write_result(target, task(*given, **named))
        done.set_result(None)
        self.work.append(task.__name__)
        return done


class Found(Entries):
    """Entries that note which of them were found."""

    keys: ClassVar[list[str]] = []

    def read(self, key: str) -> bytes | None:
        """Read, and note."""
        content = super().read(key)
        if content is not None:
            self.keys.append(key)
        return content


class Papers:
    """The papers of a county, and what had to be done for them."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.executor = AtOnce()
        self.cache = top / "cache"
        self.only = ""

    @property
    def work(self) -> list[str]:
        """What the last build had to do, and could not take from the cache."""
        return [*self.executor.work]

    def of(
        self, data: Path, *, cached: bool, audience: Audience = Audience.OFFICE, by: Executor | None = None
    ) -> Mapping[str, bytes]:
        """Build, by somebody else where one is named, and return every paper, by path."""
        self.executor.work.clear()
        output = self.top / "output"
        if output.is_dir():
            # What takes the place of another output has to be one.
            (output / MARKER).write_text("", encoding="utf-8")
        cache = self.cache if cached else None
        plan = BuildPlan(data, tuple(years(data)), audience, output, self.only, pdf=True, cache=cache)
        build(plan, Quiet(), by or self.executor)
        return {name: content for name, content in contents(output).items() if name.endswith(".pdf")}

    def compare(self, data: Path, *, audience: Audience = Audience.OFFICE) -> list[str]:
        """Build from the cache and cleanly; both give the same. Return the work that the cache did not spare.

        A build that found nothing in the cache is a clean one.
        """
        found = len(Found.keys)
        cached = self.of(data, cached=True, audience=audience)
        not_spared = self.work
        if len(Found.keys) == found:
            return not_spared
        clean = self.of(data, cached=False, audience=audience)
        assert cached.keys() == clean.keys()
        assert [name for name in clean if cached[name] != clean[name]] == []
        return not_spared


@contextmanager
def papers(top: Path) -> Iterator[Papers]:
    """Papers to be made in an empty folder, by a theme of its own that a test may change."""
    thresholds = gc.get_threshold()
    program = top / "program"
    shutil.copytree(ROOT / "theme", program / "theme")
    (program / ".cache").mkdir()
    (program / ".cache" / "fonts").symlink_to(ROOT / ".cache" / "fonts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assessment.cache.at_work._noted", [])
        patch.setattr(cache_module, "Entries", Found)
        patch.setattr(printing, "ROOT", program)
        patch.setattr(pipeline, "build_site", lambda _, site, *__: site.first_done())
        others = ("fill_file_facts", "index_pages", "toolchain")
        for name in (*others, "write_manifest"):
            patch.setattr(pipeline, name, lambda *_: None)
        patch.setattr(pipeline, "open_data", lambda *_: {})
        patch.setattr(pipeline, "refuse_personal_numbers", lambda *_: b"")
        patch.setattr(pipeline, "docx_of", lambda *_: b"")
        yield Papers(top)
    gc.set_threshold(*thresholds)
