"""Changing one value of a data file, leaving every other line as its editor wrote it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import yaml

from assessment.edit.source_text import SourceText, TextEdit
from assessment.edit.value_edits import FieldOrder, Spot, ValueEdits, plain
from assessment.errors import RequestError
from assessment.load.shapes import list_of, mapping_of
from assessment.load.yaml_file import Steps


@dataclass(frozen=True)
class EntryStep:
    """The step to the entry of a list that has a value in one of its fields, such as an id."""

    field: str
    value: str


Keys = tuple[str | EntryStep, ...]


def at_the_end(path: Steps) -> Sequence[str]:
    """Let every field that is new stand behind those that are there."""
    del path
    return ()


def put(text: str, file: str, keys: Keys, value: object, order: FieldOrder = at_the_end) -> str:
    """Return the text of a file with the value under these keys replaced, or added to its mapping or list.

    What is alike of the old value and the new one stays as it is, with the comments around it and inside, and so does
    how a value is quoted.

    Args:
        text: of the file.
        file: the name that findings call the file by.
        keys: names of mappings and of entries inside each other, the outermost first; none for the whole file.
        value: texts, numbers, dates, lists and mappings; ``Flow`` for one line.
        order: in which order fields stand.

    Raises:
        FaultyDataError: if the text is no sound YAML.
        RequestError: if there is no mapping or entry to put the value into.
    """
    return _Splice(text, file, order).put(keys, value)


def take_out(text: str, file: str, keys: Keys) -> str:
    """Return the text of a file without the field, or the entry of a list, under these keys, and without its lines.

    Raises:
        FaultyDataError, RequestError: as for ``put``.
    """
    return _Splice(text, file).take_out(keys)


def take_out_value(text: str, file: str, keys: Keys, value: str) -> str:
    """Return the text of a file without one of the plain values of the list under these keys, and without its line.

    With the last one go the name of the list and the comment that belongs to it.

    Raises:
        FaultyDataError, RequestError: as for ``put``.
    """
    return _Splice(text, file).take_out_value(keys, value)


def append(text: str, file: str, keys: Keys, values: Sequence[object], order: FieldOrder = at_the_end) -> str:
    """Return the text of a file with values added to the end of the list under these keys, which is made if missing.

    They stand in one line where the entry before them does.

    Raises:
        FaultyDataError, RequestError: as for ``put``.
    """
    return _Splice(text, file, order).append(keys, values)


class _Splice:
    """One change of a text."""

    def __init__(self, text: str, file: str, order: FieldOrder = at_the_end) -> None:
        self._source = SourceText(text, file)
        self._edits = ValueEdits(self._source, order)
        self._file, self._data = file, self._source.data
        self._top = Spot(self._source.root, self._data, (), -1)

    def put(self, keys: Keys, value: object) -> str:
        if keys and isinstance(keys[-1], EntryStep) and self._is_missing(keys):
            return self.append(keys[:-1], [value])
        spot = self._top
        for done, key in enumerate(keys):
            if isinstance(key, EntryStep):
                spot = self._entry(spot, keys, done, key)
                continue
            below = self._edits.field(spot, key)
            if below is None:
                return self._added(spot, keys, done, value)
            spot = below
        return self._edited(self._edits.to(spot, value), keys, value)

    def take_out(self, keys: Keys) -> str:
        *above, key = keys
        if isinstance(key, EntryStep):
            return self._take_out_entry(tuple(above), key)
        spot = self._find(tuple(above))
        if spot is None or key not in mapping_of(spot.old):
            raise RequestError(f"{self._file} 里没有“{key}”，删不了")
        rest = {name: value for name, value in mapping_of(spot.old).items() if name != key}
        return self._edited(self._edits.to(spot, rest), tuple(above), rest)

    def take_out_value(self, keys: Keys, value: str) -> str:
        spot = self._find(keys)
        if spot is None or not isinstance(spot.node, yaml.SequenceNode) or value not in list_of(spot.old):
            raise RequestError(f"{self._file} 里没有“{value}”，删不了")
        held = list_of(spot.old)
        place = held.index(value)
        rest = [*held[:place], *held[place + 1 :]]
        if rest:
            return self._edited(self._edits.without(spot, place), keys, rest)
        above = mapping_of(_at(self._data, keys[:-1]))
        left = {name: below for name, below in above.items() if name != keys[-1]}
        if not left or spot.inside or not self._begins_line(spot):
            return self.take_out(keys)
        return self._edited([self._with_comments(spot)], keys[:-1], left)

    def append(self, keys: Keys, values: Sequence[object]) -> str:
        spot = self._find(keys)
        held = list_of(None if spot is None else spot.old)
        together = [*held, *values]
        if spot is None or not held:
            return self.put(keys, together)
        return self._edited(self._edits.added(spot, values), keys, together)

    def _take_out_entry(self, keys: Keys, name: EntryStep) -> str:
        spot = self._find(keys)
        place = None if spot is None else _place(spot.old, name)
        if spot is None or place is None:
            raise RequestError(f"{self._file} 里没有“{name.value}”，删不了")
        held = list_of(spot.old)
        rest = [*held[:place], *held[place + 1 :]]
        if not rest:
            return self.put(keys, rest)
        return self._edited(self._edits.without(spot, place), keys, rest)

    def _begins_line(self, spot: Spot) -> bool:
        """Tell whether nothing stands before the name of a field, such as the dash of an entry."""
        source = self._source
        assert spot.name is not None
        return not source.between(source.line_start(spot.name.start_mark.line), source.start_of(spot.name)).strip()

    def _with_comments(self, spot: Spot) -> TextEdit:
        """Return the edit that takes out a field with the comments that belong to it: right above it, and further in."""
        source = self._source
        assert spot.name is not None
        line = spot.name.start_mark.line
        above, after = source.comments_above(line, spot.column), source.line_after(spot.node, spot.column)
        if above == 0:
            # What stands at the top is said of the whole file, all but the last line.
            above = max(line - 1, 1 if source.lines[0].startswith("# yaml-language-server") else 0)
            while source.is_blank(after):
                after += 1
        return source.without_lines(above, after)

    def _added(self, spot: Spot, keys: Keys, done: int, value: object) -> str:
        """Return the text with what is missing under the keys from one on added to a mapping."""
        nested = value
        for key in reversed(keys[done + 1 :]):
            nested = {str(key): nested}
        is_blank = isinstance(spot.node, yaml.ScalarNode) and spot.old is None and spot.node.value == ""
        if not isinstance(spot.node, yaml.MappingNode) and not is_blank:
            line = spot.node.start_mark.line + 1
            raise RequestError(f"{self._file} 第{line}行的写法放不下“{keys[-1]}”，请改成逐行写法后再试")
        whole = {**mapping_of(spot.old), str(keys[done]): nested}
        return self._edited(self._edits.to(spot, whole), keys, value)

    def _is_missing(self, keys: Keys) -> bool:
        return not isinstance(_at(self._data, keys), dict)

    def _entry(self, spot: Spot, keys: Keys, done: int, name: EntryStep) -> Spot:
        place = _place(_at(self._data, keys[:done]), name)
        if place is None:
            line = spot.node.start_mark.line + 1
            raise RequestError(f"{self._file} 第{line}行以下没有“{name.value}”，写不进“{keys[-1]}”")
        return self._edits.entry(spot, place)

    def _find(self, keys: Keys) -> Spot | None:
        spot: Spot | None = self._top
        for done, key in enumerate(keys):
            if spot is None:
                return None
            spot = self._entry(spot, keys, done, key) if isinstance(key, EntryStep) else self._edits.field(spot, key)
        return spot

    def _edited(self, edits: Iterable[TextEdit], keys: Keys, value: object) -> str:
        return self._source.edited(edits, _with(self._data, keys, plain(value)))


def _place(data: object, name: EntryStep) -> int | None:
    return next(
        (index for index, entry in enumerate(list_of(data)) if str(mapping_of(entry).get(name.field)) == name.value), None
    )


def _at(data: object, keys: Keys) -> object:
    for key in keys:
        if isinstance(key, EntryStep):
            place = _place(data, key)
            data = data[place] if isinstance(data, list) and place is not None else None
        else:
            data = mapping_of(data).get(key)
    return data


def _with(data: object, keys: Keys, value: object) -> object:
    if not keys:
        return value
    key, *rest = keys
    if isinstance(key, EntryStep):
        place = _place(data, key)
        if not isinstance(data, list) or place is None:
            raise KeyError(key)
        return [*data[:place], _with(data[place], tuple(rest), value), *data[place + 1 :]]
    return {**mapping_of(data), key: _with(mapping_of(data).get(key), tuple(rest), value)}
