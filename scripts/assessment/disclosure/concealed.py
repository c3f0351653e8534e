"""Which recorded values the public may see in two versions, and from which level on.

What was internal in any version stays so in all: a value that an amendment hides, or brings to light, is not shown
in the list of changes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from assessment.dataset import Dataset
from assessment.dataset.record import UnitRecord, Visibility
from assessment.dataset.year import Change, Disclosure, Value

Key = tuple[str, ...]
"""The file of an entry, then its path in it."""

_UNIT = frozenset({"name", "full_name", "plates", "site"})
_YEAR = frozenset({"year", "scheme", "provenance", "agency", "approval"})
_ENTRY = frozenset({"id", "clause", "rule", "level", "date", "count", "reason", "evidence", "links", "rectified"})
_FIELDS: Mapping[str, frozenset[str]] = {
    "deductions": _ENTRY,
    "bonus": _ENTRY,
    "evidence": frozenset({"id", "title", "kind", "source", "captured", "url"}),
    "objections": frozenset(
        {"id", "about", "date", "statement", "evidence", "outcome", "decided", "explanation", "count", "mark"}
    ),
    "not_applicable": frozenset({"clause", "reason"}),
    "items": frozenset({"clause", "mark", "not_applicable", "reason", "evidence", "rectified"}),
}
"""What pages show of each kind of entry where everything is public; other fields are never public."""
_LEVELS = tuple(Disclosure)


@dataclass(frozen=True)
class _Entry:
    """What one version of an entry says about who may see it; parts that the version does not tell are left out."""

    key: Key
    internal: bool
    cites: frozenset[str]
    about: str


@dataclass(frozen=True)
class Concealed:
    """The entries that are not public, or once were not."""

    hidden: frozenset[Key]

    @classmethod
    def of(cls, dataset: Dataset) -> "Concealed":
        """Gather them from the records as they are, and from what amendments say of earlier versions."""
        changes = [change for amendment in dataset.year.amendments for change in amendment.changes]
        versions = [version for record in dataset.records.values() for version in _recorded(record)]
        versions += [version for change in changes for version in _told(change)]
        hidden = {version.key for version in versions if version.internal}
        hidden |= {
            version.key
            for version in versions
            if any((version.key[0], section, version.about) in hidden for section in ("deductions", "bonus"))
        }
        shown = {(key[0], "evidence", name) for key, name in _citations(versions) if key not in hidden}
        evidence = {version.key for version in versions if version.key[1] == "evidence"}
        evidence |= {(key[0], "evidence", name) for key, name in _citations(versions)}
        return cls(frozenset(hidden | (evidence - shown)))

    def shows(self, change: Change, level: Disclosure) -> bool:
        """Tell whether both versions of a value may be shown at a level."""
        first = self._first(change)
        return first is not None and _LEVELS.index(level) >= _LEVELS.index(first)

    def public(self, change: Change) -> Change:
        """Return a change that may be shown without what is never public of it."""
        key = _key(change)
        if key is None or len(change.at) != _depth(change.at):
            return change
        was, now = (self._public(key, value) for value in (change.was, change.now))
        return replace(change, was=was, now=now)

    def _public(self, key: Key, value: Value | None) -> Value | None:
        if value is None or not isinstance(value.value, dict):
            return value
        fields = {name: part for name, part in value.value.items() if name in _FIELDS[key[1]]}
        if "evidence" in fields:
            cited = [name for name in _names(fields["evidence"]) if (key[0], "evidence", name) not in self.hidden]
            fields["evidence"] = cited
        return Value(fields)

    def _first(self, change: Change) -> Disclosure | None:
        """Return the first level that shows a value; None for what is never public."""
        field = change.at[0]
        match change.file.partition("/")[0]:
            case "schemes":
                return Disclosure.NONE
            case "units":
                return Disclosure.NONE if field in _UNIT else None
            case "years":
                return Disclosure.NONE if field in _YEAR else Disclosure.FULL if field == "eligible" else None
            case _:
                return self._first_of_record(change)

    def _first_of_record(self, change: Change) -> Disclosure | None:
        match change.at:
            case ("self_review", *_):
                return Disclosure.NONE
            case ("not_assessed", *_):
                return Disclosure.FULL
            case ("marks", _, "mark"):
                return Disclosure.COMPONENTS
            case ("marks", _, "date" | "difference"):
                return Disclosure.FULL
            case ("marks", _, "evidence"):
                return Disclosure.FULL if self._cites_public(change) else None
        key = _key(change)
        if key is None or key in self.hidden:
            return None
        depth = _depth(change.at)
        if len(change.at) == depth:
            return Disclosure.FULL
        if change.at[depth] == "evidence" and not self._cites_public(change):
            return None
        return Disclosure.FULL if change.at[depth] in _FIELDS[key[1]] else None

    def _cites_public(self, change: Change) -> bool:
        values = (value for value in (change.was, change.now) if value is not None)
        cited = (name for value in values for name in _names(value.value))
        return all((change.file, "evidence", name) not in self.hidden for name in cited)


def _depth(at: Key) -> int:
    """Return how long the path of an entry itself is."""
    return 4 if at[0] == "marks" else 2


def _key(change: Change) -> Key | None:
    """Return the entry that a change concerns, or None where it concerns none."""
    match change.at:
        case ("marks", component, "items", clause, *_):
            return (change.file, "items", component, clause)
        case (section, id, *_) if section in _FIELDS:
            return (change.file, section, id)
        case _:
            return None


def _recorded(record: UnitRecord) -> Iterator[_Entry]:
    """Yield the entries of a record as they are."""
    file = f"scores/{record.year}/{record.unit}.yaml"
    internal = Visibility.INTERNAL
    for section, entries in (("deductions", record.deductions), ("bonus", record.bonus)):
        for entry in entries:
            yield _Entry((file, section, entry.id), entry.visibility is internal, frozenset(entry.evidence), "")
    for piece in record.evidence:
        yield _Entry((file, "evidence", piece.id), piece.visibility is internal, frozenset(), "")
    for given in record.marks:
        yield _Entry((file, "marks", given.component), False, frozenset(given.evidence), "")
        for item in given.items:
            key = (file, "items", given.component, item.clause)
            yield _Entry(key, item.visibility is internal, frozenset(item.evidence), "")
    for objection in record.objections:
        yield _Entry((file, "objections", objection.id), False, frozenset(objection.evidence), objection.about)


def _told(change: Change) -> Iterator[_Entry]:
    """Yield what a change says of both versions of the entry that it concerns."""
    key = _key(change)
    if key is None:
        return
    for value in (change.was, change.now):
        if value is None:
            continue
        depth = _depth(change.at)
        whole = value.value if len(change.at) == depth else {change.at[depth]: value.value}
        fields = whole if isinstance(whole, dict) else {}
        internal = fields.get("visibility") == Visibility.INTERNAL.value
        yield _Entry(key, internal, frozenset(_names(fields.get("evidence"))), str(fields.get("about", "")))


def _names(listed: object) -> list[str]:
    return [str(name) for name in listed] if isinstance(listed, list) else []


def _citations(versions: Iterable[_Entry]) -> Iterator[tuple[Key, str]]:
    for version in versions:
        for name in version.cites:
            yield version.key, name
