"""One text for the same values however a file lays them out: comments, order of keys, 85 or 85.0 make no difference."""

import hashlib
from decimal import Decimal
from json.encoder import encode_basestring


def digest(value: object) -> str:
    """Return the SHA-256 of values as read from YAML."""
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def canonical(value: object) -> str:
    """Return values as JSON without any choice of layout.

    Raises:
        TypeError: for a value that no data file holds.
    """
    match value:
        case dict():
            return "{" + ",".join([f"{_text(key)}:{canonical(value[key])}" for key in sorted(value)]) + "}"
        case list():
            return "[" + ",".join([canonical(element) for element in value]) + "]"
        case str():
            return _text(value)
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case Decimal() | int():
            return number(Decimal(value))
        case _:
            raise TypeError(type(value).__name__)


def number(value: Decimal) -> str:
    """Return a number without exponent, without zeros that say nothing, and without the sign of zero."""
    return format(value.normalize(), "f") if value else "0"


def _text(value: str) -> str:
    return encode_basestring(value)
