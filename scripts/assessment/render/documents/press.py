"""From composed sheets to finished PDFs: every sheet laid out once, stamped, and bound into the annual volume."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from assessment.documents import ANNUAL, CONTENTS, CONTENTS_DRAFT, EDITION, NUMBERS, SHEETS
from assessment.render.documents.attachments import of_year
from assessment.render.documents.compose import Composer
from assessment.render.documents.finish import Attachment
from assessment.render.documents.typeset import Typesetter
from assessment.render.documents.volume import BoundDocument, Stamps, bind, pages_of, stamp

_FINISHED = "finished"


@dataclass(frozen=True)
class PrintedDocument:
    """A document that is a PDF of its own."""

    name: str
    """Of its file; for the sheet of a unit the unit's id."""
    html: str
    attach: Callable[[], tuple[Attachment, ...]]
    """Returns the data that it carries."""
    bookmark: str = ""
    """Below the sheets of the annual volume; empty for what is not bound into it."""


@dataclass
class Press:
    """The PDFs of one build, laid out in the background between ``start`` and ``finish``."""

    typesetter: Typesetter
    composer: Composer
    work: Path
    """A folder for what is not finished."""
    documents: tuple[PrintedDocument, ...]
    parts: Mapping[str, str] | None
    """What stands before the sheets in the volume, by id; None where no volume is wanted."""
    queued: "list[Future[None]]" = field(default_factory=list)

    def start(self) -> None:
        """Queue the layout of everything but what needs to know the pages of the rest."""
        if self.parts is not None:
            # Cover and contents are laid out twice: here to learn how many pages come before the rest.
            self._queue(self.composer.contents({}), CONTENTS_DRAFT)
            for part, html in self.parts.items():
                self._queue(html, part)
        for document in self.documents:
            self._queue(document.html, document.name)

    def finish(self, targets: Mapping[str, Path], done: Callable[[], None]) -> None:
        """Wait for the layout, and write the finished PDFs, each where it is to be by its name.

        Raises:
            FontError: if the library that cuts fonts down is missing.
        """
        for future in as_completed(self.queued):
            future.result()
            done()
        bound = [document for document in self.documents if document.bookmark]
        parts = [BoundDocument(one.name, one.bookmark, self._sheets(one.name), SHEETS) for one in bound]
        if self.parts is not None:
            parts = [*(BoundDocument(id, name, self._sheets(id)) for id, name in self.composer.titles.items()), *parts]
        first_pages, pages = self._paginate(parts)
        apart = [pages_of(self._sheets(document.name)) for document in self.documents if not document.bookmark]
        pages = max(pages, *apart, 0)
        last = [self._queue(self.composer.numbers(pages), NUMBERS), self._queue(self.composer.edition(), EDITION)]
        if self.parts is not None:
            last.append(self._queue(self.composer.contents(first_pages), CONTENTS))
        for future in last:
            future.result()
        (self.work / _FINISHED).mkdir()
        for future in [*self._finish_all(parts)]:
            future.result()
        for name, target in targets.items():
            # Copied only now: a worker that dies leaves nothing in the output.
            shutil.copyfile(self._finished(name), target)

    def _finish_all(self, parts: list[BoundDocument]) -> "Iterator[Future[None]]":
        """Have every document stamped or bound, the volume first, which takes longest."""
        publication = self.composer.publication
        once, day = self.typesetter.once, publication.edition.built
        numbers = self._sheets(NUMBERS)
        stamps = Stamps(numbers, self._sheets(EDITION))
        if self.parts is not None:
            front, data, target = self._sheets(CONTENTS), of_year(publication), self._finished(ANNUAL)
            bound = (text for part in parts for text in (part.id, part.name, part.under, part.path.read_bytes()))
            own = (self.typesetter.setting_key, *stamps.texts, day.isoformat(), front.read_bytes(), *_texts(data))
            faces = self.typesetter.fonts
            yield once("bound", (*own, *bound), target, bind, front, parts, stamps, data, day, faces)
        for document in self.documents:
            source, data, target = self._sheets(document.name), document.attach(), self._finished(document.name)
            # The circular is in the official form, in which nothing stands beside the number of a page.
            on_it = stamps if document.bookmark else Stamps(numbers, None)
            sources = (*on_it.texts, day.isoformat(), source.read_bytes(), *_texts(data))
            yield once("stamped", sources, target, stamp, source, on_it, data, day)

    def _paginate(self, parts: list[BoundDocument]) -> tuple[dict[str, int], int]:
        """Return the page of the volume, counted from 1, on which each part begins, and how many pages there are."""
        page = 0 if self.parts is None else pages_of(self._sheets(CONTENTS_DRAFT))
        first_pages = {}
        for part in parts:
            first_pages[part.id] = page + 1
            page += pages_of(part.path)
        return first_pages, page

    def _sheets(self, name: str) -> Path:
        return self.work / f"{name}.pdf"

    def _finished(self, name: str) -> Path:
        return self.work / _FINISHED / f"{name}.pdf"

    def _queue(self, html: str, name: str) -> "Future[None]":
        future = self.typesetter.submit(html, self._sheets(name))
        self.queued.append(future)
        return future


def _texts(attachments: tuple[Attachment, ...]) -> Iterator[str | bytes]:
    """Yield all that a document says of the files that it carries, and their contents."""
    for attachment in attachments:
        yield from (attachment.name, attachment.kind, attachment.description, attachment.content)
