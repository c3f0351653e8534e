"""``imports.yaml``: what an office said once of the words in its sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from assessment.data_names import IMPORT_WORDS
from assessment.findings import Finding
from assessment.load.json_schema import checked
from assessment.load.shapes import mapping_of
from assessment.load.yaml_file import read

FILE = IMPORT_WORDS
"""Name of the file in the data folder."""

KIND = "imports"
"""What its schema is called."""


@dataclass(frozen=True)
class ImportWords:
    """Words of sheets and what they stand for, and what is wrong with the file."""

    words: Mapping[str, str]
    findings: tuple[Finding, ...]


def read_import_words(path: Path, file: str) -> ImportWords:
    """Return the words that a file lists; words whose meaning is left open are none.

    Args:
        path: where the file is.
        file: what findings call it.
    """
    raw, faults = read(path, file)
    good, more = (None, []) if raw is None else checked(raw, KIND)
    fields = good.data if good is not None and isinstance(good.data, dict) else {}
    listed = fields.get("words")
    words = mapping_of(listed)
    meanings = {str(word): _meaning(meaning) for word, meaning in words.items()}
    return ImportWords({word: meaning for word, meaning in meanings.items() if meaning}, (*faults, *more))


def county_words(data: Path) -> ImportWords:
    """Return the words that a data folder keeps; none where it has no such file."""
    path = data / FILE
    return read_import_words(path, f"{data.name}/{FILE}") if path.exists() else ImportWords({}, ())


def _meaning(meaning: object) -> str:
    return f"{meaning:f}" if isinstance(meaning, Decimal) else "" if meaning is None else str(meaning)
