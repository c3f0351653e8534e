"""Years to disclose: invented from a seed, or with totals known beforehand, at any stage and level."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from assessment.dataset import Dataset
from assessment.dataset.record import UnitRecord
from assessment.dataset.scheme import Grade
from assessment.dataset.year import Amendment, Change, Disclosure, Stage, Value
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Edition, Publication
from assessment.period import Period
from assessment.sample import sample_files
from assessment.scoring.assessment import Assessment, assess
from assessment.year.reading import read_year
from tests.folder import DATA
from tests.scoring import shipped
from tests.scoring.cases import ORIGIN, record

EDITION = Edition("0" * 40, changed=False, built=date(2020, 3, 1))
CHANGE = Change(
    file="scores/2019/jianping.yaml",
    at=("marks", "agency", "date"),
    what="评定成绩/专业机构测评/出具日期",
    was=Value("2019-12-18"),
    now=Value("2019-12-20"),
)
AMENDMENT = Amendment(1, date(2020, 3, 2), "核对有误", "函1号", (CHANGE,))


def invented(path: Path, seed: str) -> Dataset:
    """The year that the sample generator makes of a seed."""
    data = path / "data"
    data.mkdir()
    for folder in ("schemes", "units"):
        (data / folder).symlink_to(DATA / folder)
    loaded = read_year(DATA, Period(2019))
    known = loaded.whole
    for name, text in sample_files(known.scheme, known.units, loaded.documents, seed).items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(text, encoding="utf-8")
    return read_year(data, Period(2019)).whole


def rising(last: UnitRecord | None = None, agency: Sequence[str] = ()) -> Dataset:
    """The agency gives the units of each group 50, 51, 52 and on in the order of annex 1, so that the last one leads.

    Args:
        last: the record of the last department, if it is to differ.
        agency: marks of the first units of each group, in place of the rising ones.
    """
    records: dict[str, UnitRecord] = {}
    for group in shipped.shipped().groups:
        marks = [*agency, *(str(50 + number) for number in range(len(agency), len(group.units)))]
        records |= {unit: shipped.complete(unit, agency=mark) for unit, mark in zip(group.units, marks, strict=True)}
    if last is not None:
        records[last.unit] = last
    return shipped.dataset(records)


def last_department() -> str:
    """Id of the unit that annex 1 names last."""
    return shipped.shipped().groups[-1].units[-1]


def absent() -> UnitRecord:
    """The last department took no part in the agency's test."""
    return replace(record(not_assessed=["agency"]), unit=last_department())


def pending() -> UnitRecord:
    """The last department has no mark of the agency and no ballots yet."""
    return replace(record(), unit=last_department())


def at(dataset: Dataset, stage: Stage, level: Disclosure, leading: int = 3) -> Dataset:
    """The same year at a stage and a level."""
    return replace(dataset, year=replace(dataset.year, stage=stage, disclosure=level, leading=leading))


def amended(dataset: Dataset) -> Dataset:
    """The same year with an amendment."""
    return replace(dataset, year=replace(dataset.year, amendments=(AMENDMENT,)))


def graded(dataset: Dataset, *lines: str) -> Dataset:
    """The same year under a scheme with grades 一等, 二等 and on from these totals up, and 其他 below them."""
    bands = [Grade(f"{number}等", Decimal(line), ORIGIN) for number, line in zip("一二三", lines, strict=False)]
    grades = {group.id: (*bands, Grade("其他", None, ORIGIN)) for group in dataset.scheme.groups}
    return replace(dataset, scheme=replace(dataset.scheme, grades=grades))


def with_records(dataset: Dataset, change: Callable[[UnitRecord], UnitRecord]) -> Dataset:
    """The same year with every record changed."""
    return replace(dataset, records={unit: change(record) for unit, record in dataset.records.items()})


class Scored(NamedTuple):
    """A year with its marks, which no stage and no level changes."""

    dataset: Dataset
    assessment: Assessment


def scored(dataset: Dataset) -> Scored:
    """The year with the marks that it comes to."""
    return Scored(dataset, assess(dataset))


def public(dataset: Dataset, level: Disclosure, assessment: Assessment | None = None, leading: int = 3) -> Publication:
    """What the public sees of a published year."""
    known = assessment or assess(dataset)
    return disclose(at(dataset, Stage.PUBLISHED, level, leading), known, Audience.PUBLIC, EDITION)


def office(dataset: Dataset, assessment: Assessment | None = None) -> Publication:
    """What the office sees of it."""
    return disclose(dataset, assessment or assess(dataset), Audience.OFFICE, EDITION)
