"""An approval that is not published is taken back by a sealed act of its own, and then the year is approved again."""

import json
from datetime import date
from pathlib import Path

import pytest

from assessment.approval.canonical import digest
from assessment.check import RULES
from assessment.check.approval_days import check_approval_days
from assessment.commands import build
from assessment.dataset.approval import Withdrawal
from assessment.period import Period
from assessment.year.reading import read_year
from tests.approval.office import WITHDRAWN, Office
from tests.approval.test_kept import JIA, RECORD, YEAR, make_real


@pytest.fixture
def approved(office: Office) -> Office:
    """An office whose real year is approved and committed."""
    make_real(office)
    office.county.commit()
    assert office.approve() == 0
    office.county.commit()
    return office


def test_the_year_is_under_review_again_and_the_record_says_so(approved: Office) -> None:
    before, year = approved.text(RECORD), approved.text(YEAR)
    assert approved.withdraw() == 0
    assert approved.text(YEAR) == year[: year.index("approval:\n")].replace("stage: approved", "stage: under-review")
    record = read_year(approved.data, Period(2019)).whole.approval
    assert record is not None
    undone, act = record.acts
    assert isinstance(act, Withdrawal)
    assert approved.text(RECORD) == (
        f"{before}  - act: withdrawn\n    date: 2020-02-25\n    undoes: {undone.seal}\n    reason: {WITHDRAWN}\n"
        f"    seal: {act.seal}\n"
    )
    assert act.seal == digest(["withdrawn", "2020-02-25", undone.seal, WITHDRAWN, undone.seal])
    assert (record.in_force, record.standing) == (None, ())
    assert approved.messages() == []
    approved.county.commit()
    assert approved.messages() == []


def test_what_was_changed_meanwhile_does_not_hinder_it_and_the_year_is_approved_again(approved: Office) -> None:
    approved.county.change(JIA, "mark: 90\n", "mark: 91\n")
    assert approved.messages() != []
    assert approved.withdraw() == 0
    approved.county.commit()
    approved.county.change(JIA, "mark: 91\n", "mark: 92\n")
    assert approved.messages() == [], "nothing is fixed"
    assert approved.approve("--date", "2020-02-26", "--document", "纪要2号") == 0
    approved.county.commit()
    assert approved.messages() == []
    approved.county.change(JIA, "mark: 92\n", "mark: 93\n")
    assert any("“评定成绩/专业测评/最终成绩”审定时是“92”，现在是“93”" in line for line in approved.messages())


def test_the_amendments_go_with_it(approved: Office) -> None:
    approved.county.change(JIA, "mark: 90\n", "mark: 91\n")
    assert approved.amend("--date", "2020-02-24") == 0
    approved.county.commit()
    assert "amendments:" in approved.text(YEAR)
    assert approved.withdraw() == 0
    assert "amendments:" not in approved.text(YEAR)
    assert approved.approve("--date", "2020-02-26") == 0
    approved.county.commit()
    approved.county.change(JIA, "mark: 91\n", "mark: 92\n")
    assert approved.amend() == 0
    assert "number: 1\n" in approved.text(YEAR)
    assert approved.messages() == []


def test_what_is_published_is_not_taken_back(approved: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert approved.publish("none") == 0
    files = approved.files()
    capsys.readouterr()
    assert approved.withdraw("--date", "2020-03-01") == 1
    assert capsys.readouterr().err == (
        "2019 年已经公布，不能撤回审定；数据有错的，先改数据，再用 scripts/amend 记一次更正；"
        "更正记错了的，把数据改回，再记一次\n"
    )
    assert approved.files() == files


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--reason", " "], "撤回要用 --reason 写明为什么撤回\n"),
        (["--date", "2020-02-19"], "日期 2020-02-19 早于上一次记录的日期 2020-02-20，请核对\n"),
        (["--body", "领导小组"], "撤回时只写 --date 和 --reason\n"),
        (["--disclosure", "full"], "撤回时只写 --date 和 --reason\n"),
        (["--publish", "--disclosure", "full"], "公布时不写 --body、--document、--withdraw、--reason\n"),
    ],
)
def test_what_is_asked_wrong(more: list[str], said: str, approved: Office, capsys: pytest.CaptureFixture[str]) -> None:
    files = approved.files()
    capsys.readouterr()
    assert approved.withdraw(*more) == 1
    assert capsys.readouterr().err == said
    assert approved.files() == files


