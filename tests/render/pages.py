"""The pages of a year without a build: the templates filled with one Publication, charts left out."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from jinja2 import Environment, FileSystemLoader
from markdown import markdown
from markupsafe import Markup

from assessment.addresses import Addresses
from assessment.disclosure.publication import Publication
from assessment.disclosure.published_result import Detailed
from assessment.load.county import load_county
from assessment.pages import DOWNLOADS, HOME, ITEM, ITEMS, METHOD, RANKING, UNIT, PageKind
from assessment.render import views, words
from assessment.render.circular.write import has_circular
from assessment.render.open_data.formats import TableFormat
from assessment.render.open_data.tables import tables
from assessment.render.site.build import TEMPLATES
from assessment.render.site.generator import FUNCTIONS
from assessment.render.site.item_pages import heat_maps, of_all, of_each
from assessment.render.site.navigation import YearSwitch, navigation
from assessment.render.site.shown_edition import words_of
from assessment.render.templates import equip
from assessment.root import ROOT
from tests.folder import DATA


def page_texts(publication: Publication, *units: str) -> dict[str, str]:
    """Return what can be read on the pages of a year and of some of its units, by template or unit."""
    found = {kind.template: page_of(publication, kind, "") for kind in (HOME, RANKING, METHOD, DOWNLOADS)}
    return found | {unit: page_of(publication, UNIT, unit) for unit in units}


def item_texts(publication: Publication) -> dict[str, str]:
    """Return what can be read on the pages of items, by address; that of all of them is at nothing."""
    names = views.item_names(publication)
    items = views.items(publication, names)
    if not items:
        return {}
    costly = views.by_cost(views.problems(publication, names), items)
    filled = {address: (ITEM, more) for address, more in of_each(publication, items).items()}
    return {
        address: page_of(publication, kind, address, spread=None, advice=None, **more)
        for address, (kind, more) in {"": (ITEMS, of_all(publication, items, costly)), **filled}.items()
    }


@cache
def prose(name: str) -> str:
    """Return a text that the program brings, as markup."""
    return markdown((ROOT / "content" / name).read_text(encoding="utf-8"))


def text_of(markup: str) -> str:
    """Return the words of a page, without what stands between tags."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", markup))


def page_of(publication: Publication, kind: PageKind, of: str, **more: object) -> str:
    """Return the words of one page; ``more`` is what the site fills it with beside what all such pages have here."""
    return _words(kind.template, publication, kind, of, more)


def elder_page_of(publication: Publication, kind: PageKind, of: str) -> str:
    """Return the words of the 长辈版 of a page."""
    return _words(kind.elder_template, publication, kind, of, {})


def _words(template: str, publication: Publication, kind: PageKind, of: str, more: Mapping[str, object]) -> str:
    known = {**dict(_context(publication, kind, of)), **more}
    return text_of(_environment().get_template(f"{template}.html").render(known))


def _context(publication: Publication, kind: PageKind, unit: str) -> Iterator[tuple[str, object]]:
    names = views.item_names(publication)
    yield from {
        "layout": "fragment.html",
        "output_file": kind.at(publication.period, unit),
        "publication": publication,
        "edition": words_of(publication.edition),
        "addresses": Addresses(publication.period),
        "county": load_county(DATA).county,
        "documents": frozenset(),
        "notices": words.notices(publication),
        "names": names,
        "navigation": navigation(publication),
        "years": YearSwitch((), ()),
        "changes": {},
        "comparisons": {},
        "costly": views.by_cost(views.problems(publication, names)),
        "put_right": views.all_remedies(views.items(publication, names)),
        "charts": {},
        "round_pages": {},
        "example": views.example(publication),
        "has_circular": has_circular(publication),
        "tables": tables(publication),
        "formats": TableFormat,
    }.items()
    if kind is RANKING:
        yield "maps", heat_maps(publication, views.items(publication, names))
    if kind.has_lead:
        yield "lead", Markup(prose(f"leads/{kind.template}.md"))
    if kind is UNIT:
        known = publication.units[unit]
        detailed = isinstance(known.result, Detailed)
        yield from {
            "unit": known,
            "result": known.result,
            "group": views.group_of(publication, known),
            "standing": None,
            "lost": None,
            "beside": views.beside(publication, known),
            "sheets": views.sheets(known.result, names) if isinstance(known.result, Detailed) else (),
            "losses": (),
            "held": (),
            "advice": {},
            "detailed": detailed,
        }.items()


@cache
def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(ROOT / "theme/templates"), **TEMPLATES)  # type: ignore[arg-type]
    equip(environment)
    environment.globals.update(FUNCTIONS)
    return environment
