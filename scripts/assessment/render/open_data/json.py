"""A table as JSON: a list of objects, whose names are the heads of the table."""

import json
from datetime import date
from decimal import Decimal

from assessment.render.open_data.table import DataTable, Datum
from assessment.visible import escaped


def json_bytes(table: DataTable) -> bytes:
    """Return the table; marks are decimals in text, so that no program rounds them, and an empty cell is null."""
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, map(_value, row), strict=True)) for row in table.rows]
    return f"{escaped(json.dumps(rows, ensure_ascii=False, indent=1))}\n".encode()


def _value(cell: Datum) -> str | int | None:
    match cell:
        case Decimal():
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case _:
            return cell
