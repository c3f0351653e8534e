"""The forms that every table is written in."""

from collections.abc import Sequence
from enum import Enum
from typing import assert_never

from assessment.render.open_data.csv import csv_bytes
from assessment.render.open_data.json import json_bytes
from assessment.render.open_data.table import Table
from assessment.render.open_data.xlsx import xlsx_bytes


class Format(Enum):
    """A form; the values are the ends of file names."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        """The form's name on the web."""
        match self:
            case Format.CSV:
                return "text/csv"
            case Format.JSON:
                return "application/json"
            case Format.XLSX:
                return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            case _:
                assert_never(self)

    def write(self, table: Table, notices: Sequence[str]) -> bytes:
        """Return a table in this form."""
        match self:
            case Format.CSV:
                return csv_bytes(table)
            case Format.JSON:
                return json_bytes(table)
            case Format.XLSX:
                return xlsx_bytes(table, notices)
            case _:
                assert_never(self)
