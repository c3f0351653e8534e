"""A year of which files other than records are changed is what it would be, were it read anew with them."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assessment.change.ground import Ground, ground_of, ground_of_year
from assessment.change.trial_files import try_files
from assessment.check import OF_SCHEME, findings_by_rule
from assessment.check.trial import lay_over
from assessment.compare.comparison import compare_sides
from assessment.dataset import Dataset
from assessment.dataset.year import Stage
from assessment.findings import Severity
from assessment.load.data_files import years
from assessment.period import Period
from assessment.root import ROOT
from assessment.year.files import scheme_path
from assessment.year.with_texts import can_have, with_texts
from tests.repository.county import DEDUCTION, County

YEAR = Period(2019)
FILE = "years/2019.yaml"
SCHEME, UNIT, OTHER, COUNTY, RECORD = (
    "schemes/2019.yaml",
    "units/jia.yaml",
    "units/wu.yaml",
    "county.yaml",
    "scores/2019/jia.yaml",
)

APPROVED = "stage: approved\napproval: {body: 领导小组, date: 2020-02-20, document: 无文号}"

Change = Callable[[str], str]

CHANGES: dict[str, dict[str, Change]] = {
    "another reading": {SCHEME: lambda text: text.replace("choice: by-rater", "choice: pooled")},
    "other marks": {SCHEME: lambda text: text.replace("full: 100", "full: 90")},
    "no such reading": {SCHEME: lambda text: text.replace("choice: by-rater", "choice: nothing")},
    "a scheme with a field too much": {SCHEME: lambda text: text + "other: 1\n"},
    "a scheme that is no YAML": {SCHEME: lambda text: text + "groups: ["},
    "a scheme with a text that is not there": {SCHEME: lambda text: text + "source: nowhere.txt\n"},
    "lines that have moved": {SCHEME: lambda text: "# 2019年\n\n" + text, UNIT: lambda text: "# 甲\n" + text},
    "another name": {UNIT: lambda text: text.replace("甲镇", "新甲镇")},
    "the name of another": {UNIT: lambda text: text.replace("甲镇", "乙镇")},
    "an address that is none": {UNIT: lambda text: text + "site: nowhere\n"},
    "a unit that is no YAML": {UNIT: lambda text: text + "plates: ["},
    "a new unit": {OTHER: lambda _: "id: wu\nname: 戊镇\n"},
    "a unit without a file": {SCHEME: lambda text: text.replace("[jia, ", "[jia, wu, ")},
    "a new unit in the scheme": {
        SCHEME: lambda text: text.replace("[jia, ", "[jia, wu, "),
        OTHER: lambda _: "id: wu\nname: 戊镇\n",
        "scores/2019/wu.yaml": lambda _: "unit: wu\nyear: 2019\nprovenance: sample\n",
    },
    "another agency": {FILE: lambda text: text + "agency: 某某公司\n"},
    "another provenance": {FILE: lambda text: text.replace("provenance: sample", "provenance: real")},
    "a list of eligible units": {FILE: lambda text: text + "eligible: {附件1: [jia]}\n"},
    "a stage that asks for an approval": {FILE: lambda text: text.replace("stage: under-review", APPROVED)},
    "a list of names too long": {FILE: lambda text: text + "trailing: 9\n"},
    "the year and a reading of its scheme": {
        FILE: lambda text: text + "agency: 某某公司\n",
        SCHEME: lambda text: text.replace("choice: by-rater", "choice: pooled"),
    },
    "a year that is being filled again": {FILE: lambda text: text.replace("stage: under-review", "stage: collecting")},
    "another portal": {COUNTY: lambda text: text.replace("某县人民政府", "某市人民政府")},
    "a county with faults": {COUNTY: lambda text: text + "other: 1\n"},
    "an evidence folder": {COUNTY: lambda text: text + "evidence_folder: elsewhere\n"},
    "a record and the scheme": {
        SCHEME: lambda text: text.replace("choice: by-rater", "choice: pooled"),
        RECORD: lambda text: text.replace("mark: 90", "mark: 71.5"),
    },
}


@pytest.fixture
def county(tmp_path: Path) -> County:
    county = County(tmp_path)
    county.record("jia", more=DEDUCTION)
    county.commit()
    return county


def assert_same(now: Ground, whole: Ground) -> None:
    assert now.findings == whole.findings
    assert now.side == whole.side
    assert now.year.readable == whole.year.readable
    assert dict(now.year.documents) == dict(whole.year.documents)
    assert now.year.gaps == whole.year.gaps
    assert now.year.evidence == whole.year.evidence
    assert now.year.county == whole.year.county


def text_of(data: Path, path: str) -> str:
    return (data / path).read_text("utf-8") if (data / path).exists() else ""


@pytest.mark.parametrize("change", CHANGES)
def test_what_files_of_the_year_change(county: County, change: str) -> None:
    before = ground_of(county.data, YEAR)
    old = {path: text_of(county.data, path) for path in CHANGES[change]}
    texts = {path: write(old[path]) for path, write in CHANGES[change].items()}
    assert texts != old, "the change is one"
    assert all(can_have(before.year, path, text) for path, text in texts.items())
    now = ground_of_year(with_texts(before.year, texts), before)
    [tried] = try_files([before], old, texts).years
    for path, text in texts.items():
        county.write(path, text)
    whole = ground_of(county.data, YEAR)
    assert_same(now, whole)
    assert tried.comparison == compare_sides(YEAR, before.side, whole.side)
    fresh = {(one.place.file, one.code, one.message) for one in whole.findings if one.severity is Severity.ERROR}
    known = {(one.place.file, one.code, one.message) for one in before.findings}
    assert {(one.place.file, one.code, one.message) for one in tried.errors} == fresh - known


@pytest.mark.parametrize("name", ["by-group", "kinds", "quarters"])
def test_examples_of_which_every_line_of_the_scheme_has_moved(tmp_path: Path, name: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "examples" / name / "data", data)
    before = ground_of(data, years(data)[0])
    path = scheme_path(before.year.period, before.year.documents[f"years/{before.year.period}.yaml"])
    text = "# 印发稿\n" + (data / path).read_text("utf-8")
    now = ground_of_year(with_texts(before.year, {path: text}), before)
    (data / path).write_text(text, encoding="utf-8")
    assert_same(now, ground_of(data, before.year.period))


def test_another_name_where_a_record_says_a_name(county: County) -> None:
    """What is said of a name in place of an id says how units are called, so all is read again."""
    record = county.text("scores/2019/yi.yaml").replace("rater: ding", "rater: 龙山街道")
    county.write("scores/2019/yi.yaml", record)
    before, text = ground_of(county.data, YEAR), county.text(UNIT)
    assert not can_have(before.year, UNIT, "")
    assert can_have(before.year, COUNTY, "")
    with lay_over(county.data, {UNIT: text.replace("甲镇", "龙山街道")}, {}) as folder:
        hints = [one.hint for one in ground_of(folder, YEAR).findings if one.code == "wrong-form"]
    assert hints == ["是不是“jia”？是的话请改成 jia"]
    assert hints != [one.hint for one in before.findings if one.code == "wrong-form"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "year: [",
        "year: 2019\n",
        'year: 2019\nscheme: "2020"\nprovenance: sample\nstage: under-review\ndisclosure: none\n',
    ],
)
def test_a_file_of_the_year_that_makes_something_else_of_the_scheme(county: County, text: str) -> None:
    """Then all is read again, and what is said is the same."""
    before, old = ground_of(county.data, YEAR), {FILE: county.text(FILE)}
    assert can_have(before.year, FILE, old[FILE])
    assert not can_have(before.year, FILE, text)
    [tried] = try_files([before], old, {FILE: text}).years
    county.write(FILE, text)
    assert tried.comparison.after == ground_of(county.data, YEAR).side


class Hidden(Mapping[str, object]):
    """Something that nobody may look at."""

    def __getitem__(self, _: str) -> object:
        raise AssertionError

    __iter__ = __len__ = __getattr__ = __getitem__  # type: ignore[assignment]


@dataclass(frozen=True)
class Staged:
    """A year of which nothing may be looked at but how far it is: once it is approved, some questions are not asked."""

    stage: Stage


@pytest.mark.parametrize("rule", OF_SCHEME)
def test_rules_of_the_scheme_look_at_nothing_else(county: County, rule: object) -> None:
    """They are not asked again while the scheme is the same; so what else there is must not matter to them."""
    before = ground_of(county.data, YEAR)
    whole = before.year.whole
    stage = Staged(whole.year.stage)
    alone = Dataset(stage, whole.scheme, whole.alternatives, Hidden(), Hidden(), "", None, {})  # type: ignore[arg-type]
    year = replace(before.year, readable=alone, documents=Hidden(), evidence=Hidden(), county=Hidden(), data=Hidden())  # type: ignore[arg-type]
    [chosen] = [one for one in OF_SCHEME if one is rule]
    assert findings_by_rule(year, [chosen])[chosen] == before.found[chosen]
