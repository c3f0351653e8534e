"""Opening a file of whatever kind a sheet comes in."""

from pathlib import Path

from assessment.workbooks.csv_reading import SUFFIX, read_csv
from assessment.workbooks.grid import Workbook
from assessment.workbooks.reading import read_workbook


def open_sheets(path: Path) -> Workbook:
    """Return the sheets of a file.

    Raises:
        RequestError: if it cannot be read.
    """
    return read_csv(path) if path.suffix.lower() == SUFFIX else read_workbook(path)
