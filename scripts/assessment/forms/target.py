"""What a form is about: a place in a data file, by the steps of an address."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.edit.splice import EntryStep, Keys
from assessment.forms.shape import Form, Shape, shape_of
from assessment.load.shapes import list_of, mapping_of

NEW_ENTRY = "+"
"""The step to an entry that is not there yet; no id is written so."""


@dataclass(frozen=True)
class Target:
    """A place in a data file."""

    kind: str
    """Which schema."""
    path: str
    """The file, below the data folder."""
    steps: tuple[str, ...]
    """Names of fields, and of entries what they are known by."""
    keys: Keys
    """The same as the file is changed by."""
    shape: Shape
    naming: str
    """The field that the entry is known by; empty where it is no entry of a list."""

    @property
    def is_new(self) -> bool:
        """Whether it is an entry that is not there yet."""
        return self.steps[-1:] == (NEW_ENTRY,)


def target_of(kind: str, path: str, steps: Sequence[str], data: object) -> Target | None:
    """Return the place that steps lead to; None where the schema knows none or there is no such entry."""
    shape, keys, naming = shape_of(kind), list[str | EntryStep](), ""
    for step in steps:
        naming = ""
        match shape.form:
            case Form.FIELDS if step in shape.names:
                keys.append(step)
                data = mapping_of(data).get(step)
            case Form.NAMED:
                keys.append(step)
                data = mapping_of(data).get(step)
            case Form.ENTRIES:
                naming = shape.naming
                entry = next((one for one in list_of(data) if str(mapping_of(one).get(naming)) == step), None)
                if entry is None and step != NEW_ENTRY:
                    return None
                keys.append(EntryStep(naming, step))
                data = entry
            case _:
                return None
        shape = shape.below(step, data)
    return Target(kind, path, tuple(steps), tuple(keys), shape, naming) if keys else None


def whole_file(kind: str, path: str) -> Target:
    """Return the place that is all of a file."""
    return Target(kind, path, (), (), shape_of(kind), "")


def value_at(data: object, keys: Keys) -> object:
    """Return what stands at a place of a file; None for nothing."""
    for key in keys:
        if isinstance(key, EntryStep):
            entries = map(mapping_of, list_of(data))
            data = next((entry for entry in entries if str(entry.get(key.field)) == key.value), None)
        else:
            data = mapping_of(data).get(key)
    return data
