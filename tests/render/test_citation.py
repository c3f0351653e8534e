"""The line by which a page or a chart is cited: whose it is, what it is called, its day and version, where it stands."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.dataset.year import Disclosure, Provenance
from assessment.disclosure.publication import Publication
from assessment.load.county import load_county
from assessment.render.site.citation import citation
from assessment.render.site.shown_edition import words_of
from tests.disclosure.years import public
from tests.folder import DATA
from tests.scoring import shipped

PAGE = "2019/units/jianping/index.html"
OFFICE = "郎溪县人民政府办公室"


@pytest.fixture(scope="module")
def publication() -> Publication:
    known = public(shipped.dataset({"jianping": shipped.complete("jianping")}), Disclosure.FULL)
    edition = replace(known.edition, commit="0123456789abcdef", built=date(2020, 3, 2), changed=False)
    return replace(known, edition=edition, published=date(2020, 2, 28), provenance=Provenance.REAL)


def test_a_chart_is_cited_with_all_that_finds_it_again(publication: Publication) -> None:
    county = load_county(DATA).county
    said = citation(county, publication, words_of(publication.edition), PAGE, "建平镇失分的项目")
    title = f"{OFFICE}：《2019年政务公开考评：建平镇失分的项目》，2020年2月28日公布"
    place = f"{county.column.url}/2019/units/jianping/"
    assert said == f"{title}，数据版本{publication.edition.short}，{place}"
    assert citation(county, publication, words_of(publication.edition), PAGE).startswith(
        f"{OFFICE}：《2019年政务公开考评》，"
    )


def test_what_is_invented_says_so_wherever_it_is_cited(publication: Publication) -> None:
    county = load_county(DATA).county
    sample = replace(publication, provenance=Provenance.SAMPLE)
    assert "》（示例数据，非真实考评结果），" in citation(county, sample, words_of(sample.edition), PAGE)


def test_what_nobody_knows_is_left_out(publication: Publication) -> None:
    county = load_county(DATA).county
    nowhere = replace(county, column=replace(county.column, url="https://www.example.org"))
    said = citation(nowhere, replace(publication, published=None), words_of(publication.edition), PAGE)
    assert said.endswith(f"，2020年3月2日生成，数据版本{publication.edition.short}")
