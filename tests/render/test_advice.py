"""怎样改: what the office advises stands beside the loss that it is about, and beside no other."""

from dataclasses import replace
from pathlib import Path

import pytest

from assessment.dataset.year import Provenance
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import InFull
from assessment.errors import RequestError
from assessment.pages import UNIT
from assessment.period import Period
from assessment.render import views
from assessment.render.charts import Chart
from assessment.render.charts.sketch import Sketch
from assessment.render.site.advice import advice_of
from assessment.root import ROOT
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.disclosure.years import EDITION
from tests.folder import DATA
from tests.render.pages import page_of

EXAMPLES = [
    ("附件2第4项", Provenance.SAMPLE, True),
    ("附件2第4项", Provenance.REAL, False),
    ("附件2第40项", Provenance.SAMPLE, False),
    ("附件2第40项", Provenance.REAL, False),
]
"""Of other counties' schemes an example says nothing; what an office wrote for a clause that is not there is refused."""


@pytest.fixture(scope="module")
def publication() -> Publication:
    dataset = read_year(DATA, Period(2019)).whole
    return disclose(dataset, assess(dataset), Audience.PUBLIC, EDITION)


@pytest.fixture
def prose(tmp_path: Path) -> Path:
    (tmp_path / "advice" / "2019").mkdir(parents=True)
    return tmp_path


def test_advice_stands_beside_its_loss_alone(publication: Publication, prose: Path) -> None:
    (prose / "advice/2019/附件2第4项.md").write_text("每周自查**一次**。\n", encoding="utf-8")
    advice = advice_of(prose, publication)
    assert advice == {"附件2第4项": "<p>每周自查<strong>一次</strong>。</p>"}
    result = publication.units["biqiao"].result
    assert isinstance(result, InFull)
    losses = views.losses(publication, result, views.item_names(publication))
    page = page_of(
        publication, UNIT, "biqiao", lost=Chart(Sketch((1, 1), (), ()), "", "", 1, 1), losses=losses, advice=advice
    )
    assert page.count("怎样改") == 1
    assert "怎样改每周自查一次。" in page


def test_advice_of_another_year_is_none_of_this(publication: Publication, prose: Path) -> None:
    (prose / "advice/2018").mkdir()
    (prose / "advice/2018/附件2第4项.md").write_text("每周自查。\n", encoding="utf-8")
    assert advice_of(prose, publication) == {}


@pytest.mark.parametrize(("clause", "provenance", "shown"), EXAMPLES)
def test_an_example_stands_beside_sample_data_alone(
    publication: Publication, prose: Path, clause: str, provenance: Provenance, shown: bool
) -> None:
    (prose / f"advice/2019/{clause}.md").write_text("（示例）每周自查。\n", encoding="utf-8")
    assert [*advice_of(prose, replace(publication, provenance=provenance))] == ([clause] if shown else [])


def test_how_to_object_stands_where_the_office_wrote_it(publication: Publication) -> None:
    real = replace(publication, provenance=Provenance.REAL)
    assert "申诉办法和期限（示例）" in page_of(publication, UNIT, "biqiao")
    assert "申诉办法和期限" not in page_of(real, UNIT, "biqiao"), "an example is not the office's own"


def test_the_sample_shows_advice_and_marks_it_as_an_example(publication: Publication) -> None:
    texts = advice_of(ROOT / "content", publication)
    assert len(texts) == 2
    assert all(text.startswith("<p>（示例）") for text in texts.values())


def test_advice_for_no_clause_is_refused(publication: Publication, prose: Path) -> None:
    (prose / "advice/2019/附件2第40项.md").write_text("每周自查。\n", encoding="utf-8")
    with pytest.raises(RequestError) as fault:
        advice_of(prose, publication)
    assert str(fault.value).startswith(
        "content/advice/2019/附件2第40项.md：方案里没有“附件2第40项”，文件名请照条款写，例如 "
    )


def test_an_objection_is_headed_by_what_it_is_about(publication: Publication) -> None:
    headings = {
        views.objected(unit.result, objection)
        for unit in publication.units.values()
        if isinstance(unit.result, InFull)
        for objection in unit.result.objections
    }
    assert headings
    assert not any(heading.isascii() for heading in headings), "no code such as d01 or agency"
