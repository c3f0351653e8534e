"""Whether a value is as a JSON Schema wants it: what jsonschema says, without its words, and many times as fast.

Most files are sound. Whoever gets "no" asks jsonschema why.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import partial
from operator import ge, gt, le
from typing import TypeGuard

from assessment.load.shapes import mapping_of

Judgement = Callable[[object], bool]
"""Tells whether a value is sound."""

_WORDS = frozenset({"title", "description", "default", "x-seen-from", "x-names", "$schema", "$id", "$defs"})
"""What a schema says to people and programs, and not of values."""
_WITH_OTHERS = frozenset({"then", "else"})
"""What is read together with another keyword."""


class SoundnessJudge:
    """Makes judgements of the parts of one schema."""

    def __init__(
        self, schema: Mapping[str, object], types: Mapping[str, Judgement], formats: Mapping[str, Judgement]
    ) -> None:
        """Prepare the judgements.

        Args:
            schema: a whole schema; its references lead into its own ``$defs``.
            types: of each name of a type, whether a value has it.
            formats: the same of the forms of texts.
        """
        self._types = types
        self._formats = formats
        self._known: dict[str, Judgement] = {}
        for name, below in mapping_of(schema.get("$defs")).items():
            self._known[name] = self.of(below)
        self._fields = {name: self.of(below) for name, below in mapping_of(schema.get("properties")).items()}
        self._frame = self.of({keyword: demand for keyword, demand in schema.items() if keyword != "properties"}, schema)

    def whole(self, value: object, like: Mapping[str, object]) -> bool:
        """Tell whether a value is sound as a whole.

        Args:
            value: to be judged.
            like: one that is sound; fields at the top that are the very same in both are not judged again.
        """
        if not self._frame(value):
            return False
        other = {name: one for name, one in mapping_of(value).items() if name not in like or like[name] is not one}
        return _has_sound_fields(self._fields, other)

    def of(self, schema: object, beside: Mapping[str, object] | None = None) -> Judgement:
        """Return the judgement of values by a part of the schema.

        Args:
            schema: the part.
            beside: all of what it is a part of, where its keywords speak of others there.

        Raises:
            NotImplementedError: if a keyword, or what it asks, is not known here.
        """
        table = mapping_of(schema)
        every = table if beside is None else beside
        judgements = [self._by(keyword, demand, every) for keyword, demand in table.items() if keyword not in _WORDS]
        return _every([one for one in judgements if one is not None])

    def _by(self, keyword: str, demand: object, schema: Mapping[str, object]) -> Judgement | None:
        match keyword, demand:
            case "$ref", str():
                name = demand.removeprefix("#/$defs/")
                return lambda value: self._known[name](value)
            case "type", str():
                return self._types[demand]
            case "type", list():
                return _any([self._types[name] for name in demand])
            case "properties", dict():
                return partial(_has_sound_fields, {name: self.of(below) for name, below in demand.items()})
            case "additionalProperties", _:
                known = frozenset(mapping_of(schema.get("properties")))
                others = None if demand is False else self.of(demand)
                return partial(_has_sound_others, known, others)
            case "required", list():
                return partial(_has_all, frozenset(demand))
            case "propertyNames", dict():
                return partial(_has_sound_names, self.of(demand))
            case "minProperties", int():
                return lambda value: not isinstance(value, dict) or len(value) >= demand
            case "items", dict():
                return partial(_has_sound_entries, self.of(demand))
            case "minItems", int():
                return lambda value: not isinstance(value, list) or len(value) >= demand
            case "maxItems", int():
                return lambda value: not isinstance(value, list) or len(value) <= demand
            case "uniqueItems", True:
                return lambda value: not isinstance(value, list) or is_unique(value)
            case "minLength", int():
                return lambda value: not isinstance(value, str) or len(value) >= demand
            case "pattern", str():
                form = re.compile(as_python(demand))
                return lambda value: not isinstance(value, str) or form.search(value) is not None
            case "format", str():
                return self._formats[demand]
            case (("minimum" | "exclusiveMinimum" | "maximum"), int()):
                compare = {"minimum": ge, "exclusiveMinimum": gt, "maximum": le}[keyword]
                return lambda value: not is_number(value) or compare(value, demand)
            case "const", str():
                return lambda value: value == demand
            case "enum", list() if all(isinstance(one, str) for one in demand):
                choices = frozenset(demand)
                return lambda value: isinstance(value, str) and value in choices
            case "oneOf", list():
                branches = [self.of(branch) for branch in demand]
                return lambda value: sum(branch(value) for branch in branches) == 1
            case "anyOf", list():
                return _any([self.of(branch) for branch in demand])
            case "allOf", list():
                return _every([self.of(branch) for branch in demand])
            case "not", dict():
                refused = self.of(demand)
                return lambda value: not refused(value)
            case "if", dict():
                return partial(_follows, self.of(demand), self.of(schema.get("then")), self.of(schema.get("else")))
            case _:
                if keyword in _WITH_OTHERS:
                    return None
                raise NotImplementedError(f"{keyword}: {demand}")


def is_number(value: object) -> TypeGuard[Decimal | int]:
    """Tell whether a value is a number as data files have them."""
    return isinstance(value, Decimal | int) and not isinstance(value, bool)


def as_python(pattern: str) -> str:
    """Return a form as Python has it; ``$`` is the end of a text, as in ECMA-262, and not a line break before it."""
    return rf"{pattern.removesuffix('$')}\Z" if pattern.endswith("$") else pattern


def is_unique(listed: Iterable[object]) -> bool:
    """Tell whether no two entries of a list are equal; jsonschema compares every two where they cannot be sorted."""
    known = [_hashable(entry) for entry in listed]
    return len(set(known)) == len(known)


def _hashable(value: object) -> object:
    """Return what is equal for equal values, and can be a member of a set."""
    match value:
        case dict():
            return dict, frozenset((key, _hashable(below)) for key, below in value.items())
        case list():
            return list, tuple(_hashable(below) for below in value)
        case bool():
            return bool, value
        case _:
            return value


def _every(judgements: list[Judgement]) -> Judgement:
    if not judgements:
        return lambda _: True
    first, *others = judgements
    if not others:
        return first
    # Faster than all(), and this is asked of every value of every file.
    rest = _every(others)
    return lambda value: first(value) and rest(value)


def _any(judgements: list[Judgement]) -> Judgement:
    return lambda value: any(one(value) for one in judgements)


def _follows(condition: Judgement, then: Judgement, otherwise: Judgement, value: object) -> bool:
    return then(value) if condition(value) else otherwise(value)


def _has_sound_fields(fields: Mapping[str, Judgement], value: object) -> bool:
    if isinstance(value, dict):
        for name, below in value.items():
            if name in fields and not fields[name](below):
                return False
    return True


def _has_sound_others(known: frozenset[str], others: Judgement | None, value: object) -> bool:
    if not isinstance(value, dict):
        return True
    if others is None:
        return known.issuperset(value)
    return all(others(below) for name, below in value.items() if name not in known)


def _has_all(names: frozenset[str], value: object) -> bool:
    return not isinstance(value, dict) or names <= value.keys()


def _has_sound_names(judgement: Judgement, value: object) -> bool:
    return not isinstance(value, dict) or all(map(judgement, value))


def _has_sound_entries(judgement: Judgement, value: object) -> bool:
    return not isinstance(value, list) or all(map(judgement, value))
