"""scripts/approve: what it writes, and when it refuses."""

import re

import pytest

from assessment.approval.canonical import digest
from assessment.check import check
from assessment.dataset.approval import ActKind
from assessment.findings import has_errors
from assessment.period import Period
from assessment.year.reading import read_year
from tests.approval.office import KEYS, Office
from tests.repository.county import DEDUCTION

OPEN = """\
objections:
  - {id: o9, about: d1, date: 2020-01-10, statement: 已更新, outcome: 待定}
"""


def test_approval_changes_the_stage_and_nothing_else(office: Office) -> None:
    before = office.files()
    assert office.approve() == 0
    after = office.files()
    assert {file for file in after if after[file] != before.get(file)} == {"years/2019.yaml", "approvals/2019.yaml"}
    assert office.text("years/2019.yaml").splitlines() == [
        "year: 2019",
        'scheme: "2019"',
        "provenance: sample",
        "stage: approved # 审核中",
        "disclosure: none",
        "approval:",
        "  body: 领导小组",
        "  date: 2020-02-20",
        "  document: 纪要1号",
    ]
    assert office.messages() == []


def test_the_record_fixes_every_file_and_every_total(office: Office) -> None:
    office.approve()
    loaded = read_year(office.data, Period(2019))
    assert loaded.whole.approval is not None
    [act] = loaded.whole.approval.standing
    assert (act.kind, act.number, act.date.isoformat(), act.key) == (ActKind.APPROVED, 0, "2020-02-20", KEYS["approve"])
    units = ["bing", "ding", "jia", "yi"]
    assert [*act.fixed.inputs] == [
        "years/2019.yaml",
        "schemes/2019.yaml",
        "schemes/2019.source.txt",
        *(f"units/{unit}.yaml" for unit in units),
        *(f"scores/2019/{unit}.yaml" for unit in units),
    ]
    for path, sha256 in act.fixed.inputs.items():
        document = loaded.documents[path]
        assert document is not None
        assert sha256 == digest(document.data)
    # 64 % of 90, 85, 80, 90, + 6 daily + 27 of peers; jia -1 +0.5, yi -1
    assert act.fixed.totals == {"jia": "90.1", "yi": "86.4", "bing": "84.2", "ding": "90.6"}


def test_every_act_is_a_further_entry_and_the_key_is_random(office: Office) -> None:
    assert office.approve() == office.publish() == office.publish("totals") == 0
    record = read_year(office.data, Period(2019)).whole.approval
    assert record is not None
    assert [act.kind.value for act in record.standing] == ["approved", "published", "published"]
    assert len({act.seal for act in record.acts}) == 3
    assert office.messages() == []
    year = read_year(office.data, Period(2019)).whole.year
    assert (year.stage.value, str(year.published), year.disclosure.value) == ("published", "2020-02-28", "totals")


def test_without_a_key_each_run_draws_another(tmp_path_factory: pytest.TempPathFactory) -> None:
    keys = set()
    for _ in range(2):
        own = Office(tmp_path_factory.mktemp("own") / "county")
        assert own.approve("--key", "") == 0
        record = read_year(own.data, Period(2019)).whole.approval
        assert record is not None
        keys.add(record.standing[-1].key)
    assert len(keys) == 2
    assert {len(key) for key in keys} == {64}


