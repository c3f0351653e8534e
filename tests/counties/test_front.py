"""The front page: what it says of each county, where it leads, and that it knows what is published and nothing else."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import html

from assessment.bundle.fault import BundleError
from assessment.bundle.sums import MARKER
from assessment.counties.front import Front, write_front
from assessment.counties.published import read_published
from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.publication import Audience
from assessment.period import Period
from assessment.render.output import Output
from assessment.render.words import INTERNAL, LEVELS, SAMPLE, STAGES
from tests.counties.published import OTHER_RULES, front, listed, published, year
from tests.states import STATES, States

EARLIER = Period(2022)


def written(of: Front, folder: Path) -> Path:
    folder.mkdir(parents=True)
    write_front(of, Output(folder))
    return folder


def cells(page: Path) -> list[list[str]]:
    """The rows of all tables of a page, heads left out."""
    rows = html.fromstring(page.read_bytes()).xpath("//tbody/tr")
    return [["".join(cell.itertext()).strip() for cell in row] for row in rows]


def links(page: Path) -> list[str]:
    return [str(target) for target in html.fromstring(page.read_bytes()).xpath("//main//a/@href")]


@pytest.fixture
def some(tmp_path: Path) -> Front:
    """Three counties and their city: a of two years, b of sample data, c of which nothing is published."""
    a = published(
        year({"乡镇": listed("90.00", "80.00")}, disclosure=Disclosure.FULL),
        year({"乡镇": listed("70.00")}, period=EARLIER),
    )
    b = published(year({"乡镇": listed("85.00")}, is_sample=True), year({"乡镇": listed("71.00")}, period=EARLIER))
    units = (
        replace(listed("96.50")[0], id="a", name="a县"),
        replace(listed("90")[0], id="b", name="b县", total="", rank=None, grade="优秀"),
    )
    city = published(year({"县": units}, rules=OTHER_RULES))
    return front(tmp_path / "settings", {"city": city, "a": a, "b": b, "c": None}, own="city")


def test_the_front_says_of_each_county_what_it_publishes(some: Front, tmp_path: Path) -> None:
    site = written(some, tmp_path / "site")
    full, totals, done = LEVELS[Disclosure.FULL], LEVELS[Disclosure.TOTALS], STAGES[Stage.PUBLISHED]
    assert cells(site / "index.html") == [
        ["a县", "2023年", done, full, "2", "第1名，96.50分"],
        ["b县示例", "2023年", done, totals, "1", "优秀"],
        ["c县", "—", "还没有公布", "—", "—", "—"],
    ]
    assert links(site / "index.html") == [
        "city/index.html",
        "a/index.html",
        "city/2023/units/a/index.html",
        "b/index.html",
        "city/2023/units/b/index.html",
        "2023/index.html",
        "2022/index.html",
    ]
    assert links(site / "elder" / "index.html")[:3] == [
        "../city/elder/index.html",
        "../a/elder/index.html",
        "../city/elder/2023/units/a/index.html",
    ]


def test_a_year_holds_counties_against_each_other(some: Front, tmp_path: Path) -> None:
    site = written(some, tmp_path / "site")
    # 2022: 71 and 70; 2023 has real and sample data, which never stand in one ranking.
    assert cells(site / "2022" / "index.html")[:4] == [
        ["1", "b县", "71.00", "1", "71.00", "71.00"],
        ["2", "a县", "70.00", "1", "70.00", "70.00"],
        ["1", "第1镇", "b县", "71.00"],
        ["2", "第1镇", "a县", "70.00"],
    ]
    text = (site / "2023" / "index.html").read_text(encoding="utf-8")
    assert "没有两个地区可以放在一起排名" in text
    assert [row[-1] for row in cells(site / "2023" / "index.html")] == [
        "按同样规则计分的别的地区还没有可以同排的总分",
        "示例数据，不与真实数据同排",
    ]
    assert not (site / "2023" / "units.csv").exists()
    lines = (site / "2022" / "counties.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1:] == [
        f"a县,真实数据,{STAGES[Stage.PUBLISHED]},公开总分和名次,1,乡镇,70.0000,1,70.00,70.00,2,",
        f"b县,真实数据,{STAGES[Stage.PUBLISHED]},公开总分和名次,1,乡镇,71.0000,1,71.00,71.00,1,",
    ]


@pytest.mark.parametrize(
    ("samples", "audience", "said"),
    [
        ((False, False), Audience.PUBLIC, []),
        ((True, True), Audience.PUBLIC, [SAMPLE]),
        ((True, False), Audience.PUBLIC, ["标有“示例”的地区是示例数据，非真实考评结果"]),
        ((False, False), Audience.OFFICE, [INTERNAL]),
        ((True, True), Audience.OFFICE, [SAMPLE, INTERNAL]),
    ],
)
def test_every_page_says_what_it_must(
    samples: tuple[bool, bool], audience: Audience, said: list[str], tmp_path: Path
) -> None:
    counties = {
        folder: published(year({"乡镇": listed("90")}, is_sample=is_sample))
        for folder, is_sample in zip("ab", samples, strict=True)
    }
    site = written(replace(front(tmp_path / "settings", counties), audience=audience), tmp_path / "site")
    pages = [*site.rglob("*.html")]
    assert len(pages) == 4
    for page in pages:
        tree = html.fromstring(page.read_bytes())
        assert [notice.text for notice in tree.xpath("//p[@class='notice']")] == said * 2
        assert bool(tree.xpath("//meta[@name='robots']")) == bool(said)


class _Loads(HTMLParser):
    """Collects what a page loads, and its policy."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag in ("script", "img") or (tag == "link" and known.get("rel") in ("stylesheet", "icon")):
            self.loaded.append(str(known.get("src") or known.get("href")))
        if known.get("http-equiv") == "Content-Security-Policy":
            self.policy = str(known["content"])


