"""The text that a file has with a change: only the lines of the change move."""

from collections.abc import Mapping, Sequence

from assessment.edit.layout import Flow
from assessment.edit.new_ids import digest_of_fields, new_id
from assessment.edit.splice import EntryStep, Keys, append, put, take_out
from assessment.forms.shape import Form, Shape
from assessment.forms.target import Target, value_at
from assessment.load.shapes import list_of, mapping_of

_IN_ONE_LINE = 5
"""Up to how many fields, of which one is a list of numbers, an entry stands in one line, as ballots do."""


def named(target: Target, value: object, data: object) -> tuple[Keys, object]:
    """Return where a value stands, and the value: a new entry gets an id made of what it says, if it goes by one."""
    if not target.is_new:
        return target.keys, value
    fields = mapping_of(value)
    if target.naming == "id" and "id" not in fields:
        listed = list_of(value_at(data, target.keys[:-1]))
        taken = {str(mapping_of(entry).get("id")) for entry in listed}
        fields = {"id": new_id(target.steps[0][0], digest_of_fields(fields), taken), **fields}
    name = EntryStep(target.naming, str(fields.get(target.naming, "")))
    return (*target.keys[:-1], name), fields


def text_with(text: str, file: str, target: Target, keys: Keys, was: object, now: object) -> str:
    """Return the text with the value under some keys changed from what it was; the same text where nothing differs.

    Args:
        file: the name that findings call it by.
        target: the place that the keys lead to.
        was: None where there was nothing.
        now: None where there is to be nothing.

    Raises:
        FaultyDataError: if the text is no sound YAML.
        RequestError: if the text is written so that there is no place for it.
    """
    return _changed(text, file, target.shape, keys, was, now)


def _changed(text: str, file: str, shape: Shape, keys: Keys, was: object, now: object) -> str:
    if was == now:
        return text
    if now is None and isinstance(was, dict) and _may_be_blank(shape):
        # What stands there is emptied field by field, so that the comments of its fields stay.
        now = {}
    if now is None:
        return put(text, file, keys, None) if _may_be_blank(shape) else take_out(text, file, keys)
    if was is None and isinstance(keys[-1], EntryStep):
        return append(text, file, keys[:-1], [_laid_out(now, shape)])
    match was, now:
        case dict(), dict():
            return _fields(text, file, shape, keys, was, now)
        case list(), list() if _names(shape, was) and _names(shape, now):
            return _entries(text, file, shape, keys, was, now)
        case _:
            return put(text, file, keys, _laid_out(now, shape))


def _may_be_blank(shape: Shape) -> bool:
    """Tell whether the schema lets a field stand there with nothing in it."""
    return "null" in list_of(shape.schema.get("type"))


def _fields(text: str, file: str, shape: Shape, keys: Keys, was: Mapping[str, object], now: Mapping[str, object]) -> str:
    # What is new comes first, so that no mapping is without a field on the way.
    for step in [*now, *(step for step in was if step not in now)]:
        text = _changed(text, file, shape.below(step, now.get(step)), (*keys, step), was.get(step), now.get(step))
    return text


def _entries(text: str, file: str, shape: Shape, keys: Keys, was: Sequence[object], now: Sequence[object]) -> str:
    then, there = (dict(zip(_names(shape, values), values, strict=True)) for values in (was, now))
    if [name for name in there if name in then] != [name for name in then if name in there]:
        return put(text, file, keys, _laid_out(now, shape))
    for name in [*there, *(name for name in then if name not in there)]:
        step = EntryStep(shape.naming, name)
        text = _changed(text, file, shape.below(0, there.get(name)), (*keys, step), then.get(name), there.get(name))
    return text


def _names(shape: Shape, values: Sequence[object]) -> list[str]:
    """Return what the entries of a list are known by, where each has a name of its own."""
    if shape.form is not Form.ENTRIES:
        return []
    names = [str(mapping_of(value).get(shape.naming, "")) for value in values]
    return names if all(names) and len(set(names)) == len(names) else []


def _laid_out(value: object, shape: Shape) -> object:
    """Return a value laid out as a careful person writes it: short lists in one line, and entries like ballots too."""
    match value:
        case dict():
            fields = {str(step): _laid_out(held, shape.below(str(step), held)) for step, held in value.items()}
            return Flow(fields) if _is_line(shape) else fields
        case list() if shape.form is Form.VALUES:
            return Flow(value)
        case list():
            return [_laid_out(held, shape.below(0, held)) for held in value]
        case _:
            return value


def _is_line(shape: Shape) -> bool:
    """Tell whether an entry stands in one line: few fields, of which one is a list of numbers."""
    if shape.form is not Form.FIELDS or len(shape.names) > _IN_ONE_LINE:
        return False
    below = (shape.below(step) for step in shape.names)
    return any(one.form is Form.VALUES and one.below(0).form is Form.NUMBER for one in below)
