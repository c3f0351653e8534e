"""What happened to the records of a unit, in the words of forms: records, fields and values by what they are called."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessment.change.ground import Ground
from assessment.dataset import Dataset
from assessment.dataset.part import Part
from assessment.desk.record_names import names_in
from assessment.forms.texts import text_of_value
from assessment.history.kinds import Key, Kind, What
from assessment.history.record_past import FieldPast, PastEvent
from assessment.load.shapes import list_of, mapping_of
from assessment.repository.commits import Commit

_LISTED = frozenset({Kind.DEDUCTION, Kind.BONUS, Kind.OBJECTION, Kind.EVIDENCE})
"""The kinds whose ids the program gives."""
_NOTHING = "（没有）"


@dataclass(frozen=True)
class PastLine:
    """One thing that happened to a record."""

    what: What
    fields: tuple[tuple[str, str, str], ...]
    """Titles of what was changed, and what stood there before and after."""
    commit: Commit | None
    """Who did it and when; None while it is not committed."""


def past_page(
    ground: Ground, unit: str, past: Mapping[Key, tuple[PastEvent, ...]]
) -> Iterator[tuple[str, tuple[PastLine, ...]]]:
    """Yield how each record is called, and what happened to it."""
    dataset, names = ground.year.readable, names_in(ground, unit)
    for key, events in past.items():
        lines = (PastLine(one.what, tuple(_field(field, names) for field in one.fields), one.commit) for one in events)
        yield head_of(key, dataset, names), tuple(lines)


def head_of(key: Key, dataset: Dataset | None, names: Mapping[str, str] | None = None) -> str:
    """Return how a record is called.

    Args:
        key: which record.
        dataset: the year that it is of; None for one that cannot be read.
        names: of what stands in the record now; None where another version of it is meant, so that ids say nothing.
    """
    component, _, clause = key.id.partition("/")
    parts = () if dataset is None else tuple(dataset.scheme.parts())
    if key.kind in _LISTED:
        called = "" if names is None else names.get(key.id) or f"已删去，编号 {key.id}"
    else:
        whole = next((part.name for part in parts if part.key == component != part.clause), component)
        called = " ".join(word for word in (whole, _item(parts, clause)) if word)
    waves = {} if dataset is None else dataset.scheme.wave_names
    wave = waves.get((component, key.wave), key.wave)
    words = " ".join(word for word in (called, wave, key.member) if word)
    return f"{key.kind.value}：{words}" if words else key.kind.value


def _item(parts: Sequence[Part], clause: str) -> str:
    name = next((part.name for part in parts if clause and part.clause == clause), "")
    return clause if clause in name else f"{clause} {name}".strip()


def _field(field: FieldPast, names: Mapping[str, str]) -> tuple[str, str, str]:
    return field.title, _words(field.before, field.inside, names), _words(field.after, field.inside, names)


def _words(value: object, titles: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Return a value in one line: fields below it by their titles, and what goes by an id by its name."""
    match value:
        case None | []:
            return _NOTHING
        case Mapping():
            below = ((titles.get(name, name), _words(held, {}, names)) for name, held in mapping_of(value).items())
            return "，".join(f"{title}：{words}" for title, words in below)
        case list():
            return "、".join(_words(one, titles, names) for one in list_of(value))
        case _:
            text = text_of_value(value)
            return names.get(text, text)
