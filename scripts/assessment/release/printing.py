"""The PDFs of a build: fonts cut down to what all years say, and a press for each year, at work in the background."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from assessment.addresses import Addresses
from assessment.cache.cache import Cache, open_cache
from assessment.dataset.county import County
from assessment.disclosure.column import Column
from assessment.disclosure.comparison import earlier
from assessment.disclosure.publication import Audience, Edition, Publication
from assessment.documents import ANNUAL, CIRCULAR
from assessment.executor.executor import Executor
from assessment.glyphs import COMMON, OFFICIAL, SHOWN_INSTEAD, own_fonts, rare_in
from assessment.period import Period
from assessment.release.guard import refuse_personal_numbers_in
from assessment.release.plan import BuildPlan
from assessment.release.swap import working
from assessment.render import charts, fonts
from assessment.render.charts import Chart
from assessment.render.circular.model import Block, Circular
from assessment.render.circular.write import has_circular
from assessment.render.documents.attachments import of_unit, of_year
from assessment.render.documents.compose import Composer
from assessment.render.documents.press import Press, PrintedDocument
from assessment.render.documents.typeset import Typesetter
from assessment.render.output import Output
from assessment.root import CACHE, ROOT

_DRAWING = re.compile(r"data:image/[^\"]+")
"""Nobody reads what stands in it."""


@dataclass(frozen=True)
class _PrintJob:
    """What is to be printed of one year."""

    publication: Publication
    composer: Composer
    documents: tuple[PrintedDocument, ...]
    volume: bool
    """Whether they are bound into one as well."""
    demands: tuple[Block, ...]
    """What the office demands."""

    @property
    def names(self) -> frozenset[str]:
        """The names of its PDFs."""
        return frozenset((*(document.name for document in self.documents), *([ANNUAL] if self.volume else ())))

    @property
    def texts(self) -> Iterator[str]:
        """Everything that is set in type."""
        # Of a drawing the words are in its text alternative; the numbers on a scale are not.
        yield "0123456789…"
        # Another state of the records needs no other fonts.
        yield from (edition.short for edition in (Edition("", False, date.min), Edition("0", True, date.min)))
        yield self.composer.edition()
        yield from (_DRAWING.sub("", document.html) for document in self.documents)
        if self.volume:
            yield self.composer.contents({})
            yield from (_DRAWING.sub("", html) for html in self.parts(self.drawings("", {})).values())

    def drawings(self, family: str, instead: Mapping[int, str]) -> dict[str, tuple[Chart, ...]]:
        """Return the drawings of the volume, by group; for the arguments see ``charts.makeup``."""
        return {group.id: charts.makeup(self.publication, group, family, instead) for group in self.publication.groups}

    def parts(self, drawn: Mapping[str, Sequence[Chart]]) -> dict[str, str]:
        """Return what stands before the sheets in the volume, with these drawings."""
        return self.composer.parts(drawn, self.demands)

    def press(self, typesetter: Typesetter, folder: Path, family: str) -> Press:
        """Return a press at work in a new folder; ``family`` names the fonts of its drawings."""
        folder.mkdir()
        parts = self.parts(self.drawings(family, typesetter.instead)) if self.volume else None
        press = Press(typesetter, self.composer, folder, self.documents, parts)
        press.start()
        return press


@dataclass(frozen=True)
class Presses:
    """The presses of all years, laying out what they were given."""

    documents: Mapping[Period, frozenset[str]]
    """Names of the PDFs that are made, by year."""
    presses: Mapping[Period, Press]
    """Those of the years that have PDFs."""
    cache: Cache | None

    @property
    def queued(self) -> int:
        """How many layouts are under way."""
        return sum(len(press.queued) for press in self.presses.values())

    @property
    def damaged(self) -> int:
        """How many entries of the cache are not what they should be, as far as they were wanted."""
        return 0 if self.cache is None else self.cache.damaged

    def finish(self, output: Output, done: Callable[[], None]) -> None:
        """Wait for the layouts, and write the finished PDFs.

        Raises:
            FontError: if the library that cuts fonts down is missing.
        """
        for year, press in self.presses.items():
            press.finish({name: output.claim(Addresses(year).document(name)) for name in self.documents[year]}, done)


@contextmanager
def printing(
    plan: BuildPlan,
    column: Column,
    county: County,
    circulars: Mapping[Period, Circular],
    demands: tuple[Block, ...],
    executor: Executor,
) -> Iterator[Presses]:
    """Yield the presses at work; what is not finished when the block ends is dropped.

    Args:
        plan: which documents are wanted.
        column: what they show.
        county: whose they are.
        circulars: those there are, by year.
        demands: what the office demands of all.
        executor: lays out and finishes documents.

    Raises:
        FontError: if a font or a tool is missing.
        RequestError: if what the public is to read holds personal data.
    """
    orders = {
        publication.period: _order(plan, column, publication, county, circulars.get(publication.period), demands)
        for publication in column.publications
    }
    style = (ROOT / "theme" / "print" / "print.css").read_text(encoding="utf-8")
    text = [part for order in orders.values() for part in order.texts]
    if plan.audience is Audience.PUBLIC:
        refuse_personal_numbers_in(text)
    documents = {year: order.names for year, order in orders.items()}
    faces = faces_for(plan, column)
    if not faces:
        yield Presses(documents, {}, None)
        return
    with working(plan.output) as work:
        cache = open_cache(plan.cache, plan.audience.value)
        cut, instead = _fonts([style, *text], work, faces, cache)
        style, family = fonts.with_own(style, cut), fonts.with_own("Song", cut)
        typesetter = Typesetter.of(executor, style, cut, instead, cache)
        try:
            yield Presses(
                documents,
                {
                    year: order.press(typesetter, work / str(year), family)
                    for year, order in orders.items()
                    if order.names
                },
                cache,
            )
            if cache is not None:
                cache.fill()
        finally:
            typesetter.stop()


def _order(
    plan: BuildPlan,
    column: Column,
    publication: Publication,
    county: County,
    circular: Circular | None,
    demands: tuple[Block, ...],
) -> _PrintJob:
    composer = Composer(ROOT / "theme" / "print", publication, county, next(earlier(column, publication), None))
    wanted, whole = publication.disclosure.shows_results, not plan.only
    documents = _documents(composer, plan.only, circular if whole else None, sheets=wanted) if plan.pdf else ()
    return _PrintJob(publication, composer, tuple(documents), plan.pdf and wanted and whole, demands)


def _documents(composer: Composer, only: str, circular: Circular | None, *, sheets: bool) -> Iterator[PrintedDocument]:
    """Yield every document that is wanted of a year, those of one unit where only they are."""
    publication = composer.publication
    if circular is not None:
        yield PrintedDocument(CIRCULAR, composer.circular(circular), partial(of_year, publication))
    for unit in publication.units.values() if sheets else ():
        if only in ("", unit.id):
            yield PrintedDocument(unit.id, composer.sheet(unit), partial(of_unit, publication, unit), unit.name)


def faces_for(plan: BuildPlan, column: Column) -> tuple[fonts.Face, ...]:
    """Return the faces that a build uses, which sets type for PDFs alone."""
    pdf = any(_sets_type(plan, publication) for publication in column.publications)
    return fonts.faces(CACHE / "fonts", own_fonts(plan.data)) if pdf else ()


def _sets_type(plan: BuildPlan, publication: Publication) -> bool:
    circular = not plan.only and has_circular(publication)
    return plan.pdf and (publication.disclosure.shows_results or circular)


def _fonts(
    text: Iterable[str], work: Path, faces: tuple[fonts.Face, ...], cache: Cache | None = None
) -> tuple[dict[str, Path], Mapping[int, str]]:
    """Return the fonts cut down to a text, and what to show for each character that they lack."""
    characters = {character for part in text for character in part} | set(map(chr, range(32, 127)))
    # What is shown instead of a rare character needs glyphs of its own, and may lack them again.
    public = {OFFICIAL[one] for one in characters if one in OFFICIAL}
    cut = fonts.cut(
        faces, characters.union(public, COMMON, SHOWN_INSTEAD if rare_in("".join(characters)) else ()), work, cache
    )
    lacking = {one for absent in fonts.missing(cut, characters | public).values() for one in absent}
    return cut, fonts.replacements(lacking)
