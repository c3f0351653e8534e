"""Units that are published with one total and have different ranks: wherever both are seen, it is said why."""

from collections.abc import Iterator, Mapping

import pytest

from assessment.dataset import Dataset
from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import Totalled
from assessment.load.county import load_county
from assessment.period import Period
from assessment.render import charts, views
from assessment.render.circular.model import Heading, Paragraph, Table
from assessment.render.circular.write import circular_of
from assessment.render.documents.compose import Composer
from assessment.render.open_data.about import description
from assessment.render.open_data.tables import tables
from assessment.root import ROOT
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.disclosure.years import EDITION, at
from tests.folder import DATA
from tests.render.pages import page_texts, text_of

COUNTY = load_county(DATA).county
TOTAL, NAMES = "90.27", ("县水利局", "县交运局", "县农业农村局")
"""Of 2019: 90.2749, and 90.2694 twice. No other two totals are alike while ranks differ."""
WHY = "取2位小数后都是90.27分的，名次按取整前的总分排："
KNOWN = f"{WHY}县水利局90.2749，县交运局90.2694，县农业农村局90.2694。"


@pytest.fixture(scope="module")
def year() -> Dataset:
    return read_year(DATA, Period(2019)).whole


@pytest.fixture(scope="module")
def published(year: Dataset) -> Mapping[Disclosure, Publication]:
    marks = assess(year)
    levels = (Disclosure.NAMES, Disclosure.TOTALS, Disclosure.FULL)
    return {one: disclose(at(year, Stage.PUBLISHED, one), marks, Audience.PUBLIC, EDITION) for one in levels}


def written(publication: Publication) -> Iterator[tuple[str, str]]:
    """What is written of a year: pages, those of some units of each group, documents."""
    some = [unit for unit in publication.units.values() if unit.name in (*NAMES, "建平镇", "县信访局")]
    yield from page_texts(publication, *(unit.id for unit in some)).items()
    composer = Composer(ROOT / "theme" / "print", publication, COUNTY)
    yield from ((f"annual, {name}", text_of(html)) for name, html in composer.parts({}).items())
    for unit in some:
        yield f"sheet, {unit.id}", text_of(composer.sheet(unit))
    circular = circular_of(publication, None, COUNTY, ())
    assert circular is not None
    lines = [block.text for block in circular.body if isinstance(block, Heading | Paragraph)]
    cells = [
        row
        for block in (*circular.body, *(annex.table for annex in circular.annexes))
        if isinstance(block, Table)
        for row in block.rows
    ]
    yield "circular", "".join([*lines, *(cell for row in cells for cell in row)])


@pytest.mark.parametrize(
    ("level", "sentence"), [(Disclosure.FULL, KNOWN), (Disclosure.TOTALS, f"{WHY}{'，'.join(NAMES)}。")]
)
def test_wherever_both_are_seen_it_is_said_why(
    published: Mapping[Disclosure, Publication], level: Disclosure, sentence: str
) -> None:
    publication = published[level]
    said = dict(written(publication))
    own = {unit.id for unit in publication.units.values() if unit.name in NAMES}
    explained = {where for where, text in said.items() if sentence in text}
    assert {"home", "ranking", "circular", *own, *(f"sheet, {unit}" for unit in own)} <= explained
    assert [where for where in explained if where.startswith("annual")] != []
    for where, text in said.items():
        if text.count(TOTAL) > 1 and sum(name in text for name in NAMES) > 1:
            assert where in explained, where


def test_where_no_two_totals_are_alike_nothing_is_said(published: Mapping[Disclosure, Publication]) -> None:
    for where, text in written(published[Disclosure.NAMES]):
        assert views.WHY not in text, where
    town = published[Disclosure.FULL].groups[0]
    assert views.alike(published[Disclosure.FULL], town) == ()


def test_the_data_says_so_too(published: Mapping[Disclosure, Publication]) -> None:
    full = published[Disclosure.FULL]
    message = "公布的总分相同而名次不同的，名次按取整前的总分排。"
    assert message in description(full)
    [results] = [table for table in tables(full) if table.name == "results"]
    assert results.description.endswith(message)
    [rank] = [column for column in results.columns if column.name == "名次"]
    assert "取整前的总分相同的，名次并列" in rank.description
    assert views.WHY not in description(published[Disclosure.NAMES])


def test_no_rate_stands_beside_a_total_of_100(published: Mapping[Disclosure, Publication]) -> None:
    full = published[Disclosure.FULL]
    for group in full.groups:
        total, *parts = charts.rates(full, group)
        for unit in group.units:
            result = full.units[unit].result
            assert isinstance(result, Totalled)
            assert total.text_of(unit) == f"{result.total.text}分"
        assert group.summary is not None
        assert total.text_of_mean == f"{group.summary.mean.text}分"
        assert all(row.text_of(unit).endswith("%") for row in parts for unit in row.by_unit)
        assert "%" not in charts.spread(full, group, charts.Swarm([total])).alternative
