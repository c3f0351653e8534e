"""Every field of every schema has a form, and every record of every example goes through its form unchanged."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from assessment.change.ground import record_path
from assessment.change.text import named, text_with
from assessment.dataset import Dataset
from assessment.edit.field_order import order_of
from assessment.edit.splice import EntryStep
from assessment.forms.answers import read_answers
from assessment.forms.field import Field, FieldKind
from assessment.forms.fields import field_of
from assessment.forms.offers import no_offers
from assessment.forms.record_offers import ENTRIES, RecordOffers
from assessment.forms.shape import Form, Shape, shape_of
from assessment.forms.target import target_of, value_at
from assessment.forms.texts import text_of_value
from assessment.load.data_files import place_of, years
from assessment.load.json_schema import SCHEMAS
from assessment.load.shapes import list_of, mapping_of
from assessment.period import Period
from assessment.root import ROOT
from assessment.year.reading import read_year

KINDS = ("score", "unit", "year", "county", "scheme")
EXAMPLES = [(path, period) for path in sorted((ROOT / "examples").glob("*/data")) for period in years(path)]
SHIPPED = [(ROOT / "data", Period(2019)), (ROOT / "data", Period(2018))]


def fields_in(shape: Shape, depth: int = 0) -> Iterator[Shape]:
    """Every shape of a schema, as deep as anything is of another shape than what is above."""
    yield shape
    if depth == 6:
        return
    match shape.form:
        case Form.FIELDS:
            for name in shape.names:
                yield from fields_in(shape.below(name), depth + 1)
        case Form.NAMED | Form.ENTRIES | Form.VALUES:
            yield from fields_in(shape.below(0), depth + 1)


def says_every_word(field: Field, description: str) -> bool:
    """Whether a field, or its choices, say all that the schema says in Chinese of it."""
    said = field.description + "；".join(choice.label for choice in field.choices)
    return all(words in said for words in re.findall(r"[\u4e00-\u9fff]+", re.sub(r"[a-z]+ 为", "", description)))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_asked_for_with_its_title_and_its_words(kind: str) -> None:
    shapes = [*fields_in(shape_of(kind))]
    assert len(shapes) > 5
    for shape in shapes:
        if shape.form is Form.FIELDS:
            form = field_of(shape, None, no_offers)
            by_name = {field.name: field for field in form.fields}
            assert by_name.keys() == set(shape.names)
            for name, field in by_name.items():
                wanted = shape.below(name).schema
                assert field.title == wanted["title"]
                assert says_every_word(field, str(wanted["description"]))
                assert field.required is (name in shape.required)


def test_a_field_that_is_new_to_the_schema_needs_no_other_change() -> None:
    schema = json.loads((SCHEMAS / "score.json").read_text(encoding="utf-8"))
    new = {
        "channel": {"title": "渠道", "description": "从哪里发现。", "enum": ["来信", "来电"]},
        "pages": {"title": "页数", "description": "几页。", "type": "integer", "minimum": 1, "maximum": 9},
        "seen": {
            "title": "看过的日子", "description": "哪些天。", "type": "array",
            "items": {"type": "string", "format": "date"},
        },
        "found": {
            "title": "发现", "description": "谁发现的。", "type": "object",
            "properties": {"by": {"title": "发现人", "description": "谁。", "type": "string"}},
        },
    }  # fmt: skip
    entry = {**schema["$defs"]["entry"], "properties": {**schema["$defs"]["entry"]["properties"], **new}}
    shape = Shape("score", Form.FIELDS, entry)
    form = field_of(shape, {"pages": 3}, no_offers)
    by_name = {field.name: field for field in form.walk()}
    assert [choice.value for choice in by_name["channel"].choices] == ["来信", "来电"]
    assert (by_name["pages"].kind, by_name["pages"].text, by_name["pages"].most) == (FieldKind.NUMBER, "3", Decimal(9))
    assert by_name["seen"].kind is FieldKind.LINE
    assert by_name["found/by"].title == "发现人"
    answers = {"channel": ["来电"], "pages": ["4"], "seen": ["2019-01-02、2019-01-03"], "found/by": ["王"]}
    value = mapping_of(read_answers(shape, answers, {"pages": 3}).value)
    assert value == {"pages": 4, "channel": "来电", "seen": ["2019-01-02", "2019-01-03"], "found": {"by": "王"}}


def answers_of(form: Field) -> dict[str, list[str]]:
    """What a browser sends of a form that nobody changed."""
    sent = {}
    for field in form.walk():
        if field.kind.is_nested:
            continue
        if field.kind is FieldKind.CHOICES:
            sent[field.name] = ["", *(choice.value for choice in field.choices if choice.value in field.chosen)]
        elif not field.fixed or field.text:
            sent[field.name] = [field.text.replace("\n", "\r\n")]
    return sent


def targets_in(shape: Shape, data: object, steps: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The steps to every value of a record that a form can be about."""
    if steps and data is not None and shape.form is not Form.ENTRIES:
        yield steps
    match shape.form:
        case Form.FIELDS:
            below = [(name, mapping_of(data).get(name)) for name in shape.names]
        case Form.NAMED:
            below = [*mapping_of(data).items()]
        case Form.ENTRIES:
            below = [(text_of_value(mapping_of(one).get(shape.naming)), one) for one in list_of(data)]
        case _:
            below = []
    for name, inner in below:
        if inner is not None and len(steps) < 5:
            yield from targets_in(shape.below(name, inner), inner, (*steps, name))