def test_the_same_again_changes_nothing(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.published()
    before = office.files()
    capsys.readouterr()
    assert office.approve() == office.publish() == 0
    assert office.files() == before
    assert capsys.readouterr().err == "2019 年与已有的记录相同，没有改动。\n" * 2


def test_names_need_how_many_lead(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.approve()
    capsys.readouterr()
    assert office.publish("names") == 1
    assert capsys.readouterr().err == "只公开先进名单时，请用 --leading 写明每组公布前几名\n"
    assert office.publish("names", "--leading", "2") == 0
    assert office.messages() == []
    assert read_year(office.data, Period(2019)).whole.year.leading == 2


def test_the_last_are_named_beside_those_that_lead(office: Office) -> None:
    assert office.approve() == office.publish("names", "--leading", "1", "--trailing", "1") == 0
    assert office.messages() == []
    year = read_year(office.data, Period(2019)).whole.year
    assert (year.leading, year.trailing) == (1, 1)


def test_a_unit_that_took_no_part_is_no_hindrance(office: Office) -> None:
    text = office.text("scores/2019/bing.yaml")
    marks = text[text.index("marks:\n") : text.index("ballots:\n")]
    evidence = text[text.index("evidence:\n") : text.index("marks:\n")]
    absent = "not_assessed: {agency: 年内撤并}\n"
    office.county.write("scores/2019/bing.yaml", text.replace(marks, absent).replace(evidence, ""))
    assert office.approve() == 0
    record = read_year(office.data, Period(2019)).whole.approval
    assert record is not None
    assert record.standing[-1].fixed.totals["bing"] == "未参评"


def refused(office: Office, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """What an approval says that changes nothing."""
    before = office.files()
    capsys.readouterr()
    assert office.approve(*more) == 1
    assert office.files() == before
    return capsys.readouterr().err


def test_undecided_objections_are_named(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.county.record("bing", more=DEDUCTION + OPEN)
    messages = refused(office, capsys)
    place, hint = f"{office.data}/scores/2019/bing.yaml:25:68", "（请在 outcome、decided、explanation 写明决定）"
    assert messages.splitlines()[:-1] == [f"{place}: undecided-objection: 丙镇的申诉“o9”还没有复核决定，不能审定{hint}"]


def test_pending_units_are_named(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.county.write("scores/2019/bing.yaml", "unit: bing\nyear: 2019\nprovenance: sample\n")
    messages = refused(office, capsys)
    assert messages.splitlines()[:-1] == [
        f"{office.data}/scores/2019/bing.yaml:1:1: pending-marks: 丙镇的“{name}”还待定（{what}），不能审定"
        f"（请补齐，或写明未参评和原因，例如 not_assessed: {{{component}: 原因}}）"
        for component, name, what in (("agency", "专业测评", "尚无专业测评成绩"), ("peer", "互评", "尚无互评有效票"))
    ]


def test_all_obstacles_are_named_at_once(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.county.record("bing", more=DEDUCTION + OPEN)
    office.county.write("scores/2019/ding.yaml", "unit: ding\nyear: 2019\nprovenance: sample\n")
    office.county.change("years/2019.yaml", "stage: under-review # 审核中\n", "stage: collecting\n")
    messages = refused(office, capsys)
    codes = [re.sub(r"^\S+: (\S+): .*", r"\1", line) for line in messages.splitlines()[:-1]]
    assert sorted({*codes}) == ["not-under-review", "pending-marks", "undecided-objection"]
    assert (
        ": not-under-review: 进展是 collecting，2019 年还不能审定（采集完成后请先把 stage 改为 under-review（审核中））"
        in messages
    )


def test_obstacles_are_named_beside_faults(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.county.record("bing", more=DEDUCTION + OPEN)
    office.county.change("scores/2019/bing.yaml", "    mark: 80\n", "    mark: 101\n")
    messages = refused(office, capsys)
    assert "mark-above-full: " in messages
    assert "undecided-objection: " in messages


def test_validation_under_review_names_them_too(office: Office) -> None:
    office.county.record("bing", more=DEDUCTION + OPEN)
    office.county.write("scores/2019/ding.yaml", "unit: ding\nyear: 2019\nprovenance: sample\n")
    findings = check(read_year(office.data, Period(2019)))
    assert not has_errors(findings)
    assert {finding.code for finding in findings} >= {"pending-marks", "undecided-objection"}


def test_faults_are_all_told(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.county.change("scores/2019/bing.yaml", "mark: 80\n", "mark: 101\n")
    messages = refused(office, capsys)
    assert messages.startswith(f"{office.data}/scores/2019/bing.yaml:8:11: mark-above-full: ")


@pytest.mark.parametrize(
    ("stage", "hint"),
    [("collecting", "请先把 stage 改为 under-review"), ("approved", "approval-missing")],
)
def test_the_stage_must_be_review(office: Office, capsys: pytest.CaptureFixture[str], stage: str, hint: str) -> None:
    approval = "approval: {body: 领导小组, date: 2020-02-20, document: 纪要0号}\n" if stage == "approved" else ""
    office.county.change("years/2019.yaml", "stage: under-review # 审核中\n", f"stage: {stage}\n{approval}")
    assert hint in refused(office, capsys)


def test_an_approved_year_is_not_approved_otherwise(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.published()
    assert "已经审定并公布；要更正请用 scripts/amend" in refused(office, capsys, "--document", "纪要2号")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--date", "2020-02-30"], "--date 不是日期：“2020-02-30”；请写年月日，例如 2020-02-20\n"),
        (["--date", "二月二十"], "--date 不是日期：“二月二十”；请写年月日，例如 2020-02-20\n"),
        (["--body", ""], "审定要写明 --body 机构和 --document 文号；公布请加 --publish\n"),
        (["--key", "abc"], "--key 应当是 64 位十六进制数字（0-9、a-f）\n"),
        (["--disclosure", "full"], "--disclosure、--leading、--trailing 只与 --publish 同用\n"),
    ],
)
def test_what_is_written_wrong(office: Office, capsys: pytest.CaptureFixture[str], more: list[str], message: str) -> None:
    assert refused(office, capsys, *more) == message


def test_nothing_is_published_before_approval_or_backwards(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert office.publish() == 1
    assert "还没有审定，不能公布" in capsys.readouterr().err
    office.approve()
    before = office.files()
    capsys.readouterr()
    assert office.publish("full", "--date", "2020-02-19") == 1
    assert capsys.readouterr().err == "日期 2020-02-19 早于上一次记录的日期 2020-02-20，请核对\n"
    assert office.files() == before


def test_what_is_tolerable_before_approval_only_hinders_it(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.county.raters = 1
    office.county.record("bing", more=DEDUCTION)
    assert [line.split(": ")[1] for line in office.messages()] == ["few-raters"]
    assert ": few-raters: " in refused(office, capsys)
