"""Every field of every schema, changed in its form: its value moves and nothing else, whatever comments stand around."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from assessment.change.text import text_with
from assessment.edit.field_order import order_of
from assessment.forms.answers import read_answers
from assessment.forms.field import Field, FieldKind
from assessment.forms.fields import field_of
from assessment.forms.offers import no_offers
from assessment.forms.shape import Form, Shape, shape_of
from assessment.forms.target import whole_file
from assessment.load.shapes import list_of
from assessment.load.yaml_file import parse
from tests.forms.test_every_field import KINDS, answers_of

DEEPEST = 2
"""What is deeper is of the same kinds."""
EVERY = [pytest.param(kind, marks=pytest.mark.slow if kind == "scheme" else ()) for kind in KINDS]
NESTED = (Form.FIELDS, Form.NAMED, Form.ENTRIES)
QUOTES = ("", "'", '"')


@dataclass
class Writer:
    """Writes a file that has every field of a schema, with comments above, beside and below each."""

    count: int = 0

    def comment(self, indent: str) -> str:
        self.count += 1
        return f"{indent}# 注{self.count}"

    def text(self, kind: str) -> str:
        return "\n".join(["# 开头", *self.fields(shape_of(kind), "", 0), "# 末尾"]) + "\n"

    def fields(self, shape: Shape, indent: str, depth: int) -> Iterator[str]:
        for name in shape.names:
            below = shape.below(name)
            if depth < DEEPEST or below.form not in NESTED:
                yield self.comment(indent)
                yield from self.value(f"{indent}{name}:", below, indent, depth)

    def value(self, head: str, shape: Shape, indent: str, depth: int) -> Iterator[str]:
        more = indent + "  "
        match shape.form:
            case Form.FIELDS:
                yield head + self.comment("  ")
                yield from self.fields(shape, more, depth + 1)
            case Form.NAMED:
                yield head
                for name in ("one", "two"):
                    yield self.comment(more)
                    yield from self.value(f"{more}{name}:", shape.below(name, self.held(shape)), more, depth + 1)
            case Form.ENTRIES:
                yield head
                for _ in range(2):
                    yield self.comment(more)
                    lines = [*self.fields(shape.below(0, {}), more + "  ", depth + 1)]
                    yield f"{more}- {lines[1].strip()}"
                    yield from lines[2:]
            case Form.VALUES:
                one, other = self.scalar(shape.below(0)), self.scalar(shape.below(0))
                if self.count % 2:
                    yield f"{head} [{one}, {other}]" + self.comment("  ")
                else:
                    yield head
                    yield f"{more}- {one}" + self.comment("  ")
                    yield f"{more}- {other}" + self.comment("  ")
            case _:
                yield f"{head} {self.scalar(shape)}" + self.comment("  ")

    def held(self, shape: Shape) -> object:
        """What decides between the several forms of a value by name: entries where there can be any."""
        below = shape.below("", [])
        return [] if below.form in (Form.ENTRIES, Form.VALUES) else {}

    def scalar(self, shape: Shape) -> str:
        self.count += 1
        match shape.form:
            case Form.NUMBER:
                return str(self.count)
            case Form.TRUTH:
                return "true"
            case Form.DAY:
                return "2019-05-01"
            case Form.WORD:
                return str(list_of(shape.schema["enum"])[0])
            case _:
                quote = QUOTES[self.count % 3]
                return f"{quote}文字{self.count}{quote}"


def other(field: Field) -> str:
    match field.kind:
        case FieldKind.NUMBER:
            return "999"
        case FieldKind.DAY:
            return "2020-06-07"
        case FieldKind.CHOICE:
            return next((choice.value for choice in field.choices if choice.value != field.text), "")
        case FieldKind.LINE:
            return f"{field.text}、{'998' if field.text[:1].isdigit() else '新的'}"
        case _:
            return "另外的话"


def data_of(text: str) -> object:
    document, findings = parse(text, "f")
    assert findings == []
    assert document is not None
    return document.data


def saved(kind: str, text: str, answers: Mapping[str, list[str]]) -> str:
    target, was = whole_file(kind, "f"), data_of(text)
    now = read_answers(target.shape, answers, was).value
    return text_with(text, "f", target, (), was, now, order_of(kind))


@pytest.mark.parametrize("kind", EVERY)
def test_a_field_is_changed_and_all_comments_stay(kind: str) -> None:
    text = Writer().text(kind)
    form = field_of(whole_file(kind, "f").shape, data_of(text), no_offers)
    sent, changed = answers_of(form), 0
    assert saved(kind, text, sent) == text
    before = text.splitlines()
    for field in one_of_each(form):
        if not field.text or not other(field):
            continue
        after = saved(kind, text, {**sent, field.name: [other(field)]}).splitlines()
        new = [line for line in after if line not in before]
        gone = [line for line in before if line not in after]
        changed += 1
        if len(after) > len(before):
            # One more value of a list that has a line for each.
            assert (len(after), len(new), gone) == (len(before) + 1, 1, []), field.name
            assert "#" not in new[0]
            continue
        assert len(after) == len(before)
        assert len(new) == len(gone) == 1, (field.name, gone, new)
        assert comment_of(new[0]) == comment_of(gone[0])
        assert quotes_of(new[0]) == quotes_of(gone[0])
    assert changed > 8


@pytest.mark.parametrize("kind", EVERY)
def test_a_field_is_emptied_and_all_comments_around_it_stay(kind: str) -> None:
    text = Writer().text(kind)
    form = field_of(whole_file(kind, "f").shape, data_of(text), no_offers)
    sent = answers_of(form)
    for field in one_of_each(form):
        if not (field.text or field.chosen):
            continue
        if re.search(r"/\d+(/|$)", field.name):
            # A row that says nothing any more goes as a whole.
            continue
        after = saved(kind, text, {**sent, field.name: [""]}).splitlines()
        gone = [line for line in text.splitlines() if line not in after]
        assert gone, field.name
        assert [line for line in gone if line.strip().startswith("#")] == [], field.name


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "scheme"])
def test_a_row_is_added_to_every_list_and_no_other_is_written_again(kind: str) -> None:
    text = Writer().text(kind)
    form = field_of(whole_file(kind, "f").shape, data_of(text), no_offers, more=1)
    sent = answers_of(form)
    for listed in (field for field in form.walk() if field.kind is FieldKind.LIST and field.fields):
        blank = listed.fields[-1]
        first = next(one for one in blank.walk() if not one.kind.is_nested and one.kind is not FieldKind.CHOICES)
        last = [one for one in blank.fields if not one.kind.is_nested and one.kind is not FieldKind.CHOICES][-1]
        new = {first.name: [other(first)], last.name: [other(last)]}
        after = saved(kind, text, {**sent, **new}).splitlines()
        assert [line for line in text.splitlines() if line not in after] == [], listed.name


def one_of_each(form: Field) -> Iterator[Field]:
    """The fields that are asked for, one of those that stand alike in several rows."""
    seen = set[str]()
    for field in form.walk():
        alike = re.sub(r"(?<=/)(\d+|one|two)(?=/|$)", "*", field.name)
        if not field.kind.is_nested and not field.fixed and alike not in seen:
            seen.add(alike)
            yield field


def comment_of(line: str) -> str:
    return line.partition("  #")[2]


def quotes_of(line: str) -> str:
    return "".join(sign for sign in line.partition("#")[0] if sign in "'\"[]")[:2]
