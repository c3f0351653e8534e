"""Pelican's generator of pages that come from data instead of articles."""

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup
from pelican.contents import Content
from pelican.generators import Generator
from pelican.writers import Writer

from assessment.addresses import ELDER, FRAGMENTS, PREVIEW, Addresses
from assessment.cache.cache import Cache
from assessment.cache.content import content_digest
from assessment.cache.folders import contents_in
from assessment.cache.key import key_of
from assessment.dataset.county import County
from assessment.disclosure.column import Column
from assessment.disclosure.comparison import earlier
from assessment.disclosure.publication import Edition, Publication
from assessment.errors import RequestError
from assessment.pages import ABOUT, FRONT, KINDS, MISSING, SEARCH, SitePage, pages_of
from assessment.period import Period
from assessment.render.charts.pictures import pictures_of
from assessment.render.output import OWN, Output
from assessment.render.site.advice import advice_of
from assessment.render.site.citation import citation
from assessment.render.site.fallbacks import root_values, with_fallbacks
from assessment.render.site.feed import feed
from assessment.render.site.file_facts import file_facts
from assessment.render.site.fragment import BOX, kept_fragment
from assessment.render.site.icon import icon_of, icon_path
from assessment.render.site.information import information, results_document, scheme_document
from assessment.render.site.kept_pages import KeptPages
from assessment.render.site.links import is_elder, link, other_version, standard
from assessment.render.site.navigation import of_column, of_year, outline_of, subjects
from assessment.render.site.page_versions import PageVersions
from assessment.render.site.scoped import scoped
from assessment.render.site.shown_edition import fill, marks, words_of
from assessment.render.site.theme_files import theme_file
from assessment.render.site.unit_list import UNIT_LIST, unit_list
from assessment.render.site.year import YearPages
from assessment.render.templates import equip


@dataclass(frozen=True)
class Site:
    """What is to be written."""

    column: Column
    """The years as they are in any edition."""
    edition: Edition
    county: County
    documents: Mapping[Period, frozenset[str]]
    """Names of the PDFs that are built beside the site, by year, which pages may link to."""
    page_done: Callable[[], None]
    """Called after each page that ``steps`` counts."""
    first: tuple[str, ...]
    """Paths of pages that are written before others, each in all its versions, in this order."""
    first_done: Callable[[], None]
    """Called when they are."""
    cache: Cache | None

    @property
    def pages(self) -> Iterator[SitePage]:
        """Yield every page; prose may add others."""
        return pages_of({publication.period: subjects(publication) for publication in self.column.publications})

    @property
    def steps(self) -> int:
        """How many pages are made from the records, each in all its versions."""
        return sum(page.kind.has_fragment for page in self.pages)


FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "link": link,
    "other_version": other_version,
    "is_elder": is_elder,
    "standard": standard,
    "file_facts": file_facts,
    "citation": citation,
    "information": information,
    "scheme_document": scheme_document,
    "results_document": results_document,
}
"""What every page may call, by the name that templates know it by."""


