"""What a scheme and a record offer for a field, beside what the schema says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from assessment.forms.field import FieldChoice


@dataclass(frozen=True)
class Offer:
    """What is offered for one field."""

    choices: tuple[FieldChoice, ...] = ()
    is_open: bool = False
    """Whether something else than what is offered may be written too."""
    first: date | None = None
    last: date | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    names: tuple[FieldChoice, ...] = ()
    """Of rows and of values by names: by what they go."""
    words: str = ""
    """What is said of the field in place of what the schema says of how it is written."""
    note: str = ""
    is_wanted: bool = False
    """Whether the scheme wants it although the schema can do without."""
    is_out: bool = False
    """Whether it has no use here, so that it is only shown where something stands in it."""
    is_hidden: bool = False
    """Whether no person fills it in."""


class Offers(Protocol):
    """Tells what is offered for the field at some steps below the form."""

    def __call__(self, steps: tuple[str, ...], around: Mapping[str, object]) -> Offer:
        """Return it.

        Args:
            steps: names of fields, and of rows what they go by.
            around: what stands in the fields beside it.
        """


def no_offers(steps: tuple[str, ...], around: Mapping[str, object]) -> Offer:
    """Offer nothing, as for files that no scheme speaks of."""
    del steps, around
    return Offer()
