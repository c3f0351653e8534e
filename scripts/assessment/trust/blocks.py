"""Components that are reckoned apart: those that no gate, limit, veto or reading joins add up independently."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assessment.dataset.scheme import Alternative, Scheme


def blocks(scheme: Scheme, alternatives: Sequence[Alternative]) -> tuple[frozenset[str], ...]:
    """Return the keys of the components by what has to be reckoned together, under every option."""
    everything = frozenset(component.key for component in scheme.components)
    found = [frozenset([key]) for key in everything]
    links = [everything & link for one in (scheme, *(a.scheme for a in alternatives)) for link in _links(one)]
    by_reading: dict[str, frozenset[str]] = {}
    for alternative in alternatives:
        touched = touches(scheme, alternative.scheme)
        by_reading[alternative.reading] = by_reading.get(alternative.reading, frozenset()) | touched
    for link in (*links, *by_reading.values()):
        apart = [block for block in found if not block & link]
        together = frozenset().union(*(block for block in found if block & link))
        found = [*apart, together] if together else apart
    return tuple(sorted(found, key=sorted))


def touches(scheme: Scheme, other: Scheme) -> frozenset[str]:
    """Return the keys of the components whose marks an option can change; all where it sets what concerns the total."""
    pairs = [*zip(scheme.components, other.components, strict=True)]
    if _rest(scheme, scheme) != _rest(other, scheme):
        return frozenset(component.key for component, _ in pairs)
    return frozenset(component.key for component, then in pairs if component != then)


def _rest(scheme: Scheme, same: Scheme) -> Scheme:
    """Return a scheme with its components, and all that no mark depends on, as another has them."""
    return replace(
        scheme,
        components=same.components,
        ranking=same.ranking,
        readings=same.readings,
        grades=same.grades,
        conversion_full=same.conversion_full,
    )


def _links(scheme: Scheme) -> Iterator[frozenset[str]]:
    """Yield the keys of components that one scheme joins."""
    every = frozenset(component.key for component in scheme.components)
    by_total = any(one.gate is not None and not one.gate.part for one in scheme.components)
    if scheme.rescale_here or scheme.vetoed is not None or scheme.fails_below is not None or by_total:
        yield every
    for component in scheme.components:
        if component.attach:
            yield frozenset([component.key, *(one.key for one in scheme.components if one.id == component.attach)])
        if component.gate is not None and component.gate.part:
            yield frozenset([component.key, *_holders(scheme, [component.gate.part])])


def _holders(scheme: Scheme, parts: Iterable[str]) -> Iterator[str]:
    wanted = frozenset(parts)
    for component in scheme.components:
        if any(part.key in wanted for part in component.walk()):
            yield component.key
