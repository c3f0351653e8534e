"""What somebody has open is written first and shown as soon as it is whole; the output is the same in whatever order."""

import re
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ParamSpec

import pytest
from lxml import html

from assessment.addresses import ELDER, FRAGMENTS
from assessment.disclosure.publication import Audience
from assessment.pages import KINDS, Scope
from assessment.period import Period
from assessment.release.pipeline import build
from assessment.release.plan import BuildPlan
from tests.built import contents
from tests.cache.papers import AtOnce
from tests.repository.county import DEDUCTION, NAMES, County

P = ParamSpec("P")

OPEN = ("2019/units/yi/index.html", "2019/ranking/index.html")
"""A unit's page, and the one that somebody had open before."""


class Watcher:
    """Notes each file as it is when it is shown, in order."""

    def __init__(self) -> None:
        self.shown: dict[str, bytes] = {}

    def phase(self, name: str, steps: int) -> None: ...

    def step(self) -> None: ...

    def show(self, folder: Path, path: str) -> None:
        """Note."""
        assert path not in self.shown, "once"
        self.shown[path] = (folder / path).read_bytes()


class InOrder(AtOnce):
    """Notes what each job is to give."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []

    def submit(self, target: Path, task: Callable[P, bytes], *given: P.args, **named: P.kwargs) -> "Future[None]":
        """Do it, and note."""
        self.targets.append("/".join(target.parts[-2:]))
        return super().submit(target, task, *given, **named)


@dataclass(frozen=True)
class Outputs:
    """Two outputs of the same data."""

    watcher: Watcher
    executor: InOrder
    """Of the build that was watched, which found nothing in the cache."""
    watched: Mapping[str, bytes]
    plain: Mapping[str, bytes]
    later_work: list[str]
    """What the plain build had to do that it did not find in the cache."""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    top = tmp_path_factory.mktemp("order")
    county, watcher, executor, later = County(top / "county"), Watcher(), InOrder(), AtOnce()
    county.raters = 3
    for unit in NAMES:
        county.record(unit, more=DEDUCTION)
    county.commit()
    output = top / "output"
    plan = BuildPlan(county.data, (Period(2019),), Audience.OFFICE, output, "", pdf=True, cache=top / "cache", first=OPEN)
    build(plan, watcher, executor)
    watched = contents(output)
    build(replace(plan, first=()), Watcher(), later)
    return Outputs(watcher, executor, watched, contents(output), later.work)


def test_the_output_is_the_same(outputs: Outputs) -> None:
    assert [path for path in outputs.plain if outputs.plain[path] != outputs.watched.get(path)] == []
    assert outputs.plain.keys() == outputs.watched.keys()
    # What each PDF is made from is its key in the cache.
    assert outputs.later_work == []


def test_pages_that_are_open_come_first(outputs: Outputs) -> None:
    pages = [path for path in outputs.watcher.shown if path.startswith("2019/") and path.endswith(".html")]
    assert tuple(pages[:2]) == OPEN
    assert set(pages) == {kind.at(Period(2019), of) for kind in KINDS for of in subjects(outputs, kind.scope)}
    order = [*outputs.watcher.shown]
    versions = [order.index(f"{version}{OPEN[0]}") for version in ("", ELDER, FRAGMENTS)]
    assert versions == [*range(versions[0], versions[0] + 3)]
    assert order.index(OPEN[1]) > versions[2]


def subjects(outputs: Outputs, scope: Scope) -> list[str]:
    """What the year has pages of."""
    found = (re.fullmatch(rf"2019/{scope.value}s/(.+)/index\.html", path) for path in outputs.plain)
    match scope:
        case Scope.COLUMN:
            return []
        case Scope.YEAR | Scope.ITEMS:
            return [""]
        case Scope.UNIT | Scope.ITEM:
            return [one[1] for one in found if one is not None]


def test_the_document_of_an_open_page_comes_first(outputs: Outputs) -> None:
    assert outputs.executor.targets[:4] == [
        "2019/edition.stamp.pdf",
        "2019/yi.pdf",
        "2019/numbers.12.pdf",
        "finished/yi.pdf",
    ]
    order = [*outputs.watcher.shown]
    documents = [path for path in order if path.endswith(".pdf")]
    assert documents[0] == "2019/pdf/yi.pdf"
    assert {Path(path).stem for path in documents} == {"annual", "circular", *NAMES}
    assert order.index(documents[0]) < order.index("2019/units/jia/index.html"), "before other pages"


class EnoughError(Exception):
    """Ends a build of which nothing more is to be seen."""


class FirstOnly(InOrder):
    """Does the first jobs alone."""

    def submit(self, target: Path, task: Callable[P, bytes], *given: P.args, **named: P.kwargs) -> "Future[None]":
        """Do it, or end the build."""
        if len(self.targets) == len(OF_AN_EARLIER_YEAR):
            raise EnoughError
        return super().submit(target, task, *given, **named)


OF_AN_EARLIER_YEAR = ["2018/edition.stamp.pdf", "2018/yi.pdf", "2018/numbers.12.pdf", "finished/yi.pdf"]


def test_the_document_of_an_earlier_year_that_is_open_comes_first(tmp_path: Path) -> None:
    county, executor = County(tmp_path / "county"), FirstOnly()
    for path in [*county.data.rglob("2019.*"), *county.data.glob("scores/2019/*")]:
        name = path.relative_to(county.data).as_posix()
        county.write(name.replace("2019", "2018"), county.text(name).replace("2019", "2018").replace("2020", "2019"))
    county.commit()
    years, output = (Period(2019), Period(2018)), tmp_path / "output"
    plan = BuildPlan(county.data, years, Audience.OFFICE, output, "", pdf=True, cache=None, first=("2018/pdf/yi.pdf",))
    with pytest.raises(EnoughError):
        build(plan, Watcher(), executor)
    assert executor.targets == OF_AN_EARLIER_YEAR


def test_what_no_page_shows_comes_after_the_pages(outputs: Outputs) -> None:
    order = [*outputs.watcher.shown]
    last = max(order.index(path) for path in order if path.startswith("2019/") and path.endswith("index.html"))
    others = [path for path in order if path.endswith((".json", ".docx", ".xlsx")) and "search" not in path]
    assert {"2019/results.json", "2019/data/results.json"} <= {*others}
    assert min(map(order.index, others)) > last


def test_what_is_shown_is_whole(outputs: Outputs) -> None:
    """But for the facts about files that come later, which a page bears in the end."""
    for path, content in outputs.watcher.shown.items():
        places = re.split(rb"<!--file [^<>]+-->", content)
        assert re.fullmatch(rb".*".join(map(re.escape, places)), outputs.watched[path], re.DOTALL), path


def test_what_a_page_is_shown_with_is_there_before_it(outputs: Outputs) -> None:
    order = {path: number for number, path in enumerate(outputs.watcher.shown)}
    looks = 0
    for path in order:
        if path.endswith(".html") and not path.startswith(FRAGMENTS) and path != "404.html":
            page = html.document_fromstring(outputs.watched[path])
            for link in page.xpath("//img/@src | //script/@src | //link[@rel='stylesheet' or @rel='icon']/@href"):
                target = (Path("/") / path).parent.joinpath(str(link)).as_posix()
                looks += 1
                assert order[str(Path(target).resolve())[1:]] < order[path], (path, link)
    assert looks
