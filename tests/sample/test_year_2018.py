"""The sample of 2018: known answers, and how its scheme differs from that of 2019."""

from decimal import Decimal
from fractions import Fraction

import pytest

from assessment.dataset import Dataset
from assessment.dataset.part import Part, Rule
from assessment.dataset.scheme import Scheme
from assessment.period import Period
from assessment.row_kind import RowKind
from assessment.sample import INVENTED
from assessment.scoring.assessment import Assessment, assess
from assessment.year.reading import read_year
from tests.sample.reading import DATA, result, rows, texts


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return read_year(DATA, Period(2018)).whole


@pytest.fixture(scope="module")
def assessment(dataset: Dataset) -> Assessment:
    return assess(dataset)


@pytest.fixture(scope="module")
def later() -> Scheme:
    return read_year(DATA, Period(2019)).whole.scheme


def test_two_departments_are_not_assessed_yet(dataset: Dataset, later: Scheme) -> None:
    for before, after in zip(dataset.scheme.groups, later.groups, strict=True):
        assert (before.id, before.name) == (after.id, after.name)
        new = {"tuiyijunrenju", "yibaoju"}
        assert before.units == tuple(unit for unit in after.units if unit not in new)


def test_the_scheme_says_wherever_it_is_read_that_it_is_invented(dataset: Dataset) -> None:
    scheme = dataset.scheme
    assert INVENTED in scheme.title
    assert "示例" in scheme.issuer
    assert "不是任何机关印发的文件" in scheme.clauses[0].text
    assert all("示例" in clause.heading for clause in scheme.clauses[1:])
    assert not (DATA / "schemes" / "2018.source.txt").exists()


@pytest.mark.parametrize(
    ("unit", "agency", "daily", "ballots", "bonus", "total"),
    [
        # Items 15+5+5+7+5+2+9+3.25+9+5+5+3.5+3.75+3.75+7+4; one notice of the city; bonus 2 without a fault in key areas,
        # 0.5 for a document, 0.5 for a conference, 1 from the city.
        (
            "fagaiwei",
            "92.25",
            "29.5",
            ["93.5", "86", "88", "91", "87.25", "94", "281/3", "94.5", "271/3"],
            "4",
            "97.675",
        ),
        ("qixiangju", "92.5", "30", ["88.5", "83", "88", "91", "88.75", "82", "84", "85", "82.25"], "0", "92.75"),
    ],
)
def test_known_answers(
    assessment: Assessment, unit: str, agency: str, daily: str, ballots: list[str], bonus: str, total: str
) -> None:
    peer = sum(Fraction(mean) for mean in ballots) / 9
    assert result(assessment, unit, "agency").mark == Fraction(agency)
    assert result(assessment, unit, "daily").mark == Fraction(daily)
    assert result(assessment, unit, "peer").mark == peer
    assert result(assessment, unit, "bonus").mark == Fraction(bonus)
    assert assessment.ledgers[unit].total == Fraction(total)
    assert Fraction(total) == Fraction(agency) * 2 / 5 + Fraction(daily) + peer * 3 / 10 + Fraction(bonus)


def test_chosen_cases(assessment: Assessment) -> None:
    lost = rows(assessment, "biqiao", "daily", RowKind.ENTRY)
    assert [(row.clause, row.points) for row in lost] == [
        ("附件2第1项", Fraction(-1)),
        ("附件2第4项", Fraction(-1, 2)),
        ("附件2第4项", Fraction(-1, 2)),
    ]
    assert result(assessment, "zhujianju", "bonus").mark == 0
    assert result(assessment, "shengtaihuanjingju", "bonus").mark == Fraction(-1, 2)
    assert rows(assessment, "tongjiju", "agency", RowKind.NOT_APPLICABLE, "附件3第三类第5项")


def test_less_is_lost_than_in_2019(assessment: Assessment) -> None:
    later = assess(read_year(DATA, Period(2019)).whole)

    def entries(year: Assessment) -> int:
        return sum(len(rows(year, unit, "daily", RowKind.ENTRY)) for unit in year.ledgers)

    assert entries(assessment) * 2 < entries(later)


def test_nobody_is_blamed_for_what_came_later(dataset: Dataset) -> None:
    outcome = "".join(text for record in dataset.records.values() for text in texts(record))
    for word in ("新条例", "机构改革", "2020", "郎溪发布"):
        assert word not in outcome


Shape = tuple[str, Decimal | None, tuple[tuple[object, ...], ...]]


def shape(item: Part) -> Shape:
    """What must be equal for an item's marks of two years to be compared."""
    full = None if item.full is None else item.full.common
    return item.name, full, tuple(rule_shape(rule) for rule in item.rules)


def rule_shape(rule: Rule) -> tuple[object, ...]:
    return rule.id, rule.points, rule.count, rule.limit, rule.requires, rule.automatic_unless


def leaves(component: Part) -> dict[str, Shape]:
    return {leaf.clause: shape(leaf) for item in component.items for leaf in item.leaves()}


def test_most_items_match_those_of_2019(dataset: Dataset, later: Scheme) -> None:
    other: dict[str, set[str]] = {}
    for before, after in zip(dataset.scheme.components, later.components, strict=True):
        assert (before.id, before.method, before.points, before.full) == (
            after.id,
            after.method,
            after.points,
            after.full,
        )
        old, new = leaves(before), leaves(after)
        other[before.id] = {clause for clause in {*old, *new} if old.get(clause) != new.get(clause)}
    assert other == {
        "agency": {"附件3第三类第2项", "附件3第三类第4项", "附件3第四类第2项"},
        "daily": {"附件2第4项", "附件2第7项"},
        "peer": set(),
        "bonus": {"附件3加分项第3项"},
    }
