"""Templates write texts and numbers, and ask what a value is by its type."""

from decimal import Decimal

import pytest
from jinja2 import Environment
from markupsafe import Markup

from assessment.dataset.by_group import ByGroup
from assessment.render.templates import equip


def written(text: str, **values: object) -> str:
    """What a template makes of some values."""
    environment = Environment(autoescape=True)
    equip(environment)
    return environment.from_string(text).render(**values)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("甲", "甲"),
        (3, "3"),
        (33.33, "33.33"),
        (Decimal("2.50"), "2.50"),
        (Markup("<b>甲</b>"), "<b>甲</b>"),
        ("甲\u202e", "甲"),
        ("<", "&lt;"),
    ],
)
def test_texts_and_numbers_are_written(value: object, text: str) -> None:
    assert written("{{ value }}", value=value) == text


@pytest.mark.parametrize("value", [ByGroup(Decimal(30)), None, ["甲"], {"甲": 1}, b"a"])
def test_what_is_no_text_or_number_is_never_written(value: object) -> None:
    with pytest.raises(TypeError, match="a template cannot write"):
        written("{{ value }}", value=value)


def test_a_condition_without_an_else_writes_nothing() -> None:
    assert written("{{ '甲' if value }}", value=False) == ""
