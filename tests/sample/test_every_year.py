"""Every sample year in the data folder is what the seed gives, is free of faults, and says that it is a sample."""

import re
import unicodedata
from pathlib import Path

import pytest

from assessment.check import check
from assessment.dataset import Dataset
from assessment.dataset.year import Disclosure, Provenance, Stage
from assessment.period import Period
from assessment.sample import SAMPLE_YEARS
from assessment.sample.calendar import is_working_day
from assessment.scoring.assessment import assess
from assessment.status import Status
from assessment.year.reading import read_year
from assessment.year.year import Year
from tests.sample.reading import DATA, dates, files_of, texts, written


@pytest.fixture(scope="module", params=sorted(SAMPLE_YEARS))
def year(request: pytest.FixtureRequest) -> Year:
    year: int = request.param
    return read_year(DATA, Period(year))


@pytest.fixture(scope="module")
def dataset(year: Year) -> Dataset:
    return year.whole


def test_the_shipped_files_are_what_the_seed_gives(year: Year) -> None:
    for path, text in files_of(year).items():
        assert (DATA / path).read_bytes() == text.encode(), f"{path}: run scripts/sample make"


def test_the_shipped_data_has_no_faults(year: Year) -> None:
    assert check(year) == []


@pytest.mark.parametrize("seed", ["2020", "另一个种子"])
def test_any_seed_gives_data_without_faults(year: Year, tmp_path: Path, seed: str) -> None:
    assert check(written(tmp_path, year.period.year, files_of(year, seed))) == []


def test_the_year_is_published_in_full(dataset: Dataset) -> None:
    ledgers = assess(dataset).ledgers
    assert dataset.year.provenance is Provenance.SAMPLE
    assert dataset.year.stage is Stage.PUBLISHED
    assert dataset.year.disclosure is Disclosure.FULL
    assert set(ledgers) == {unit for group in dataset.scheme.groups for unit in group.units}
    assert {ledger.status for ledger in ledgers.values()} == {Status.COMPLETE}


def test_everything_says_that_it_is_a_sample(dataset: Dataset) -> None:
    for record in dataset.records.values():
        assert record.provenance is Provenance.SAMPLE
        for piece in record.evidence:
            assert "示例" in piece.title
            assert "示例" in piece.source
        if record.self_review:
            assert "示例" in record.self_review.title
        for text in texts(record):
            assert re.search(r"https?://(?!example\.org/)", text) is None
            assert re.search(r"\d{11}", text) is None or re.fullmatch("[0-9a-f]{64}", text)
            assert re.search(r"[〔﹝\[]\d{4}[〕﹞\]]", text) is None, "no document numbers"
    for path in [*(DATA / "scores").rglob("*.yaml"), *(DATA / "years").glob("*.yaml")]:
        assert path.read_text(encoding="utf-8").splitlines()[1] == "# 示例数据，非真实考评结果"


def test_every_date_is_a_working_day(dataset: Dataset) -> None:
    for record in dataset.records.values():
        wrong = [day for day in dates(record) if not is_working_day(day)]
        assert wrong == [], record.unit


def test_texts_are_whole(dataset: Dataset) -> None:
    for record in dataset.records.values():
        for text in texts(record):
            assert not re.search(r"[{}]|““|””|。。|；。|，。", text), text
            assert text == unicodedata.normalize("NFC", text)


def test_evidence_is_older_than_what_rests_on_it(dataset: Dataset) -> None:
    """A fault is put right after it was found, and an objection decided before the approval."""
    approval = dataset.year.approval
    assert approval is not None
    for record in dataset.records.values():
        for entry in record.entries:
            if entry.rectified and entry.rectified.date:
                assert entry.rectified.date > entry.date
        for objection in record.objections:
            assert objection.decided is not None
            assert objection.filed <= objection.decided < approval.date