def test_pages_load_their_own_files_and_nothing_else(some: Front, tmp_path: Path) -> None:
    site = written(some, tmp_path / "site")
    for page in site.rglob("*.html"):
        loads = _Loads()
        loads.feed(page.read_text(encoding="utf-8"))
        assert loads.policy.startswith("default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self';")
        assert len(loads.loaded) >= 3
        assert all((page.parent / file).resolve().is_relative_to(site) for file in loads.loaded)
        assert all((page.parent / file).is_file() for file in loads.loaded)


def test_names_never_become_markup(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    named = published(year({evil: [replace(unit, name=evil) for unit in listed("90", "80")]}))
    built = front(tmp_path / "settings", {"a": named, "b": named})
    counties = tuple((replace(of, name=evil), one) for of, one in built.counties)
    site = written(replace(built, counties=counties), tmp_path / "site")
    for page in site.rglob("*.html"):
        assert "<script>alert" not in page.read_text(encoding="utf-8")


def levels() -> Iterator[tuple[int, str, bool]]:
    for period, (stage, level) in STATES.items():
        yield period, level.value, level.shows_totals and stage.is_approved


def test_no_more_is_read_than_each_level_shows(states: States) -> None:
    public = read_published(states.public, Audience.PUBLIC)
    assert [(one.period.year, one.disclosure.value, one.has_totals) for one in public.years] == [*levels()]
    for one in public.years:
        units = [unit for held in one.lists for unit in held.units]
        assert len(units) == one.count
        assert any(unit.grade for unit in units) == one.disclosure.shows_results
        assert any(unit.is_leading for unit in units) == (one.disclosure is Disclosure.NAMES)
        if not one.has_totals:
            assert all(unit.total == "" and unit.rank is None for unit in units)
    assert all(one.has_totals for one in read_published(states.office, Audience.OFFICE).years)


def test_what_is_for_the_office_is_never_read_for_the_public(states: States) -> None:
    for site, audience in ((states.office, Audience.PUBLIC), (states.public, Audience.OFFICE)):
        with pytest.raises(BundleError, match="是给别人看的"):
            read_published(site, audience)


def test_the_front_needs_the_manifest_and_the_results_alone(states: States, tmp_path: Path) -> None:
    """Whatever else a county has (its data, its other pages), the front page is the same without it."""
    alone = tmp_path / "alone"
    manifest = json.loads((states.public / MARKER).read_bytes())
    for name in (MARKER, *(f"{one['year']}/results.json" for one in manifest["years"])):
        (alone / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(states.public / name, alone / name)
    whole, part = (read_published(site, Audience.PUBLIC) for site in (states.public, alone))
    assert whole == part
    pages = [
        {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        for site in (
            written(front(tmp_path / f"settings-{place}", {"a": one, "b": one}), tmp_path / f"site-{place}")
            for place, one in enumerate((whole, part))
        )
    ]
    assert pages[0] == pages[1]
    assert len(pages[0]) > 2 * len(STATES)


def test_what_the_manifest_does_not_vouch_for_is_refused(states: States, tmp_path: Path) -> None:
    results = f"{min(STATES)}/results.json"
    for name in (MARKER, *(f"{period}/results.json" for period in STATES)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(states.public / name, tmp_path / name)
    text = (tmp_path / results).read_text(encoding="utf-8")
    (tmp_path / results).write_text(text.replace('"rank": 1', '"rank": 2'), encoding="utf-8")
    with pytest.raises(BundleError, match="与清单不一致"):
        read_published(tmp_path, Audience.PUBLIC)
    (tmp_path / results).unlink()
    with pytest.raises(BundleError, match="读不出来"):
        read_published(tmp_path, Audience.PUBLIC)
