"""No heading shows a code of the records: not on a page, in its 长辈版, in a fragment, nor on a sheet."""

import re
from collections.abc import Iterator

import pytest
from lxml import html

from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience
from assessment.load.county import load_county
from assessment.period import Period
from assessment.release.edition import edition_of
from assessment.render.documents.compose import Composer
from assessment.repository.clone import clone_of
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.built import ROOT, Built
from tests.folder import DATA

HEADINGS = "h1|h2|h3|h4|caption|summary|th"
_WRITTEN = re.compile(r"^\s*(?:- )?id: ([a-z][a-z0-9-]*)\s*$", re.MULTILINE)
CODES = {
    code
    for folder in ("schemes", "scores")
    for path in (DATA / folder).rglob("*.yaml")
    for code in _WRITTEN.findall(path.read_text(encoding="utf-8"))
}
SHOWN = re.compile(rf"(?<![A-Za-z0-9-])(?:{'|'.join(sorted(CODES, key=len, reverse=True))}|[a-z]\d\d)(?![A-Za-z0-9-])")


def coded(page: str) -> Iterator[str]:
    """Yield every heading of a page with a code in it."""
    for heading in html.document_fromstring(page).xpath(" | ".join(f"//{tag}" for tag in HEADINGS.split("|"))):
        if SHOWN.search(text := " ".join(heading.text_content().split())):
            yield text


@pytest.mark.parametrize("tag", HEADINGS.split("|"))
@pytest.mark.parametrize("code", ["d01", "s01", "e02", "agency", "daily", "town"])
def test_a_code_in_a_heading_is_seen(tag: str, code: str) -> None:
    around = {"caption": "<table>{}</table>", "th": "<table><tr>{}</tr></table>", "summary": "<details>{}</details>"}
    page = around.get(tag, "{}")
    assert [*coded(page.format(f"<{tag}>编号<b>{code}</b></{tag}>"))] == [f"编号{code}"]
    assert not [*coded(f"<p>编号{code}</p>" + page.format(f"<{tag}>数据（CSV），附件2第1项</{tag}>"))]


def test_no_heading_of_a_page_shows_a_code(built: Built) -> None:
    assert {"d01", "s01", "e02", "agency", "daily", "peer", "town"} <= CODES
    pages = sorted(built.site.rglob("*.html"))
    assert {"elder", "fragments", "2019"} <= {page.relative_to(built.site).parts[0] for page in pages}
    found = {
        (page.relative_to(built.site).as_posix(), text)
        for page in pages
        for text in coded(page.read_text(encoding="utf-8"))
    }
    assert not found


def test_no_heading_of_a_sheet_shows_a_code() -> None:
    dataset = read_year(DATA, Period(2019)).whole
    publication = disclose(dataset, assess(dataset), Audience.PUBLIC, edition_of(clone_of(DATA)))
    composer = Composer(ROOT / "theme" / "print", publication, load_county(DATA).county)
    sheets = {unit.id: composer.sheet(unit) for unit in publication.units.values()}
    assert all("<h" in sheet for sheet in sheets.values())
    assert not {(unit, text) for unit, sheet in sheets.items() for text in coded(sheet)}
