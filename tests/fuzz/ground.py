"""A small year to be damaged: two units a group and the readings as chosen, so that one try costs little."""

import random
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from openpyxl import load_workbook

from assessment.commands import import_sheets
from assessment.edit.layout import yaml_text
from assessment.load.yaml_file import read
from assessment.period import Period
from assessment.root import ROOT
from assessment.year.reading import read_year
from tests.folder import DATA
from tests.imports.test_template import FILLED, fill

SEED = 20190501
SECONDS = 120
"""How long one try may take before it counts as a hang: far more than it takes on a machine busy with other work."""
UNITS = {"town": ["jianping", "taocheng"], "department": ["caizhengju", "zhujianju"]}

FILES = [
    "county.yaml",
    "years/2019.yaml",
    "schemes/2019.yaml",
    "units/jianping.yaml",
    "units/caizhengju.yaml",
    *(f"scores/2019/{unit}.yaml" for units in UNITS.values() for unit in units),
]
WEIGHTS = [2, 4, 3, 1, 1, 6, 6, 6, 6]


class Ground:
    """A data folder with filled workbooks beside it; every try begins with the same bytes."""

    def __init__(self, path: Path) -> None:
        self.path, self.data = path, path / "data"
        self._scheme()
        for name in (
            "county.yaml",
            "years/2019.yaml",
            "schemes/2019.source.txt",
            *(f"units/{unit}.yaml" for unit in self.units),
        ):
            self._copy(name)
        self._narrow("years/2019.yaml")
        for unit in self.units:
            self._record(unit)
            shutil.copytree(DATA / "evidence" / "2019" / unit, self.data / "evidence" / "2019" / unit)
        self.books = {kind: self._book(kind) for kind in FILLED}
        self.good = self.state()

    @property
    def units(self) -> list[str]:
        return [unit for units in UNITS.values() for unit in units]

    def state(self) -> dict[str, bytes]:
        """Every file of the data folder."""
        files = (path for path in self.data.rglob("*") if path.is_file())
        return {path.relative_to(self.data).as_posix(): path.read_bytes() for path in files}

    def restore(self) -> None:
        """Make everything good again."""
        now = self.state()
        for name, content in self.good.items():
            if now.pop(name, None) != content:
                (self.data / name).write_bytes(content)
        for name in now:
            (self.data / name).unlink()

    def _write(self, name: str, text: str) -> None:
        path = self.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def _copy(self, name: str) -> None:
        self._write(name, (DATA / name).read_text(encoding="utf-8"))

    def _fields(self, name: str) -> dict[str, object]:
        document, _ = read(DATA / name, name)
        assert document is not None
        assert isinstance(document.data, dict)
        return document.data

    def _scheme(self) -> None:
        fields = self._fields("schemes/2019.yaml")
        for group in fields["groups"]:  # type: ignore[attr-defined]
            group["units"] = UNITS[group["id"]]
        for reading in fields["readings"]:  # type: ignore[attr-defined]
            reading["options"] = [option for option in reading["options"] if option["id"] == reading["choice"]]
        self._write("schemes/2019.yaml", yaml_text(fields))

    def _narrow(self, name: str) -> None:
        fields = self._fields(name)
        fields["eligible"] = {clause: ["caizhengju", "zhujianju"] for clause in fields["eligible"]}  # type: ignore[attr-defined]
        fields |= {"stage": "collecting", "disclosure": "none"}
        kept = ("year", "scheme", "provenance", "stage", "disclosure", "agency", "eligible")
        self._write(name, yaml_text({key: fields[key] for key in kept}))

    def _record(self, unit: str) -> None:
        fields = self._fields(f"scores/2019/{unit}.yaml")
        ballots, marks = fields["ballots"], fields["marks"]
        assert isinstance(ballots, dict)
        assert isinstance(marks, dict)
        if unit == "jianping":
            # The filled workbook gives a final mark without items; with items of another sum it could not be taken.
            del marks["agency"]["items"]
        ballots["peer"] = [cast for cast in ballots["peer"] if cast["rater"] in self.units]
        self._write(f"scores/2019/{unit}.yaml", yaml_text(fields))

    def _book(self, kind: str) -> bytes:
        path = self.path / f"{kind}.xlsx"
        assert import_sheets.main(["template", kind, str(path), "--data", str(self.data)]) == 0
        book = load_workbook(path)
        fill(book.worksheets[0], FILLED[kind])
        book.save(path)
        return path.read_bytes()


def chance(kind: str, number: int) -> random.Random:
    """Return what decides about one mutant."""
    return random.Random(f"{SEED}-{kind}-{number}")


def outcome(command: Callable[[], int]) -> int:
    """Run a command that may take only so long; return its status."""
    with _limited():
        return command()


def crash() -> str:
    """Return why the last command crashed."""
    return (ROOT / ".cache" / "error.log").read_text(encoding="utf-8")


def is_sound(data: Path) -> bool:
    """Tell whether the records of a folder can be read at all."""
    return not read_year(data, Period(2019)).gaps.records


@contextmanager
def _limited() -> Iterator[None]:
    def too_long(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
