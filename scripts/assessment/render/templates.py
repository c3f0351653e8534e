"""What every template may use, on pages and in documents."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from jinja2 import Environment, StrictUndefined, Undefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from assessment.dataset.year import Disclosure
from assessment.disclosure.comparison import Incomparable
from assessment.disclosure.publication import Publication
from assessment.disclosure.published_amendment import ExplainedAmendment
from assessment.disclosure.published_result import (
    ExplainedUnmarked,
    ForOffice,
    Graded,
    Named,
    Totalled,
    Unfinished,
    Unmarked,
)
from assessment.render import past, scheme_words, views, words
from assessment.render.circular.model import Heading, Table
from assessment.row_kind import RowKind
from assessment.status import Status
from assessment.visible import visible

T = TypeVar("T")

_TYPES: Mapping[str, tuple[type, ...]] = {
    "totalled": (Totalled,),
    "graded": (Graded, Totalled),
    "unmarked": (Unmarked,),
    "explained_unmarked": (ExplainedUnmarked,),
    "named": (Named,),
    "for_office": (ForOffice, Unfinished),
    "explained_amendment": (ExplainedAmendment,),
    "incomparable": (Incomparable,),
    "heading": (Heading,),
    "table": (Table,),
}
"""What a template may ask whether a value is."""


def equip(environment: Environment) -> None:
    """Add the project's filters and words; a name that a template misspells is an error, not an empty text."""
    environment.undefined = StrictUndefined
    environment.finalize = only_visible
    environment.filters.update(day=words.day, signed=_signed, minus=words.minus, mark=_mark)
    environment.globals.update(past=past, scheme_words=scheme_words, views=views, words=words)
    environment.globals.update(Disclosure=Disclosure, RowKind=RowKind, Status=Status)
    environment.tests.update({name: is_a(*types) for name, types in _TYPES.items()})


@pass_context
def _mark(context: Context, text: str) -> str:
    """Return a mark with the decimal places of the scheme that the page is about."""
    return words.mark(text, _places(context))


@pass_context
def _signed(context: Context, text: str) -> str:
    """Return a signed number likewise."""
    return words.signed(text, _places(context))


def _places(context: Context) -> int:
    publication: Publication = context["publication"]
    return publication.scheme.ranking.places


def is_a(*types: type) -> Callable[[object], bool]:
    """Return the test whether a value is of one of the types."""
    return lambda value: isinstance(value, types)


def only_visible(value: T) -> T | str:
    """Return what a template is about to write, text without what cannot be seen; markup stays markup.

    Raises:
        TypeError: for what is no text or number: a template that writes an object writes program text on a page.
    """
    match value:
        case Markup():
            return Markup(visible(str(value)))
        case str():
            return visible(value)
        case int() | float() | Decimal() | Undefined():
            # A condition without an else gives what is undefined, which writes nothing, or fails by itself.
            return value
        case _:
            raise TypeError(f"a template cannot write a {type(value).__name__}")
