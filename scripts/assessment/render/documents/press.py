"""From composed sheets to finished PDFs: every sheet laid out once, stamped, and bound into the annual volume."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec

from assessment.documents import ANNUAL, CONTENTS, CONTENTS_DRAFT, EDITION, NUMBERS, SHEETS
from assessment.render.documents.attachments import of_year
from assessment.render.documents.compose import Composer
from assessment.render.documents.finish import Attachment
from assessment.render.documents.typeset import Typesetter
from assessment.render.documents.volume import BoundDocument, Stamps, bind, pages_of, stamp

P = ParamSpec("P")

_FINISHED = "finished"
_DOZEN = 12
"""Numbers are laid out by the dozen, so that longer documents give shorter ones no other numbers."""


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
    """The PDFs of one year, laid out in the background; each is written as soon as it is finished."""

    typesetter: Typesetter
    composer: Composer
    work: Path
    """A folder for what is not finished."""
    documents: tuple[PrintedDocument, ...]
    parts: Mapping[str, str] | None
    """What stands before the sheets in the volume, by id; None where no volume is wanted."""
    first: frozenset[str]
    """Names of the documents that somebody waits for."""
    write: Callable[[str, bytes], None]
    """Writes a finished PDF, by its name."""
    names_in_output: set[str] = field(default_factory=set)
    """Names of the PDFs that are written."""
    jobs: "dict[str, Future[None]]" = field(default_factory=dict)
    """What was queued, by the name of the file that it gives below the folder."""
    volume_numbers: str = ""
    """The name of the file with the numbers of the volume's pages; empty until they can be counted."""

    @property
    def left(self) -> int:
        """How many PDFs are not written yet."""
        return len(self.documents) + (self.parts is not None) - len(self.names_in_output)

    @property
    def left_of_first(self) -> int:
        """How many of them are not written yet that somebody waits for."""
        return len(self.first - self.names_in_output)

    def advance_first(self) -> None:
        """Take what somebody waits for as far as it can be taken without waiting.

        Raises:
            FontError: if the library that cuts fonts down is missing.
        """
        for document in self.documents:
            if document.name in self.first:
                self._lay_out_document(document)
                self._take_further(document)

    def start(self) -> None:
        """Queue the layout of all that was not queued yet."""
        if self.parts is not None:
            # Cover and contents are laid out twice: here to learn how many pages come before the rest.
            self._lay_out(self.composer.contents({}), CONTENTS_DRAFT)
            for part, html in self.parts.items():
                self._lay_out(html, part)
        for document in self.documents:
            self._lay_out_document(document)

    def advance(self) -> None:
        """Take every document as far as it can be taken without waiting.

        Raises:
            FontError: as ``advance_first``.
        """
        self.start()
        for document in self.documents:
            self._take_further(document)
        if self.parts is not None:
            self._bind_when_ready(self.parts)

    def finish_first(self, done: Callable[[], None]) -> None:
        """Wait until what somebody waits for is written; call ``done`` for each.

        Raises:
            FontError: as ``advance_first``.
        """
        while self.left_of_first:
            self._wait(self.advance_first, done)

    def finish(self, done: Callable[[], None]) -> None:
        """Wait until every PDF is written; call ``done`` for each.

        Raises:
            FontError: as ``advance_first``.
        """
        while self.left:
            self._wait(self.advance, done)

    def _wait(self, advance: Callable[[], None], done: Callable[[], None]) -> None:
        """Wait for a job, and go on from there."""
        before = self.left
        wait([job for job in self.jobs.values() if not job.done()], return_when=FIRST_COMPLETED)
        advance()
        for _ in range(before - self.left):
            done()

    def _lay_out_document(self, document: PrintedDocument) -> None:
        if document.name not in self.jobs:
            # Before it, so that what it is stamped with does not keep it waiting.
            self._lay_out(self.composer.edition(), EDITION)
            self._lay_out(document.html, document.name)

    def _take_further(self, document: PrintedDocument) -> None:
        """Stamp a document that is laid out, and write one that is stamped."""
        name, finished = document.name, f"{_FINISHED}/{document.name}"
        if name in self.names_in_output or not self._is_there(name):
            return
        if finished not in self.jobs:
            numbers = self._numbers(-(-pages_of(self._file(name)) // _DOZEN) * _DOZEN)
            if self._is_there(numbers) and self._is_there(EDITION):
                self._stamp(document, self._file(numbers), finished)
        self._write_when_there(name, finished)

    def _stamp(self, document: PrintedDocument, numbers: Path, finished: str) -> None:
        source, data, day = self._file(document.name), document.attach(), self.composer.publication.edition.built
        # The circular is in the official form, in which nothing stands beside the number of a page.
        stamps = Stamps(numbers, self._file(EDITION) if document.bookmark else None)
        sources = (*stamps.texts, day.isoformat(), source.read_bytes(), *_texts(data))
        self._once(finished, "stamped", sources, stamp, source, stamps, data, day)

    def _bind_when_ready(self, parts: Mapping[str, str]) -> None:
        """Bind the volume when all of it is laid out, and write it when it is bound."""
        finished = f"{_FINISHED}/{ANNUAL}"
        bound = [document for document in self.documents if document.bookmark]
        layouts = (CONTENTS_DRAFT, EDITION, *parts, *(document.name for document in bound))
        if ANNUAL in self.names_in_output or not all(map(self._is_there, layouts)):
            return
        chapters = [BoundDocument(id, name, self._file(id)) for id, name in self.composer.titles.items()]
        chapters += [BoundDocument(one.name, one.bookmark, self._file(one.name), SHEETS) for one in bound]
        if not self.volume_numbers:
            first_pages, pages = self._paginate(chapters)
            self._lay_out(self.composer.contents(first_pages), CONTENTS)
            self.volume_numbers = self._numbers(pages)
        if finished not in self.jobs and self._is_there(CONTENTS) and self._is_there(self.volume_numbers):
            self._bind(chapters, self._file(self.volume_numbers), finished)
        self._write_when_there(ANNUAL, finished)

    def _bind(self, chapters: list[BoundDocument], numbers: Path, finished: str) -> None:
        publication, faces = self.composer.publication, self.typesetter.fonts
        front, data, day = self._file(CONTENTS), of_year(publication), publication.edition.built
        stamps = Stamps(numbers, self._file(EDITION))
        bound = (text for one in chapters for text in (one.id, one.name, one.under, one.path.read_bytes()))
        own = (self.typesetter.setting_key, *stamps.texts, day.isoformat(), front.read_bytes(), *_texts(data))
        self._once(finished, "bound", (*own, *bound), bind, front, chapters, stamps, data, day, faces)

    def _paginate(self, chapters: list[BoundDocument]) -> tuple[dict[str, int], int]:
        """Return the page of the volume, counted from 1, on which each part begins, and how many pages there are."""
        page = pages_of(self._file(CONTENTS_DRAFT))
        first_pages = {}
        for chapter in chapters:
            first_pages[chapter.id] = page + 1
            page += pages_of(chapter.path)
        return first_pages, page

    def _numbers(self, pages: int) -> str:
        """Return the name of the file with so many page numbers, which is on its way."""
        name = f"{NUMBERS}.{pages}"
        self._lay_out(self.composer.numbers(pages), name)
        return name

    def _lay_out(self, html: str, name: str) -> None:
        """Queue the layout of a document that was not queued yet."""
        if name not in self.jobs:
            self.jobs[name] = self.typesetter.submit(html, self._file(name))

    def _once(
        self,
        name: str,
        kind: str,
        parts: Iterable[str | bytes],
        task: Callable[P, bytes],
        *given: P.args,
        **named: P.kwargs,
    ) -> None:
        self._file(name).parent.mkdir(exist_ok=True)
        self.jobs[name] = self.typesetter.once(kind, parts, self._file(name), task, *given, **named)

    def _is_there(self, name: str) -> bool:
        """Tell whether a file is there by now.

        Raises:
            FontError: if it cannot be made, for want of a library.
        """
        job = self.jobs.get(name)
        if job is None or not job.done():
            return False
        job.result()
        return True

    def _write_when_there(self, name: str, finished: str) -> None:
        # Written only now: a worker that dies leaves nothing in the output.
        if self._is_there(finished):
            self.write(name, self._file(finished).read_bytes())
            self.names_in_output.add(name)

    def _file(self, name: str) -> Path:
        return self.work / f"{name}.pdf"


def _texts(attachments: tuple[Attachment, ...]) -> Iterator[str | bytes]:
    """Yield all that a document says of the files that it carries, and their contents."""
    for attachment in attachments:
        yield from (attachment.name, attachment.kind, attachment.description, attachment.content)
