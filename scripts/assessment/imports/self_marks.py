"""The marks that units give themselves, as sheets claim them, for the items of which the scheme asks for them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from assessment.dataset.part import Part, Wave
from assessment.edit.splice import EntryStep
from assessment.imports.claim import Claim, plain
from assessment.imports.draft import Draft, Fields
from assessment.imports.fold import Names
from assessment.imports.values import SheetRow

_OF = "@"
"""What stands between the key of an item and the id of its wave in the name that a sheet is read by."""


def self_marked_items(component: Part) -> Iterator[tuple[Part, Wave | None]]:
    """Yield the items for which units give themselves one mark, or one a wave; what has members is recorded by hand."""
    with_members = {leaf.key for part in component.walk() if part.members is not None for leaf in part.leaves()}
    keys = {leaf.key for leaf in component.self_marked()} - with_members
    for leaf, wave in component.measurements():
        if leaf.key in keys and (wave is None or wave.round is None):
            yield leaf, wave


def self_names(components: tuple[Part, ...]) -> Names:
    """Return what finds an item, with its wave where it has any, by clause, by name, or by both together."""
    every = [one for component in components for one in self_marked_items(component)]
    return Names((form, _name(leaf, wave)) for leaf, wave in every for form in _forms(leaf, wave))


def self_items(components: tuple[Part, ...]) -> dict[str, Part]:
    """Return the items by the names that ``self_names`` finds."""
    return {_name(leaf, wave): leaf for component in components for leaf, wave in self_marked_items(component)}


def self_label(leaf: Part, wave: Wave | None) -> str:
    """Return how templates call an item; ``self_names`` finds it by this."""
    return f"{leaf.clause} {leaf.name}{f' {wave.name}' if wave else ''}"


def own_marks(row: SheetRow, components: tuple[Part, ...], group: str) -> dict[str, Claim]:
    """Return the marks that a row of a unit claims, by the names of ``self_names``; its columns are called ``own:``."""
    every = [one for component in components for one in self_marked_items(component)]
    claims = {_name(leaf, wave): own_mark(row, f"own:{_name(leaf, wave)}", leaf, group) for leaf, wave in every}
    return {name: claim for name, claim in claims.items() if claim is not None}


def own_mark(row: SheetRow, key: str, leaf: Part, group: str) -> Claim | None:
    """Return the mark that a cell claims; None where it is empty or there is none."""
    if key not in row.columns:
        return None
    mark = row.number(key, leaf.full_once(group) if leaf.is_for(group) else None)
    return None if mark is None else row.claim(key, mark)


def record_self_marks(draft: Draft, unit: str, own: Mapping[str, Claim]) -> None:
    """Put what a unit gave itself into the draft."""
    keys = _keys(draft.year.whole.scheme.components)
    before = {keys.get(clause, clause): entry for clause, entry in _entries(draft, unit)}
    changed = 0
    for name, claim in own.items():
        key, _, wave = name.partition(_OF)
        entry, mark = before.get(key, {}), plain(claim)
        waves = entry.get("waves")
        known = (waves.get(wave) if isinstance(waves, dict) else None) if wave else entry.get("mark")
        if known == mark and isinstance(mark, Decimal):
            continue
        changed += 1
        clause = str(entry.get("clause", key))
        step = ("self_marks", EntryStep("clause", clause))
        if not wave:
            draft.put(unit, step, {"clause": clause, "mark": mark})
        elif any(one == clause for one, _ in _entries(draft, unit)):
            draft.put(unit, (*step, "waves", wave), mark)
        else:
            draft.put(unit, step, {"clause": key, "waves": {wave: mark}})
        draft.trace(unit, (*step, "waves", wave) if wave else (*step, "mark"), claim)
    if changed:
        draft.say(unit, f"自评得分 {changed} 项")


def _entries(draft: Draft, unit: str) -> list[tuple[str, Fields]]:
    return [(str(entry.get("clause")), entry) for entry in draft.entries_of(unit, "self_marks")]


def _keys(components: tuple[Part, ...]) -> dict[str, str]:
    """Return the keys of items by what an editor may write for them: the key, or a clause that is of one item alone."""
    leaves = [leaf for component in components for leaf in component.leaves()]
    count = Counter(leaf.clause for leaf in leaves)
    alone = {leaf.clause: leaf.key for leaf in leaves if count[leaf.clause] == 1}
    return alone | {leaf.key: leaf.key for leaf in leaves}


def _name(leaf: Part, wave: Wave | None) -> str:
    return leaf.key if wave is None else f"{leaf.key}{_OF}{wave.id}"


def _forms(leaf: Part, wave: Wave | None) -> Iterator[str]:
    for form in (leaf.clause, leaf.name, leaf.clause + leaf.name):
        yield form if wave is None else f"{form}（{wave.name}）"
        if wave is not None:
            yield form + wave.name
