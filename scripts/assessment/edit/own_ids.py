"""Ids that two people gave to different new entries of one record: those of the other person become free ones."""

import re
from collections.abc import Iterator, Mapping
from itertools import count

from assessment.edit.layout import Flow
from assessment.edit.splice import EntryStep, Keys, put
from assessment.edit.three_ways import by_name, naming_field

_ID = "id"
_NUMBER = re.compile(r"\d*$", re.ASCII)
_CITING = ("evidence", "about")
"""The fields that cite entries of the record by their ids."""


def give_own_ids(
    text: str, file: str, ours: Mapping[str, object], theirs: Mapping[str, object], before: Mapping[str, object]
) -> tuple[str, Mapping[str, str]]:
    """Return the other side's text in which its new entries have ids of their own, and those ids by the old ones.

    What the other side wrote beside them cites them by the new ids. An id that both sides gave to the same entry stays.

    Args:
        text: the record as the other side has it.
        file: its name, for messages.
        ours: what our side says.
        theirs: what the text says.
        before: what was there when the sides parted.
    """
    taken = {id for side in (ours, theirs, before) for entries in _lists(side).values() for id in entries}
    new: dict[str, str] = {}
    for key, entries in _lists(theirs).items():
        own, old = (_lists(side).get(key, {}) for side in (ours, before))
        for id, entry in entries.items():
            if id in own and id not in old and own[id] != entry:
                new[id] = _next(id, taken)
                taken.add(new[id])
                text = put(text, file, (key, EntryStep(_ID, id), _ID), new[id])
    for keys, ids in _citations(theirs, ours, new):
        cited = [new.get(str(id), id) for id in ids] if isinstance(ids, list) else new[str(ids)]
        text = put(text, file, keys, Flow(cited) if isinstance(cited, list) else cited)
    return text, new


def _lists(data: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Return the entries with ids of each list of a record, by their ids."""
    return {key: by_name(value, _ID) for key, value in data.items() if isinstance(value, list)}


def _next(id: str, taken: set[str]) -> str:
    """Return the next id that is free: e02 after e01."""
    number = _NUMBER.search(id)
    digits = number[0] if number is not None else ""
    head = id.removesuffix(digits)
    return next(new for step in count(1) if (new := f"{head}{int(digits or 1) + step:0{len(digits)}d}") not in taken)


def _citations(
    theirs: Mapping[str, object], ours: Mapping[str, object], new: Mapping[str, str]
) -> Iterator[tuple[Keys, object]]:
    """Yield where the other side cites entries that have new ids, and what it cites, in what our side has not so."""
    for key, value in theirs.items():
        if isinstance(value, list):
            own = by_name(listed, _ID) if isinstance(listed := ours.get(key), list) else {}
            for id, entry in by_name(value, _ID).items():
                if entry != own.get(id):
                    yield from _cited((key, EntryStep(_ID, new.get(id, id))), entry, new)
        elif isinstance(value, dict):
            mine = ours.get(key)
            known = mine if isinstance(mine, dict) else {}
            yield from _cited((key,), {name: below for name, below in value.items() if known.get(name) != below}, new)


def _cited(keys: Keys, value: object, new: Mapping[str, str]) -> Iterator[tuple[Keys, object]]:
    for step, below in _steps(value):
        if step in _CITING and new.keys() & {*map(str, below if isinstance(below, list) else [below])}:
            yield (*keys, step), below
        else:
            yield from _cited((*keys, step), below, new)


def _steps(value: object) -> Iterator[tuple[str | EntryStep, object]]:
    """Yield what stands in a mapping, or in a list whose entries can be told apart."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list) and (name := naming_field(value)):
        yield from ((EntryStep(name, entry), below) for entry, below in by_name(value, name).items())
