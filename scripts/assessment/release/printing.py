"""The PDFs of a build: fonts cut down to what all years say, and a press for each year, at work in the background."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assessment.addresses import Addresses
from assessment.dataset.county import County
from assessment.disclosure.column import Column
from assessment.disclosure.publication import Audience, Publication, PublishedUnit
from assessment.documents import ANNUAL, CIRCULAR
from assessment.glyphs import OFFICIAL, SHOWN_INSTEAD, own_fonts, rare_in
from assessment.period import Period
from assessment.release.guard import refuse_personal_numbers_in
from assessment.release.plan import BuildPlan
from assessment.release.swap import working
from assessment.render import charts, fonts
from assessment.render.circular.model import Circular
from assessment.render.circular.write import has_circular
from assessment.render.documents.compose import Composer
from assessment.render.documents.press import Press
from assessment.render.documents.typeset import Typesetter
from assessment.render.output import Output
from assessment.root import ROOT


@dataclass(frozen=True)
class _PrintJob:
    """What is to be printed of one year."""

    publication: Publication
    composer: Composer
    sheets: tuple[PublishedUnit, ...]
    """The units that have a sheet of their own."""
    volume: bool
    circular: Circular | None

    @property
    def names(self) -> frozenset[str]:
        """The names of its PDFs."""
        whole = {name for name, wanted in ((ANNUAL, self.volume), (CIRCULAR, self.circular)) if wanted}
        return frozenset(unit.id for unit in self.sheets) | whole

    @property
    def texts(self) -> Iterator[str]:
        """Everything that is set in type."""
        yield "总分0123456789.−-—"
        yield from (component.name for component in self.publication.scheme.components)
        yield from (unit.name for unit in self.publication.units.values())
        yield from (self.composer.sheet(unit) for unit in self.sheets)
        if self.circular is not None:
            yield self.composer.circular(self.circular)
        if self.volume:
            yield self.composer.contents({})
            yield from self.composer.parts({}).values()

    def press(self, typesetter: Typesetter, folder: Path, chart_fonts: Sequence[Path]) -> Press:
        """Return a press at work in a new folder."""
        folder.mkdir()
        drawn = _group_charts(self.publication, chart_fonts) if self.volume else None
        press = Press(typesetter, self.composer, folder, self.sheets, drawn, self.circular)
        press.start()
        return press


@dataclass(frozen=True)
class Presses:
    """The presses of all years, laying out what they were given."""

    documents: Mapping[Period, frozenset[str]]
    """Names of the PDFs that are made, by year."""
    presses: Mapping[Period, Press]
    """Those of the years that have PDFs."""

    @property
    def queued(self) -> int:
        """How many layouts are under way."""
        return sum(len(press.queued) for press in self.presses.values())

    def finish(self, output: Output, done: Callable[[], None]) -> None:
        """Wait for the layouts, and write the finished PDFs.

        Raises:
            FontError: if the library that cuts fonts down is missing.
        """
        for year, press in self.presses.items():
            press.finish({name: output.claim(Addresses(year).document(name)) for name in self.documents[year]}, done)


@contextmanager
def printing(plan: BuildPlan, column: Column, county: County, circulars: Mapping[Period, Circular]) -> Iterator[Presses]:
    """Yield the presses at work; what is not finished when the block ends is dropped.

    Args:
        plan: which documents are wanted.
        column: what they show.
        county: whose they are.
        circulars: those there are, by year.

    Raises:
        FontError: if a font or a tool is missing.
        RequestError: if what the public is to read holds personal data.
    """
    orders = {
        publication.period: _order(plan, publication, county, circulars.get(publication.period))
        for publication in column.publications
    }
    style = (ROOT / "theme" / "print" / "print.css").read_text(encoding="utf-8")
    text = [part for order in orders.values() for part in order.texts]
    if plan.audience is Audience.PUBLIC:
        refuse_personal_numbers_in(text)
    documents = {year: order.names for year, order in orders.items()}
    faces = faces_for(plan, column)
    if not faces:
        yield Presses(documents, {})
        return
    with working(plan.output) as work:
        cut, instead = _fonts([style, *text], work, faces)
        style = fonts.with_own(style, cut)
        typesetter = Typesetter.start(style, cut, len(os.sched_getaffinity(0)), instead)
        try:
            yield Presses(
                documents,
                {
                    year: order.press(typesetter, work / str(year), fonts.of_charts(cut))
                    for year, order in orders.items()
                    if order.names
                },
            )
        finally:
            typesetter.stop()


def _order(plan: BuildPlan, publication: Publication, county: County, circular: Circular | None) -> _PrintJob:
    wanted = plan.pdf and publication.disclosure.shows_results
    whole = plan.pdf and not plan.only
    units = (unit for unit in publication.units.values() if wanted and plan.only in ("", unit.id))
    composer = Composer(ROOT / "theme" / "print", publication, county)
    return _PrintJob(publication, composer, tuple(units), wanted and whole, circular if whole else None)


def faces_for(plan: BuildPlan, column: Column) -> tuple[fonts.Face, ...]:
    """Return the faces that a build uses, which sets type for PDFs alone."""
    pdf = any(_sets_type(plan, publication) for publication in column.publications)
    return fonts.faces(ROOT / ".cache" / "fonts", own_fonts(plan.data)) if pdf else ()


def _sets_type(plan: BuildPlan, publication: Publication) -> bool:
    circular = not plan.only and has_circular(publication)
    return plan.pdf and (publication.disclosure.shows_results or circular)


def _group_charts(publication: Publication, chart_fonts: Sequence[Path]) -> dict[str, charts.Chart]:
    drawn = {group.id: charts.makeup(publication, group, chart_fonts) for group in publication.groups}
    return {group: chart for group, chart in drawn.items() if chart is not None}


def _fonts(text: Iterable[str], work: Path, faces: tuple[fonts.Face, ...]) -> tuple[dict[str, Path], Mapping[int, str]]:
    """Return the fonts cut down to a text, and what to show for each character that they lack."""
    characters = {character for part in text for character in part} | set(map(chr, range(32, 127)))
    # What is shown instead of a rare character needs glyphs of its own, and may lack them again.
    public = {OFFICIAL[one] for one in characters if one in OFFICIAL}
    cut = fonts.cut(faces, characters.union(public, SHOWN_INSTEAD if rare_in("".join(characters)) else ()), work)
    lacking = {one for absent in fonts.missing(cut, characters | public).values() for one in absent}
    return cut, fonts.replacements(lacking)
