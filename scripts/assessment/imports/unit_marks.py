"""What a sheet claims about the marks that an agency gives a unit, wherever in the sheet it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from assessment.folding import folded
from assessment.imports.claim import Claim, plain
from assessment.imports.draft import Fields, fields_of
from assessment.imports.values import SheetRow

NOT_ASSESSED = folded("未参评")
NOT_APPLICABLE = tuple(map(folded, ("不涉及", "不适用")))


@dataclass(frozen=True)
class UnitMarks:
    """What is claimed about a unit."""

    row: SheetRow
    key: str
    """What the column is that names the unit."""
    not_assessed: Claim | None
    """Why the unit took no part; None where it did."""
    fields: Fields
    """The final mark and what belongs to it."""
    items: Mapping[str, Claim]
    """The marks of items, by clause."""
    own: Mapping[str, Claim] = field(default_factory=dict)
    """The marks that the unit gave itself, by what ``self_names`` finds."""

    @property
    def says_something(self) -> bool:
        """Whether there is anything to record."""
        return self.not_assessed is not None or bool(self.fields) or bool(self.items) or bool(self.own)


def merged(one: UnitMarks, other: UnitMarks) -> UnitMarks | None:
    """Return what two places of a workbook say together about a unit, or None where they contradict each other."""
    if (one.not_assessed is None) != (other.not_assessed is None):
        return None
    if any(key in one.fields and plain(one.fields[key]) != plain(value) for key, value in other.fields.items()):
        return None
    for clause, claim in other.items.items():
        if clause in one.items and _mark(one.items[clause]) != _mark(claim):
            return None
    if any(name in one.own and plain(one.own[name]) != plain(claim) for name, claim in other.own.items()):
        return None
    fields, own = {**other.fields, **one.fields}, {**other.own, **one.own}
    return replace(one, fields=fields, items={**other.items, **one.items}, own=own)


def _mark(claim: Claim) -> object:
    fields = fields_of(claim)
    return fields.get("mark", "not_applicable" in fields)
