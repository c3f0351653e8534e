"""docs/schemes.md: every field of a scheme has an example, every example is sound, and every figure is computed.

A field that is new to ``schemas/scheme.json`` fails here until the guide names it and shows it in a block.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from assessment.exact import exact_text
from assessment.period import written_period
from tests.built import ROOT
from tests.docs.frame import Frame, Rounds, parsed, whole

GUIDE = (ROOT / "docs" / "schemes.md").read_text(encoding="utf-8")
SCHEMA = json.loads((ROOT / "schemas" / "scheme.json").read_text(encoding="utf-8"))
_BLOCK = re.compile(r"^```yaml(?: (?P<label>\S+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_RECORD = "记录"
_ROUND_SCHEME = "各轮"
_FIGURE = re.compile(r"\*\*(\d+(?:\.\d+)?(?:/\d+)?)\*\*")


class Example(NamedTuple):
    """A piece of a scheme, with the record below it and what that is said to come to."""

    line: int
    scheme: str
    record: str
    figure: str


def examples() -> Iterator[Example]:
    """Every example of the guide, in order."""
    blocks = [block for block in _BLOCK.finditer(GUIDE) if block["label"] in (None, _RECORD)]
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block["label"]:
            continue
        line = GUIDE.count("\n", 0, block.start()) + 1
        if following is None or not following["label"]:
            yield Example(line, block["text"], "", "")
            continue
        figure = _FIGURE.search(GUIDE, following.end())
        assert figure is not None, f"the record below line {line} comes to nothing"
        assert not _BLOCK.search(GUIDE, following.end(), figure.start()), f"line {line}"
        yield Example(line, block["text"], following["text"], figure[1])


EXAMPLES = [*examples()]


def rounds() -> Rounds:
    """The rounds of the guide: the one scheme that they share, and what 东镇 records in each."""
    texts = {block["label"]: block["text"] for block in _BLOCK.finditer(GUIDE)}
    labels = [label for label in texts if label not in (None, _RECORD, _ROUND_SCHEME)]
    records = {str(written_period(label)): {"dongzhen": texts[label]} for label in labels}
    return Rounds(whole(parsed(texts[_ROUND_SCHEME])), records)


ROUNDS = rounds()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"line {example.line}")
def test_an_example_is_sound_and_comes_to_what_is_said(example: Example, tmp_path: Path) -> None:
    frame = Frame(tmp_path, whole(parsed(example.scheme)), {"dongzhen": example.record}, ROUNDS)
    assert frame.messages() == []
    ledger = frame.assessed().ledgers["dongzhen"]
    if example.figure:
        assert exact_text(ledger.total) == example.figure


@pytest.mark.parametrize("name", ROUNDS.records)
def test_a_round_is_sound(name: str, tmp_path: Path) -> None:
    assert Frame(tmp_path, ROUNDS.scheme, ROUNDS.records[name]).messages() == []


def test_no_figure_stands_without_a_record() -> None:
    assert len(_FIGURE.findall(GUIDE)) == sum(bool(example.figure) for example in EXAMPLES)


def fields_in(data: object, schema: Mapping[str, object], name: str) -> Iterator[str]:
    """Yield the fields and the choices that a value shows, by where the schema has them."""
    if isinstance(reference := schema.get("$ref"), str):
        name = reference.removeprefix("#/$defs/")
        schema = SCHEMA["$defs"][name]
    for branch in _listed(schema.get("oneOf")):
        if isinstance(branch, dict):
            yield from fields_in(data, branch, name)
    if isinstance(data, str) and data in _listed(schema.get("enum")):
        yield f"{name}={data}"
    properties = schema.get("properties")
    for key, value in data.items() if isinstance(data, dict) else ():
        if isinstance(properties, dict) and key in properties:
            yield f"{name}.{key}"
            yield from fields_in(value, properties[key], f"{name}.{key}")
        elif isinstance(more := schema.get("additionalProperties"), dict):
            yield from fields_in(value, more, name)
    if isinstance(below := schema.get("items"), dict):
        for value in _listed(data):
            yield from fields_in(value, below, name)


def known(schema: Mapping[str, object], name: str) -> Iterator[str]:
    """Yield every field and every choice of the schema, as ``shown`` calls them."""
    yield from (f"{name}={choice}" for choice in _listed(schema.get("enum")))
    properties = schema.get("properties")
    for key, below in properties.items() if isinstance(properties, dict) else ():
        yield f"{name}.{key}"
        yield from known(below, f"{name}.{key}")
    inner = [schema.get("items"), schema.get("additionalProperties"), *_listed(schema.get("oneOf"))]
    for below in inner:
        if isinstance(below, dict) and "$ref" not in below:
            yield from known(below, name)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def test_every_field_and_every_choice_has_an_example() -> None:
    every = {*known(SCHEMA, "scheme")}.union(*(known(SCHEMA["$defs"][name], name) for name in SCHEMA["$defs"]))
    assert {"scheme.full", "part.limit.upper", "part.method=count", "rule.range", "clause.worth"} <= every
    found = {one for example in EXAMPLES for one in fields_in(parsed(example.scheme), SCHEMA, "scheme")}
    assert every - found == set()


def test_every_field_and_every_choice_is_named_in_the_text() -> None:
    words = {word for text in re.findall(r"`([^`\n]+)`", _BLOCK.sub("", GUIDE)) for word in re.findall(r"[\w-]+", text)}
    every = {*known(SCHEMA, "scheme")}.union(*(known(SCHEMA["$defs"][name], name) for name in SCHEMA["$defs"]))
    assert {re.split("[.=]", one)[-1] for one in every} - words == set()


def test_the_words_of_the_real_scheme_stand_in_it() -> None:
    """What the guide says of 2019 is what the file says."""
    scheme = (ROOT / "data" / "schemes" / "2019.yaml").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", GUIDE.split("## 例一")[1].split("## 例二")[0], re.MULTILINE)[1:]
    assert rows
    for paper, written in rows:
        assert all(quoted in scheme for quoted in re.findall("“(.+?)”", paper))
        assert all(code in scheme for code in re.findall("`([a-z_]+: [^`]+)`", written))
