"""A record that is tried alone is judged, marked and compared as the whole year would be with it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.change.effect import effect_of
from assessment.change.ground import Ground, findings_in, ground_of, ground_with, record_path, try_record
from assessment.compare.comparison import compare_year
from assessment.edit.files import write_all, writing
from assessment.findings import Finding
from assessment.load.data_files import years
from assessment.period import Period
from assessment.root import ROOT
from tests.repository.county import BONUS, DEDUCTION, County

YEAR = Period(2019)
EXAMPLES = [(path, period) for path in sorted((ROOT / "examples").glob("*/data")) for period in years(path)]

OBJECTION = "id: o1, about: d1, date: 2020-01-02, statement: 不实, outcome: 待定"

CHANGES: dict[str, Callable[[str], str]] = {
    "another mark": lambda text: text.replace("mark: 90", "mark: 71.5"),
    "a mark above the full one": lambda text: text.replace("mark: 90", "mark: 171.5"),
    "a clause that is not there": lambda text: text.replace("第1项", "第8项"),
    "a level that is not there": lambda text: text.replace("level: 省", "level: 乡"),
    "a day outside": lambda text: text.replace("2019-07-03", "2018-07-03"),
    "evidence that is not there": lambda text: text.replace("[e2]", "[e7]"),
    "a rater that is none": lambda text: text.replace("rater: ding", "rater: nobody"),
    "no ballots": lambda text: text.partition("ballots:")[0],
    "no marks": lambda text: text.partition("marks:")[0] + "ballots:" + text.partition("ballots:")[2],
    "not assessed": lambda text: text.partition("marks:")[0] + "not_assessed: {agency: 撤并}\n",
    "another unit": lambda text: text.replace("unit: jia", "unit: yi"),
    "no YAML": lambda text: text + "deductions: [",
    "nothing": lambda _: "",
    "an unknown field": lambda text: text + "other: 1\n",
    "twice the same id": lambda text: text.replace("id: b1", "id: d1"),
    "an objection": lambda text: text + f"objections:\n  - {{{OBJECTION}}}\n",
    "a remedy": lambda text: text + "    rectified: {note: 已改}\n",
}  # fmt: skip


READY = {"pending-marks", "undecided-objection"}
"""What keeps a year from being approved, which is told of the year as a whole."""


def of_record(ground: Ground) -> tuple[Finding, ...]:
    """What is wrong with the record of a unit by itself."""
    return tuple(finding for finding in findings_in(ground, "jia") if finding.code not in READY)


@pytest.fixture
def county(tmp_path: Path) -> County:
    county = County(tmp_path)
    county.record("jia", more=DEDUCTION + BONUS)
    county.commit()
    return county


@pytest.mark.parametrize("change", CHANGES)
def test_what_one_record_changes(county: County, change: str, tmp_path: Path) -> None:
    path = record_path(YEAR, "jia")
    before = ground_of(county.data, YEAR)
    text = CHANGES[change]((county.data / path).read_text(encoding="utf-8"))
    trial = try_record(before, "jia", text)
    other = County(tmp_path / "other")
    other.record("jia", more=DEDUCTION + BONUS)
    other.commit()
    county.write(path, text)
    after = ground_of(county.data, YEAR)
    assert trial.findings == of_record(after)
    assert trial.side.records == after.side.records
    assert trial.side.unread == after.side.unread
    assert trial.side.marks == after.side.marks
    assert effect_of(before, trial, "jia").comparison == compare_year(other.data, county.data, YEAR)


@pytest.mark.parametrize("change", CHANGES)
def test_a_year_whose_records_alone_have_changed(county: County, change: str) -> None:
    before = ground_of(county.data, YEAR)
    for unit in ("jia", "yi"):
        path = record_path(YEAR, unit)
        county.write(path, CHANGES[change]((county.data / path).read_text(encoding="utf-8")))
    now, whole = ground_with(before, ["jia", "yi"]), ground_of(county.data, YEAR)
    assert now.findings == whole.findings
    assert now.side == whole.side
    assert now.year.gaps == whole.year.gaps
    assert now.year.evidence == whole.year.evidence
    assert now.year.readable == whole.year.readable


def test_it_is_judged_with_the_faults_of_others(county: County) -> None:
    county.write(record_path(YEAR, "yi"), "unit: yi\nyear: 2019\nprovenance: sample\nmarks: {agency: {mark: 300}}\n")
    before = ground_of(county.data, YEAR)
    trial = try_record(before, "jia", (county.data / record_path(YEAR, "jia")).read_text(encoding="utf-8"))
    assert trial.side == before.side
    assert trial.findings == findings_in(before, "jia")


@pytest.mark.parametrize(("data", "period"), EXAMPLES, ids=str)
def test_nothing_is_said_of_a_record_that_stays(data: Path, period: Period) -> None:
    ground = ground_of(data, period)
    for unit in ground.year.whole.records:
        trial = try_record(ground, unit, (data / record_path(period, unit)).read_text(encoding="utf-8"))
        assert trial.findings == findings_in(ground, unit)
        assert trial.side == ground.side
        effect = effect_of(ground, trial, unit)
        assert (effect.comparison.units, effect.holds, effect.readings) == ((), (), ())


LINES = st.lists(st.integers(min_value=3, max_value=60), min_size=1, max_size=3)


@settings(max_examples=25)
@given(LINES, st.sampled_from(["", "  - {}", "    date: 2019-02-30", "    count: 0", "x: y", "marks:"]))
def test_a_record_with_lines_gone_or_spoilt(small: Path, gone: list[int], instead: str) -> None:
    path = record_path(YEAR, "jia")
    whole = (small / path).read_text(encoding="utf-8")
    lines = whole.splitlines()
    for line in gone:
        if line < len(lines):
            lines[line] = instead
    text = "\n".join(lines) + "\n"
    before = known(small)
    trial = try_record(before, "jia", text)
    with writing(small):
        write_all(small, {path: text})
    try:
        after = ground_of(small, YEAR)
    finally:
        with writing(small):
            write_all(small, {path: whole})
    assert trial.findings == of_record(after)
    assert trial.side == after.side


_KNOWN: dict[Path, Ground] = {}


def known(data: Path) -> Ground:
    if data not in _KNOWN:
        _KNOWN[data] = ground_of(data, YEAR)
    return _KNOWN[data]
