"""The year at the desk is never an older one, whatever changed and wherever; and it is not read again for nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assessment.change.ground import ground_of
from assessment.data_names import HELD
from assessment.desk.workplace import Workplace
from assessment.period import Period
from tests.repository.county import SETTINGS, County

YEAR = Period(2019)

CHANGES: dict[str, Callable[[County], object]] = {
    "a record": lambda county: county.change("scores/2019/jia.yaml", "mark: 90", "mark: 80"),
    "a record that came": lambda county: county.write("scores/2019/nobody.yaml", "unit: nobody\n"),
    "a record that went": lambda county: (county.data / "scores/2019/yi.yaml").unlink(),
    "a record that is no text": lambda county: (county.data / "scores/2019/yi.yaml").write_bytes(b"\xff\xfe"),
    "the scheme": lambda county: county.change("schemes/2019.yaml", "points: 64", "points: 63"),
    "the year": lambda county: county.change("years/2019.yaml", "under-review", "collecting"),
    "a unit": lambda county: county.write("units/jia.yaml", "id: jia\nname: 甲甲镇\n"),
    "the county": lambda county: county.write("county.yaml", "portal: {name: 某县}\n"),
    "the people": lambda county: county.write("people.yaml", "people: nobody\n"),
    "the words of imports": lambda county: county.write("imports.yaml", "units: nothing\n"),
    "a text of a scheme": lambda county: county.write("schemes/2019.source.txt", "另一份\n"),
    "a file of evidence": lambda county: county.write("evidence/2019/jia/e9.txt", "通报"),
    "a file of evidence elsewhere": lambda county: county.write("../share/2019/jia/e9.txt", "通报"),
    "a commit": lambda county: county.commit(),
    "an ending": lambda county: county.write("scores/2019/jia.yml", "unit: jia\n"),
}


@pytest.fixture
def county(tmp_path: Path) -> County:
    county = County(tmp_path)
    county.write("county.yaml", f"{SETTINGS}evidence_folder: share\n")
    county.write("../share/2019/jia/e0.txt", "通报")
    county.commit()
    return county


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(county: County, change: str) -> None:
    place = Workplace(county.data)
    place.ground(YEAR)
    CHANGES[change](county)
    seen, fresh = place.ground(YEAR), ground_of(county.data, YEAR)
    assert (seen.findings, seen.side) == (fresh.findings, fresh.side)


@pytest.mark.parametrize("name", HELD)
def test_nothing_that_a_data_folder_holds_is_overlooked(county: County, name: str) -> None:
    place = Workplace(county.data)
    before = place.ground(YEAR)
    county.write(name if name.endswith(".yaml") else f"{name}/another", "another: 1\n")
    assert place.ground(YEAR) is not before


def test_another_day_is_seen(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Workplace(county.data)
    before = place.ground(YEAR)
    monkeypatch.setattr("assessment.desk.workplace.today", lambda: date(2031, 1, 1))
    assert place.ground(YEAR) is not before


def test_it_is_not_read_again_for_nothing(county: County) -> None:
    place = Workplace(county.data)
    assert place.ground(YEAR) is place.ground(YEAR)
