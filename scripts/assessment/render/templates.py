"""What every template may use, on pages and in documents."""

from jinja2 import Environment, StrictUndefined

from assessment.render import past, views, words
from assessment.render.visible import only_visible


def equip(environment: Environment) -> None:
    """Add the project's filters and words; a name that a template misspells is an error, not an empty text."""
    environment.undefined = StrictUndefined
    environment.finalize = only_visible
    environment.filters.update(day=words.day, signed=words.signed, minus=words.minus, mark=words.mark)
    environment.globals.update(past=past, views=views, words=words)
