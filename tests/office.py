"""An office at work: a data folder, workbooks as people make them, and the import command."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessment.check import check
from assessment.commands.import_sheets import main
from assessment.dataset.record import UnitRecord
from assessment.edit.layout import yaml_text
from assessment.findings import has_errors
from assessment.load.yaml_file import read
from assessment.period import Period
from assessment.year.reading import read_year
from tests.folder import DATA, Folder

Rows = Sequence[object]
"""Rows of cells; a row is a list."""
NEW_ID = re.compile(r"\b([edb])[0-9a-f]{8}\b")
"""An id that an import gave."""


@cache
def plain_scheme() -> str:
    """The scheme as shipped without the options that are not chosen: computing each takes most of the time of a try."""
    document, _ = read(DATA / "schemes/2019.yaml", "2019.yaml")
    assert document is not None
    assert isinstance(document.data, dict)
    for reading in document.data["readings"]:
        reading["options"] = [option for option in reading["options"] if option["id"] == reading["choice"]]
    return yaml_text(document.data)


class Office:
    """A folder with an empty year, and somewhere to put workbooks."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = Folder(path)
        self.folder.write("schemes/2019.yaml", plain_scheme())
        self.folder.change("years/2019.yaml", "sample", "real")
        for unit in self.folder.units:
            self.folder.change(f"scores/2019/{unit}.yaml", "sample", "real")
        self.data, self.path, self.capsys = self.folder.data, path, capsys

    def book(self, rows: Rows, change: Callable[[Worksheet], None] | None = None, **more: Rows) -> Path:
        """Save a workbook of one sheet, 表1, and more sheets by name."""
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "表1"
        for name, content in {"表1": rows, **more}.items():
            into = sheet if name == "表1" else book.create_sheet(name)
            for row in content:
                assert isinstance(row, list)
                into.append(row)
        if change is not None:
            change(sheet)
        return self.saved(book)

    def saved(self, book: Workbook) -> Path:
        path = self.path / "表.xlsx"
        book.save(path)
        return path

    def run(self, kind: str, file: Path, *more: str) -> tuple[int, list[str], list[str]]:
        """Import; return the status, what changes, and what else is said, new ids in it as e…, d…, b…."""
        status = main([kind, str(file), "--data", str(self.data), *more])
        said = self.capsys.readouterr()
        return status, NEW_ID.sub(r"\1…", said.out).splitlines(), said.err.splitlines()

    def imported(self, kind: str, file: Path, *more: str) -> list[str]:
        """Import what has to be good; return what changed."""
        status, words, said = self.run(kind, file, *more)
        assert status == 0, said
        return words

    def refused(self, kind: str, file: Path, *more: str) -> list[str]:
        """Import what has to be refused with nothing written; return the faults, each from its sheet on."""
        before = self.state()
        status, words, said = self.run(kind, file, *more)
        assert (status, words) == (1, []), said
        assert self.state() == before
        return [line.removeprefix("表.xlsx ") for line in said]

    def state(self) -> Mapping[str, bytes]:
        """Every file of the data folder."""
        files = (path for path in self.data.rglob("*") if path.is_file())
        return {path.relative_to(self.data).as_posix(): path.read_bytes() for path in files}

    def record(self, unit: str) -> UnitRecord:
        """What is recorded of a unit, in a year without errors; while votes come in, that they are few is a warning."""
        loaded = read_year(self.data, Period(2019))
        assert not has_errors(check(loaded))
        return loaded.whole.records[unit]
