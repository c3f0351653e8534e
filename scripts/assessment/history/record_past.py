"""Who changed what of each record, and when: every event with the fields before and after, for those who may see all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assessment.history.events import Event
from assessment.history.fields import title, titles_inside
from assessment.history.folder import history_of
from assessment.history.held import HeldRecords, held_records
from assessment.history.kinds import Key, What
from assessment.period import Period
from assessment.repository.clone import Clone
from assessment.repository.commits import Commit
from assessment.repository.objects import contents


@dataclass(frozen=True)
class FieldPast:
    """A field that an event changed; None where it is not there."""

    title: str
    before: object
    after: object
    inside: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Titles of the fields inside it, by their names."""


@dataclass(frozen=True)
class PastEvent:
    """One thing that happened to a record."""

    what: What
    commit: Commit | None
    """Who did it and when; None while it is not committed."""
    fields: tuple[FieldPast, ...]
    """What was changed; of a record that came or went, nothing."""


def past_of_unit(clone: Clone, period: Period, unit: str) -> Mapping[Key, tuple[PastEvent, ...]]:
    """Return what happened to each record of a unit in a year, newest first; nothing where the repository cannot tell.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    events = history_of(clone, period).of(unit).events
    file = f"scores/{period}/{unit}.yaml"
    changes = [event for past in events.values() for event in past if event.what is What.CHANGED]
    ids = dict.fromkeys(id for event in changes for id in _versions(clone, event))
    texts = contents(clone.repository, [f"{id}:{clone.inside(file)}" for id in ids])
    held = {id: _held(text) for id, text in zip(ids, texts, strict=True)}
    path = clone.data / file
    held[""] = _held(path.read_bytes() if path.is_file() else None)
    return {
        key: tuple(PastEvent(one.what, one.commit, tuple(_fields(clone, key, one, held))) for one in reversed(past))
        for key, past in events.items()
    }


def _versions(clone: Clone, event: Event) -> tuple[str, ...]:
    """Return the commits that tell an event's values: after it and before it; what is not committed has no id."""
    return (clone.commit,) if event.commit is None else (event.commit.id, *event.commit.parents)


def _fields(clone: Clone, key: Key, event: Event, held: Mapping[str, HeldRecords]) -> Iterator[FieldPast]:
    if event.what is not What.CHANGED:
        return
    after, *before = ("", clone.commit) if event.commit is None else _versions(clone, event)
    now = held[after].values.get(key, {})
    then = next((held[id].values[key] for id in before if key in held[id].values), {})
    for name in event.fields:
        yield FieldPast(title(key.kind, name), then.get(name), now.get(name), titles_inside(key.kind, name))


def _held(content: bytes | None) -> HeldRecords:
    records = None if content is None else held_records(content)
    return HeldRecords() if records is None else records