class ColumnGenerator(Generator):  # type: ignore[misc]
    """Writes every page of the column."""

    site: Site
    output: Output
    own_settings: Path
    """The file of Pelican's settings."""

    def generate_context(self) -> None:
        """Give all templates, those of prose pages too, what they need on every page."""
        self.column, self.county = self.site.column, self.site.county
        self.addresses = Addresses(self.column.front.period)
        self.outlines = tuple(map(outline_of, self.column.publications))
        self.digests: dict[Period, str] = {}
        self.edition = words_of(self.site.edition)
        self.program = self._program()
        if not self.program:
            self.site = replace(self.site, cache=None)
        self.style = Path(self.theme, "static", "site.css").read_text(encoding="utf-8")
        self.box_style = scoped(self.style, f"#{BOX}")
        self.style_values = root_values(self.style)
        self.context.update(
            county=self.county,
            icon=icon_path(self.county.column.icon),
            layout="base.html",
            **FUNCTIONS,
        )
        self.front = self._kept_pages("front", self.column.front)
        self.years = {one.period: self._kept_pages("year", one) for one in self.column.publications}
        # Pages of no year look like those of the year that the column opens with.
        self.context.update(self.years[self.column.front.period].pages.shared(ABOUT), edition=self.edition)
        # Pages of prose are written before those of this generator, and need them too.
        self._write_theme()

    def generate_output(self, writer: Writer) -> None:
        """Write the pages, the charts beside them, the feed and the sitemap."""
        self.writer = writer
        # Pelican copies them when everything else is there.
        for static in self.context["staticfiles"]:
            self.output.claim(static.save_as, f"content/{static.get_relative_source_path()}")
        prose = {page.save_as for page in self.context["pages"]}
        if ABOUT.path not in prose:
            raise RequestError(f"content/pages/ 里没有说明页：文件开头要有一行 Slug: {Path(ABOUT.path).parent}")
        for page in self.site.first:
            self._write_years(page.__eq__)
        self.site.first_done()
        for page in self.context["pages"]:
            self._write(ELDER + page.save_as, "page", page=page)
        self._write_years(lambda page: page not in self.site.first)
        for kept in (self.front, *self.years.values()):
            kept.keep()
        if self.site.cache is not None and self.program != self._program():
            self.site.cache.forget()
        self._search()
        self._file(UNIT_LIST, unit_list(self.column))
        self._missing()
        self._preview()
        listed = {page.path for page in self.site.pages if page.kind.is_listed}
        self._write(self.addresses.sitemap, "sitemap", pages=sorted(prose | listed))
        self._file(self.addresses.feed, feed(self.column, self.county, self.site.edition.built).encode())

    def _write_theme(self) -> None:
        for file in sorted(Path(self.theme, "static").rglob("*")):
            if file.is_file() and not file.name.startswith("."):
                below = file.relative_to(Path(self.theme, "static")).as_posix()
                path = f"{self.settings['THEME_STATIC_DIR']}/{below}"
                self.output.write(path, theme_file(file), f"theme/static/{below}")
        if name := self.county.column.icon:
            self.output.write(icon_path(name), icon_of(Path(self.path), name), f"content/{name}")

    def _write_years(self, wanted: Callable[[str], bool]) -> None:
        """Write the pages from the records that are wanted, by their paths."""
        if wanted(FRONT.path):
            self.front.write(YearPages.write_front)
        for year in self.years.values():
            year.write(lambda pages: pages.write(wanted))

    def _kept_pages(self, kind: str, publication: Publication) -> KeptPages:
        """Return pages of a year; ``kind`` says which of them, for the cache."""
        versions, cache = self._versions(), self.site.cache
        pages = self._pages(publication, versions)
        return KeptPages(pages, versions, cache, *(("", None) if cache is None else cache.look(kind, self._parts(pages))))

    def _versions(self) -> PageVersions:
        return PageVersions(
            self.get_template,
            {"county": self.county, "icon": icon_path(self.county.column.icon), "layout": "base.html", **FUNCTIONS},
            self._whole_link,
            lambda address: address.removeprefix(self._address("")),
            lambda body: kept_fragment(body, self.box_style, self.site.cache),
            lambda path, content: self._file(path, fill(content, self.edition)),
            self.site.page_done,
        )

    def _pages(self, publication: Publication, versions: PageVersions) -> YearPages:
        return YearPages(
            publication,
            tuple(earlier(self.column, publication)),
            self.outlines,
            marks(has_commit=bool(self.edition.commit)),
            self.county,
            {kind.template: self._lead(kind.template) for kind in KINDS if kind.has_lead},
            advice_of(Path(self.path), publication),
            self.site.documents.get(publication.period, frozenset()),
            lambda sketch: pictures_of(sketch, self.site.cache),
            versions.page,
            versions.file,
        )

    def _parts(self, pages: YearPages) -> Iterator[str]:
        """Yield everything that pages of a year depend on, beside the program."""
        yield self.program
        yield from map(self._digest_of, (pages.publication, *pages.before))
        prose = [{name: str(text) for name, text in texts.items()} for texts in (pages.leads, pages.advice)]
        yield content_digest((pages.outlines, pages.edition, pages.county, prose, pages.documents))

    def _digest_of(self, publication: Publication) -> str:
        if publication.period not in self.digests:
            self.digests[publication.period] = content_digest(publication)
        return self.digests[publication.period]

    def _program(self) -> str:
        """Return the digest of what of the program, beside its modules, pages are made of; of nothing without a cache.

        Empty where it cannot be told, as while an editor leaves links that lead nowhere.
        """
        theme = Path(self.theme)
        read = () if self.site.cache is None else (theme / "templates", theme / "static", self.own_settings)
        try:
            return key_of(part for path in read for file in contents_in(path) for part in file)
        except OSError:
            return ""

    def _search(self) -> None:
        """Write the page of the search, which lists all pages too."""
        years = [(publication.name, [*of_year(publication)]) for publication in self.column.publications]
        for path in (SEARCH.path, ELDER + SEARCH.path):
            self._write(path, SEARCH.template, of_column=of_column(self.column.front), of_years=years)

    def _missing(self) -> None:
        """Write the page for what is missing, which a server shows at any depth: nothing of it leans on where it is."""
        style = with_fallbacks(self.style, self.style_values)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        self._write(
            MISSING.path,
            MISSING.template,
            link=self._whole_link,
            other_version=self._whole_elder,
            style=Markup(style),
            style_digest=digest,
        )

    def _preview(self) -> None:
        """Write the page that shows an editor every fragment as a portal would."""
        years = [(publication.name, [*of_year(publication)]) for publication in self.column.publications]
        self._write(PREVIEW, "preview", fragments=FRAGMENTS, of_years=years)

    def _lead(self, name: str) -> Markup:
        """Return the office's own prose for the top of a page."""
        path = Path(self.path) / "leads" / f"{name}.md"
        content, _ = self.readers.readers["md"].read(str(path))
        return Markup(content)

    def _whole_link(self, page: str, target: str, anchor: str = "") -> str:
        """Return a link that leads to its target wherever the page is shown."""
        return link(page, target, anchor) if target == page and anchor else self._address(link("", target, anchor))

    def _whole_elder(self, page: str) -> str:
        """Return a link to the first page of the 长辈版."""
        del page
        return self._address(ELDER + FRONT.path)

    def _address(self, path: str) -> str:
        return f"{self.county.column.url}/{path}"

    def _write(self, path: str, template: str, **more: object) -> None:
        self.writer.write_file(path, self.get_template(template), self.context, url=path, **more)

    def _file(self, path: str, content: bytes) -> None:
        self.output.write(path, content)


class ClaimingWriter(Writer):  # type: ignore[misc]
    """Takes the path of every page before it writes it."""

    output: Output

    def write_file(self, name: str, template: object, context: object, *given: object, **more: object) -> None:
        """Write a page: one of the column, or one that somebody wrote below ``content/``."""
        page = more.get("page")
        self.output.claim(name, f"content/{page.get_relative_source_path()}" if isinstance(page, Content) else OWN)
        super().write_file(name, template, context, *given, **more)
        self.output.tell(name)


def equip_prose(generator: Generator) -> None:
    """Give the templates of prose pages what all templates may use."""
    equip(generator.env)
