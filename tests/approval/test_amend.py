"""scripts/amend: what it writes, and when it refuses."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.commands import amend
from assessment.dataset.approval import ActKind
from assessment.dataset.year import Value
from assessment.period import Period
from assessment.year.reading import read_year
from tests.approval.office import Office
from tests.repository.county import DEDUCTION, SOURCE

JIA = "scores/2019/jia.yaml"
AMENDMENT = """\
amendments:
  - number: 1
    date: 2020-03-10
    reason: 核对有误
    document: 函3号
    changes:
      - file: units/jia.yaml
        at: [full_name]
        what: 全称
        now: 甲镇人民政府
      - file: scores/2019/jia.yaml
        at: [deductions, d1, level]
        what: 扣分记录/d1/级别
        was: 省
        now: 国家
      - file: scores/2019/yi.yaml
        at: [ballots, peer, ding, marks]
        what: 评议票/互评/ding/打分
        was: [90]
        now: [93]
"""


def correct(office: Office) -> None:
    """A level, a ballot, and a name that was missing."""
    office.county.change(JIA, "level: 省\n", "level: 国家\n")
    office.county.change(
        "scores/2019/yi.yaml", "ding, date: 2020-01-05, marks: [90]", "ding, date: 2020-01-05, marks: [93]"
    )
    office.county.change("units/jia.yaml", "name: 甲镇\n", "name: 甲镇\nfull_name: 甲镇人民政府\n")


def test_an_amendment_keeps_every_old_value(office: Office) -> None:
    office.published()
    before = office.text("years/2019.yaml")
    correct(office)
    assert office.amend("--document", "函3号") == 0
    assert office.text("years/2019.yaml") == before + AMENDMENT
    assert [line.split(": ")[1] for line in office.messages()] == ["amended-ballots"], "a warning"


def test_the_record_has_the_new_digests_and_totals(office: Office) -> None:
    office.published()
    correct(office)
    office.amend()
    record = read_year(office.data, Period(2019)).whole.approval
    assert record is not None
    assert [(act.kind, act.number) for act in record.standing][2:] == [(ActKind.AMENDED, 1)]
    before, after = (act.fixed for act in record.standing[1:])
    changed = {path for path in after.inputs if after.inputs[path] != before.inputs[path]}
    assert changed == {"years/2019.yaml", JIA, "scores/2019/yi.yaml", "units/jia.yaml"}
    # one national notice is -2 where one of the province was -1; 3 more from one of three raters: 30 % of 1 is 0.3
    assert (before.totals["jia"], after.totals["jia"]) == ("90.1", "89.1")
    assert (before.totals["yi"], after.totals["yi"]) == ("86.4", "86.7")


def test_committed_changes_are_amended_too_and_numbers_go_on(office: Office) -> None:
    office.published()
    correct(office)
    office.county.commit()
    assert office.amend() == 0
    office.county.commit()
    office.county.change(JIA, "level: 国家\n", "level: 省\n")
    assert office.amend("--date", "2020-03-11") == 0
    year = read_year(office.data, Period(2019)).whole.year
    assert [amendment.number for amendment in year.amendments] == [1, 2]
    [change] = year.amendments[1].changes
    assert (change.was, change.now) == (Value("国家"), Value("省"))
    assert [line.split(": ")[1] for line in office.messages()] == ["amended-ballots"], "of the first one"


def test_entries_that_came_and_went_are_whole(office: Office) -> None:
    office.published()
    office.county.record("bing", more=DEDUCTION)
    yi = office.text("scores/2019/yi.yaml")
    evidence = "  - {id: e2, title: 通报, kind: 通报, source: 省政府, captured: 2019-07-05, url: /tb}\n"
    office.county.write("scores/2019/yi.yaml", yi[: yi.index("deductions:\n")].replace(evidence, ""))
    assert office.amend() == 0
    [amendment] = read_year(office.data, Period(2019)).whole.year.amendments
    lines = [(change.file, change.at, change.was is None, change.now is None) for change in amendment.changes]
    assert lines == [
        ("scores/2019/bing.yaml", ("evidence", "e2"), True, False),
        ("scores/2019/bing.yaml", ("deductions", "d1"), True, False),
        ("scores/2019/yi.yaml", ("evidence", "e2"), False, True),
        ("scores/2019/yi.yaml", ("deductions", "d2"), False, True),
    ]


def test_lines_of_the_text_as_issued_are_amended_too(office: Office) -> None:
    office.published()
    office.county.write(
        "schemes/2019.source.txt", SOURCE.replace("甲镇、乙镇、丙镇，丁局。", "甲镇、乙镇。\n丙镇、丁局。")
    )
    assert office.amend() == 0
    assert office.messages() == []
    [amendment] = read_year(office.data, Period(2019)).whole.year.amendments
    assert [(change.file, change.what, change.was, change.now) for change in amendment.changes] == [
        (
            "schemes/2019.source.txt",
            "原文底稿第2行",
            Value("甲镇、乙镇、丙镇，丁局。"),
            Value("甲镇、乙镇。\n丙镇、丁局。"),
        )
    ]


def test_the_same_again_changes_nothing(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.published()
    correct(office)
    office.amend()
    before = office.files()
    capsys.readouterr()
    assert office.amend() == 0
    assert office.files() == before
    assert capsys.readouterr().err == "2019 年没有发现改动，没有记更正。\n"


def test_corrected_software_is_an_amendment_without_changes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.published()
    totals = {"jia": "90.2", "yi": "86.4", "bing": "84.2", "ding": "90.6"}
    for module in ("assessment.check.approval", "assessment.approval.fixed"):
        monkeypatch.setattr(sys.modules[module], "results_of", lambda _: ("0" * 64, totals))
    assert len(office.messages()) == 1
    assert office.amend() == 0
    assert office.messages() == []
    [amendment] = read_year(office.data, Period(2019)).whole.year.amendments
    assert amendment.changes == ()


def open_objection(office: Office) -> None:
    office.county.change(JIA, "    outcome: 部分成立\n", "    outcome: 待定\n")
    office.county.change(JIA, "    decided: 2020-01-12\n    explanation: 一次不算\n    count: 1\n", "")


def other_scheme(office: Office) -> None:
    office.county.write("schemes/new.yaml", office.text("schemes/2019.yaml").replace('id: "2019"', "id: new"))
    office.county.change("years/2019.yaml", 'scheme: "2019"', "scheme: new")


def rewritten_amendment(office: Office) -> None:
    correct(office)
    office.amend()
    office.county.commit()
    office.county.change("years/2019.yaml", "reason: 核对有误", "reason: 另有原因")


REFUSED: dict[str, tuple[Callable[[Office], None], str]] = {
    "a fault": (lambda office: office.county.change(JIA, "mark: 90\n", "mark: 101\n"), "mark-above-full"),
    "an undecided objection": (open_objection, "undecided-objection"),
    "a level set by hand": (
        lambda office: office.county.change("years/2019.yaml", "disclosure: full", "disclosure: totals"),
        "disclosure 不能手工修改：请改回原值，用 scripts/approve --publish 公布或调整公开程度\n",
    ),
    "an earlier amendment": (rewritten_amendment, "以前的更正不能修改：请改回原样，再作为新的更正记录\n"),
    "another scheme": (other_scheme, "审定以后不能换用另一个方案文件，请在原来的方案文件上更正\n"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_changes_nothing(office: Office, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    change, result = REFUSED[what]
    office.published()
    change(office)
    before = office.files()
    capsys.readouterr()
    assert office.amend("--date", "2020-03-20") == 1
    assert result in capsys.readouterr().err
    assert office.files() == before


def test_without_the_approved_version_there_is_no_amendment(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office.published()
    copied = Path(shutil.copytree(office.data, tmp_path / "elsewhere" / "data"))
    correct(office)
    shutil.copytree(office.data, copied, dirs_exist_ok=True)
    capsys.readouterr()
    assert amend.main(["--data", str(copied), "--reason", "核对有误", "--date", "2020-03-10"]) == 1
    message = f"Git 里找不到 {copied}/units/jia.yaml 审定时的内容，不能写出原值，没有更正；"
    assert capsys.readouterr().err.startswith(message)
    assert "amendments" not in (copied / "years" / "2019.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--date", "2020-02-27"], "日期 2020-02-27 早于上一次记录的日期 2020-02-28，请核对\n"),
        (["--reason", "  "], "--reason 不能为空，请写明为什么更正\n"),
    ],
)
def test_what_is_written_wrong(office: Office, capsys: pytest.CaptureFixture[str], more: list[str], message: str) -> None:
    office.published()
    correct(office)
    before = office.files()
    capsys.readouterr()
    assert office.amend(*more) == 1
    assert capsys.readouterr().err == message
    assert office.files() == before


def test_before_approval_there_is_nothing_to_amend(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert office.amend() == 1
    assert capsys.readouterr().err == "2019 年还没有审定，直接修改即可，不需要更正\n"
