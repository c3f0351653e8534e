"""What every template may use, on pages and in documents."""

from typing import TypeVar

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from assessment.render import past, views, words
from assessment.visible import visible

Value = TypeVar("Value")


def equip(environment: Environment) -> None:
    """Add the project's filters and words; a name that a template misspells is an error, not an empty text."""
    environment.undefined = StrictUndefined
    environment.finalize = only_visible
    environment.filters.update(day=words.day, signed=words.signed, minus=words.minus, mark=words.mark)
    environment.globals.update(past=past, views=views, words=words)


def only_visible(value: Value) -> Value | str:
    """Return what a template is about to write, text without what cannot be seen; markup stays markup."""
    if isinstance(value, Markup):
        return Markup(visible(str(value)))
    return visible(value) if isinstance(value, str) else value
