"""A table as CSV, as spreadsheets open it: with a byte order mark, CRLF, and no text that is a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from assessment.render.open_data.table import DataTable, Datum, inert


def csv_bytes(table: DataTable) -> bytes:
    """Return the table; numbers are plain decimals, dates as ISO 8601 has them, an empty cell is nothing."""
    return csv_of([column.name for column in table.columns], table.rows)


def csv_of(heads: Sequence[str], rows: Iterable[Sequence[Datum]]) -> bytes:
    """Return rows below their heads likewise."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(map(inert, heads))
    writer.writerows([_text(cell) for cell in row] for row in rows)
    return f"\ufeff{out.getvalue()}".encode()


def _text(cell: Datum) -> str:
    match cell:
        case None:
            return ""
        case str():
            return inert(cell)
        case Decimal():
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case int():
            return str(cell)
