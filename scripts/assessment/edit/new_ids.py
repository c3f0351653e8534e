"""Ids for new entries of a record, taken from what they say: two people who add different ones never choose the same."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from itertools import count

_LENGTH = 8
"""How many digits of the digest an id has: two of a hundred entries begin alike in one record of a million."""


def new_id(letter: str, digest: str, taken: Collection[str]) -> str:
    """Return an id that is free, such as ``e3fa9c1d2``: always the same for the same content.

    Args:
        letter: what it begins with, ``e`` for evidence, ``d`` and ``b`` for entries.
        digest: of the evidence file, or of what the entry says.
        taken: the ids of the record that are in use.
    """
    return next(id for length in count(_LENGTH) if (id := letter + digest[:length]) not in taken)


def digest_of_fields(fields: Mapping[str, object]) -> str:
    """Return the digest of what an entry says, in whatever order."""
    return hashlib.sha256(_text(fields).encode()).hexdigest()


def _text(content: object) -> str:
    """Return a value as text, which differs where values do."""
    match content:
        case dict():
            return "{" + ",".join(f"{key!r}:{_text(content[key])}" for key in sorted(content)) + "}"
        case list() | tuple():
            return "[" + ",".join(map(_text, content)) + "]"
        case Decimal() | int() | date():
            return str(content)
        case _:
            return repr(content)
