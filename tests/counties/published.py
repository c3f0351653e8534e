"""What counties publish, written by hand: the results of a year as their files have them."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from assessment.counties.folder import CountyFolder
from assessment.counties.front import Front
from assessment.counties.published import CountyList, CountyUnit, CountyYear, PublishedCounty
from assessment.counties.ranking import CountyOfYear
from assessment.counties.settings import CountiesSettings, load_settings
from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.publication import Audience
from assessment.period import Period

YEAR = Period(2023)
RULES, OTHER_RULES = "a" * 64, "b" * 64


def of(folder: str, name: str = "") -> CountyFolder:
    """A county's folder."""
    return CountyFolder(folder, name or f"{folder}县", Path(folder, "data"))


def listed(*totals: str, pending: bool = False) -> tuple[CountyUnit, ...]:
    """Units u1, u2 and on with some totals; the county ranks none of them while one is 待定."""
    marks = sorted(map(Fraction, totals), reverse=True)
    return tuple(
        CountyUnit(f"u{number}", f"第{number}镇", total, None if pending else marks.index(Fraction(total)) + 1, "", False)
        for number, total in enumerate(totals, 1)
    )


def year(
    lists: Mapping[str, Sequence[CountyUnit]],
    *,
    rules: str = RULES,
    is_sample: bool = False,
    disclosure: Disclosure = Disclosure.TOTALS,
    stage: Stage = Stage.PUBLISHED,
    period: Period = YEAR,
) -> CountyYear:
    """A year of a county; lists by name."""
    known = tuple(CountyList(f"list-{place}", name, tuple(units)) for place, (name, units) in enumerate(lists.items()))
    count = sum(len(one.units) for one in known)
    return CountyYear(period, is_sample, stage, disclosure, rules, count, known)


def towns(folder: str, *totals: str, **more: object) -> CountyOfYear:
    """A county with one list."""
    return CountyOfYear(of(folder), year({"乡镇": listed(*totals)}, **more))  # type: ignore[arg-type]


def published(*years: CountyYear) -> PublishedCounty:
    """A county with some years, newest first."""
    return PublishedCounty(years, date(2024, 3, 1), "c" * 64)


def settings(folder: Path, own: str = "") -> CountiesSettings:
    """The settings of a city that has filled in everything."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "counties.yaml").write_text(
        json.dumps(
            {
                "portal": {
                    "name": "某市人民政府",
                    "domain": "www.example.cn",
                    "id_code": "3400000000",
                    "icp": "某ICP备1号",
                    "police": "某公网安备1号",
                },
                "column": {
                    "title": "某市政务公开考评",
                    "url": "https://www.example.cn/kp",
                    "breadcrumb": ["某市人民政府"],
                },
                "organiser": {"name": "某市人民政府办公室", "contact": "某路1号"},
            },
            ensure_ascii=False,
        ),
        encoding="utf-8",
    )
    read = load_settings(folder)
    return CountiesSettings(read.front, read.names, own)


def front(folder: Path, counties: Mapping[str, PublishedCounty | None], own: str = "") -> Front:
    """A front page of counties by folder; each is called after its folder, the city itself 某市."""
    folders = {folder: of(folder, "某市" if folder == own else "") for folder in counties}
    return Front(settings(folder, own), Audience.PUBLIC, tuple((folders[one], shown) for one, shown in counties.items()))
