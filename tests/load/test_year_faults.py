"""What is said about each way in which a year's file can be wrong; the cases are in ``year_faults.txt``."""

from pathlib import Path

import pytest

from assessment.check import check
from assessment.findings import Severity, has_errors
from assessment.period import Period
from assessment.year.reading import read_year
from tests.folder import Folder, reapprove
from tests.load.fault_cases import FaultCase, fault_cases

HEADING = """\
year: 2019
scheme: "2019"
provenance: sample
eligible:
  附件3加分项第1项: [fagaiwei]
"""
APPROVED = """\
stage: approved
disclosure: none
approval: {body: 领导小组, date: 2020-02-20, document: 纪要1号}
"""
UNDER_REVIEW = "stage: under-review\ndisclosure: none\n"
OBJECTED = """\
evidence:
  - {id: e01, title: 通报, kind: 通报, source: 县, captured: 2019-05-12, url: /1}
deductions:
  - {id: d01, clause: 附件2第1项, date: 2019-05-12, reason: 未整改, evidence: [e01]}
objections:
  - {id: o01, about: d01, date: 2020-01-03, statement: 已整改, outcome: 待定}
  - {id: o02, about: d01, date: 2020-01-03, statement: 已整改, outcome: 不成立, decided: 2020-01-09, explanation: 属实}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return Folder(tmp_path_factory.mktemp("years"))


@pytest.mark.parametrize("case", [*fault_cases("year_faults.txt")], ids=lambda case: case.what)
def test_what_is_said(case: FaultCase, folder: Folder) -> None:
    folder.write("years/2019.yaml", HEADING + case.text)
    reapprove(folder.data)
    by_file = dict(folder.messages_by_file())
    messages = by_file.pop("data/years/2019.yaml", [])
    assert [line for line in messages if ": pending-marks: " not in line] == case.messages
    assert by_file == {}, "no fault is told elsewhere"


def sound_but_pending(folder: Folder) -> list[str]:
    """What is said of a year under review besides that nobody has a mark yet."""
    messages = folder.messages()
    assert [line for line in messages if ": pending-marks: 42 个单位的“双向互评”还待定，不能审定：" in line]
    return [line for line in messages if ": pending-marks: " not in line]


def test_approval_leaves_no_objection_undecided(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.record("shizi", OBJECTED)
    folder.write("years/2019.yaml", HEADING + UNDER_REVIEW)
    hint = "（请在 outcome、decided、explanation 写明决定）"
    open_one = f"data/scores/2019/shizi.yaml:9:70: undecided-objection: 十字镇的申诉“o01”还没有复核决定，不能审定{hint}"
    assert sound_but_pending(folder) == [open_one]
    assert not has_errors(check(read_year(folder.data, Period(2019))))
    folder.write("years/2019.yaml", HEADING + APPROVED)
    reapprove(folder.data)
    message = "结果已审定，申诉“o01”还没有复核决定（请在 outcome、decided、explanation 写明决定）"
    assert folder.messages() == [f"data/scores/2019/shizi.yaml:9:70: undecided-objection: {message}"]
    (finding,) = check(read_year(folder.data, Period(2019)))
    assert finding.severity is Severity.ERROR


def test_an_objection_is_decided_before_the_results_are(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    decided = OBJECTED.replace("outcome: 待定", "outcome: 不成立, decided: 2020-02-21, explanation: 属实")
    assert decided != OBJECTED
    folder.record("shizi", decided)
    folder.write("years/2019.yaml", HEADING + UNDER_REVIEW)
    assert sound_but_pending(folder) == []
    folder.write("years/2019.yaml", HEADING + APPROVED)
    reapprove(folder.data)
    (message,) = folder.messages()
    assert "decided-after-approval: 申诉“o01”在审定（或更正）之后才决定（2020-02-21）" in message


@pytest.mark.parametrize(("line", "leading"), [("leading: 5\n", 5), ("", 0)])
def test_how_many_ranks_lead_is_read(folder: Folder, line: str, leading: int) -> None:
    folder.write("years/2019.yaml", HEADING + line + APPROVED)
    assert read_year(folder.data, Period(2019)).whole.year.leading == leading
