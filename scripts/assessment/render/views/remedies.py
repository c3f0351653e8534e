"""What was put right of what cost marks."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from assessment.disclosure.published_result import PublishedRow
from assessment.render.views.losses import Loss
from assessment.row_kind import RowKind


class Remedy(Enum):
    """How far a record is put right, as pages say it."""

    DONE = "已整改"
    UNDER_WAY = "整改中"
    UNREGISTERED = "尚无整改记录"


@dataclass(frozen=True)
class Remedies:
    """How many records that cost marks are put right."""

    by_remedy: tuple[tuple[Remedy, int], ...]
    """Each way once, in order, with how many records there are of it."""

    @property
    def records(self) -> int:
        """How many records there are."""
        return sum(count for _, count in self.by_remedy)

    @property
    def counts(self) -> str:
        """How many there are of each, in words."""
        return "、".join(f"{remedy.value}{count}处" for remedy, count in self.by_remedy)


def remedies(losses: Iterable[Loss]) -> Remedies:
    """Return how many records that cost marks are put right; those that a review struck out altogether need nothing."""
    counted = Counter(remedy_of(row) for loss in losses for row in standing(loss.rows))
    return Remedies(tuple((remedy, counted[remedy]) for remedy in Remedy))


def remedy_of(row: PublishedRow) -> Remedy:
    """Return how far the record of a row is put right."""
    if row.rectified is None:
        return Remedy.UNREGISTERED
    return Remedy.DONE if row.rectified.date else Remedy.UNDER_WAY


def standing(rows: Iterable[PublishedRow]) -> tuple[PublishedRow, ...]:
    """Return the records that still cost something after the decisions that follow each of them."""
    return tuple(_standing(rows))


def _standing(rows: Iterable[PublishedRow]) -> Iterator[PublishedRow]:
    held: PublishedRow | None = None
    for row in rows:
        if held is not None and row.kind is not RowKind.OBJECTION:
            yield held
            held = None
        if row.needs_remedy:
            held, left = row, row.points.exact
        elif held is not None:
            left += row.points.exact
            held = held if left < 0 else None
    if held is not None:
        yield held
