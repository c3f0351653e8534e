"""Where the page of each part of a scheme stands among those of the others: by component, then by number."""

from collections.abc import Iterator

from assessment.dataset.part import Part
from assessment.dataset.scheme import Scheme


def item_addresses(scheme: Scheme) -> dict[str, str]:
    """Return the address of each part by its key, such as ``daily/3``: in plain letters.

    The number of a part is its place below the one above, for which no id of a component can be taken.
    """
    return {part.key: address for component in scheme.components for part, address in _below(component, component.id)}


def _below(part: Part, address: str) -> Iterator[tuple[Part, str]]:
    yield part, address
    for number, item in enumerate(part.items, 1):
        yield from _below(item, f"{address}/{number}")
