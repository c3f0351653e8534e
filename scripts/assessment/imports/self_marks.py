"""The marks that units give themselves, as sheets claim them, for the items of which the scheme asks for them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessment.dataset.part import Part, Wave
from assessment.edit.splice import EntryStep
from assessment.imports.claim import Claim, plain
from assessment.imports.draft import Draft, Fields
from assessment.imports.fold import Names
from assessment.imports.values import SheetRow

_OF_WAVE, _OF_MEMBER = "@", "#"
"""What stands before the id of the wave and the name of the member in the name that a mark is read by."""


@dataclass(frozen=True)
class SelfMarkedItem:
    """An item, or one wave of it, for which units give themselves a mark, or one for each of their members."""

    leaf: Part
    wave: Wave | None
    has_members: bool

    @property
    def name(self) -> str:
        """What sheets are read by."""
        return self.leaf.key if self.wave is None else f"{self.leaf.key}{_OF_WAVE}{self.wave.id}"

    @property
    def label(self) -> str:
        """How templates call it; ``self_names`` finds it by this."""
        return f"{self.leaf.clause} {self.leaf.name}{f' {self.wave.name}' if self.wave else ''}"


def self_marked_items(component: Part) -> Iterator[SelfMarkedItem]:
    """Yield the items for which units give themselves marks, once for each wave that is measured in the year itself."""
    with_members = {leaf.key for part in component.walk() if part.members is not None for leaf in part.leaves()}
    keys = {leaf.key for leaf in component.self_marked()}
    for leaf, wave in component.measurements():
        if leaf.key in keys and (wave is None or wave.round is None):
            yield SelfMarkedItem(leaf, wave, leaf.key in with_members)


def self_names(components: tuple[Part, ...]) -> Names:
    """Return what finds an item, with its wave where it has any, by clause, by name, or by both together."""
    return Names((form, one.name) for one in self_items(components).values() for form in _forms(one.leaf, one.wave))


def self_items(components: tuple[Part, ...]) -> dict[str, SelfMarkedItem]:
    """Return the items by the names that ``self_names`` finds."""
    return {one.name: one for component in components for one in self_marked_items(component)}


def own_marks(row: SheetRow, components: tuple[Part, ...], group: str) -> dict[str, Claim]:
    """Return the marks that a row of a unit claims, by what they are of; its columns are called ``own:`` and a name."""
    found = (own_mark(row, f"own:{name}", one, group) for name, one in self_items(components).items())
    return dict(one for one in found if one is not None)


def own_mark(row: SheetRow, key: str, item: SelfMarkedItem, group: str) -> tuple[str, Claim] | None:
    """Return the mark that a cell claims, with what it is of; None where it is empty or there is none."""
    if key not in row.columns:
        return None
    mark = row.number(key, item.leaf.full_once(group) if item.leaf.is_for(group) else None)
    if mark is None:
        return None
    member = row.name("member") if item.has_members else ""
    if item.has_members and not member:
        message = f"“{item.leaf.name}”按下属对象分别评定，没有写是哪一个的自评得分"
        row.fault("member" if "member" in row.columns else key, "no-member", message, "请加“对象”一列，一个对象一行")
        return None
    return f"{item.name}{_OF_MEMBER}{member}" if member else item.name, row.claim(key, mark)


def record_self_marks(draft: Draft, unit: str, own: Mapping[str, Claim]) -> None:
    """Put what a unit gave itself into the draft."""
    keys = _keys(draft.year.whole.scheme.components)
    changed = 0
    for name, claim in own.items():
        measured, _, member = name.partition(_OF_MEMBER)
        key, _, wave = measured.partition(_OF_WAVE)
        entry = next((one for clause, one in _entries(draft, unit) if keys.get(clause, clause) == key), {})
        changed += _record(draft, unit, (str(entry.get("clause", key)), *_below(wave, member)), entry, claim)
    if changed:
        draft.say(unit, f"自评得分 {changed} 项")


def _below(wave: str, member: str) -> tuple[str, ...]:
    """Return the keys under which an entry holds a mark."""
    if wave:
        return ("waves", wave, member) if member else ("waves", wave)
    return ("members", member) if member else ("mark",)


def _record(draft: Draft, unit: str, path: tuple[str, ...], entry: Fields, claim: Claim) -> bool:
    """Put a mark under the keys behind a clause, and what is not there yet of them; tell whether it changed anything."""
    clause, *below = path
    step = ("self_marks", EntryStep("clause", clause))
    held: object = entry
    there = 0
    while there < len(below) and isinstance(held, dict) and below[there] in held:
        held = held[below[there]]
        there += 1
    if there == len(below) and held == plain(claim) and isinstance(held, Decimal):
        return False
    if there and not isinstance(held, dict):
        there -= 1  # A number stands where the numbers of several members belong, or the number itself.
    value: object = plain(claim)
    for key in reversed(below[there + 1 :]):
        value = {key: value}
    if entry:
        draft.put(unit, (*step, *below[: there + 1]), value)
    else:
        draft.put(unit, step, {"clause": clause, below[0]: value})
    draft.trace(unit, (*step, *below), claim)
    return True


def _entries(draft: Draft, unit: str) -> list[tuple[str, Fields]]:
    return [(str(entry.get("clause")), entry) for entry in draft.entries_of(unit, "self_marks")]


def _keys(components: tuple[Part, ...]) -> dict[str, str]:
    """Return the keys of items by what an editor may write for them: the key, or a clause that is of one item alone."""
    leaves = [leaf for component in components for leaf in component.leaves()]
    count = Counter(leaf.clause for leaf in leaves)
    alone = {leaf.clause: leaf.key for leaf in leaves if count[leaf.clause] == 1}
    return alone | {leaf.key: leaf.key for leaf in leaves}


def _forms(leaf: Part, wave: Wave | None) -> Iterator[str]:
    for form in (leaf.clause, leaf.name, leaf.clause + leaf.name):
        yield form if wave is None else f"{form}（{wave.name}）"
        if wave is not None:
            yield form + wave.name
