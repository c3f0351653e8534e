"""From composed sheets to finished PDFs: every sheet laid out once, numbered, and bound into the annual volume."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from assessment.disclosure.publication import PublishedUnit
from assessment.documents import ANNUAL, CIRCULAR, CONTENTS, NUMBERS, PARTS
from assessment.render.charts import Chart
from assessment.render.circular.model import Circular
from assessment.render.documents.attachments import of_unit, of_year
from assessment.render.documents.compose import SHEETS, Composer
from assessment.render.documents.typeset import Typesetter
from assessment.render.documents.volume import BoundDocument, bind, number, pages_of


@dataclass
class Press:
    """The PDFs of one build, laid out in the background between ``start`` and ``finish``."""

    typesetter: Typesetter
    composer: Composer
    work: Path
    """A folder for what is not finished."""
    units: tuple[PublishedUnit, ...]
    charts: Mapping[str, Chart] | None
    """By group id, for the volume; None where no volume is wanted."""
    circular: Circular | None
    """None where none is wanted."""
    queued: "list[Future[None]]" = field(default_factory=list)

    def start(self) -> None:
        """Queue the layout of everything but what needs to know the pages of the rest."""
        if self.charts is not None:
            # Cover and contents are laid out twice: here to learn how many pages come before the rest.
            self._queue(self.composer.contents({}), CONTENTS)
            for part, html in self.composer.parts(self.charts).items():
                self._queue(html, part)
        if self.circular is not None:
            self._queue(self.composer.circular(self.circular), CIRCULAR)
        for unit in self.units:
            self._queue(self.composer.sheet(unit), unit.id)

    def finish(self, targets: Mapping[str, Path], done: Callable[[], None]) -> None:
        """Wait for the layout, and write the finished PDFs, each where it is to be by its name.

        Raises:
            FontError: if the library that cuts fonts down is missing.
        """
        for future in as_completed(self.queued):
            future.result()
            done()
        parts = [BoundDocument(unit.id, unit.name, self._laid_out(unit.id), SHEETS) for unit in self.units]
        if self.charts is not None:
            parts = [*(BoundDocument(id, name, self._laid_out(id)) for id, name in PARTS.items()), *parts]
        first_pages, pages = self._paginate(parts)
        if self.circular is not None:
            pages = max(pages, pages_of(self._laid_out(CIRCULAR)))
        last = [self._queue(self.composer.numbers(pages), NUMBERS)]
        if self.charts is not None:
            last.append(self._queue(self.composer.contents(first_pages), CONTENTS))
        for future in last:
            future.result()
        finished = [*self._finished(targets, parts)]
        for future in finished:
            future.result()

    def _finished(self, targets: Mapping[str, Path], parts: list[BoundDocument]) -> "Iterator[Future[None]]":
        """Yield every document as it is numbered or bound, the volume first, which takes longest."""
        publication, numbers = self.composer.publication, self._laid_out(NUMBERS)
        year, day = of_year(publication), publication.edition.built
        run = self.typesetter.run
        if self.charts is not None:
            yield run(bind, self._laid_out(CONTENTS), parts, numbers, targets[ANNUAL], year, day)
        if self.circular is not None:
            yield run(number, self._laid_out(CIRCULAR), numbers, targets[CIRCULAR], year, day)
        for unit in self.units:
            own = of_unit(publication, unit)
            yield run(number, self._laid_out(unit.id), numbers, targets[unit.id], own, day)

    def _paginate(self, parts: list[BoundDocument]) -> tuple[dict[str, int], int]:
        """Return the page of the volume, counted from 1, on which each part begins, and how many pages there are."""
        page = 0 if self.charts is None else pages_of(self._laid_out(CONTENTS))
        first_pages = {}
        for part in parts:
            first_pages[part.id] = page + 1
            page += pages_of(part.path)
        return first_pages, page

    def _laid_out(self, name: str) -> Path:
        return self.work / f"{name}.pdf"

    def _queue(self, html: str, name: str) -> "Future[None]":
        future = self.typesetter.submit(html, self._laid_out(name))
        self.queued.append(future)
        return future
