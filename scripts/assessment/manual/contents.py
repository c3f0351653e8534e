"""The list of the guides, as ``docs/README.md`` has it: each heading of it is a group, each link in a list a guide."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessment.manual.reading import ManualPage


@dataclass(frozen=True)
class ContentsEntry:
    """A link of the list."""

    title: str
    link: str
    """As written."""


@dataclass(frozen=True)
class ContentsGroup:
    """Guides for one kind of work."""

    title: str
    entries: tuple[ContentsEntry, ...]


def contents_of(first: ManualPage) -> Iterator[ContentsGroup]:
    """Yield the groups that the first page lists."""
    title, entries = "", list[ContentsEntry]()
    for element in first.body:
        if element.tag == "h2":
            if entries:
                yield ContentsGroup(title, tuple(entries))
            title, entries = str(element.text_content()), []
        elif element.tag == "ul":
            entries += [ContentsEntry(str(link.text_content()), link.get("href", "")) for link in element.iter("a")]
    if entries:
        yield ContentsGroup(title, tuple(entries))
