"""What the public may see of each version of a record, so that a past is told as if there had been nothing else.

A record that is internal is not there, and one that is no longer internal has been recorded that day.
"""

from collections.abc import Mapping

from assessment.dataset.record import Outcome, Visibility
from assessment.history.fields import public_fields
from assessment.history.held import Values
from assessment.history.kinds import Key, Kind
from assessment.load.shapes import list_of

_ENTRIES = (Kind.DEDUCTION, Kind.BONUS)


def public(values: Values) -> Values:
    """Return the public part of a version of a file: its public records, with the fields that are public.

    Evidence is among them as soon as one of the others cites it; before, no page shows it.
    """
    every = ((key, _public_fields(key.kind, fields, values)) for key, fields in values.items() if _is_public(key, values))
    parts = {key: fields for key, fields in every if fields}
    cited = {name for fields in parts.values() for name in _names(fields.get("evidence"))}
    return {key: fields for key, fields in parts.items() if key.kind is not Kind.EVIDENCE or key.id in cited}


def public_names(listed: object, values: Values) -> list[str]:
    """Return those of the names of evidence that are public in a version of a file."""
    return [name for name in _names(listed) if not _is_internal(values.get(Key(Kind.EVIDENCE, name), {}))]


def _names(listed: object) -> list[str]:
    return [str(name) for name in list_of(listed)]


def _public_fields(kind: Kind, fields: Mapping[str, object], values: Values) -> Mapping[str, object]:
    public_ones = {name: value for name, value in fields.items() if name in public_fields(kind)}
    evidence = public_names(public_ones.pop("evidence", None), values)
    return {**public_ones, "evidence": evidence} if evidence else public_ones


def _is_public(key: Key, values: Values) -> bool:
    fields = values[key]
    if key.kind is Kind.OBJECTION:
        about = str(fields.get("about"))
        is_hidden = any(_is_internal(values.get(Key(kind, about), {})) for kind in _ENTRIES)
        return not is_hidden and fields.get("outcome") != Outcome.OPEN.value
    return bool(public_fields(key.kind)) and not _is_internal(fields)


def _is_internal(fields: Mapping[str, object]) -> bool:
    return fields.get("visibility") == Visibility.INTERNAL.value
