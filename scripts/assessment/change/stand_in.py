"""Evidence that stands in for what a new record still lacks, so that a trial shows what the record does all the same."""

from collections.abc import Mapping
from datetime import date

from assessment.dataset.record import EvidenceKind
from assessment.edit.field_order import order_of
from assessment.edit.layout import Flow
from assessment.edit.splice import EntryStep, put
from assessment.forms.shape import Form, Shape
from assessment.load.shapes import list_of, mapping_of

EVIDENCE = "evidence"
"""The list of a record's evidence, and the field by which its entries cite it."""
_ID = "stand-in"


def lacks_evidence(shape: Shape, value: object) -> bool:
    """Tell whether a value says something and cites no evidence where the schema wants some."""
    fields = mapping_of(value)
    wants = shape.form is Form.FIELDS and EVIDENCE in shape.required
    return wants and bool(fields) and not list_of(fields.get(EVIDENCE))


def citing_stand_in(value: object) -> Mapping[str, object]:
    """Return a value that cites the stand-in."""
    return {**mapping_of(value), EVIDENCE: Flow([_ID])}


def with_stand_in(text: str, file: str, today: date) -> str:
    """Return the text of a record that lists the stand-in.

    Raises:
        FaultyDataError, RequestError: as ``put``.
    """
    fields = {
        "id": _ID,
        "title": "还没有登记的证据",
        "kind": EvidenceKind.DOCUMENT.value,
        "source": "待登记",
        "captured": today,
    }
    return put(text, file, (EVIDENCE, EntryStep("id", _ID)), {**fields, "url": "https://example.org/"}, order_of("score"))
