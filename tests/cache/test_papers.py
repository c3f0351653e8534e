"""Each kind of what goes into a paper is changed in turn: the cached build gives the bytes that a clean one gives."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from assessment.cache import ground
from assessment.disclosure.publication import Audience
from assessment.errors import FaultyDataError
from tests.approval.office import Office
from tests.approval.test_every_scalar import other, scalars
from tests.cache.papers import Papers, papers
from tests.folder import reapprove
from tests.load.test_glyphs import font_of
from tests.repository.county import DEDUCTION, NAMES, County


@pytest.fixture
def builder(tmp_path: Path) -> Iterator[Papers]:
    with papers(tmp_path / "made") as builder:
        yield builder


@pytest.fixture
def county(tmp_path: Path) -> County:
    county = County(tmp_path / "county")
    county.raters = 3
    for unit in NAMES:
        county.record(unit, more=DEDUCTION)
    county.commit()
    return county


class Change:
    """What a change works on."""

    def __init__(self, county: County, builder: Papers, patch: pytest.MonkeyPatch) -> None:
        self.county, self.builder, self.patch = county, builder, patch

    def theme(self, file: str, old: str, new: str) -> None:
        """Change a file of the program's theme."""
        path = self.builder.top / "program" / "theme" / "print" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def own_font(self, characters: str) -> None:
        """Write the county's own font."""
        font_of(characters, self.county.data / "fonts" / "own.ttf")

    def moved_ground(self, name: str) -> None:
        """Run what follows with another program, or on another system."""
        known = getattr(ground, name)()
        self.patch.setattr(ground, name, lambda: known + "2")
        self.patch.setattr("assessment.cache.at_work._noted", [])


KINDS: dict[str, Callable[[Change], object]] = {
    "a record of the unit": lambda to: to.county.change("scores/2019/jia.yaml", "mark: 90", "mark: 91"),
    "words of its record": lambda to: to.county.change("scores/2019/jia.yaml", "三个月", "四个月"),
    "a record of another unit, with which it is compared": lambda to: to.county.change(
        "scores/2019/yi.yaml", "mark: 85", "mark: 99"
    ),
    "a name": lambda to: to.county.change("units/jia.yaml", "甲镇", "甲子镇"),
    "a rule of the scheme": lambda to: to.county.change("schemes/2019.yaml", "省: -1}", "省: -1.5}"),
    "the wording of the scheme": lambda to: to.county.change("schemes/2019.yaml", "title: 考评方案", "title: 考评办法"),
    "a setting": lambda to: to.county.change("county.yaml", "某县政府办", "某县政府办公室"),
    "the address, which only the code of the page says": lambda to: to.county.change("county.yaml", "kaoping", "kaopinh"),
    "a template": lambda to: to.theme("parts.html", "一、总体情况", "一、总的情况"),
    "the style": lambda to: to.theme("print.css", "margin: 37mm 26mm", "margin: 37mm 27mm"),
    "a character that no font has": lambda to: to.county.change("units/jia.yaml", "甲子镇", "甲\ue000镇"),
    "a font of the county's own": lambda to: to.own_font("\ue000"),
    "another drawing in that font": lambda to: to.own_font("\ue000\ue001"),
    "the commit": lambda to: to.county.commit(),
    "a change that is not committed": lambda to: to.county.change("units/yi.yaml", "乙镇", "乙卯镇"),
    "the clock": lambda to: to.patch.setattr("assessment.release.edition.today", lambda: date(2031, 5, 6)),
    "the date that is asked for": lambda to: to.patch.setenv("SOURCE_DATE_EPOCH", "1600000000"),
    "the environment": lambda to: to.patch.setenv("LC_ALL", "zh_CN.UTF-8"),
    "the libraries": lambda to: to.moved_ground("program"),
    "the system": lambda to: to.moved_ground("surroundings"),
}


def test_each_kind_of_change(builder: Papers, county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """One on top of the other, with everything kept of all before, so that there is ever more that could be mistaken."""
    builder.only = "jia"
    with monkeypatch.context() as one_day:
        one_day.setenv("SOURCE_DATE_EPOCH", "1583100000")
        assert builder.compare(county.data) == ["typeset", "typeset", "typeset", "stamp"]
        county.change("years/2019.yaml", "stage: under-review", "stage: under-review # 审核中")
        assert builder.compare(county.data) == ["typeset", "stamp"], "what is not committed, and nothing else that shows"
        county.commit()
        assert builder.compare(county.data) == ["typeset", "stamp"], "another commit"
    to = Change(county, builder, monkeypatch)
    for kind, change in KINDS.items():
        change(to)
        assert builder.compare(county.data) != [], kind
    assert builder.compare(county.data) == [], "nothing has changed"


def test_the_volume_and_the_circular(builder: Papers, county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1583100000")
    builder.of(county.data, cached=True)
    assert len(builder.work) == 15 + 6
    county.change("scores/2019/jia.yaml", "栏目三个月未更新", "网站偶尔打不开")
    builder.of(county.data, cached=True)
    assert builder.work.count("typeset") == 4, "sheet, problems, circular and edition"
    own = county.top / "content" / "circular" / "demands.md"
    own.parent.mkdir(parents=True)
    own.write_text("各单位要认真整改。\n", encoding="utf-8")
    assert builder.compare(county.data) != []


def test_audiences_share_nothing(builder: Papers, tmp_path: Path) -> None:
    office, builder.only = Office(tmp_path / "office").published(), "jia"
    for audience in Audience:
        builder.of(office.data, cached=True, audience=audience)
        assert len(builder.work) == 4
        assert builder.compare(office.data, audience=audience) == []
    names = [{path.name for path in (builder.cache / audience.value).iterdir()} for audience in Audience]
    assert not names[0] & names[1]


def test_a_damaged_cache_gives_the_same(builder: Papers, county: County) -> None:
    builder.only = "jia"
    clean = builder.of(county.data, cached=True)
    entries = [*(builder.cache / Audience.OFFICE.value).iterdir()]
    for entry, content in zip(entries, [entry.read_bytes() for entry in entries], strict=True):
        entry.write_bytes(content[:-1] + b"x")
    assert builder.of(county.data, cached=True) == clean
    assert len(builder.work) == 4
    # Each under the name of the next.
    whole = [entry.read_bytes() for entry in entries]
    for entry, content in zip(entries, [*whole[1:], whole[0]], strict=True):
        entry.write_bytes(content)
    assert builder.of(county.data, cached=True) == clean
    assert len(builder.work) == 4
    assert builder.of(county.data, cached=True) == clean
    assert builder.work == []


@pytest.mark.slow
def test_each_value(builder: Papers, tmp_path: Path) -> None:
    office = Office(tmp_path / "office").published()
    builder.compare(office.data)
    count = 0
    for path in sorted(office.data.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        for node in scalars(yaml.compose(text, Loader=yaml.SafeLoader)):
            path.write_text(
                text[: node.start_mark.index] + other(node.value) + text[node.end_mark.index :], encoding="utf-8"
            )
            try:
                reapprove(office.data)
                builder.compare(office.data)
            except (FaultyDataError, KeyError):
                # What is faulty cannot be approved; a unit that is not there cannot even be asked for.
                continue
            count += 1
        path.write_text(text, encoding="utf-8")
    assert count > 50
