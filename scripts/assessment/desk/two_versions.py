"""What was filled in beside what stands there now, where both are not the same."""

from collections.abc import Iterable

from assessment.forms.field import Field

TwoVersions = tuple[tuple[str, str, str], ...]
"""Titles of fields, what stands there now, and what was filled in."""


def two_versions(now: Iterable[Field], mine: Iterable[Field]) -> TwoVersions:
    """Return the fields that two forms of one value do not show alike, those of either."""
    current, own = _by_name(now), _by_name(mine)
    titles = {name: one.title for name, one in {**current, **own}.items()}
    shown = ((title, _text_of(current, name), _text_of(own, name)) for name, title in titles.items())
    return tuple(row for row in shown if row[1] != row[2])


def _by_name(fields: Iterable[Field]) -> dict[str, Field]:
    return {one.name: one for field in fields for one in field.walk() if not one.kind.is_nested}


def _text_of(fields: dict[str, Field], name: str) -> str:
    return fields[name].shown if name in fields else ""
