"""Putting a register into a draft: which entries are new, which are changed, and which the sheet has no more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.edit.new_ids import digest_of_fields
from assessment.edit.splice import EntryStep
from assessment.imports.draft import Draft, Fields, fields_of, says
from assessment.imports.likeness import common
from assessment.imports.register_row import RegisterRow

_LETTERS = {"deductions": "d", "bonus": "b"}
_TITLES = {"level": "级别", "date": "日期", "reason": "原因"}
_SHOWN = 10


def repeats(one: RegisterRow, other: RegisterRow) -> bool:
    """Tell whether two rows are of one entry: by its number, or where neither has one by what it says."""
    if one.unit != other.unit or one.is_at_fault or other.is_at_fault:
        return False
    if one.key or other.key:
        return one.key == other.key
    return _core(one.fields) == _core(other.fields)


def _core(fields: Fields) -> list[object]:
    """What makes an entry without a number the same as another, whatever was added about it later."""
    return [fields.get(key) for key in ("clause", "rule", "level", "date", "reason")]


def record_register(draft: Draft, entries: Sequence[RegisterRow]) -> None:
    """Put the entries of a register into the draft, and say which recorded ones it does not have."""
    whose = {unit: _recorded(draft, unit) for unit in dict.fromkeys(entry.unit for entry in entries)}
    same = {index: _same(entry, whose[entry.unit]) for index, entry in enumerate(entries)}
    found = {(entry.unit, old.id) for index, entry in enumerate(entries) for old in same[index]}
    changed = _changes(draft, entries, same, whose)
    found |= {(entries[index].unit, old.id) for index, old in changed.items()}
    for index, entry in enumerate(entries):
        olds = same[index] or ([changed[index]] if index in changed else [])
        if not any(_is_recorded(draft, entry, old.fields) for old in olds):
            _record(draft, entry, olds[0] if olds else None, whose[entry.unit])
    gone = [f"{draft.name(unit)} {old.id}" for unit, olds in whose.items() for old in olds if (unit, old.id) not in found]
    if gone:
        more = f"等 {len(gone)} 条" if len(gone) > _SHOWN else ""
        draft.notes.append(f"表中没有、记录里有的（没有改动，不要的请自己删去）：{'、'.join(gone[:_SHOWN])}{more}")


@dataclass(frozen=True)
class _Old:
    """An entry that is recorded."""

    where: str
    """``deductions`` or ``bonus``."""
    fields: Fields

    @property
    def id(self) -> str:
        return str(self.fields["id"])


def _recorded(draft: Draft, unit: str) -> list[_Old]:
    return [_Old(where, fields) for where in _LETTERS for fields in draft.entries_of(unit, where) if "id" in fields]


def _same(entry: RegisterRow, recorded: Sequence[_Old]) -> list[_Old]:
    """Return the recorded entries that a row is about without any doubt."""
    if entry.key:
        return [old for old in recorded if old.id == entry.key]
    return [old for old in recorded if _core(old.fields) == _core(entry.fields)]


def _changes(
    draft: Draft,
    entries: Sequence[RegisterRow],
    same: Mapping[int, list[_Old]],
    whose: Mapping[str, Sequence[_Old]],
) -> dict[int, _Old]:
    """Return what rows without a number change: one thing about an entry that no other row is about, on its evidence."""
    taken = {(entries[index].unit, old.id) for index, olds in same.items() for old in olds}
    near: dict[int, list[_Old]] = {}
    for index, entry in enumerate(entries):
        if entry.key or same[index]:
            continue
        near[index] = [
            old
            for old in whose[entry.unit]
            if (entry.unit, old.id) not in taken
            and _differ_once(old.fields, entry.fields)
            and _on_same_evidence(draft, entry, old)
        ]
    claims = [(entries[index].unit, old.id) for index, olds in near.items() for old in olds]
    return {
        index: olds[0]
        for index, olds in near.items()
        if len(olds) == 1 and claims.count((entries[index].unit, olds[0].id)) == 1
    }


def _differ_once(old: Fields, new: Fields) -> bool:
    """Tell whether two entries under one clause differ in level, day or the words of the reason, and in nothing else."""
    before, after = _core(old), _core(new)
    changed = [index for index in range(len(before)) if before[index] != after[index]]
    if before[0] != after[0] or len(changed) != 1:
        return False
    reasons = (str(before[-1]), str(after[-1]))
    return changed != [len(before) - 1] or common(*reasons) * 2 >= max(map(len, reasons))


def _on_same_evidence(draft: Draft, entry: RegisterRow, old: _Old) -> bool:
    ids = old.fields.get("evidence")
    cited = [str(id) for id in ids] if isinstance(ids, list) else []
    if entry.evidence:
        return set(entry.evidence) <= set(cited)
    title = fields_of(entry.proof).get("title")
    return any(
        piece.get("id") in cited and piece.get("title") == title for piece in draft.entries_of(entry.unit, "evidence")
    )


def _record(draft: Draft, entry: RegisterRow, old: _Old | None, recorded: Sequence[_Old]) -> None:
    """Put an entry in the place of a recorded one, or add it."""
    fields = entry.fields
    cited = list(entry.evidence) or ([draft.cite(entry.unit, entry.row.claim("", entry.proof))] if entry.proof else [])
    if old is not None:
        where, id = old.where, old.id
        # What the sheet has no say in stays; a count that it leaves out is 1.
        kept = {key: value for key, value in old.fields.items() if key != "count"}
        draft.say(entry.unit, f"修改 {id} {_summary(fields)}{_what_changes(old.fields, fields)}")
        draft.put(entry.unit, (where, EntryStep("id", id)), _ordered(id, kept | fields, cited))
    else:
        digest = digest_of_fields({str(place): value for place, value in enumerate(_core(fields))})
        where, id = entry.where, entry.key or draft.new_id(entry.unit, _LETTERS[entry.where], digest)
        # On the same occasion, but for another reason: perhaps the same thing told in other words.
        alike = [one.id for one in recorded if not entry.key and _core(one.fields)[:-1] == _core(fields)[:-1]]
        caution = f"（与 {'、'.join(alike)} 同日同条款，只有原因不同；是同一笔的，请写编号 {alike[0]}）" if alike else ""
        draft.say(entry.unit, f"增加 {id} {_summary(fields)}{caution}")
        draft.append(entry.unit, (where,), [_ordered(id, fields, cited)])
    claims = {"id": entry.row.claim("key", id)} | entry.claims
    draft.trace(entry.unit, (where, EntryStep("id", id)), entry.row.claim("", claims))


def _what_changes(old: Fields, new: Fields) -> str:
    """Return in words what was recorded of a thing that a row without a number changes; empty where nothing of these."""
    parts = [f"{label} {old.get(key, '没有')}" for key, label in _TITLES.items() if old.get(key) != new.get(key)]
    return f"（原来：{'，'.join(parts)}）" if parts else ""


def _is_recorded(draft: Draft, entry: RegisterRow, old: Fields) -> bool:
    """Tell whether an entry says all that a row says, with the same evidence."""
    if not says({"count": 1} | old, {"count": 1} | entry.fields):
        return False
    ids = old.get("evidence")
    cited = [str(id) for id in ids] if isinstance(ids, list) else []
    if entry.evidence:
        return set(entry.evidence) <= set(cited)
    pieces = [piece for piece in draft.entries_of(entry.unit, "evidence") if piece.get("id") in cited]
    return any(says(piece, fields_of(entry.proof)) for piece in pieces)


def _ordered(id: str, fields: Fields, cited: list[str]) -> Fields:
    """Return an entry in the order in which people write one; it begins and ends with what few others have.

    So both sides of a merge can be kept whole: a last line that two entries share would be left to one of them.
    """
    whole = {"id": id} | fields
    order = ("id", "clause", "rule", "level", "date", "count", "incident", "reason")
    return {key: whole[key] for key in (*order, *whole) if key in whole and key != "evidence"} | {"evidence": cited}


def _summary(fields: Fields) -> str:
    level = f"（{fields['level']}）" if "level" in fields else ""
    return f"{fields.get('clause', '')}{level} {fields['date']} {fields['reason']}"
