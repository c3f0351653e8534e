"""From a schema, a value and what is offered to the fields of a form."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from assessment.forms.field import Field, FieldChoice, FieldKind
from assessment.forms.names import NEW_VALUE, label_name, name_of, new_name
from assessment.forms.offers import Offer, Offers
from assessment.forms.shape import Form, Shape
from assessment.forms.texts import line_of, plain_words, text_of_value
from assessment.load.shapes import list_of, mapping_of

TRUTHS = (FieldChoice("true", "是"), FieldChoice("false", "否"))

BLANK_ROWS = 1
"""How many rows without anything a list begins with where nothing is offered for it."""


def field_of(shape: Shape, value: object, offers: Offers, fixed: frozenset[str] = frozenset(), more: int = 0) -> Field:
    """Return the form for a value: one field, mostly with others below it.

    Args:
        shape: what the schema wants there.
        value: what stands there; None for nothing.
        offers: what is offered, by steps from here on.
        fixed: the fields right below by which the record goes.
        more: how many blank rows are added to every list.
    """
    return _FieldMaker(offers, fixed, more).field(shape, "", (), value, {}, required=True)


class _FieldMaker:
    """Makes fields for one form."""

    def __init__(self, offers: Offers, fixed: frozenset[str], more: int) -> None:
        self._offers, self._fixed, self._more = offers, fixed, more

    def field(
        self,
        shape: Shape,
        name: str,
        steps: tuple[str, ...],
        value: object,
        around: Mapping[str, object],
        *,
        required: bool = False,
        title: str = "",
    ) -> Field:
        """Return the field for a value under a name."""
        offer = self._offers(steps, around)
        return Field(
            name=name,
            kind=_kind(shape, offer, value),
            title=title or str(shape.schema.get("title", "")),
            description=offer.words or _description(shape),
            required=required or offer.is_wanted,
            text=line_of(value) if shape.form is Form.VALUES else text_of_value(value),
            chosen=tuple(map(text_of_value, list_of(value))),
            choices=_choices(shape, offer, value),
            fixed=len(steps) == 1 and steps[0] in self._fixed,
            first=offer.first,
            last=offer.last,
            least=offer.least if offer.least is not None else _bound(shape, "minimum"),
            most=offer.most if offer.most is not None else _bound(shape, "maximum"),
            pattern=str(shape.schema.get("pattern", "")),
            fields=tuple(self._below(shape, name, steps, value, offer)),
            takes_more=shape.form is Form.ENTRIES or (shape.form is Form.NAMED and not offer.names),
            note=offer.note,
        )

    def _below(self, shape: Shape, name: str, steps: tuple[str, ...], value: object, offer: Offer) -> Iterator[Field]:
        match shape.form:
            case Form.FIELDS:
                yield from self._fields(shape, name, steps, mapping_of(value))
            case Form.ENTRIES:
                yield from self._entries(shape, name, steps, list_of(value), offer)
            case Form.NAMED:
                yield from self._named(shape, name, steps, mapping_of(value), offer)

    def _fields(self, shape: Shape, name: str, steps: tuple[str, ...], value: Mapping[str, object]) -> Iterator[Field]:
        for step in shape.names:
            held, way = value.get(step), (*steps, step)
            offer = self._offers(way, value)
            if offer.is_hidden or (offer.is_out and held is None):
                continue
            below = shape.below(step, held)
            yield self.field(below, name_of(name, step), way, held, value, required=step in shape.required)

    def _entries(
        self, shape: Shape, name: str, steps: tuple[str, ...], values: list[object], offer: Offer
    ) -> Iterator[Field]:
        """Yield a row for each entry, for each that is offered and not there, and blank ones."""
        naming = shape.naming
        there = {str(mapping_of(value).get(naming)) for value in values}
        offered = [choice for choice in offer.names if choice.value not in there]
        titles = {choice.value: choice.label for choice in offer.names}
        blank = self._more + (0 if values or offer.names or len(steps) > 1 else BLANK_ROWS)
        rows = [*values, *({naming: choice.value} for choice in offered), *([{}] * blank)]
        for index, row in enumerate(rows):
            called = str(mapping_of(row).get(naming, ""))
            title = titles.get(called, called) or f"第{index + 1}行"
            part_fields = self.field(shape.below(0, row), name_of(name, index), (*steps, called), row, {}, title=title)
            own = name_of(part_fields.name, naming)
            # What a row goes by stands above it and is not asked again.
            yield replace(
                part_fields,
                is_row=True,
                fields=tuple(replace(one, fixed=bool(called) and one.name == own) for one in part_fields.fields),
            )

    def _named(
        self, shape: Shape, name: str, steps: tuple[str, ...], values: Mapping[str, object], offer: Offer
    ) -> Iterator[Field]:
        """Yield a field for each name that is there or offered, and one for a new name with its value."""
        titles = {choice.value: choice.label for choice in offer.names}
        for key in dict.fromkeys((*titles, *values)):
            held = values.get(key)
            # What is offered below by names is no single value.
            by_names = held is None and bool(self._offers((*steps, key), {}).names)
            below = shape.below(key, {} if by_names else held)
            yield self.field(
                below,
                name_of(name, key),
                (*steps, key),
                held,
                {},
                required=offer.is_wanted and key in titles,
                title=titles.get(key, key),
            )
        if offer.names or len(steps) > 1:
            return
        names = mapping_of(shape.schema.get("propertyNames"))
        for number in range(1 + self._more):
            row = new_name(name, number)
            title = str(names.get("title", "名称"))
            called = Field(label_name(row), FieldKind.WORDS, title, str(names.get("description", "")))
            value = self.field(shape.below(""), name_of(row, NEW_VALUE), (*steps, ""), None, {})
            yield Field(row, FieldKind.GROUP, f"新的{title}", "", fields=(called, value))


def _kind(shape: Shape, offer: Offer, value: object) -> FieldKind:
    match shape.form:
        case Form.FIELDS:
            return FieldKind.GROUP
        case Form.ENTRIES:
            return FieldKind.LIST
        case Form.NAMED:
            return FieldKind.NAMED
        case Form.VALUES:
            return FieldKind.CHOICES if _choices(shape, offer, value) else FieldKind.LINE
        case Form.WORD | Form.TRUTH:
            return FieldKind.CHOICE
        case Form.NUMBER:
            return FieldKind.NUMBER
        case Form.DAY:
            return FieldKind.DAY
        case Form.TEXT:
            return FieldKind.CHOICE if offer.choices and not offer.is_open else FieldKind.WORDS


def _choices(shape: Shape, offer: Offer, value: object) -> tuple[FieldChoice, ...]:
    """Return what may be chosen: what is offered, or what the schema lists, and whatever stands there besides."""
    listed = shape.below(0).schema.get("enum") if shape.form is Form.VALUES else shape.schema.get("enum")
    known = offer.choices or tuple(FieldChoice(str(word), _label(str(word), shape)) for word in list_of(listed))
    if shape.form is Form.TRUTH:
        known = TRUTHS
    if not known or shape.form not in (Form.WORD, Form.TRUTH, Form.VALUES, Form.TEXT):
        return known
    held = map(text_of_value, list_of(value) if shape.form is Form.VALUES else [value])
    offered = {choice.value for choice in known}
    return (*known, *(FieldChoice(one, one) for one in dict.fromkeys(held) if one and one not in offered))


def _description(shape: Shape) -> str:
    """Return what the schema says of a field, in words alone: codes and names of fields are for those who write files."""
    text = str(shape.schema.get("description", ""))
    rest = text
    for word in map(str, list_of(shape.schema.get("enum"))):
        rest = rest.replace(f"{word} 为{_label(word, shape)}", "")
    if not rest.strip("；。"):
        # The choices say it.
        return ""
    titles = {step: str(shape.below(step).schema.get("title", step)) for step in shape.names}
    return plain_words(text, titles)


def _label(word: str, shape: Shape) -> str:
    """Return what a code of the schema means, where its description says so: ``public 为审定后可公开；…``."""
    description = str(shape.schema.get("description", ""))
    meaning = description.partition(f"{word} 为")[2]
    return meaning.split("；")[0].rstrip("。") if word.isascii() and meaning else word


def _bound(shape: Shape, which: str) -> Decimal | None:
    bound = shape.schema.get(which)
    return Decimal(str(bound)) if isinstance(bound, int | float) and not isinstance(bound, bool) else None
