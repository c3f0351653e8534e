"""What a version of a unit's file holds, and whose records it says they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from assessment.dataset.year import Provenance
from assessment.history.kinds import Key
from assessment.history.parts import parts_of
from assessment.load.yaml_file import Document, parse
from assessment.period import Period

_FILES = 1024
"""Files whose records are kept: what a county's history holds, for whoever builds again and again."""

Values = Mapping[Key, Mapping[str, object]]
"""The fields of each record of a file."""


@dataclass(frozen=True)
class HeldRecords:
    """The records of a version of a file, under the names that stand at its head."""

    values: Values = field(default_factory=dict)
    unit: object = None
    """As written; None where the file does not say."""
    year: object = None
    """As written; None where the file does not say."""
    provenance: Provenance | None = None
    """None where the file does not say, or says what is neither."""

    def are_of(self, unit: str, period: Period) -> bool:
        """Tell whether they are a unit's of a year: the file does not say that they are another one's."""
        return self.unit in (None, unit) and (self.year is None or str(self.year) == str(period))

    def have_same_head(self, other: "HeldRecords") -> bool:
        """Tell whether two versions name the same unit, year and provenance."""
        return (self.unit, self.year, self.provenance) == (other.unit, other.year, other.provenance)


@lru_cache(maxsize=_FILES)
def held_records(content: bytes) -> HeldRecords | None:
    """Return the records of a file; None where it cannot be read."""
    try:
        document, _ = parse(content.decode("utf-8-sig"), "")
    except UnicodeDecodeError:
        return None
    return None if document is None else _held(document)


def _held(document: Document) -> HeldRecords:
    values = {key: part.fields for key, part in parts_of(document).items()}
    head = document.data if isinstance(document.data, dict) else {}
    known = {provenance.value: provenance for provenance in Provenance}
    word = head.get("provenance")
    return HeldRecords(values, head.get("unit"), head.get("year"), known.get(word) if isinstance(word, str) else None)
