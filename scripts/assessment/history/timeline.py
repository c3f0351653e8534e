"""From the versions of one file to what happened to each of its records.

A version is compared with all the versions it was made from. A record that equals the one in any of them has that
one's past and nothing new; so a merge is told only for what it changed itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assessment.dataset.year import Provenance
from assessment.history.events import Event, Events, FileHistory
from assessment.history.held import Values
from assessment.history.kinds import Key, What
from assessment.repository.commits import Commit


@dataclass(frozen=True)
class State:
    """A file at a version, with its past."""

    values: Values = field(default_factory=dict)
    past: FileHistory = field(default_factory=FileHistory)
    provenance: Provenance | None = None
    """As its file last said; None where it never has."""


def after(commit: Commit | None, before: Sequence[State], values: Values | None, new: What = What.RECORDED) -> State:
    """Return the state that a commit makes of the states it was made from.

    Args:
        commit: None for what is not committed yet.
        before: the file in each version that this one was made from.
        values: what the file holds now; None where it cannot be read, which leaves records as they were.
        new: what is said of a record that was in none of them.
    """
    unreadable = tuple(dict.fromkeys(bad for state in before for bad in state.past.unreadable))
    if values is None:
        first = before[0] if before else State()
        return replace(first, past=replace(first.past, unreadable=(*unreadable, *([commit] if commit else []))))
    keys = dict.fromkeys((*values, *(key for state in before for key in state.past.events)))
    events: Events = {key: past for key in keys if (past := _past(key, commit, before, values.get(key), new))}
    return State(values, FileHistory(events, unreadable))


def _past(
    key: Key, commit: Commit | None, before: Sequence[State], now: Mapping[str, object] | None, new: What
) -> tuple[Event, ...]:
    for state in before:
        if state.values.get(key) == now:
            return state.past.events.get(key, ())
    known = next((state for state in before if key in state.values), before[0] if before else State())
    then = known.values.get(key)
    past = known.past.events.get(key, ())
    if now is None:
        return (*past, Event(What.REMOVED, commit, ()))
    if then is None:
        return (*past, Event(new, commit, ()))
    fields = tuple(name for name in dict.fromkeys((*then, *now)) if then.get(name) != now.get(name))
    return (*past, Event(What.CHANGED, commit, fields))
