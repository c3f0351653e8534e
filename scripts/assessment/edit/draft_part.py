"""A part of a scheme that is being drafted: what a sheet or an answer says of it, before an office has decided it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from assessment.exact import exact_sum


class DraftKind(Enum):
    """Place the marks of a component go."""

    BASE = "base"
    """Into the full marks of the total."""
    BONUS = "bonus"
    """On top of them."""
    PENALTY = "penalty"
    """Off the total, and nothing back."""


@dataclass(frozen=True)
class DraftPart:
    """A part, with the words that it is drafted from."""

    name: str
    full: Mapping[str, Decimal]
    """Full marks by group, of the groups that it is for; of a part with parts below what those come to."""
    text: str = ""
    """The words of its clause."""
    method: str = ""
    """How a leaf gets its mark; empty for a mark that is given."""
    rules: Sequence[Mapping[str, object]] = ()
    """As they will be written, for the office to go over."""
    more: tuple[tuple[str, object], ...] = ()
    """Further fields that its method needs, as they will be written."""
    declared: Decimal | None = None
    """Full marks that are written beside it and that the parts below do not come to (as issued)."""
    items: tuple["DraftPart", ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """Ids of the groups that it is for."""
        return tuple(self.full)

    def leaves(self) -> Iterator["DraftPart"]:
        """Yield the parts below, or this one, that have none below themselves."""
        if not self.items:
            yield self
        for item in self.items:
            yield from item.leaves()


@dataclass(frozen=True)
class DraftComponent:
    """A part at the top."""

    part: DraftPart
    kind: DraftKind = DraftKind.BASE


def sum_by_group(parts: Sequence[DraftPart]) -> dict[str, Decimal]:
    """Return what the full marks of several parts come to, for each group that any is for."""
    groups = dict.fromkeys(group for part in parts for group in part.full)
    return {group: exact_sum(part.full[group] for part in parts if group in part.full) for group in groups}
