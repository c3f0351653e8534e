"""The code on a sheet is that of the page's address, where the county has said its address."""

import base64
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import segno

from assessment.dataset.county import NO_ADDRESS
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience
from assessment.load.county import load_county
from assessment.render.documents.compose import Composer
from assessment.render.documents.page_code import QUIET_ZONE, page_code
from assessment.root import ROOT
from assessment.scoring.assessment import assess
from tests.disclosure.years import EDITION
from tests.folder import DATA
from tests.scoring import shipped

ADDRESS = "https://www.example.org/zwgk/kaoping/2019/units/jianping/"


def drawn(source: str) -> set[tuple[int, int]]:
    """Return the dark modules of a drawing, by column and row: each line is half a module below its upper edge."""
    _, _, coded = source.partition("base64,")
    [path] = ElementTree.fromstring(base64.b64decode(coded)).iter("{http://www.w3.org/2000/svg}path")
    dark, x, y = set(), 0, 0.0
    for step, one, other in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", path.attrib["d"]):
        match step:
            case "M":
                x, y = int(one), float(other)
            case "m":
                x, y = x + int(one), y + float(other)
            case _:
                dark |= {(x + column, int(y)) for column in range(int(one))}
                x += int(one)
    return dark


def test_it_is_the_code_of_the_address() -> None:
    rows = segno.make(ADDRESS, error="m", micro=False).matrix
    dark = {(column, row) for row, modules in enumerate(rows) for column, one in enumerate(modules) if one}
    assert drawn(page_code(ADDRESS)) == {(column + QUIET_ZONE, row + QUIET_ZONE) for column, row in dark}


@pytest.mark.parametrize(("url", "codes"), [("https://www.a.gov.cn/kp", 1), (NO_ADDRESS, 0)])
def test_a_sheet_shows_it_where_the_county_has_an_address(url: str, codes: int) -> None:
    dataset = shipped.dataset({})
    publication = disclose(dataset, assess(dataset), Audience.PUBLIC, EDITION)
    county = load_county(DATA).county
    composer = Composer(ROOT / "theme/print", publication, replace(county, column=replace(county.column, url=url)))
    sheet = composer.sheet(publication.units["jianping"])
    assert sheet.count("data:image/svg+xml") == codes
    assert sheet.count(f"{url}/2019/units/jianping/") == 2 * codes, "in words, and for those who cannot see the code"
