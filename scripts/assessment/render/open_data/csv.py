"""A table as CSV, as spreadsheets open it: with a byte order mark, CRLF, and no text that is a formula."""

import csv
import io
from datetime import date
from decimal import Decimal

from assessment.render.open_data.table import DataTable, Datum, inert


def csv_bytes(table: DataTable) -> bytes:
    """Return the table; numbers are plain decimals, dates as ISO 8601 has them, an empty cell is nothing."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_text(cell) for cell in row] for row in table.rows)
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
