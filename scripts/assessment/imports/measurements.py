"""What the records of a year hold marks or numbers of: parts, in waves and by members where the scheme says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assessment.dataset.method import Method
from assessment.dataset.part import Part, Wave
from assessment.dataset.scheme import Scheme


@dataclass(frozen=True)
class MeasuredPart:
    """A part of which a mark or a number is recorded."""

    part: Part
    owner: Part
    """The part under which records hold it: itself, or the one above whose mark is given as a whole."""
    above: tuple[Part, ...]
    """The parts above that join marks, the component last; records may hold the mark of an item under these."""
    waves: tuple[Wave, ...]
    """In which it is measured in the year's own records; empty where that is once."""
    has_members: bool

    @property
    def is_item(self) -> bool:
        """Whether it is detail of a mark that is given as a whole."""
        return self.part is not self.owner

    @property
    def field(self) -> str:
        """What records call the figure."""
        return "number" if self.part.method is Method.COUNT else "mark"

    @property
    def is_explained(self) -> bool:
        """Whether a mark that was lost needs a reason: not a number without full marks, nor the mark above items."""
        has_full = self.part.method is Method.GIVEN or self.part.full is not None
        return has_full and not self.part.items and self.part.explained

    def is_for(self, group: str) -> bool:
        """Tell whether the part, and all above it, are for a group, or for what units are marked as."""
        return all(part.is_for(group) for part in (self.part, self.owner, *self.above))

    def full_of(self, group: str) -> Decimal | None:
        """Return the full marks of one measurement for a group; None where it has none, or holds a number."""
        has_mark = self.field == "mark" and self.is_for(group)
        return self.part.full_once(group) if has_mark else None


def measured_parts(components: tuple[Part, ...]) -> tuple[MeasuredPart, ...]:
    """Return what is measured, in the order of the scheme."""
    return tuple(one for component in components for one in _measured(component, (), (), has_members=False))


def _measured(
    part: Part, above: tuple[Part, ...], waves: tuple[Wave, ...], *, has_members: bool
) -> Iterator[MeasuredPart]:
    waves, has_members = part.waves or waves, has_members or part.members is not None
    if any(wave.round is not None for wave in waves):
        waves = tuple(wave for wave in waves if wave.round is None)
        if not waves:
            return
    if part.method is Method.GIVEN or (part.method is Method.COUNT and not part.items):
        yield MeasuredPart(part, part, above, waves, has_members)
        for leaf in part.leaves() if part.items else ():
            yield MeasuredPart(leaf, part, above, waves, has_members)
        return
    for item in part.items:
        yield from _measured(item, (part, *above), waves, has_members=has_members)


def marked_components(scheme: Scheme, chosen: str) -> tuple[Part, ...]:
    """Return the components of which marks or numbers are recorded.

    Args:
        scheme: the scheme.
        chosen: id of the one component that is meant; empty for all.
    """
    return tuple(one for one in scheme.components if chosen in ("", one.id) and measured_parts((one,)))


def is_final_mark(components: tuple[Part, ...]) -> bool:
    """Tell whether it is one component with one mark a unit, given as a whole: its sheets have forms of their own."""
    return (
        len(components) == 1
        and components[0].method is Method.GIVEN
        and not any(one.waves or one.has_members for one in measured_parts(components))
    )
