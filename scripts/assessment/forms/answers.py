"""From what was filled in to the value that a file is to hold. Nothing is judged here: the checks of the file do that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assessment.errors import RequestError
from assessment.forms.names import BETWEEN, NEW, NEW_VALUE, label_name, name_of, step_of, steps_below
from assessment.forms.shape import Form, Shape
from assessment.forms.texts import value_of_text, values_of_line
from assessment.load.shapes import list_of, mapping_of
from assessment.load.yaml_file import Steps
from assessment.visible import unseen, visible

Answers = Mapping[str, Sequence[str]]
"""What was filled in, by the names of fields; a field that nothing is chosen in has an empty text."""

LONGEST = 20_000
"""Characters of one answer; more is no record that a person types."""


@dataclass(frozen=True)
class FormValue:
    """What was filled in."""

    value: object
    """None for nothing."""
    names: Mapping[Steps, str] = field(default_factory=dict)
    """The name of the field that each value comes from, by the steps to the value."""
    unseen: Mapping[str, str] = field(default_factory=dict)
    """What nobody can see of what was typed, and is left out, by names of fields."""


def read_answers(shape: Shape, answers: Answers, was: object) -> FormValue:
    """Return the value that answers make of the one that stands there.

    Fields that the form did not ask for keep what they hold, and whatever is left empty is left out.

    Raises:
        RequestError: if an answer is longer than any that a person types.
    """
    reader = _AnswerReader(answers)
    value = reader.value(shape, "", (), was)
    unseen_by_field = {name: unseen("".join(texts)) for name, texts in answers.items()}
    return FormValue(value, reader.names, {name: signs for name, signs in unseen_by_field.items() if signs})


class _AnswerReader:
    """Reads the answers of one form."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self.names: dict[Steps, str] = {}

    def value(self, shape: Shape, name: str, steps: Steps, was: object) -> object:
        """Return the value of a field, None for nothing; what was not asked for stays."""
        if not any(self._answered(name)):
            return was
        self.names[steps] = name
        match shape.form:
            case Form.FIELDS:
                return self._fields(shape, name, steps, mapping_of(was))
            case Form.ENTRIES:
                return self._entries(shape, name, steps, list_of(was))
            case Form.NAMED:
                return self._named(shape, name, steps, mapping_of(was))
            case Form.VALUES:
                return values_of_line(shape, self._answers.get(name, ()), was) or None
            case _:
                text = "".join(self._answers.get(name, ())[-1:])
                if len(text) > LONGEST:
                    raise RequestError(
                        f"“{shape.schema.get('title', '一栏')}”写了 {len(text)} 字，最多 {LONGEST} 字，没有保存"
                    )
                return value_of_text(shape, text, was) if visible(text).strip() else None

    def _answered(self, name: str) -> Iterator[bool]:
        """Yield whether there is an answer under a name, or below it."""
        start = f"{name}{BETWEEN}"
        yield from (one == name or not name or one.startswith(start) for one in self._answers)

    def _fields(self, shape: Shape, name: str, steps: Steps, was: Mapping[str, object]) -> object:
        known = {
            step: self.value(shape.below(step, was.get(step)), name_of(name, step), (*steps, step), was.get(step))
            for step in shape.names
        }
        kept = {step: known.get(step, held) for step, held in was.items()}
        return {step: held for step, held in {**kept, **known}.items() if held is not None or step not in known} or None

    def _entries(self, shape: Shape, name: str, steps: Steps, was: list[object]) -> object:
        entries: list[object] = []
        for step in sorted({int(step) for step in steps_below(name, self._answers) if step.isdecimal()}):
            before = was[step] if step < len(was) else None
            inner = shape.below(0, before)
            way = (*steps, len(entries))
            value = self.value(inner, name_of(name, step), way, before)
            if set(mapping_of(value)) - {shape.naming}:
                entries.append(value)
        return entries or None

    def _named(self, shape: Shape, name: str, steps: Steps, was: Mapping[str, object]) -> object:
        values = dict(was)
        for step in steps_below(name, self._answers):
            row = f"{name}{BETWEEN}{step}" if name else step
            key = step_of(step)
            if step.startswith(NEW):
                key = visible("".join(self._answers.get(label_name(row), ())[-1:])).strip()
                row = name_of(row, NEW_VALUE)
            if key:
                # Of several forms it is the one that was filled in.
                before = None if row in self._answers else was.get(key, {})
                values[key] = self.value(shape.below(key, before), row, (*steps, key), was.get(key))
        return {key: value for key, value in values.items() if value is not None} or None
