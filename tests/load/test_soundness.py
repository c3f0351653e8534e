"""Whether a file is sound is told alike by the quick judgement and by jsonschema, whatever is wrong with it."""

import copy
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.load.json_schema import SCHEMAS, _judge, is_sound, validator
from assessment.load.soundness import SoundnessJudge
from assessment.load.yaml_file import Steps, read
from tests.folder import DATA

EXAMPLES = DATA.parent / "examples"
FILES: dict[str, Sequence[Path]] = {
    "scheme": (DATA / "schemes/2019.yaml", *sorted(EXAMPLES.glob("*/data/schemes/*.yaml"))),
    "score": (*sorted(DATA.glob("scores/2019/*.yaml"))[:8], *sorted(EXAMPLES.glob("*/data/scores/*/*.yaml"))[::9]),
    "unit": sorted(DATA.glob("units/*.yaml"))[:5],
    "year": (*sorted(DATA.glob("years/*.yaml")), *sorted(EXAMPLES.glob("*/data/years/*.yaml"))),
    "county": (DATA / "county.yaml",),
    "approval": sorted(EXAMPLES.glob("*/data/approvals/*.yaml")),
}
ODD = (None, True, False, "", "x", "A b", "2019-02-30", "2019-12-31", "https://example.org/", "成立")
NUMBERS = (Decimal(0), Decimal("-1.5"), Decimal("0.30"), Decimal(1), Decimal(2), Decimal(2019), Decimal("1e9"), 3)
SHAPES: tuple[object, ...] = ([], {}, ["a", "a"], [Decimal(1)], [Decimal(1), Decimal("1.0")], {"mark": Decimal(1)}, [{}])


def loaded(path: Path) -> object:
    document, _ = read(path, path.name)
    assert document is not None
    return document.data


def places(value: object, path: Steps = ()) -> Iterator[Steps]:
    yield path
    for step, below in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(below, (*path, step))


def changed(drawn: st.DataObject, data: Any) -> Any:
    """Return data with a few values replaced, taken away, doubled or given another name."""
    data = copy.deepcopy(data)
    for _ in range(drawn.draw(st.integers(0, 3))):
        last: Any
        *above, last = drawn.draw(st.sampled_from([path for path in places(data) if path] or [("",)]))
        holder = data
        for step in above:
            holder = holder[step]
        every = [path for path in places(data) if path]
        if not isinstance(holder, dict | list) or not every:
            continue
        match drawn.draw(st.sampled_from(["value", "gone", "more", "other"])):
            case "value":
                holder[last] = copy.deepcopy(drawn.draw(st.sampled_from([*ODD, *NUMBERS, *SHAPES])))
            case "gone":
                del holder[last]
            case "more" if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[last]))
            case "more":
                holder[drawn.draw(st.sampled_from(["x", "mark", "date", "waves", "Ä", ""]))] = holder[last]
            case "other":
                value = data
                for step in drawn.draw(st.sampled_from(every)):
                    value = value[step]
                holder[last] = copy.deepcopy(value)
    return data


@pytest.mark.parametrize("kind", FILES)
def test_sound_files_are_sound(kind: str) -> None:
    assert [path.name for path in FILES[kind] if not is_sound(loaded(path), kind)] == []


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=60)
@given(st.data())
def test_both_tell_the_same(kind: str, drawn: st.DataObject) -> None:
    data = changed(drawn, loaded(drawn.draw(st.sampled_from(FILES[kind]))))
    assert is_sound(data, kind) == validator(kind).is_valid(data)


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=30)
@given(st.data())
def test_beside_a_sound_file_only_fields_of_its_own_are_judged(kind: str, drawn: st.DataObject) -> None:
    sound = loaded(drawn.draw(st.sampled_from(FILES[kind])))
    data = changed(drawn, sound)
    if isinstance(sound, dict) and isinstance(data, dict):
        data = {name: sound[name] if name in sound and sound[name] == one else one for name, one in data.items()}
    assert is_sound(data, kind, sound) == is_sound(data, kind)


def parts(schema: object) -> Iterator[dict[str, object]]:
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str | list) or isinstance(schema.get("oneOf"), list):
            yield schema
        for below in schema.values():
            yield from parts(below)
    elif isinstance(schema, list):
        for below in schema:
            yield from parts(below)


@pytest.mark.parametrize("kind", sorted(path.stem for path in SCHEMAS.glob("*.json")))
def test_every_part_of_every_schema_tells_odd_values_apart_as_jsonschema_does(kind: str) -> None:
    whole = validator(kind)
    assert isinstance(whole.schema, dict)
    values = [*ODD, *NUMBERS, *SHAPES]
    for part in parts(whole.schema):
        alone = type(whole)({"$defs": whole.schema.get("$defs", {}), **part}, format_checker=whole.format_checker)
        lines = [_judge(kind).of(part)(value) for value in values]
        assert lines == [alone.is_valid(value) for value in values], part


def test_a_keyword_that_is_not_known_is_no_excuse() -> None:
    with pytest.raises(NotImplementedError, match="multipleOf: 3"):
        SoundnessJudge({"properties": {"mark": {"multipleOf": 3}}}, {}, {})
