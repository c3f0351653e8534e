"""A number of the scheme that is the same for all, or another for each group or kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from assessment.dataset.marked_as import names_in


@dataclass(frozen=True)
class ByGroup:
    """A number for all, or one for each group or kind."""

    common: Decimal | None = None
    """None where groups have numbers of their own."""
    own: Mapping[str, Decimal] = field(default_factory=dict)
    """By id of a group or of a kind; no unit has two of them, which a check sees to (``two-numbers``)."""

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """Every number that some group has."""
        return tuple(self.own.values()) if self.common is None else (self.common,)

    def of(self, group: str) -> Decimal | None:
        """Return the number of a group, or of what units are marked as; None where the scheme does not tell it."""
        if self.common is not None:
            return self.common
        return next((self.own[name] for name in names_in(group) if name in self.own), None)

    def exact(self, group: str) -> Fraction:
        """Return the number of a group, or of what units are marked as, for reckoning.

        Raises:
            KeyError: if the scheme does not tell it, which a check refuses before (``missing-weight``).
        """
        number = self.of(group)
        if number is None:
            raise KeyError(group)
        return Fraction(number)
