"""Put laid-out documents together: page numbers on each, and all of them as one tagged volume with bookmarks.

Every sheet is laid out once and used twice, in its own PDF and in the annual volume, so it is laid out without page
numbers; they are put on here, from a document that has nothing else on its pages. So is the state of the records: what
a commit leaves as it was need not be laid out again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf, String

from assessment.render.documents.finish import Attachment, elements, finish
from assessment.render.documents.shared_fonts import share_fonts

_EDITION = Name.Edition
LINK = "https://volume.invalid/"
"""Links of the front matter to sheets begin so, before the sheets' pages are known."""


@dataclass(frozen=True)
class BoundDocument:
    """A laid-out document that becomes part of the volume."""

    id: str
    name: str
    """Its bookmark."""
    path: Path
    under: str = ""
    """The bookmark that this one stands below; empty at the top."""


def pages_of(path: Path) -> int:
    """Return how many pages a PDF has."""
    with Pdf.open(path) as pdf:
        return len(pdf.pages)


@dataclass(frozen=True)
class Stamps:
    """What is put on the pages of a document, each laid out by itself."""

    numbers: Path
    """A page for each page number from 1."""
    edition: Path | None
    """One page with the state of the records, which is put on every page that has a number; None where it is not."""

    @property
    def texts(self) -> tuple[bytes, ...]:
        """All that they depend on."""
        return tuple(path.read_bytes() for path in (self.numbers, self.edition) if path is not None)


def stamp(source: Path, stamps: Stamps, attachments: Sequence[Attachment], day: date) -> bytes:
    """Return ``source`` with page numbers from 1 and with files attached."""
    with Pdf.open(source) as pdf:
        _stamp(pdf, stamps, first=0)
        return finish(pdf, attachments, day)


def bind(
    front: Path,
    parts: Sequence[BoundDocument],
    stamps: Stamps,
    attachments: Sequence[Attachment],
    day: date,
    faces: Mapping[str, Path],
) -> bytes:
    """Return the volume: the front matter, then every part, with page numbers, tags and bookmarks throughout.

    The first page of the front matter is the cover and has no number. ``faces`` are the files that all were set from.
    """
    with Pdf.open(front) as volume:
        first_pages: dict[str, int] = {}
        bookmarks: dict[str, OutlineItem] = {}
        for part in parts:
            first_pages[part.id] = len(volume.pages)
            with Pdf.open(part.path) as sheet:
                _append(volume, sheet)
        _stamp(volume, stamps, first=1)
        _resolve_links(volume, first_pages)
        with volume.open_outline() as outline:
            for part in parts:
                if part.under and part.under not in bookmarks:
                    bookmarks[part.under] = OutlineItem(part.under, first_pages[part.id])
                    outline.root.append(bookmarks[part.under])
                item = OutlineItem(part.name, first_pages[part.id])
                (bookmarks[part.under].children if part.under else outline.root).append(item)
        share_fonts(volume, faces)
        return finish(volume, attachments, day)


def _stamp(pdf: Pdf, stamps: Stamps, first: int) -> None:
    """Put the stamps on every page from index ``first``, as artifacts that readers aloud leave out."""
    with Pdf.open(stamps.numbers) as numbers:
        edition = _edition(pdf, stamps.edition)
        for index in range(first, len(pdf.pages)):
            page = pdf.pages[index]
            # Pages of one document share their resources, so every number needs a name of its own.
            name = Name(f"/PageNumber{index}")
            page.add_resource(pdf.copy_foreign(numbers.pages[index].as_form_xobject()), Name.XObject, name)
            drawn = f"q {name} Do Q"
            if edition is not None:
                page.add_resource(edition, Name.XObject, _EDITION)
                drawn += f" q {_EDITION} Do Q"
            page.contents_add(b"q", prepend=True)
            page.contents_add(f"Q /Artifact <</Type /Pagination>> BDC {drawn} EMC".encode())


def _edition(pdf: Pdf, source: Path | None) -> Object | None:
    """Return the one page of a document as something to be drawn on all pages of another."""
    if source is None:
        return None
    with Pdf.open(source) as page:
        return pdf.copy_foreign(page.pages[0].as_form_xobject())


def _append(volume: Pdf, sheet: Pdf) -> None:
    """Append the pages of a sheet together with its part of the structure tree."""
    start = len(volume.pages)
    volume.pages.extend(sheet.pages)
    root = volume.Root.StructTreeRoot
    shift = int(root.get("/ParentTreeNextKey", 0)) or _next_key(root)
    added = volume.copy_foreign(sheet.Root.StructTreeRoot)
    for page in list(volume.pages)[start:]:
        _shift_keys(page, shift)
    nums = list(_nums(added))
    for key, value in zip(nums[::2], nums[1::2], strict=True):
        root.ParentTree.Nums.append(int(key) + shift)
        root.ParentTree.Nums.append(value)
    root.ParentTreeNextKey = shift + _next_key(added)
    children = added.K if isinstance(added.K, Array) else Array([added.K])
    if not isinstance(root.K, Array):
        root.K = Array([root.K])
    document = root.K[0]
    if not isinstance(document.K, Array):
        document.K = Array([document.K])
    _distinguish_ids(children, shift)
    for child in children:
        child.P = document
        child.S = Name.Art
        document.K.append(child)


def _distinguish_ids(children: Array, number: int) -> None:
    """Put a number before the ids of heads and before their mentions: every sheet has counted its own from the same."""
    for element in elements(children):
        if "/ID" in element:
            element.ID = String(f"{number}-{element.ID}")
        if "/A" in element and "/Headers" in element.A:
            element.A.Headers = Array(String(f"{number}-{head}") for head in list(element.A.Headers))


def _shift_keys(page: Page, shift: int) -> None:
    if "/StructParents" in page:
        page.StructParents = int(page.StructParents) + shift
    for annotation in page.get("/Annots", Array()):
        if "/StructParent" in annotation:
            annotation.StructParent = int(annotation.StructParent) + shift


def _nums(root: Object) -> Iterator[Object]:
    yield from root.ParentTree.Nums


def _next_key(root: Object) -> int:
    keys = list(_nums(root))[::2]
    return max((int(key) for key in keys), default=-1) + 1


def _resolve_links(volume: Pdf, first_pages: Mapping[str, int]) -> None:
    """Turn the links that stand for sheets into links to their first pages."""
    for page in volume.pages:
        for annotation in page.get("/Annots", Array()):
            action = annotation.get("/A", Dictionary())
            address = str(action.get("/URI", ""))
            if address.startswith(LINK):
                index = first_pages[address.removeprefix(LINK)]
                destination = Array([volume.pages[index].obj, Name.XYZ, None, None, None])
                annotation.A = Dictionary(S=Name.GoTo, D=destination)
