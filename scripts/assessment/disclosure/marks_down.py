"""The marks of a component and of the parts below it, as far as they may be seen, in one row."""

from collections.abc import Iterator

from assessment.disclosure.published_result import ComponentLedger, PartMark, PublishedMark


def marks_down(above: PublishedMark | PartMark) -> Iterator[PublishedMark | PartMark]:
    """Yield the mark of a component or part, and those of all below that may be seen, in order."""
    yield above
    for part in above.parts if isinstance(above, ComponentLedger | PartMark) else ():
        yield from marks_down(part)
