"""The few things that a reader in a hurry wants to know of a unit's losses."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.disclosure.published_result import PublishedRow
from assessment.render.views.losses import Loss, says_why, unexplained
from assessment.render.views.remedies import standing
from assessment.render.words import day

MOST = 3
"""How many losses are told of."""


@dataclass(frozen=True)
class MainReason:
    """A loss, and why in a sentence or two."""

    loss: Loss
    why: str


def main_reasons(losses: Sequence[Loss]) -> tuple[MainReason, ...]:
    """Return the greatest losses, those that a record gives a reason for before the others.

    Args:
        losses: of a unit, the greatest first.
    """
    first = sorted(losses, key=lambda loss: not _recorded(loss))
    return tuple(MainReason(loss, _why(loss)) for loss in first[:MOST])


def _recorded(loss: Loss) -> list[PublishedRow]:
    """Return the rows that say why, what took most first."""
    rows = [row for row in standing(loss.rows) if says_why(row)]
    return sorted(rows, key=lambda row: row.points.exact)


def _why(loss: Loss) -> str:
    rows = _recorded(loss)
    if not rows:
        return unexplained(loss)
    reason = f"{rows[0].reason.rstrip('。')}{f'（{day(rows[0].day)}）' if rows[0].day else ''}"
    return f"{reason}；另有{len(rows) - 1}处。" if len(rows) > 1 else f"{reason}。"
