"""The text that a file has with a change: only the lines of the change move."""

from assessment.edit.layout import Flow
from assessment.edit.new_ids import digest_of_fields, new_id
from assessment.edit.splice import EntryStep, Keys, put, take_out
from assessment.edit.value_edits import FieldOrder
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


def text_with(text: str, file: str, target: Target, keys: Keys, was: object, now: object, order: FieldOrder) -> str:
    """Return the text with another value under some keys; the same text where it says the same.

    Args:
        text: of the file.
        file: the name that findings call it by.
        target: the place that the keys lead to.
        keys: where the value stands.
        was: None where there was nothing.
        now: None where there is to be nothing.
        order: in which order fields that are new stand.

    Raises:
        FaultyDataError: if the text is no sound YAML.
        RequestError: if the text is written so that there is no place for it.
    """
    now = _with_blanks(target.shape, was, now)
    if now == was:
        return text
    if now is None and not _may_be_blank(target.shape):
        return take_out(text, file, keys)
    return put(text, file, keys, _lay_out(now, target.shape), order)


def _with_blanks(shape: Shape, was: object, now: object) -> object:
    """Return a value in which fields that are left empty stay, with nothing in them, where the schema lets them."""
    if isinstance(was, dict) and now is None and _may_be_blank(shape):
        now = {}
    if not isinstance(was, dict) or not isinstance(now, dict):
        return now
    below = {step: _with_blanks(shape.below(step, held), held, now.get(step)) for step, held in was.items()}
    blank = {step for step, held in below.items() if held is None and _may_be_blank(shape.below(step))}
    return {step: below.get(step) for step in was if step in now or step in blank} | {
        step: held for step, held in now.items() if step not in was
    }


def _may_be_blank(shape: Shape) -> bool:
    """Tell whether the schema lets a field stand there with nothing in it."""
    return "null" in list_of(shape.schema.get("type"))


def _lay_out(value: object, shape: Shape) -> object:
    """Return a value laid out as a careful person writes it: short lists in one line, and entries like ballots too."""
    match value:
        case dict():
            fields = {str(step): _lay_out(held, shape.below(str(step), held)) for step, held in value.items()}
            return Flow(fields) if _is_line(shape) else fields
        case list() if shape.form is Form.VALUES:
            return Flow(value)
        case list():
            return [_lay_out(held, shape.below(0, held)) for held in value]
        case _:
            return value


def _is_line(shape: Shape) -> bool:
    """Tell whether an entry stands in one line: few fields, of which one is a list of numbers."""
    if shape.form is not Form.FIELDS or len(shape.names) > _IN_ONE_LINE:
        return False
    below = (shape.below(step) for step in shape.names)
    return any(one.form is Form.VALUES and one.below(0).form is Form.NUMBER for one in below)
