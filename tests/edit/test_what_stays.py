"""Whatever is changed, what is alike stays as its editor wrote it: comments, order, quotes, brackets, blank lines."""

import random
from collections.abc import Iterator, Mapping

import pytest

from assessment.edit.layout import inline
from assessment.edit.splice import append, put, take_out
from assessment.load.shapes import mapping_of
from assessment.load.yaml_file import parse

WORDS = ("甲", "乙丙", "a b", "it's", "90", "2019-01-02", "no", "丁: 戊", "[x]", "一\n二", "一\n二\n", "# 注", "")


class Editor:
    """Writes values as different people do, with a comment here and there."""

    def __init__(self, seed: int) -> None:
        self.chance, self.comments = random.Random(seed), 0

    def value(self, depth: int = 0) -> object:
        kind = self.chance.random()
        if depth > 2 or kind < 0.4:
            return self.chance.choice(WORDS)
        if kind < 0.65:
            return {name: self.value(depth + 1) for name in self.chance.sample("abcdef", self.chance.randint(1, 4))}
        if kind < 0.8:
            return [f"{n}{self.chance.choice(WORDS)}" for n in range(self.chance.randint(1, 4))]
        entries = self.chance.sample("klmnop", self.chance.randint(1, 3))
        return [{"id": name, **{key: self.value(depth + 2) for key in "xy"[: depth + 1]}} for name in entries]

    def comment(self, indent: str) -> str:
        self.comments += 1
        return f"{indent}# 注{self.comments}"

    def text(self, fields: Mapping[str, object]) -> str:
        return "\n".join(["# 开头", *self.fields(fields, "")]) + "\n"

    def fields(self, fields: Mapping[str, object], indent: str) -> Iterator[str]:
        apart = self.chance.random() < 0.4
        for place, (name, value) in enumerate(fields.items()):
            if apart and place:
                yield ""
            if self.chance.random() < 0.3:
                yield self.comment(indent)
            yield from self.under(f"{indent}{name}:", value, indent)

    def under(self, head: str, value: object, indent: str) -> Iterator[str]:
        more = indent + " " * self.chance.choice((2, 4))
        note = self.comment("  ") if self.chance.random() < 0.2 else ""
        if isinstance(value, str) and "\n" in value and self.chance.random() < 0.6:
            yield f"{head} |{'' if value.endswith(chr(10)) else '-'}{note}"
            yield from (more + line for line in value.splitlines())
        elif isinstance(value, dict) and self.chance.random() < 0.7:
            yield head + note
            yield from self.fields(value, more)
        elif isinstance(value, list) and self.chance.random() < 0.7:
            yield head + note
            yield from self.entries(value, self.chance.choice((indent, more)))
        else:
            yield f"{head} {self.inline(value)}{note}"

    def entries(self, values: list[object], indent: str) -> Iterator[str]:
        for value in values:
            if self.chance.random() < 0.2:
                yield self.comment(indent)
            if isinstance(value, dict) and self.chance.random() < 0.6:
                first, *rest = self.fields(value, indent + "  ")
                while not first.strip() or first.strip().startswith("#"):
                    yield first.strip() and indent + first.strip()
                    first, *rest = rest
                yield f"{indent}- {first.strip()}"
                yield from rest
            else:
                yield f"{indent}- {self.inline(value)}"

    def inline(self, value: object) -> str:
        if isinstance(value, str):
            plain = inline(value, True)
            return (
                f"'{value.replace(chr(39), chr(39) * 2)}'" if self.chance.random() < 0.3 and "\n" not in value else plain
            )
        if isinstance(value, dict):
            return "{" + ", ".join(f"{name}: {self.inline(below)}" for name, below in value.items()) + "}"
        assert isinstance(value, list)
        return "[" + ", ".join(map(self.inline, value)) + "]"


def comments(text: str) -> set[str]:
    return {f"注{word.split()[0]}" for word in text.split("# 注")[1:] if word[:1].isdigit()}


def data_of(text: str) -> dict[str, object]:
    document, findings = parse(text, "a.yaml")
    assert findings == [], text
    assert document is not None
    assert isinstance(document.data, dict)
    return document.data


def grown(chance: random.Random, value: object) -> object:
    """A value with something added or changed somewhere inside, and nothing gone."""
    match value:
        case dict() if chance.random() < 0.7:
            name = chance.choice([*value])
            return {**value, name: grown(chance, value[name])}
        case dict():
            return {**value, "new": chance.choice((["新"], "新", {"id": "新"}))}
        case [dict(), *_] if chance.random() < 0.5:
            return [*value, {"id": "new", "x": "新"}]
        case [dict(), *_]:
            place = chance.randrange(len(value))
            entry = mapping_of(value[place])
            changed = {name: below if name == "id" else grown(chance, below) for name, below in entry.items()}
            return [*value[:place], changed, *value[place + 1 :]]
        case list():
            place = chance.randint(0, len(value))
            return [*value[:place], "新", *value[place:]]
        case _:
            return chance.choice(WORDS)


