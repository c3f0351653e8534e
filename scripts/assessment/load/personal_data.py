"""Numbers that belong to a person have no place in a data file, least of all where the public will read it."""

from collections.abc import Iterator

from assessment.findings import Finding, Severity
from assessment.load.yaml_file import Document, Steps
from assessment.personal import written_numbers
from assessment.place import Place

_NOT_TEXT = frozenset({"sha256", "totals"})
"""What programs write: digests, and the exact totals of an act."""
_NEVER_PUBLIC = frozenset({"recorder"})


def personal_data(document: Document) -> Iterator[Finding]:
    """Find numbers that belong to a person; where only the office reads, they are a warning."""
    yield from _walk(document, document.data, (), False)


def _walk(document: Document, value: object, path: Steps, internal: bool) -> Iterator[Finding]:
    if isinstance(value, str):
        yield from _text(value, document.place(path), internal)
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _walk(document, below, (*path, index), internal)
    elif isinstance(value, dict):
        inside = internal or value.get("visibility") == "internal"
        for key, below in value.items():
            yield from _text(key, document.key_place(path, key), inside)
            if key not in _NOT_TEXT:
                yield from _walk(document, below, (*path, key), inside or key in _NEVER_PUBLIC)


def _text(text: str, place: Place, internal: bool) -> Iterator[Finding]:
    for found in written_numbers(text):
        message = f"这里像是{found.number.value}（{found.masked}），属于个人信息"
        severity = Severity.WARNING if internal else Severity.ERROR
        yield Finding(place, "personal-data", message, "请删去，或改成看不出是谁的说法", severity)
