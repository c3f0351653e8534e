"""Each kind of what goes into pages is changed in turn: the cached build gives the bytes that a clean one gives."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from assessment.cache import ground
from assessment.disclosure.publication import Audience
from assessment.errors import FaultyDataError
from assessment.render.site.year import YearPages
from tests.approval.office import Office
from tests.approval.test_every_scalar import other, scalars
from tests.cache.pages import Pages, county_of_two_years, pages
from tests.folder import reapprove
from tests.repository.county import BONUS, County


@pytest.fixture
def builder(tmp_path: Path) -> Iterator[Pages]:
    with pages(tmp_path / "made") as builder:
        yield builder


@pytest.fixture
def county(tmp_path: Path) -> County:
    return county_of_two_years(tmp_path / "county")


class Change:
    """What a change works on."""

    def __init__(self, county: County, builder: Pages, patch: pytest.MonkeyPatch) -> None:
        self.county, self.builder, self.patch = county, builder, patch

    def add(self, file: str, more: str) -> None:
        """Add lines to a data file."""
        self.county.write(file, self.county.text(file) + more)

    def program(self, file: str, old: str, new: str) -> None:
        """Change a file of the program beside its modules."""
        path = self.builder.top / "program" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def prose(self, file: str, text: str) -> None:
        """Write prose of the county."""
        path = self.county.top / "content" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def moved_ground(self, name: str) -> None:
        """Run what follows with another program, or on another system."""
        known = getattr(ground, name)()
        self.patch.setattr(ground, name, lambda: known + "2")
        self.patch.setattr("assessment.cache.at_work._noted", [])


BOTH, NEWER, NONE = 2, 1, 0
"""Of how many years the pages change: a change of the first year shows in the second one, too, and not the other way."""

KINDS: dict[str, tuple[int, Callable[[Change], object]]] = {
    "a record": (BOTH, lambda to: to.county.change("scores/2019/jia.yaml", "mark: 90", "mark: 91")),
    "words of a record": (BOTH, lambda to: to.county.change("scores/2019/jia.yaml", "三个月", "四个月")),
    "one more record": (BOTH, lambda to: to.add("scores/2019/yi.yaml", BONUS)),
    "a record of the newer year": (NEWER, lambda to: to.county.change("scores/2020/jia.yaml", "mark: 90", "mark: 93")),
    "a name": (BOTH, lambda to: to.county.change("units/jia.yaml", "甲镇", "甲子镇")),
    "a name of the newer scheme": (BOTH, lambda to: to.county.change("schemes/2020.yaml", "name: 报备", "name: 备案")),
    "words of the newer scheme": (
        NEWER,
        lambda to: to.county.change("schemes/2020.yaml", "title: 考评方案", "title: 办法"),
    ),
    "a rule of the scheme": (BOTH, lambda to: to.county.change("schemes/2019.yaml", "省: -1}", "省: -1.5}")),
    "how far a year is": (
        BOTH,
        lambda to: to.county.change("years/2019.yaml", "stage: under-review", "stage: collecting"),
    ),
    "a setting": (BOTH, lambda to: to.county.change("county.yaml", "某县政府办", "某县政府办公室")),
    "the address": (BOTH, lambda to: to.county.change("county.yaml", "kaoping", "kaopinh")),
    "a lead": (BOTH, lambda to: to.prose("leads/ranking.md", "按总分排列。\n")),
    "advice": (NEWER, lambda to: to.prose("advice/2020/第1项.md", "每周自查。\n")),
    "a page of prose": (NONE, lambda to: to.prose("pages/about.md", "Title: 说明\nSlug: about\n\n怎样读。\n")),
    "a template": (BOTH, lambda to: to.program("theme/templates/unit.html", "</h1>", "。</h1>")),
    "a macro": (BOTH, lambda to: to.program("theme/templates/parts.html", "引用：", "引用为：")),
    "the style": (BOTH, lambda to: to.program("theme/static/site.css", "margin: 0", "margin: 1px")),
    "settings of Pelican": (BOTH, lambda to: to.program("pelicanconf.py", "DELETE_OUTPUT", "# \nDELETE_OUTPUT")),
    "a commit, which the history of records names": (BOTH, lambda to: to.county.commit()),
    "another commit": (NONE, lambda to: to.county.commit()),
    "a change that is not committed": (NONE, lambda to: to.county.change("years/2019.yaml", "scheme: ", "scheme:  ")),
    "the clock": (NONE, lambda to: to.patch.setattr("assessment.release.edition.today", lambda: date(2031, 5, 6))),
    "the date that is asked for": (BOTH, lambda to: to.patch.setenv("SOURCE_DATE_EPOCH", "1600000000")),
    "the environment": (BOTH, lambda to: to.patch.setenv("LC_ALL", "zh_CN.UTF-8")),
    "the libraries": (BOTH, lambda to: to.moved_ground("program")),
    "the system": (BOTH, lambda to: to.moved_ground("surroundings")),
}
"""Of how many of the two years each of them changes the pages, and the change."""


def test_each_kind_of_change(builder: Pages, county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """One on top of the other, with everything kept of all before, so that there is ever more that could be mistaken."""
    assert builder.compare(county.data)["year"] == BOTH
    to = Change(county, builder, monkeypatch)
    seen = {}
    for kind, (_, change) in KINDS.items():
        change(to)
        seen[kind] = builder.compare(county.data)["year"]
    assert seen == {kind: years for kind, (years, _) in KINDS.items()}


def test_what_a_newer_year_does_not_change_is_found(builder: Pages, county: County) -> None:
    builder.of(county.data, cached=True)
    county.change("scores/2020/ding.yaml", "三个月", "四个月")
    builder.of(county.data, cached=True)
    kinds = ("year", "front", "data", "docx")
    assert [builder.work[kind] for kind in kinds] == [1, 1, 1, 2], "circulars bear the day"
    assert [builder.found[kind] for kind in kinds] == [1, 0, 1, 0]
    assert builder.work["chart"] == 0, "words change no chart"
    county.commit()
    builder.of(county.data, cached=True)
    assert builder.work["year"] == 1, "its history names the commit"
    county.commit()
    builder.of(county.data, cached=True)
    assert +builder.work == Counter(docx=2), "a later day"


def test_audiences_share_nothing(builder: Pages, tmp_path: Path) -> None:
    office = Office(tmp_path / "office").published()
    for audience in Audience:
        builder.of(office.data, cached=True, audience=audience)
        assert not {"year", "front", "data", "docx", "chart"} & (+builder.found).keys()
    names = [{path.name for path in (builder.cache / audience.value).iterdir()} for audience in Audience]
    assert not names[0] & names[1]


def test_a_damaged_cache_gives_the_same(builder: Pages, county: County) -> None:
    clean = builder.of(county.data, cached=True)
    kept = Counter(builder.work)
    for entry in (builder.cache / Audience.OFFICE.value).iterdir():
        entry.write_bytes(entry.read_bytes()[:-1] + b"x")
    assert builder.of(county.data, cached=True) == clean
    assert builder.work == kept
    assert builder.damaged > 0
    assert builder.of(county.data, cached=True) == clean
    assert +builder.work == Counter()


def test_a_theme_changed_meanwhile_is_not_kept(builder: Pages, county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    to = Change(county, builder, monkeypatch)
    write = YearPages.write

    def change_and_write(pages: YearPages, wanted: Callable[[str], bool]) -> None:
        to.program("theme/templates/unit.html", "</h1>", "。</h1>")
        write(pages, wanted)

    with monkeypatch.context() as changing:
        changing.setattr(YearPages, "write", change_and_write)
        builder.of(county.data, cached=True)
    to.program("theme/templates/unit.html", "。。</h1>", "</h1>")
    assert builder.compare(county.data)["year"] == BOTH


def test_what_an_editor_leaves_among_templates_stops_no_build(builder: Pages, county: County) -> None:
    """A link that leads nowhere marks a file that somebody is editing: what stands there cannot be told."""
    (builder.top / "program" / "theme" / "templates" / ".#base.html").symlink_to("somebody@computer.1234")
    assert "2019/index.html" in builder.of(county.data, cached=True)
    assert builder.work["year"] == 0, "pages are not looked for"


@pytest.mark.slow
def test_each_value(builder: Pages, tmp_path: Path) -> None:
    office = Office(tmp_path / "office").published()
    builder.compare(office.data, audience=Audience.PUBLIC)
    count = 0
    for path in sorted(office.data.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        for node in scalars(yaml.compose(text, Loader=yaml.SafeLoader)):
            path.write_text(
                text[: node.start_mark.index] + other(node.value) + text[node.end_mark.index :], encoding="utf-8"
            )
            try:
                reapprove(office.data)
                for audience in Audience:
                    builder.compare(office.data, audience=audience)
            except (FaultyDataError, KeyError):
                # What is faulty cannot be approved.
                continue
            count += 1
        path.write_text(text, encoding="utf-8")
    assert count > 50