@pytest.mark.parametrize("seed", range(200))
def test_nothing_is_lost_by_a_change_that_takes_nothing_out(seed: int) -> None:
    editor = Editor(seed)
    fields = {name: editor.value() for name in "uvwxyz"[: editor.chance.randint(1, 6)]}
    text = before = editor.text(fields)
    held = data_of(text)
    for _ in range(4):
        name = editor.chance.choice([*fields])
        held[name] = grown(editor.chance, held[name])
        text = put(text, "a.yaml", (name,), held[name])
    assert data_of(text) == held
    assert comments(text) == comments(before)
    assert "# 开头" in text
    assert text.count("\n\n\n") <= before.count("\n\n\n")


@pytest.mark.parametrize("seed", range(200))
def test_what_is_taken_out_leaves_the_rest(seed: int) -> None:
    editor = Editor(seed)
    fields = {name: editor.value() for name in "uvwxyz"[: editor.chance.randint(2, 6)]}
    text = editor.text(fields)
    held = data_of(text)
    name = editor.chance.choice([*fields])
    match held[name]:
        case dict() as below if len(below) > 1:
            gone = editor.chance.choice([*below])
            after = take_out(text, "a.yaml", (name, gone))
            del below[gone]
        case [_, _, *_] as listed:
            place = editor.chance.randrange(len(listed))
            held[name] = [*listed[:place], *listed[place + 1 :]]
            after = put(text, "a.yaml", (name,), held[name])
        case _:
            after = take_out(text, "a.yaml", (name,))
            del held[name]
    assert data_of(after) == held
    kept = [line for line in text.splitlines() if not line.startswith(f"{name}:") and line and line[0] in "uvwxyz"]
    assert [line for line in after.splitlines() if line in kept] == kept


RECORD = """\
marks:
    agency: # 终评
    # 见报告
        mark: '90'
        reason: "不实"   # 原话
deductions:
- id: d1   # 编号
  # 来函
  reason: |  # 照录
     一
     二
  evidence: [ e1,'e2' ,  # 通报
     "e3" ]
- {id: d2, reason: '乙', links: {a: 'x', "b": y}}
# 末尾
"""


@pytest.mark.parametrize(
    ("keys", "value", "old", "new"),
    [
        (("marks", "agency", "mark"), "91", "'90'", "'91'"),
        (("marks", "agency", "reason"), "属实", '"不实"', '"属实"'),
        (("deductions",), "reason", "     二\n", "     三\n"),
        (("deductions",), "evidence", '"e3" ]', '"e3", e4 ]'),
        (("deductions",), "links", "a: 'x'", "a: 'z'"),
        (("deductions",), "entry", "y}}\n", "y}}\n- {id: d3, reason: 丙}\n"),
    ],
)
def test_only_the_place_of_a_change_moves(keys: tuple[str, ...], value: str, old: str, new: str) -> None:
    wanted = data_of(RECORD.replace(old, new))
    after = RECORD
    assert RECORD.count(old) == 1
    if keys == ("deductions",):
        after = put(after, "a.yaml", keys, wanted["deductions"])
    else:
        after = put(after, "a.yaml", keys, value)
    assert after == RECORD.replace(old, new)


def test_an_entry_is_added_behind_comments_that_belong_to_the_last_one() -> None:
    text = "a:\n  - id: x\n    b: 1\n    # 待补\n\n# 下一节\nc: 1\n"
    after = append(text, "a.yaml", ("a",), [{"id": "y"}])
    assert after == text.replace("    # 待补\n", "    # 待补\n  - id: y\n")
    text = "a:\n  - id: x\n\n  - id: y\n\nc: 1\n"
    assert append(text, "a.yaml", ("a",), [{"id": "z"}]) == text.replace("y\n", "y\n\n  - id: z\n")


def test_no_blank_lines_are_left_doubled() -> None:
    text = "a: 1\n\nb:\n  c: 1\n\nd: 1\n"
    assert take_out(text, "a.yaml", ("b",)) == "a: 1\n\nd: 1\n"
    assert take_out("a: 1\n\nb:\n  c: 1\n", "a.yaml", ("b",)) == "a: 1\n"
