"""The forms that every table is written in."""

from collections.abc import Sequence
from enum import Enum
from typing import assert_never

from assessment.render.open_data.csv import csv_bytes
from assessment.render.open_data.json import json_bytes
from assessment.render.open_data.table import DataTable
from assessment.render.open_data.xlsx import xlsx_bytes


class TableFormat(Enum):
    """A form; the values are the ends of file names."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        """The form's name on the web."""
        match self:
            case TableFormat.CSV:
                return "text/csv"
            case TableFormat.JSON:
                return "application/json"
            case TableFormat.XLSX:
                return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            case _:
                assert_never(self)

    def write(self, table: DataTable, notices: Sequence[str]) -> bytes:
        """Return a table in this form."""
        match self:
            case TableFormat.CSV:
                return csv_bytes(table)
            case TableFormat.JSON:
                return json_bytes(table)
            case TableFormat.XLSX:
                return xlsx_bytes(table, notices)
            case _:
                assert_never(self)
