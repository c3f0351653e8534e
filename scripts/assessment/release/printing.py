"""The PDFs of a build: fonts cut down to what all years say, and a press for each year, at work in the background."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from assessment.addresses import Addresses
from assessment.cache.cache import Cache
from assessment.dataset.county import County
from assessment.disclosure.column import Column
from assessment.disclosure.comparison import earlier
from assessment.disclosure.publication import Audience, Edition, Publication
from assessment.documents import ANNUAL, CIRCULAR
from assessment.executor.executor import Executor
from assessment.glyphs import COMMON, OFFICIAL, SHOWN_INSTEAD, own_fonts, rare_in
from assessment.pages import UNIT
from assessment.period import Period
from assessment.release.guard import refuse_personal_numbers_in
from assessment.release.plan import BuildPlan
from assessment.release.swap import working
from assessment.render import charts, fonts
from assessment.render.charts import PaperChart
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

    def drawings(self, family: str, instead: Mapping[int, str]) -> dict[str, tuple[PaperChart, ...]]:
        """Return the drawings of the volume, by group; for the arguments see ``charts.makeup``."""
        return {group.id: charts.makeup(self.publication, group, family, instead) for group in self.publication.groups}

    def parts(self, drawn: Mapping[str, Sequence[PaperChart]]) -> dict[str, str]:
        """Return what stands before the sheets in the volume, with these drawings."""
        return self.composer.parts(drawn, self.demands)

    def press(self, typesetter: Typesetter, folder: Path, family: str, first: frozenset[str], output: Output) -> Press:
        """Return a press for a new folder; ``family`` names the fonts of its drawings."""
        folder.mkdir()
        parts = self.parts(self.drawings(family, typesetter.instead)) if self.volume else None
        addresses = Addresses(self.publication.period)

        def write(name: str, content: bytes) -> None:
            output.write(addresses.document(name), content)

        return Press(typesetter, self.composer, folder, self.documents, parts, first, write)


@dataclass
class Presses:
    """The presses of all years."""

    plan: BuildPlan
    column: Column
    county: County
    executor: Executor
    work: Path
    """A folder for what is not finished."""
    output: Output
    cache: Cache | None
    presses: list[Press] = field(default_factory=list)
    """Those of the years that have PDFs, as far as they are at work; what somebody waits for comes first of all."""

    def documents(self) -> dict[Period, frozenset[str]]:
        """Return the names of the PDFs that are wanted, by year."""
        return {one.period: frozenset(_names(self.plan, one)) for one in self.column.publications}

    def start(self, circulars: Mapping[Period, Circular], demands: tuple[Block, ...]) -> None:
        """Compose all documents, and begin to lay them out.

        Args:
            circulars: those there are, by year.
            demands: what the office demands of all.

        Raises:
            FontError: if a font or a tool is missing.
            RequestError: if what the public is to read holds personal data.
        """
        plan, column = self.plan, self.column
        orders = [
            _order(plan, column, one, self.county, circulars.get(one.period), demands) for one in column.publications
        ]
        style = (ROOT / "theme" / "print" / "print.css").read_text(encoding="utf-8")
        text = [part for order in orders for part in order.texts]
        if plan.audience is Audience.PUBLIC:
            refuse_personal_numbers_in(text)
        faces = faces_for(plan, column)
        if not faces:
            return
        cut, instead = _fonts([style, *text], self.work, faces, self.cache)
        style, family = fonts.with_own(style, cut), fonts.with_own("Song", cut)
        typesetter = Typesetter.of(self.executor, style, cut, instead, self.cache)
        wanted = [(order, names) for order in orders if (names := frozenset(_names(plan, order.publication)))]
        firsts = [(order, names.intersection(_first(plan, order.publication))) for order, names in wanted]
        # Composing a year takes a while, and the years that somebody waits for do not wait for that.
        for order, first in sorted(firsts, key=lambda one: not one[1]):
            folder = self.work / str(order.publication.period)
            press = order.press(typesetter, folder, family, first, self.output)
            self.presses.append(press)
            press.advance_first()
            if not first:
                self.advance()
        self.advance()

    @property
    def left(self) -> int:
        """How many PDFs are not written yet."""
        return sum(press.left for press in self.presses)

    def advance(self) -> None:
        """Write the PDFs that are finished by now, without waiting for others.

        Raises:
            FontError: if the library that cuts fonts down is missing.
        """
        for press in self.presses:
            press.advance_first()
        if not any(press.left_of_first for press in self.presses):
            for press in self.presses:
                press.advance()

    def finish(self, done: Callable[[], None]) -> None:
        """Wait until all are written, and call ``done`` for each; what had to be made is kept for other builds.

        Raises:
            FontError: as ``advance``.
        """
        for press in self.presses:
            press.finish_first(done)
        for press in self.presses:
            press.start()
        for press in self.presses:
            press.finish(done)
        if self.cache is not None:
            self.cache.fill()


@contextmanager
def printing(
    plan: BuildPlan, column: Column, county: County, executor: Executor, output: Output, cache: Cache | None
) -> Iterator[Presses]:
    """Yield the presses, which are not at work yet; what is not finished when the block ends is dropped.

    Args:
        plan: which documents are wanted.
        column: what they show.
        county: whose they are.
        executor: lays out and finishes documents.
        output: where to.
        cache: where there is one.
    """
    with working(plan.output) as work:
        presses = Presses(plan, column, county, executor, work, output, cache)
        try:
            yield presses
        finally:
            for press in presses.presses:
                press.typesetter.stop()


def _names(plan: BuildPlan, publication: Publication) -> Iterator[str]:
    """Yield the names of the PDFs that are wanted of a year."""
    whole, sheets = not plan.only, publication.disclosure.shows_results
    if plan.pdf and whole and has_circular(publication):
        yield CIRCULAR
    if plan.pdf and sheets:
        yield from (unit for unit in publication.units if plan.only in ("", unit))
        yield from (ANNUAL,) if whole else ()


def _first(plan: BuildPlan, publication: Publication) -> Iterator[str]:
    """Yield the names of the sheets that somebody is looking at, or at the page of their unit."""
    addresses = Addresses(publication.period)
    for unit in publication.units:
        page = UNIT.at(publication.period, unit)
        if not {page, addresses.document(unit)}.isdisjoint(plan.first):
            yield unit


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
