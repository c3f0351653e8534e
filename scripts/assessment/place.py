"""Where a recorded value stands: the file, line and column that every finding and every ledger row points at."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Place:
    """A position in a data file. Lines and columns count from 1, as editors show them."""

    file: str
    """Path from the root of the repository, with forward slashes."""
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Origin:
    """The place of one record, and of each of its fields."""

    place: Place
    fields: Mapping[str, Place] = field(default_factory=dict, repr=False, hash=False, compare=False)

    def of(self, name: str) -> Place:
        """Return the place of a field, or of the record itself where the field was left out."""
        return self.fields.get(name, self.place)
