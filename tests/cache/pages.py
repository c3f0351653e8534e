"""Builds of nothing but pages and what stands beside them, in this process: with a cache and without, to be compared."""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from assessment.bundle.sums import MARKER
from assessment.cache.cache import Cache
from assessment.disclosure.publication import Audience
from assessment.load.data_files import years
from assessment.release import pipeline, printing
from assessment.release.pipeline import build
from assessment.release.plan import BuildPlan
from tests.built import ROOT, contents
from tests.cache.papers import AtOnce, Quiet
from tests.repository.county import DEDUCTION, NAMES, County

Look = Callable[[Cache, str, Iterable[str | bytes]], tuple[str, bytes | None]]


class Pages:
    """The pages of a county, and what had to be made for them."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.cache = top / "cache"
        self.work: Counter[str] = Counter()
        """What the last build made, by kind of work."""
        self.found: Counter[str] = Counter()
        """What it found."""
        self.damaged = 0
        """How many entries were damaged."""

    def of(self, data: Path, *, cached: bool, audience: Audience = Audience.OFFICE) -> Mapping[str, bytes]:
        """Build, and return every file but those that the search reads, by path."""
        self.work.clear()
        self.found.clear()
        output = self.top / "output"
        if output.is_dir():
            # What takes the place of another output has to be one.
            (output / MARKER).write_text("", encoding="utf-8")
        cache = self.cache if cached else None
        plan = BuildPlan(data, tuple(years(data)), audience, output, "", pdf=False, cache=cache)
        self.damaged = build(plan, Quiet(), AtOnce()).damaged
        return contents(output)

    def compare(self, data: Path, *, audience: Audience = Audience.OFFICE) -> Counter[str]:
        """Build from the cache and cleanly; both give the same. Return what the cache did not spare, by kind of work.

        A build that found nothing in the cache is a clean one.
        """
        cached = self.of(data, cached=True, audience=audience)
        work, found = Counter(self.work), Counter(self.found)
        if found:
            clean = self.of(data, cached=False, audience=audience)
            assert cached.keys() == clean.keys()
            assert [name for name in clean if cached[name] != clean[name]] == []
        self.found = found
        return work

    def note(self, look: Look) -> Look:
        """Return what looks for something in the cache, and is noted."""

        def noted(cache: Cache, kind: str, parts: Iterable[str | bytes]) -> tuple[str, bytes | None]:
            key, content = look(cache, kind, parts)
            (self.work if content is None else self.found)[kind] += 1
            return key, content

        return noted


@contextmanager
def pages(top: Path) -> Iterator[Pages]:
    """Pages to be made in an empty folder, by a theme of its own that a test may change."""
    program = top / "program"
    shutil.copytree(ROOT / "theme", program / "theme")
    shutil.copyfile(ROOT / "pelicanconf.py", program / "pelicanconf.py")
    (program / "content").mkdir()
    builder = Pages(top)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assessment.cache.at_work._noted", [])
        patch.setattr(Cache, "look", builder.note(Cache.look))
        for module in (pipeline, printing):
            patch.setattr(module, "ROOT", program)
        for name in ("index_pages", "toolchain", "write_manifest"):
            patch.setattr(pipeline, name, lambda *_: None)
        patch.setattr(pipeline, "refuse_personal_numbers", lambda *_: b"")
        yield builder


def county_of_two_years(top: Path) -> County:
    """Write a county with the same records in the year after, committed."""
    county = County(top)
    county.raters = 3
    for unit in NAMES:
        county.record(unit, more=DEDUCTION)
    for path in sorted(county.data.rglob("*")):
        name = path.relative_to(county.data).as_posix()
        if path.is_file() and (moved := _moved(name)) != name:
            county.write(moved, _moved(path.read_text(encoding="utf-8")))
    county.commit()
    return county


def _moved(text: str) -> str:
    """Return a text with every year that it names moved by one."""
    return re.sub(r"(?<!\d)20(?:19|20)(?!\d)", lambda year: str(int(year[0]) + 1), text)