def forms_of(data: Path, period: Period) -> Iterator[tuple[Dataset, str, str, object]]:
    year = read_year(data, period)
    for unit in year.whole.records:
        path = record_path(period, unit)
        document = year.documents[path]
        assert document is not None
        yield year.whole, unit, (data / path).read_text(encoding="utf-8"), document.data


@pytest.mark.parametrize(("data", "period"), EXAMPLES + SHIPPED, ids=str)
def test_a_form_that_nobody_changed_writes_nothing(data: Path, period: Period) -> None:
    seen = 0
    for dataset, unit, text, record in forms_of(data, period):
        file = place_of(data, data / record_path(period, unit)).file
        for steps in targets_in(shape_of("score"), record):
            target = target_of("score", record_path(period, unit), steps, record)
            assert target is not None
            was = value_at(record, target.keys)
            offers = RecordOffers(dataset, unit, mapping_of(record), target.steps)
            form = field_of(target.shape, was, offers, frozenset({target.naming} if target.naming else ()))
            given = read_answers(target.shape, answers_of(form), was)
            keys, now = named(target, given.value, record)
            assert now == was, (unit, steps)
            assert text_with(text, file, target, keys, was, now, order_of("score")) == text
            seen += 1
        if seen > 200:
            break
    assert seen


@pytest.mark.parametrize(("data", "period"), EXAMPLES + SHIPPED[:1], ids=str)
def test_what_a_record_holds_can_be_filled_in_by_forms_alone(data: Path, period: Period) -> None:
    """Every entry taken out and filled in again says the same."""
    for dataset, unit, text, record in [*forms_of(data, period)][:4]:
        file = place_of(data, data / record_path(period, unit)).file
        for steps in targets_in(shape_of("score"), record):
            target = target_of("score", record_path(period, unit), steps, record)
            assert target is not None
            if not isinstance(target.keys[-1], EntryStep) or target.naming != "id":
                continue
            was = mapping_of(value_at(record, target.keys))
            new = target_of("score", record_path(period, unit), (*steps[:-1], "+"), record)
            assert new is not None
            offers = RecordOffers(dataset, unit, mapping_of(record), new.steps)
            shown = {name: held for name, held in was.items() if name not in ("id", "files")}
            form = field_of(new.shape, shown, offers, frozenset({"id"}))
            keys, now = named(new, read_answers(new.shape, answers_of(form), None).value, record)
            assert {name: held for name, held in mapping_of(now).items() if name != "id"} == shown
            assert text_with(text, file, new, keys, None, now, order_of("score")).startswith(text[:100])


def offered(data: Path, period: Period) -> Iterator[tuple[str, Mapping[str, object], Field]]:
    for dataset, unit, _, record in [*forms_of(data, period)][:3]:
        offers = RecordOffers(dataset, unit, mapping_of(record), ())
        for section, method in ENTRIES.items():
            for part in offers.parts_with(method):
                target = target_of("score", "", (section, "+"), record)
                assert target is not None
                fields: dict[str, object] = {"clause": part.key}
                own_offers = RecordOffers(dataset, unit, mapping_of(record), target.steps)
                yield section, fields, field_of(target.shape, fields, own_offers)


@pytest.mark.parametrize(("data", "period"), EXAMPLES + SHIPPED[:1], ids=str)
def test_the_scheme_says_what_is_offered(data: Path, period: Period) -> None:
    scheme = read_year(data, period).whole.scheme
    parts = {part.key: part for part in scheme.parts()}
    for _, fields, form in offered(data, period):
        part = parts[str(fields["clause"])]
        by_name = {field.name: field for field in form.fields}
        assert (by_name["date"].first, by_name["date"].last) == (part.window.first, part.window.last)
        rules = [rule for rule in part.rules if not rule.automatic_unless]
        levels = {level for rule in rules for level in rule.levels}
        assert {choice.value for choice in by_name["level"].choices} == levels if levels else "level" not in by_name
        assert ("rule" in by_name) is (len(rules) > 1)
        assert ("points" in by_name) is any(rule.range for rule in rules)
        assert ("links" in by_name) is any(rule.requires for rule in rules)
        assert part.key in {choice.value for choice in by_name["clause"].choices}


def test_where_there_is_no_evidence_yet_it_is_asked_for_first() -> None:
    data, period = SHIPPED[0]
    dataset, unit, _, record = next(forms_of(data, period))
    target = target_of("score", "", ("deductions", "+"), record)
    assert target is not None
    for held, note in ((mapping_of(record), ""), ({}, "这个单位还没有登记证据，请先登记")):
        form = field_of(target.shape, None, RecordOffers(dataset, unit, held, target.steps))
        assert next(field for field in form.fields if field.name == "evidence").note == note
