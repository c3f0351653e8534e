"""What two people made of one file since they parted, field by field.

Where only one of them changed a field it is as that one has it; where both did, and not alike, it is asked which to take.
Entries of lists are told apart by their names, so that two people who add to one list never meet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from assessment.edit.splice import EntryStep, Keys

NAMES = ("id", "clause", "rater")
"""The fields by which entries of a list are told apart."""


class Nothing(Enum):
    """What stands where a side has nothing; None is a value of its own."""

    NOTHING = "nothing"


class Whose(Enum):
    """Whose version of a field is taken."""

    MINE = "mine"
    THEIRS = "theirs"


Decisions = Mapping[Keys, Whose]
"""What was decided, by where it stands; what is not decided yet stays as mine."""


@dataclass(frozen=True)
class BothChanged:
    """A field that both sides changed, and not alike."""

    keys: Keys
    """Where it stands; empty for the whole file."""
    base: object
    """As it was when they parted; ``Nothing.NOTHING`` where there was nothing, and so below."""
    mine: object
    theirs: object


@dataclass(frozen=True)
class Merger:
    """Puts two sides together by what was decided, and notes what there was to decide."""

    choices: Decisions
    differences: list[BothChanged] = field(default_factory=list)

    def merged(self, base: object, mine: object, theirs: object, keys: Keys = ()) -> object:
        """Return a value with what either side made of it."""
        if mine == theirs or theirs == base:
            return mine
        if mine == base:
            return theirs
        was_there = base is not Nothing.NOTHING
        if isinstance(mine, dict) and isinstance(theirs, dict) and (was_there or not _is_entry(keys)):
            return self._mapping(base if isinstance(base, dict) else {}, mine, theirs, keys)
        lists = _as_lists(base, mine, theirs)
        if lists is not None:
            whole = self._list(*lists, keys)
            if whole is not None:
                return whole or (Nothing.NOTHING if Nothing.NOTHING in (mine, theirs) else whole)
        self.differences.append(BothChanged(keys, base, mine, theirs))
        return theirs if self.choices.get(keys) is Whose.THEIRS else mine

    def _mapping(
        self, base: Mapping[str, object], mine: Mapping[str, object], theirs: Mapping[str, object], keys: Keys
    ) -> dict[str, object]:
        whole = {}
        for key in dict.fromkeys((*mine, *theirs)):
            old, own, other = (side.get(key, Nothing.NOTHING) for side in (base, mine, theirs))
            value = self.merged(old, own, other, (*keys, key))
            if value is not Nothing.NOTHING:
                whole[key] = value
        return whole

    def _list(self, base: list[object], mine: list[object], theirs: list[object], keys: Keys) -> list[object] | None:
        """Return a list with what either side made of it; None where its entries cannot be told apart."""
        name = naming_field(base, mine, theirs)
        if name is None:
            if not all(map(_are_distinct_texts, (base, mine, theirs))) or set(mine) == set(theirs):
                return None
            added = [text for text in theirs if text not in mine and text not in base]
            return [*(text for text in mine if text in theirs or text not in base), *added]
        old, own, other = (by_name(side, name) for side in (base, mine, theirs))
        whole = []
        for entry in dict.fromkeys((*own, *other)):
            before, here, there = (side.get(entry, Nothing.NOTHING) for side in (old, own, other))
            value = self.merged(before, here, there, (*keys, EntryStep(name, entry)))
            if value is not Nothing.NOTHING:
                whole.append(value)
        return whole


def naming_field(*lists: Sequence[object]) -> str | None:
    """Return the field by which the entries of lists are told apart; None where none tells all of them apart."""
    for name in NAMES:
        named = [by_name(listed, name) for listed in lists]
        if any(lists) and all(len(listed) == len(names) for listed, names in zip(lists, named, strict=True)):
            return name
    return None


def by_name(listed: Sequence[object], name: str) -> dict[str, object]:
    """Return those entries of a list that have a name, by it."""
    return {str(entry[name]): entry for entry in listed if isinstance(entry, dict) and name in entry}


def alike(one: object, other: object) -> bool:
    """Tell whether two values say the same, whatever the order of their fields and of the entries of their lists."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list) and (name := naming_field(one, other)):
        return alike(by_name(one, name), by_name(other, name))
    return one == other


def _as_lists(base: object, *sides: object) -> tuple[list[object], list[object], list[object]] | None:
    """Return what both sides have as lists; None where one of them has something else. No list is one without entries."""
    if not all(isinstance(side, list) or side is Nothing.NOTHING for side in sides):
        return None
    old, mine, theirs = (side if isinstance(side, list) else [] for side in (base, *sides))
    return old, mine, theirs


def _is_entry(keys: Keys) -> bool:
    return bool(keys) and isinstance(keys[-1], EntryStep)


def _are_distinct_texts(listed: Sequence[object]) -> bool:
    return all(isinstance(text, str) for text in listed) and len(set(map(str, listed))) == len(listed)
