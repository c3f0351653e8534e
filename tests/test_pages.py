"""The list of pages says what is there: each page with its template and its prose, and no other page."""

import re
from pathlib import Path

import pytest

from assessment.addresses import PREVIEW
from assessment.pages import FRONT, HOME, KINDS, MISSING, PageKind, Scope, Subjects, address_of, pages_of
from assessment.period import Period
from assessment.root import ROOT
from tests.browser import kinds
from tests.repository.county import NAMES
from tests.states import STATES, States

TEMPLATES = ROOT / "theme" / "templates"
LISTED = [*pages_of(dict.fromkeys(map(Period, STATES), Subjects(tuple(NAMES))))]


@pytest.fixture(scope="module")
def site(states: States) -> Path:
    return states.public


def files(folder: Path) -> set[str]:
    """The paths of all pages below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def test_the_site_has_the_listed_pages_and_no_other(site: Path) -> None:
    paths = {page.path for page in LISTED}
    assert len(paths) == len(LISTED)
    elder = {f"elder/{page.path}" for page in LISTED if page.kind is not MISSING}
    fragments = {f"fragments/{page.path}" for page in LISTED if page.kind.has_fragment}
    assert files(site) == paths | elder | fragments | {PREVIEW}


def test_the_sitemap_holds_what_is_listed(site: Path) -> None:
    addresses = re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    base = min(addresses, key=len)
    listed = [address_of(page.path) for page in LISTED if page.kind.is_listed]
    assert sorted(address.removeprefix(base) for address in addresses) == sorted(listed)


def test_the_list_of_all_pages_leads_to_each(site: Path) -> None:
    text = (site / "search" / "index.html").read_text(encoding="utf-8").partition('id="pages"')[2]
    links = re.findall(r'<a href="\.\./([^"]*)"', text.partition("</section>")[0])
    assert links == [page.path for page in LISTED if page.kind.is_listed and page.kind.scope is Scope.COLUMN] + [
        page.path for year in STATES for page in LISTED if page.path.startswith(f"{year}/")
    ]


def test_the_switch_leads_to_the_same_page_of_every_year(site: Path) -> None:
    for page in LISTED:
        if page.kind.scope is Scope.COLUMN:
            continue
        text = (site / page.path).read_text(encoding="utf-8").partition('class="years"')[2].partition("</ul>")[0]
        folder = Path(page.path).parent
        led = {(site / folder / link).resolve() for link in re.findall(r'href="([^"]*)"', text)}
        year = page.path.partition("/")[0]
        others = {page.path.replace(year, str(other), 1) for other in STATES if str(other) != year}
        assert led == {(site / other).resolve() for other in others}, page.path


def test_navigation_leads_to_its_pages_of_the_year_that_is_shown(site: Path) -> None:
    """The ranking is called by what may be seen of it; nothing of 2018 may."""
    for shown, path in ((2018, "index.html"), (2015, "2015/method/index.html")):
        text = (site / path).read_text(encoding="utf-8").partition('aria-label="主导航"')[2].partition("</nav>")[0]
        found = re.findall(r'<a href="([^"]*)"(?: aria-current="page")?>(\w+)</a>', text)
        led = [(site / path).parent / link for link, _ in found]
        assert [link.resolve() for link in led] == [
            (site / kind.at(Period(shown))).resolve() for kind in KINDS if kind.in_navigation
        ]
        titles = [name for _, name in found]
        assert titles[:3] == ["首页", "名单" if shown == 2018 else "名次", "方案"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.path)
def test_what_the_list_says_of_a_kind_is_so(kind: PageKind) -> None:
    template = (TEMPLATES / f"{kind.template}.html").read_text(encoding="utf-8")
    assert kind.is_simpler_for_elders == (TEMPLATES / "elder" / f"{kind.template}.html").is_file()
    assert kind.is_document == ("information_table(" in template)
    assert kind.has_lead == ("{{ lead }}" in template)
    assert kind.has_lead == (ROOT / "content" / "leads" / f"{kind.template}.md").is_file()
    assert ("{period}" in kind.path) == (kind.scope is not Scope.COLUMN)
    assert ("{unit}" in kind.path) == (kind.scope is Scope.UNIT)
    assert ("{item}" in kind.path) == (kind.scope is Scope.ITEM)


def test_the_browser_looks_at_a_page_of_every_kind() -> None:
    wanted = {kinds.shape(kind.at(Period(2019), "jianping")) for kind in KINDS}
    assert {kinds.shape(path) for path in kinds.KINDS.values()} == wanted


def test_the_front_is_the_home_of_a_year() -> None:
    assert FRONT.template == HOME.template
