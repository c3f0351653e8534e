"""Who lost marks by what: one count, wherever it is told, for every part of the scheme; and what items' pages say."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from urllib.parse import unquote

import pytest
from docx import Document
from lxml import html

from assessment.dataset.year import Disclosure
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Publication
from assessment.load.data_files import years
from assessment.period import Period
from assessment.render import views
from assessment.render.views.items import Item, ItemState
from assessment.render.views.remedies import Remedy
from assessment.root import ROOT
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.built import Built
from tests.disclosure.years import EDITION, graded, office, public, rising
from tests.folder import DATA
from tests.render.pages import item_texts

EXAMPLES = sorted(path.name for path in (ROOT / "examples").iterdir() if (path / "data").is_dir())


@pytest.fixture(scope="module")
def publication() -> Publication:
    return public(read_year(DATA, Period(2019)).whole, Disclosure.FULL)


@pytest.fixture(scope="module")
def items(publication: Publication) -> dict[str, Item]:
    return {item.part.key: item for item in views.items(publication, views.item_names(publication))}


def page(built: Built, path: str) -> html.HtmlElement:
    return html.fromstring((built.site / path).read_bytes())


def text(element: html.HtmlElement) -> str:
    return re.sub(r"\s+", "", element.text_content())


def cost_rows(of: html.HtmlElement) -> dict[tuple[str, str], tuple[str, ...]]:
    """The table of what items cost, by item and component."""
    rows = of.xpath("//section[@aria-labelledby='costs']//tbody/tr")
    cells = [[text(cell) for cell in row.xpath("th | td")] for row in rows]
    return {(name, component): tuple(rest) for name, component, *rest in cells}


def test_what_is_not_public_and_what_was_struck_out_count_alike_everywhere(items: dict[str, Item]) -> None:
    """17 units have public records of it that cost marks and one a record that is not public; of the other item 13
    units have records, one of which a review struck out."""
    assert len(items["附件2第3项"].lost) == 18
    assert len(items["附件2第2项"].lost) == 12
    links = views.backlinks(items.values())
    assert len(links["附件2第3项"].lost) == 18
    assert len(links["附件2第2项"].lost) == 12


@pytest.mark.parametrize("year", [2018, 2019])
def test_every_count_and_sum_is_the_same_on_every_page_and_in_the_circular(built: Built, year: int) -> None:
    whole = cost_rows(page(built, f"{year}/items/index.html"))
    assert len(whole) > 20
    circular = Document(str(built.site / str(year) / "circular.docx"))
    annex = next(table for table in circular.tables if table.cell(0, 0).text == "测评指标")
    on_paper = [tuple(cell.text for cell in row.cells) for row in annex.rows[1:]]
    assert on_paper == [(*names, *numbers) for names, numbers in whole.items()], "in the same order, too"

    unit_pages = [page(built, path.relative_to(built.site).as_posix()) for path in _unit_pages(built, year)]
    by_units: dict[tuple[str, str], list[Fraction]] = {}
    for one in unit_pages:
        for row in one.xpath("//table[contains(@class, 'lost')]/tbody/tr"):
            name, component, _, _, weighted, *_ = [text(cell) for cell in row.xpath("th | td")]
            by_units.setdefault((name, component), []).append(Fraction(weighted))
    assert {names: str(len(lost)) for names, lost in by_units.items()} == {n: cells[0] for n, cells in whole.items()}
    for names, lost in by_units.items():
        # Each unit's share is rounded by itself to hundredths.
        assert abs(sum(lost) - Fraction(whole[names][2])) <= Fraction(len(lost) + 1, 200)

    scheme = page(built, f"{year}/scheme/index.html")
    links = dict(_results_links(page(built, f"{year}/items/index.html")))
    for (name, component), (units, _, weighted) in whole.items():
        own = page(built, f"{year}/items/{links[name, component]}")
        assert text(own.xpath("//h1")[0]).startswith(name)
        by_name = {text(box[0]): text(box[1]) for box in own.xpath("//dl[@class='glance']/div")}
        if not own.xpath("//table[caption[contains(., '下面的各项')]]"):
            assert (by_name["失分的单位"], by_name["失分合计（折合总分）"]) == (f"{units}个", weighted)
            assert len(
                own.xpath("//table[contains(@class, 'item-units')]//td[@data-label='折合总分失分'][text() != '—']")
            ) == int(units)
        clause = text(own.xpath("//p[@class='names']/a")[0])
        summary = scheme.xpath(f"//*[@id='{clause}']//details[@class='cited']/summary")
        assert text(summary[0]).startswith(f"{units}个单位失分")


def _unit_pages(built: Built, year: int) -> list[Path]:
    return sorted(built.site.glob(f"{year}/units/*/index.html"))


def _results_links(of: html.HtmlElement) -> Iterator[tuple[tuple[str, str], str]]:
    for row in of.xpath("//section[@aria-labelledby='costs']//tbody/tr"):
        yield (text(row[0]), text(row[1])), row[0].xpath("a/@href")[0]


def test_every_cell_leads_to_a_reason_that_is_there(built: Built) -> None:
    ranking, of_all = (page(built, f"2019/{name}/index.html") for name in ("ranking", "items"))
    reached = 0
    for table in ranking.xpath("//table[@class='heat']"):
        heads = [text(cell) for cell in table.xpath("thead/tr/th")][1:]
        for row in table.xpath("tbody/tr"):
            for head, cell in zip(heads, row.xpath("td"), strict=True):
                assert bool(cell.get("class")) == bool(cell.xpath("a"))
                for link in cell.xpath("a"):
                    path, _, anchor = link.get("href").partition("#")
                    of_unit = _opened(built, f"2019/ranking/{path}")
                    found = of_unit.get_element_by_id(_unquoted(anchor))
                    assert text(found[0]).startswith(text(row[0]))
                    assert text(of_unit.xpath("//h1")[0]).startswith(head)
                    assert cell.get("data-label") == head
                    reached += 1
    lost = sum(len(row) for row in ([1] * int(cells[0]) for cells in cost_rows(of_all).values()))
    assert reached == lost
    for group in ("town", "department"):
        assert of_all.xpath(f"//main//a[@href='../ranking/index.html#lost-{group}']")
        assert ranking.xpath(f"//main//a[@href='#lost-{group}']")


_PAGES: dict[str, html.HtmlElement] = {}


def _opened(built: Built, path: str) -> html.HtmlElement:
    place = str((built.site / path).resolve())
    if place not in _PAGES:
        _PAGES[place] = html.fromstring(Path(place).read_bytes())
    return _PAGES[place]


def _unquoted(anchor: str) -> str:
    return unquote(anchor)


def test_a_unit_s_page_leads_to_the_item_of_each_loss(built: Built) -> None:
    unit = _opened(built, "2019/units/biqiao/index.html")
    losses = unit.xpath("//article[@class='loss']/h3")
    assert len(losses) > 5
    for loss in losses:
        [link] = loss.xpath("a[not(@class)]")
        item = _opened(built, f"2019/units/biqiao/{link.get('href')}")
        assert text(item.xpath("//h1")[0]).startswith(text(link))


def test_addresses_of_items_are_those_of_their_pages(publication: Publication, items: dict[str, Item]) -> None:
    assert {key: views.item_address(publication, key) for key in items} == {key: i.address for key, i in items.items()}
    assert views.item_address(publication, "") == "", "of the total"
    totals = public(read_year(DATA, Period(2019)).whole, Disclosure.TOTALS)
    assert {views.item_address(totals, key) for key in items} == {""}


def test_home_and_the_page_of_items_say_the_same(built: Built, items: dict[str, Item]) -> None:
    home, of_all = (text(page(built, f"2019/{path}index.html").xpath("//main")[0]) for path in ("", "items/"))
    put_right = views.all_remedies(items.values())
    assert put_right.records == sum(count for _, count in put_right.by_remedy)
    message = f"登记的问题共{put_right.records}处，其中{put_right.counts}"
    assert message in home
    assert message in of_all
    first = list(cost_rows(page(built, "2019/items/index.html")).items())[:3]
    for (name, _), (units, _, weighted) in first:
        assert f"{name}（{units}个单位，折合总分共{weighted}分）" in home
    tags = sum(
        text(page(built, p.relative_to(built.site).as_posix()).xpath("//main")[0]).count("已整改")
        for p in _unit_pages(built, 2019)
    )
    done = dict(put_right.by_remedy)[Remedy.DONE]
    assert tags >= done


@pytest.mark.parametrize("level", [level for level in Disclosure if level is not Disclosure.FULL])
def test_levels_that_show_no_ledgers_show_no_items(level: Disclosure) -> None:
    publication = public(graded(rising(), "90"), level)
    assert views.items(publication, views.item_names(publication)) == ()
    assert item_texts(publication) == {}


@pytest.mark.parametrize("name", EXAMPLES)
def test_items_of_every_scheme_have_a_page(name: str) -> None:
    """Trees of parts, waves, members, kinds, rounds, counts, open ends: each page says who lost, and counts all units."""
    data = ROOT / "examples" / name / "data"
    for year in years(data):
        written = read_year(data, year).whole
        known = disclose(written, assess(written), Audience.OFFICE, EDITION)
        found = views.items(known, views.item_names(known))
        texts = item_texts(known)
        assert set(texts) == {"", *(item.address for item in found)}
        assert [item.part.key for item in found] == [part.key for part in known.scheme.parts()]
        for item in found:
            of = [mark.unit for mark in item.marks]
            assert len(of) == len({unit.id for unit in of}) <= len(known.units)
            rows = views.item_rows(known, item)
            lines = [row.mark.unit.id for one in rows for row in one.rows]
            lines += [unit.id for one in rows for units in one.rest.values() for unit in units]
            assert sorted(lines) == sorted(unit.id for unit in of), "every unit once"
            for mark in item.marks:
                assert (mark.state is ItemState.LOST) == bool(mark.losses) or mark.state is ItemState.NOT_APPLICABLE
                assert mark.unit.name in texts[item.address]
        lost = {part: len(units) for part, units in _problems(known).items()}
        own = {
            item.part.key: len({m.unit.id for m in item.marks for x in m.losses if x.part == item.part.key})
            for item in found
        }
        assert {part: count for part, count in own.items() if count} == {p: c for p, c in lost.items() if p}


def _problems(known: Publication) -> dict[str, tuple[str, ...]]:
    found = views.problems(known, views.item_names(known))
    return {problem.part: problem.units for component in found for problem in component.problems}


def test_what_a_unit_does_not_have_is_no_loss() -> None:
    """The agency gave whole marks only: 50 of 100 and on, so that no item of it has a mark, and the component lost."""
    publication = office(rising())
    found = {item.part.key: item for item in views.items(publication, views.item_names(publication))}
    below = found["agency"].part.leaves()
    assert {mark.state for part in below for mark in found[part.key].marks} == {ItemState.NO_DETAIL}
    assert len(found["agency"].lost) == len(publication.units)
    first = found["agency"].lost[0]
    assert first.mark is not None
    assert (first.mark.text, first.lost) == ("50", Fraction(50))
    cells = {row.item.part.key: row.cells for row in views.heat_rows([*publication.units.values()], [*found.values()])}
    assert cells["agency"][0].text == "50"
    assert cells["agency"][0].step == 3, "from 30 to below 60 per cent"
    assert cells.keys().isdisjoint(part.key for part in found["agency"].part.leaves()), "a row of nothing tells nothing"
