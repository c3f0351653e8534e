"""Putting figures of waves and of members into a draft: each where the records hold it already, else under its part."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessment.dataset.part import Wave
from assessment.edit.splice import EntryStep, Keys
from assessment.imports.agency_draft import cite_sheet, with_evidence
from assessment.imports.claim import Claim, plain
from assessment.imports.draft import Draft, Fields, entries, fields_of
from assessment.imports.importing import Intake, day_of
from assessment.imports.measurements import MeasuredPart
from assessment.imports.values import SheetRow

_FreshFigure = tuple[Keys, Claim, Fields]
"""Where a figure goes, what the sheet claims, and what is recorded."""


@dataclass(frozen=True)
class SheetFigure:
    """A mark or a number that a cell claims."""

    measured: MeasuredPart
    wave: Wave | None
    member: str
    row: SheetRow
    key: str
    """What the column of the figure is."""
    value: Decimal | None
    """None where the part is 不涉及."""
    reason: Claim | None
    """Why marks were lost, or why it is 不涉及."""

    @property
    def label(self) -> str:
        """What of the part it is of."""
        return " ".join(filter(None, (self.measured.part.name, self.wave.name if self.wave else "", self.member)))


def put_figures(
    intake: Intake, unit: str, figures: Iterable[SheetFigure], what: str, giver: str, about: SheetRow
) -> None:
    """Put what a sheet claims of a unit into the draft; what is recorded already stays untouched.

    Args:
        intake: the sheet and the draft.
        unit: whose figures.
        figures: what is claimed.
        what: name of the component that the sheet is about; empty for several.
        giver: who gave the marks; empty where the scheme does not say.
        about: the row that says something of the unit first.
    """
    draft = intake.draft
    new = [figure for figure in figures if not is_recorded(draft, unit, figure)]
    if not new:
        return
    first = day_of(about, "day", intake.options)
    cited = intake.options.evidence or cite_sheet(intake, what, giver, unit, about, first)
    changes: dict[str, list[str]] = {}
    for figure in new:
        before = recorded_figure(draft, unit, figure.measured, figure.wave, figure.member)
        changes.setdefault(figure.measured.part.name, []).append(_words(figure, before))
    # Items stand inside the mark that was given as a whole, which has to be there before them.
    for of_items in (False, True):
        _put_fresh(draft, unit, _put_all(intake, unit, (one for one in new if one.measured.is_item is of_items), cited))
    for name, listed in changes.items():
        draft.say(unit, f"{name}：{'、'.join(listed)}")


def _put_all(intake: Intake, unit: str, figures: Iterable[SheetFigure], cited: str) -> list[_FreshFigure]:
    """Put figures into the draft; return those of parts of which nothing is there yet, which are put together."""
    fresh: list[_FreshFigure] = []
    for figure in figures:
        before = recorded_figure(intake.draft, unit, figure.measured, figure.wave, figure.member)
        fresh += _put(intake, unit, figure, before, cited)
    return fresh


def recorded_figure(draft: Draft, unit: str, measured: MeasuredPart, wave: Wave | None, member: str) -> Fields:
    """Return what is recorded of a part; nothing where it is not."""
    for keys in _places(measured, wave, member):
        found = draft.under(unit, *keys)
        if not measured.is_item and keys[1] == measured.owner.key and found:
            return found
        entry = next((one for one in entries(found.get("items")) if _is_about(one, measured)), None)
        if entry is not None:
            return entry
    absent = next((one for one in draft.entries_of(unit, "not_applicable") if _is_about(one, measured)), None)
    return {} if absent is None or wave is not None else {"not_applicable": absent.get("reason")}


def recorded_members(draft: Draft, unit: str, measured: MeasuredPart) -> tuple[str, ...]:
    """Return the members of which marks of a part are recorded, and those that the unit marked itself, in order."""
    found = draft.under(unit, "marks", measured.owner.key)
    names = [*_members(found), *(name for wave in fields_of(found.get("waves")).values() for name in _members(wave))]
    for one in draft.entries_of(unit, "self_marks"):
        if _is_about(one, measured):
            names += [
                *_members(one),
                *(name for wave in fields_of(one.get("waves")).values() for name in fields_of(wave)),
            ]
    return tuple(dict.fromkeys(names))


def _members(value: object) -> list[str]:
    return [str(name) for name in fields_of(fields_of(value).get("members"))]


def _is_about(entry: Fields, measured: MeasuredPart) -> bool:
    return entry.get("clause") in (measured.part.key, measured.part.clause)


def _places(measured: MeasuredPart, wave: Wave | None, member: str) -> Iterator[tuple[str, ...]]:
    """Yield the keys under which records may hold a figure: under its part, or as an item of one above."""
    steps = [("waves", wave.id)] if wave else []
    steps += [("members", member)] if member else []
    for part in (measured.owner, *measured.above):
        for order in dict.fromkeys((tuple(steps), tuple(reversed(steps)))):
            yield ("marks", part.key, *(key for step in order for key in step))


def is_recorded(draft: Draft, unit: str, figure: SheetFigure) -> bool:
    """Tell whether the records of a unit say what a sheet claims."""
    before = recorded_figure(draft, unit, figure.measured, figure.wave, figure.member)
    return all(before.get(key) == plain(value) for key, value in _fields(figure).items())


def _fields(figure: SheetFigure) -> Mapping[str, object]:
    """Return what a figure claims, without what belongs to the sheet as a whole."""
    if figure.value is None:
        return {"not_applicable": figure.reason}
    fields: Fields = {figure.measured.field: figure.row.claim(figure.key, figure.value)}
    return fields if figure.reason is None else fields | {"reason": figure.reason}


def _words(figure: SheetFigure, before: Fields) -> str:
    when = "".join((figure.wave.name if figure.wave else "", f"（{figure.member}）" if figure.member else ""))
    what = "不涉及" if figure.value is None else f"{figure.value:f}"
    was = before.get(figure.measured.field)
    return f"{when} {'' if was is None else f'{was} 改为 '}{what}".strip()


def _put_fresh(draft: Draft, unit: str, fresh: Iterable[_FreshFigure]) -> None:
    """Put what is about parts of which nothing is recorded yet: each part at once, and all where no part is recorded.

    Each change of a file is read back, which for hundreds of marks takes long.
    """
    fresh = [*fresh]
    tree: Fields = {}
    for keys, _, fields in fresh:
        held: Fields = tree
        for key in keys[1:]:
            below = held.setdefault(str(key), {})
            assert isinstance(below, dict)
            held = below
        held |= fields
    if tree and not draft.under(unit, "marks"):
        draft.put(unit, ("marks",), tree)
    else:
        for part, of_part in tree.items():
            draft.put(unit, ("marks", part), of_part)
    for keys, claim, _ in fresh:
        draft.trace(unit, keys, claim)


def _put(
    intake: Intake, unit: str, figure: SheetFigure, before: Fields, cited: str
) -> Iterator[tuple[Keys, Claim, Fields]]:
    """Put a figure into the draft; yield it, with the keys that lead to it, where nothing of its part is there yet."""
    draft, measured = intake.draft, figure.measured
    claim = figure.row.claim(figure.key, {**_fields(figure)})
    if figure.value is None and not measured.is_item:
        keys: Keys = ("not_applicable", EntryStep("clause", measured.part.key))
        draft.put(unit, keys, {"clause": measured.part.key, "reason": plain(figure.reason)})
        draft.trace(unit, keys, claim)
        return
    places = [*_places(measured, figure.wave, figure.member)]
    held = next((keys for keys in places if _holds_item(draft, unit, keys, measured)), None)
    own = next((keys for keys in places if keys[1] == measured.owner.key and draft.under(unit, *keys)), places[0])
    day = day_of(figure.row, "day", intake.options)
    extra: Fields = {"evidence": with_evidence(before.get("evidence"), cited)} if figure.value is not None else {}
    if held is None and not measured.is_item:
        dated = {} if day is None else {"date": plain(day)}
        fields = {**before, **fields_of(claim), **dated, **extra}
        ordered = {key: fields[key] for key in ("mark", "number", "date", "reason", "evidence") if key in fields}
        for key, value in ordered.items() if before else ():
            if before.get(key) != value:
                draft.put(unit, (*own, key), value)
        whole = ordered | {key: value for key, value in fields.items() if key not in ordered}
        if not before and not draft.under(unit, *own[:2]):
            yield own, claim, whole
            return
        if not before:
            draft.put(unit, own, whole)
        draft.trace(unit, own, claim)
        return
    above = held or own
    entry = next((one for one in entries(draft.under(unit, *above).get("items")) if _is_about(one, measured)), {})
    clause = str(entry.get("clause", measured.part.key))
    kept = {key: value for key, value in entry.items() if key not in ("not_applicable", "mark")}
    item = {"clause": clause, **(kept if figure.value is not None else {}), **fields_of(claim)}
    if "reason" in item:
        item |= extra
    keys = (*above, "items", EntryStep("clause", clause))
    draft.put(unit, keys, item)
    draft.trace(unit, keys, claim)


def _holds_item(draft: Draft, unit: str, keys: tuple[str, ...], measured: MeasuredPart) -> bool:
    return any(_is_about(one, measured) for one in entries(draft.under(unit, *keys).get("items")))
