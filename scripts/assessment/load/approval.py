"""From a year's approval record to an ApprovalRecord."""

from collections.abc import Mapping

from assessment.dataset.approval import Act, ActKind, ApprovalRecord, Fixed, Withdrawal
from assessment.dataset.year import Provenance
from assessment.load.typed import TypedMapping
from assessment.load.yaml_file import Document

WITHDRAWN = "withdrawn"
"""What a record calls the act that takes back an approval."""


def approval_of(document: Document) -> ApprovalRecord:
    """Return the record of one year's acts."""
    table = TypedMapping.of(document)
    return ApprovalRecord(
        period=table.period("year"),
        provenance=table.choice("provenance", Provenance),
        acts=tuple(_act(act) for act in table.tables("acts")),
        origin=table.origin,
    )


def _act(table: TypedMapping) -> Act | Withdrawal:
    if table.text("act") == WITHDRAWN:
        return Withdrawal(
            date=table.day("date"),
            undoes=table.text("undoes"),
            reason=table.text("reason"),
            seal=table.text("seal"),
            origin=table.origin,
        )
    return Act(
        kind=table.choice("act", ActKind),
        number=table.integer("number", 0),
        date=table.day("date"),
        fixed=Fixed(_texts(table, "inputs"), _texts(table, "evidence"), table.text("results"), _texts(table, "totals")),
        key=table.text("key"),
        seal=table.text("seal"),
        origin=table.origin,
    )


def _texts(table: TypedMapping, key: str) -> Mapping[str, str]:
    return {name: str(value) for name, value in table.by_name(key).items()}
