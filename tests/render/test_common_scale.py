"""Losses of units whose totals have different full marks are added up out of a hundred, on pages and in the circular."""

from dataclasses import replace
from fractions import Fraction

from assessment.dataset import Dataset
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.load.county import load_county
from assessment.load.record import record_of
from assessment.load.yaml_file import parse
from assessment.render import views
from assessment.render.circular.write import circular_of
from assessment.scoring.assessment import assess
from tests.disclosure.years import EDITION
from tests.folder import DATA
from tests.render.pages import item_texts, page_texts
from tests.scoring.written import dataset, scheme

FULLS = "{county: 1000, bureau: 100}"
PARTS = """
  - {id: open, name: 主动公开, clause: 甲, full: {county: 600, bureau: 60}, reasons: optional}
  - {id: site, name: 平台建设, clause: 甲, full: 100, points: {county: 400, bureau: 40}, reasons: optional}
"""
LOST = {"open": Fraction(10), "site": Fraction(20 + 5)}
"""Out of a hundred: 100 of the county's 1000, and none of the bureau's; 200 of 1000, and 5 of 100."""


def seen(full: str = FULLS, parts: str = PARTS, opened: int = 500) -> Publication:
    record = f"marks: {{open: {{mark: {opened}}}, site: {{mark: 50}}}}\n"
    year = with_other(dataset(scheme(parts, full), record))
    return disclose(year, assess(year), Audience.OFFICE, EDITION)


def with_other(year: Dataset) -> Dataset:
    """The year with marks of the other unit as well."""
    head = "unit: two\nyear: 2031\nprovenance: sample\nevidence: []\n"
    document, _ = parse(f"{head}marks: {{open: {{mark: 60}}, site: {{mark: 87.5}}}}\n", "scores/2031/two.yaml")
    assert document is not None
    return replace(year, records={**year.records, "two": record_of(document)})


def paragraphs(publication: Publication) -> str:
    """The words of the circular, and the heads of its annexes."""
    circular = circular_of(publication, None, load_county(DATA).county, ())
    assert circular is not None
    return repr(circular)


def test_losses_are_weighed_out_of_a_hundred() -> None:
    publication = seen()
    found = views.problems(publication, views.item_names(publication))
    assert {problem.part: problem.weighted for part in found for problem in part.problems} == LOST
    assert [part.name for part in found] == ["平台建设", "主动公开"]
    items = {item.part.key: item.weighted for item in views.items(publication, views.item_names(publication))}
    assert items == LOST
    home = page_texts(publication)["home"]
    assert "平台建设（2个单位，折合百分制共25.00分）、主动公开（1个单位，折合百分制共10.00分）" in home
    assert "失分合计（折合百分制）25.00" in "".join(item_texts(publication).values())
    assert "折合百分制共25.00分，占全部失分的71.4%" in paragraphs(publication)


def test_where_totals_are_alike_they_are_points_of_the_total() -> None:
    publication = seen(
        "100", PARTS.replace("{county: 600, bureau: 60}", "60").replace("{county: 400, bureau: 40}", "40"), 50
    )
    home = page_texts(publication)["home"]
    assert "折合百分制" not in home + paragraphs(publication) + "".join(item_texts(publication).values())
    assert "平台建设（2个单位，折合总分共25.00分）" in home
