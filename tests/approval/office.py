"""A county whose marks are complete and reviewed, and the commands as the office types them."""

from copy import copy
from pathlib import Path

from assessment.check import check
from assessment.commands import amend, approve
from assessment.findings import Format, findings_text
from assessment.period import Period
from assessment.year.reading import read_year
from tests.repository.county import BONUS, DEDUCTION, County

KEYS = {act: digit * 64 for act, digit in (("approve", "a"), ("publish", "b"), ("amend", "c"))}
INTERNAL = """\
deductions:
  - id: d2
    clause: 第2项
    date: 2019-08-08
    reason: 内部原因
    evidence: [e2]
    visibility: internal
    recorder: 李股长
"""
OBJECTION = """\
objections:
  - id: o1
    about: d1
    date: 2020-01-10
    statement: 栏目已经更新
    evidence: [e2]
    outcome: 部分成立
    decided: 2020-01-12
    explanation: 一次不算
    count: 1
"""
TWICE = DEDUCTION.replace("    level: 省\n", "    level: 省\n    count: 2\n")


WITHDRAWN = "附件有误，需要重新核对"
UNUSED = "  - {id: e2, title: 通报, kind: 通报, source: 省政府, captured: 2019-07-05, url: /tb}\n"


class Office:
    """The county's office: acts by command, commits, asks what is wrong."""

    def __init__(self, path: Path) -> None:
        self.county = County(path)
        self.data = self.county.data
        self.county.raters = 3
        # 90.60 - 1 for the one notice that the objection left + 0.5: 90.10; 87.40 - 1: 86.40
        self.county.record("jia", more=TWICE + BONUS + OBJECTION)
        self.county.record("yi", more=INTERNAL)
        for unit in ("bing", "ding"):
            self.county.record(unit)
            self.county.change(f"scores/2019/{unit}.yaml", UNUSED, "")
        self.county.change("years/2019.yaml", "stage: under-review\n", "stage: under-review # 审核中\n")
        self.county.commit()

    def at(self, data: Path) -> "Office":
        """The same office at another data folder of its repository."""
        other = copy(self)
        other.county = copy(self.county)
        other.data = other.county.data = data
        return other

    def approve(self, *more: str) -> int:
        """Have the year approved."""
        lines = ["--body", "领导小组", "--date", "2020-02-20", "--document", "纪要1号", "--key", KEYS["approve"]]
        return approve.main(["--data", str(self.data), *lines, *more])

    def publish(self, level: str = "full", *more: str) -> int:
        """Publish the year."""
        lines = ["--publish", "--date", "2020-02-28", "--disclosure", level, "--key", KEYS["publish"]]
        return approve.main(["--data", str(self.data), *lines, *more])

    def withdraw(self, *more: str) -> int:
        """Take the approval back."""
        lines = ["--withdraw", "--date", "2020-02-25", "--reason", WITHDRAWN]
        return approve.main(["--data", str(self.data), *lines, *more])

    def amend(self, *more: str) -> int:
        """Record what was changed."""
        lines = ["--reason", "核对有误", "--date", "2020-03-10", "--key", KEYS["amend"]]
        return amend.main(["--data", str(self.data), *lines, *more])

    def published(self, level: str = "full") -> "Office":
        """The same office with the year approved, published and committed."""
        assert self.approve() == self.publish(level) == 0
        self.county.commit()
        return self

    def messages(self) -> list[str]:
        """What is wrong, a line each."""
        return findings_text(check(read_year(self.data, Period(2019))), Format.TEXT).splitlines()

    def files(self) -> dict[str, bytes]:
        """Every file of the data folder."""
        return {
            path.relative_to(self.data).as_posix(): path.read_bytes() for path in self.data.rglob("*") if path.is_file()
        }

    def text(self, file: str) -> str:
        """One file of the data folder."""
        return (self.data / file).read_text(encoding="utf-8")
