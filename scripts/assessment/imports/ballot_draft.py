"""Putting ballots into a draft: an entry a rater unit, its marks in order of size, so that no place tells a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessment.dataset.part import Part
from assessment.edit.splice import EntryStep
from assessment.imports.claim import Claim
from assessment.imports.draft import Draft, Fields, entries, fields_of
from assessment.imports.importing import Options, day_of
from assessment.imports.values import SheetRow


@dataclass(frozen=True)
class BallotCell:
    """A cell in which a unit rated another."""

    row: SheetRow
    key: str
    """What its column is."""
    rater: str
    rater_claim: Claim
    """The id of the rater unit, and where the sheet or the command names it."""
    rated: str
    marks: Sequence[Decimal | None]
    """Its ballots; None for an abstention."""


def record_ballots(
    draft: Draft, component: Part, rated: str, by_rater: Mapping[str, list[BallotCell]], options: Options
) -> None:
    """Put the ballots about a unit into the draft; those of a rater unit take the place of what is recorded."""
    keys = ("ballots", component.id)
    old = {str(entry.get("rater")): entry for entry in entries(draft.under(rated, "ballots").get(component.id))}
    claims = {rater: _entry(cast, component, options) for rater, cast in by_rater.items()}
    changed = {
        rater: claim for rater, claim in claims.items() if _in_order(old.get(rater, {})) != _in_order(fields_of(claim))
    }
    if not changed:
        return
    replaced = sum(rater in old for rater in changed)
    more = f"，其中 {replaced} 个单位原有的票被替换" if replaced else ""
    votes = sum(len(_marks_listed(fields_of(claim))) for claim in changed.values())
    draft.say(rated, f"{component.name} {len(changed)} 个评议单位的 {votes} 张票{more}")
    for rater, claim in changed.items():
        if rater in old:
            draft.put(rated, (*keys, EntryStep("rater", rater)), claim)
    if added := [claim for rater, claim in changed.items() if rater not in old]:
        draft.append(rated, keys, added)
    for rater, claim in changed.items():
        draft.trace(rated, (*keys, EntryStep("rater", rater)), claim)


def _entry(cast: list[BallotCell], component: Part, options: Options) -> Claim:
    """Return one rater unit's entry; its marks stand in order of size, so that no place in a list tells a person."""
    first = cast[0]
    days = [day for one in cast if (day := day_of(one.row, "day", options, component.window.last.year)) is not None]
    # One day stands for all: the last, or one outside the window, so that the rules come upon it.
    day = max(days, key=lambda day: _in_window_first(component, str(day.value)), default=None)
    marks = [one.row.claim(one.key, mark) for one in cast for mark in one.marks]
    entry: Fields = {"rater": first.rater_claim}
    entry |= {} if day is None else {"date": day}
    return first.row.claim("", entry | {"marks": sorted(marks, key=lambda mark: _by_size(mark.value))})


def _in_window_first(component: Part, day: str) -> tuple[bool, str]:
    """Order days so that those outside the window come last."""
    return date.fromisoformat(day) not in component.window, day


def _in_order(entry: Fields) -> Fields:
    return entry | {"marks": sorted(_marks_listed(entry), key=_by_size)}


def _marks_listed(entry: Fields) -> list[object]:
    marks = entry.get("marks")
    return marks if isinstance(marks, list) else []


def _by_size(mark: object) -> tuple[bool, Decimal]:
    return not isinstance(mark, Decimal), mark if isinstance(mark, Decimal) else Decimal(0)
