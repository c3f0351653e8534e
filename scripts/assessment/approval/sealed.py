"""The part of a data file that counts for a year: what an act fixes, and what must not change after it."""

from assessment.load.source import lines_of
from assessment.load.unit import as_it_stood
from assessment.load.yaml_file import Document, parse
from assessment.period import Period

SOURCE = ".txt"
"""How the names of texts end; all other data files are YAML."""


def sealed(path: str, document: Document, period: Period) -> Document:
    """Return what a year takes from a data file: of a unit's file the names of that year, of all others everything.

    Args:
        path: below the data folder.
    """
    return as_it_stood(document, period.year) if path.startswith("units/") else document


def read_back(path: str, content: bytes) -> Document | None:
    """Return a version of a data file as it was committed, or None where it is none that can be read."""
    if path.endswith(SOURCE):
        return lines_of(content, path)
    document, findings = parse(content.decode("utf-8-sig", "replace"), path)
    return None if findings else document