def test_nothing_is_taken_back_twice_or_before_approval(approved: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert approved.withdraw() == 0
    capsys.readouterr()
    assert approved.withdraw() == 1
    assert capsys.readouterr().err == "2019 年还没有审定，没有可以撤回的\n"
    assert approved.publish() == 1
    assert "还没有审定，不能公布" in capsys.readouterr().err
    assert approved.amend() == 1
    assert "还没有审定，直接修改即可，不需要更正" in capsys.readouterr().err


def test_a_reason_is_given_for_nothing_else(approved: Office, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert approved.approve("--reason", WITHDRAWN) == 1
    assert capsys.readouterr().err == "--reason 只与 --withdraw 同用\n"


def test_the_public_learns_nothing_of_a_year_whose_approval_was_taken_back(approved: Office, tmp_path: Path) -> None:
    """Neither results nor a commitment, which is made for an approval that stands."""
    assert approved.withdraw() == 0
    approved.county.commit()
    assert build.main(["--data", str(approved.data), "--output", str(tmp_path / "site"), "--no-pdf"]) == 0
    manifest = json.loads((tmp_path / "site" / "manifest.json").read_text(encoding="utf-8"))
    assert [year.keys() for year in manifest["years"]] == [{"year", "provenance", "scheme"}]
    for path in (tmp_path / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not any(word in text for word in (WITHDRAWN, "90.60", "90.10", "87.40")), path


def test_it_takes_a_stage_back_and_no_other_way_does(approved: Office) -> None:
    assert approved.withdraw() == 0
    approval = "approval: {body: 领导小组, date: 2020-02-20, document: 纪要1号}\n"
    approved.county.change(YEAR, "stage: under-review # 审核中\n", f"stage: approved\n{approval}")
    messages = approved.messages()
    assert any(
        line.endswith(
            "approval-missing: 2019 年写着已审定，审定却已经撤回"
            "（请把 stage 改为 under-review，再用 scripts/approve 审定）"
        )
        for line in messages
    )


def test_an_approval_for_a_day_that_has_not_come_is_taken_back_now(
    approved: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an older version let one write, or a clock that was wrong."""
    assert approved.withdraw() == 0
    with monkeypatch.context() as later:
        for module in ("commands.options", "year.reading"):
            later.setattr(f"assessment.{module}.today", lambda: date(2119, 12, 31))
        assert approved.approve("--date", "2119-02-20") == 0
    approved.county.commit()
    assert [line.split(": ")[1] for line in approved.messages()] == ["future-date"]
    assert approved.withdraw() == 0
    assert approved.approve("--date", "2020-02-26") == 0
    approved.county.commit()
    assert approved.messages() == []


def test_an_approval_before_the_ballots_were_closed_is_refused_and_an_old_one_taken_back(
    approved: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert approved.withdraw("--date", "2020-01-15") == 1
    assert approved.withdraw() == 0
    files = approved.files()
    capsys.readouterr()
    early = ("--date", "2020-01-30")
    monkeypatch.setattr("assessment.approval.acts.Book.refuse_earlier", lambda *_: None)
    assert approved.approve(*early) == 1
    assert capsys.readouterr().err.startswith("--date: approved-too-early: 审定日期 2020-01-30 早于“互评”测评时间的止日")
    assert approved.files() == files
    monkeypatch.setattr("assessment.check.trial.RULES", [rule for rule in RULES if rule is not check_approval_days])
    assert approved.approve(*early) == 0
    approved.county.commit()
    assert [line.split(": ")[1] for line in approved.messages()] == ["approved-too-early"]
    assert approved.withdraw() == 0
    assert approved.messages() == []


@pytest.mark.parametrize("act", ["approve", "publish", "amend", "withdraw"])
def test_no_act_is_of_a_day_that_has_not_come(
    act: str, approved: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("assessment.commands.options.today", lambda: date(2020, 3, 31))
    files = approved.files()
    capsys.readouterr()
    level = ["full"] if act == "publish" else []
    assert getattr(approved, act)(*level, "--date", "2020-04-01") == 1
    assert capsys.readouterr().err == "--date 写的 2020-04-01 还没有到，今天是 2020-03-31，请核对\n"
    assert approved.files() == files


def test_who_acts_is_told_how_a_mistake_is_put_right(approved: Office, capsys: pytest.CaptureFixture[str]) -> None:
    approved.county.change(JIA, "mark: 90\n", "mark: 91\n")
    capsys.readouterr()
    assert approved.amend("--date", "2020-02-24") == 0
    assert "公布以前发现有错的，提交以后也可以用 scripts/approve --withdraw 撤回。" in capsys.readouterr().err
    approved.county.commit()
    assert approved.publish() == 0
    assert "公布不能撤回；要改公开程度，再用 --publish 记一次。" in capsys.readouterr().err
    approved.county.change(JIA, "mark: 91\n", "mark: 90\n")
    assert approved.amend() == 0
    assert "更正记错了的，把数据改回，再记一次更正。" in capsys.readouterr().err
