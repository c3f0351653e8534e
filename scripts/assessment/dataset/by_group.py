"""A number of the scheme that is the same for all groups, or another for each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class ByGroup:
    """A number for all groups, or one for each."""

    common: Decimal | None = None
    """None where groups have numbers of their own."""
    own: Mapping[str, Decimal] = field(default_factory=dict)
    """By group id."""

    @property
    def differs(self) -> bool:
        """Whether groups have numbers of their own."""
        return self.common is None

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """Every number that some group has."""
        return tuple(self.own.values()) if self.common is None else (self.common,)

    def of(self, group: str) -> Decimal | None:
        """Return the number of a group; None where the scheme does not tell it."""
        return self.own.get(group) if self.common is None else self.common

    def exact(self, group: str) -> Fraction:
        """Return the number of a group, for reckoning.

        Raises:
            KeyError: if the scheme does not tell it, which a check refuses before (``missing-weight``).
        """
        return Fraction(self.own[group] if self.common is None else self.common)
