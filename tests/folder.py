"""A data folder of a test's own: county, scheme and units as shipped, a plain year, and records written by hand."""

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from assessment.approval.fixed import fixed
from assessment.approval.record import entry, record_path, record_text
from assessment.check import check
from assessment.dataset.approval import ActKind
from assessment.findings import Finding, Format, findings_text, in_order
from assessment.period import Period
from assessment.year.reading import read_year
from tests.data_folder import DataFolder

DATA = Path(__file__).parents[1] / "data"

YEAR = """\
year: 2019
scheme: "2019"
provenance: sample
stage: collecting
disclosure: none
eligible:
  附件3加分项第1项: [fagaiwei]
"""


def heading(unit: str) -> str:
    """The first three lines of every record."""
    return f"unit: {unit}\nyear: 2019\nprovenance: sample\n"


def reopen(data: Path) -> None:
    """Take the shipped year back to the review before its approval."""
    (data / record_path(Period(2019))).unlink()
    path = data / "years" / "2019.yaml"
    text = re.sub(r"approval:\n(?:  .*\n)+|published: .*\n", "", path.read_text(encoding="utf-8"))
    text = text.replace("stage: published", "stage: under-review").replace("disclosure: full", "disclosure: none")
    path.write_text(text, encoding="utf-8")


def reapprove(data: Path, year: int = 2019) -> None:
    """Fix a year as it now is, as if everything in it had just been approved; nothing is fixed before approval."""
    path = data / record_path(Period(year))
    path.unlink(missing_ok=True)
    loaded = read_year(data, Period(year))
    if loaded.readable is None or not loaded.whole.year.stage.is_approved:
        return
    now = fixed(loaded.whole, loaded.documents)
    act = entry(ActKind.APPROVED, 0, date(year + 1, 2, 20), now, "0" * 64, "")
    path.parent.mkdir(exist_ok=True)
    path.write_text(record_text(Period(year), loaded.whole.year.provenance, [act]), encoding="utf-8")


class Folder(DataFolder):
    """A data folder in which nothing is wrong yet."""

    def __init__(self, path: Path) -> None:
        super().__init__(path / "data")
        shutil.copytree(DATA / "schemes", self.data / "schemes")
        shutil.copytree(DATA / "units", self.data / "units")
        shutil.copy(DATA / "county.yaml", self.data)
        self.write("years/2019.yaml", YEAR)
        self.units = sorted(file.stem for file in (DATA / "units").glob("*.yaml"))
        for unit in self.units:
            self.write(f"scores/2019/{unit}.yaml", heading(unit))

    def record(self, unit: str, body: str) -> None:
        """Write a unit's record; its body begins in line 4."""
        self.write(f"scores/2019/{unit}.yaml", heading(unit) + body)

    def findings(self) -> list[Finding]:
        """What is found to be wrong, in order."""
        return in_order(check(read_year(self.data, Period(2019))))

    def messages(self) -> list[str]:
        """What is said to be wrong, a line each."""
        return findings_text(self.findings(), Format.TEXT).splitlines()

    def messages_by_file(self) -> Mapping[str, list[str]]:
        """The same by file, without its name."""
        by_file: dict[str, list[str]] = {}
        for line in self.messages():
            file, _, rest = line.partition(":")
            by_file.setdefault(file, []).append(rest)
        return by_file
