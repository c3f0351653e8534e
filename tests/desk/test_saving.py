"""What is saved: the lines of the change alone, as a commit of the person's own, and never over what others did."""

from pathlib import Path

import pytest

from assessment.change.ground import ground_of
from assessment.check import check
from assessment.commands.compare import main as compare
from assessment.findings import Severity, in_order
from assessment.period import Period
from assessment.year.reading import read_year
from tests.desk.conftest import HOST, Clerk
from tests.repository.county import County

NEW = "/2019/jia/deductions/+?clause=第2项"
ENTRY = {"clause": "第2项", "date": "2019-08-01", "reason": "没有报备", "evidence": "e2"}


def added(before: str, after: str) -> list[str]:
    """The lines that came to be, everything else being as it was."""
    lines = after.splitlines()
    for line in before.splitlines():
        lines.remove(line)
    return lines


def test_a_deduction_is_written_as_a_careful_person_would(clerk: Clerk, county: County) -> None:
    before = clerk.record("jia")
    assert clerk.post(NEW, ENTRY).status_code == 303
    after = clerk.record("jia")
    assert after.startswith(before)
    [id, *rest] = added(before, after)
    assert id.startswith("  - id: d")
    assert rest == [
        "    clause: 第2项",
        "    date: 2019-08-01",
        "    reason: 没有报备",
        "    evidence: [e2]",
    ]
    assert county.git("show", "--format=%an <%ae> %s", "--name-only").split("\n") == [
        "张三 <zhang@example.org> 甲镇：记一次扣分（第2项）",
        "",
        "data/scores/2019/jia.yaml",
    ]
    assert county.git("branch", "--show-current") == "records/zhang"
    assert county.git("status", "--porcelain") == ""
    assert "甲镇：记一次扣分" in clerk.page("/mine")
    assert county.git("log", "--oneline", "main").count("\n") == 0


def test_a_form_without_a_change_writes_nothing(clerk: Clerk, county: County) -> None:
    before, head = clerk.record("jia"), county.git("rev-parse", "HEAD")
    fields = {
        "clause": "第1项",
        "level": "省",
        "date": "2019-07-03",
        "reason": "栏目三个月未更新",
        "evidence": ["", "e2"],
    }
    answer = clerk.post("/2019/jia/deductions/d1", fields)
    assert answer.status_code == 303
    assert "内容没有变化" in clerk.page(answer.headers["Location"])
    assert (clerk.record("jia"), county.git("rev-parse", "HEAD")) == (before, head)


def test_comments_order_and_quoting_stay(clerk: Clerk, county: County) -> None:
    path = "scores/2019/jia.yaml"
    text = clerk.record("jia").replace(
        "    reason: 栏目三个月未更新\n", '    # 来函编号 12\n    reason: "栏目三个月未更新"  # 原话\n\n'
    )
    county.write(path, f"# 开头\n{text}# 末尾\n")
    before = clerk.record("jia")
    assert clerk.post("/2019/jia/deductions/d1", {"date": "2019-07-04"}).status_code == 303
    assert clerk.record("jia") == before.replace("date: 2019-07-03", "date: 2019-07-04")


def test_what_others_have_staged_stays_staged(clerk: Clerk, county: County) -> None:
    county.write("units/yi.yaml", "id: yi\nname: 乙镇\nfull_name: 乙镇人民政府\n")
    county.git("add", "--all")
    assert clerk.post(NEW, ENTRY).status_code == 303
    assert county.git("diff", "--cached", "--name-only") == "data/units/yi.yaml"


def test_no_hook_of_the_repository_runs(clerk: Clerk, county: County, tmp_path: Path) -> None:
    for hook in ("pre-commit", "post-commit", "commit-msg", "reference-transaction", "post-index-change"):
        file = county.top / ".git/hooks" / hook
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran-$(basename $0)\n", encoding="utf-8")
        file.chmod(0o755)
    assert clerk.post(NEW, ENTRY).status_code == 303
    clerk.page("/mine")
    assert [*tmp_path.glob("ran*")] == []
    assert county.git("log", "-1", "--format=%s") == "甲镇：记一次扣分（第2项）"


def test_an_error_is_told_at_its_field_and_nothing_is_written(clerk: Clerk) -> None:
    before = clerk.record("jia")
    answer = clerk.post(NEW, {**ENTRY, "date": "2018-08-01", "evidence": "e9", "reason": ""})
    assert answer.status_code == 409
    assert clerk.record("jia") == before
    faults = clerk.post(NEW, {**ENTRY, "date": "2018-08-01"}, "effect").get_json()["faults"]
    assert list(faults) == ["date"]
    assert "不在“日常测评”的测评时间" in faults["date"][0]
    assert list(clerk.post(NEW, {**ENTRY, "reason": ""}, "effect").get_json()["faults"]) == ["reason"]
    [evidence] = clerk.post(NEW, {**ENTRY, "evidence": "e9"}, "effect").get_json()["faults"]
    assert evidence.startswith("evidence")


def test_an_error_that_is_known_can_be_saved(clerk: Clerk) -> None:
    assert clerk.post(NEW, {**ENTRY, "date": "2018-08-01", "-sure": "yes"}).status_code == 303
    errors = [finding for finding in check(read_year(clerk.data, Period(2019))) if finding.severity is Severity.ERROR]
    assert [finding.code for finding in errors] == ["outside-window"]


def test_what_changed_meanwhile_is_not_lost(clerk: Clerk, county: County) -> None:
    opened = clerk.opened("/2019/jia/deductions/d1")
    county.write("scores/2019/jia.yaml", clerk.record("jia").replace("栏目三个月未更新", "别人改过的原因"))
    answer = clerk.post("/2019/jia/deductions/d1", {"reason": "我写的原因", "-opened": opened})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "在别处改过了" in page
    assert "我写的原因" in page
    assert "别人改过的原因" in page
    assert "别人改过的原因" in clerk.record("jia")
    assert clerk.post("/2019/jia/deductions/d1", {"reason": "我写的原因"}).status_code == 303
    assert "我写的原因" in clerk.record("jia")


def test_another_record_that_changed_meanwhile_stays(clerk: Clerk, county: County) -> None:
    opened = clerk.opened("/2019/jia/deductions/d1")
    county.write("scores/2019/jia.yaml", clerk.record("jia").replace("mark: 90", "mark: 88"))
    assert clerk.post("/2019/jia/deductions/d1", {"reason": "我写的原因", "-opened": opened}).status_code == 303
    assert "mark: 88" in clerk.record("jia")
    assert "我写的原因" in clerk.record("jia")


def test_a_record_is_taken_out(clerk: Clerk) -> None:
    before = clerk.record("jia")
    answer = clerk.post("/2019/jia/deductions/d1", {}, "remove")
    assert "删去这条记录？" in answer.get_data(as_text=True)
    assert clerk.record("jia") == before
    assert clerk.post("/2019/jia/deductions/d1", {"-sure": "yes"}, "remove").status_code == 303
    assert clerk.record("jia") == before.partition("deductions:")[0]


@pytest.mark.parametrize(
    ("address", "fields", "line"),
    [
        ("/2019/jia/bonus/+", {"clause": "第3项", "date": "2019-05-06", "reason": "出席", "evidence": "e2"}, "bonus:"),
        ("/2019/jia/marks/agency", {"mark": "91.5"}, "    mark: 91.5"),
        ("/2019/jia/ballots/peer/+", {"rater": "yi", "marks": "90、弃权、85.5", "date": "2020-01-06"},
         "    - {rater: yi, date: 2020-01-06, marks: [90, ~, 85.5]}"),
        ("/2019/jia/ballots/peer/ding", {"marks": "80"}, "    - {rater: ding, date: 2020-01-05, marks: [80]}"),
        ("/2019/jia/not_assessed/agency", {"-value": "撤并，没有参加"}, "  agency: 撤并，没有参加"),
        ("/2019/jia/objections/+", {"about": "d1", "date": "2020-01-20", "statement": "已更新", "outcome": "待定"},
         "    about: d1"),
        ("/2019/jia/deductions/d1/rectified", {"note": "已补发", "date": "2019-07-20"}, "      note: 已补发"),
        ("/2019/jia/self_review", {"title": "自评报告", "url": "https://example.org/", "date": "2019-12-20"},
         "  title: 自评报告"),
        ("/2019/jia/evidence/+", {"title": "截图", "kind": "截图", "source": "县", "captured": "2019-07-03", "url": "/j"},
         "captured: 2019-07-03, url: /j}"),
    ],
)  # fmt: skip
def test_every_kind_of_record_can_be_saved(
    clerk: Clerk, county: County, address: str, fields: dict[str, object], line: str
) -> None:
    if "not_assessed" in address:
        text = clerk.record("jia")
        county.write("scores/2019/jia.yaml", text[: text.index("marks:")] + text[text.index("ballots:") :])
    before = clerk.record("jia")
    answer = clerk.post(address, fields)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert any(one.endswith(line) for one in clerk.record("jia").splitlines())
    assert not any(one.endswith(line) for one in before.splitlines())
    findings = check(read_year(clerk.data, Period(2019)))
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []


def test_what_is_shown_is_what_comes(clerk: Clerk, capsys: pytest.CaptureFixture[str]) -> None:
    """The effect before saving, the desk after it, a fresh look at the data, and scripts/compare say the same."""
    shown = clerk.post(NEW, ENTRY, "effect").get_json()["effect"]
    headline = shown.partition('<p class="headline">')[2].partition("</p>")[0]
    assert "总分 89.60 → 88.60" in headline
    assert clerk.post(NEW, ENTRY).status_code == 303
    kept, fresh = clerk.place.ground(Period(2019)), ground_of(clerk.data, Period(2019))
    assert kept.side == fresh.side
    assert tuple(in_order(kept.findings)) == fresh.findings
    assert "88.60" in clerk.page("/2019/jia/")
    assert compare(["main", "--data", str(clerk.data)]) == 0
    assert headline in capsys.readouterr().out


def test_a_change_from_outside_is_seen_at_once(clerk: Clerk, county: County) -> None:
    assert "89.60" in clerk.page("/2019/")
    county.write("scores/2019/jia.yaml", clerk.record("jia").replace("mark: 90", "mark: 50"))
    assert "64.00" in clerk.page("/2019/")


def test_data_in_no_repository_is_saved_all_the_same(tmp_path: Path, county: County) -> None:
    alone = tmp_path / "alone"
    county.data.rename(alone)
    clerk = Clerk(alone)
    answer = clerk.post(NEW, ENTRY)
    assert answer.status_code == 303
    assert "没有提交" in clerk.page(answer.headers["Location"])
    assert "没有报备" in clerk.record("jia")


def test_who_saves_is_asked_once(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.desk.person._setting", lambda _: "")
    nobody = {"-name": "", "-email": ""}
    assert clerk.post(NEW, {**ENTRY, **nobody}).status_code == 400
    assert clerk.post(NEW, ENTRY).status_code == 303
    assert clerk.post("/2019/jia/deductions/d1", {"reason": "另一个原因", **nobody}).status_code == 303


def test_what_is_sent_twice_is_written_once(clerk: Clerk) -> None:
    assert clerk.post(NEW, ENTRY).status_code == 303
    once = clerk.record("jia")
    answer = clerk.post(NEW, ENTRY)
    assert "已经有一条一样的记录" in clerk.page(answer.headers["Location"])
    assert clerk.record("jia") == once
    assert clerk.post(NEW, {**ENTRY, "date": "2019-08-02"}).status_code == 303
    assert clerk.record("jia") != once


def test_what_was_typed_of_a_record_that_is_gone_is_there_still(clerk: Clerk) -> None:
    page = "/2019/jia/deductions/d1"
    opened = clerk.opened(page)
    clerk.post(page, {"-sure": "yes"}, "remove")
    without = clerk.record("jia")
    answer = clerk.post(page, {**ENTRY, "id": "d1", "reason": "我写的原因", "-opened": opened})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "在别处删去了" in page
    assert "我写的原因" in page
    assert 'action="/2019/jia/deductions/+"' in page
    assert clerk.record("jia") == without
    assert clerk.get(page).status_code == 404


def test_no_text_is_cut_off_unsaid(clerk: Clerk) -> None:
    before = clerk.record("jia")
    answer = clerk.post(NEW, {**ENTRY, "reason": "长" * 20_001})
    assert "最多 20000 字，没有保存" in answer.get_data(as_text=True)
    assert clerk.record("jia") == before


def test_a_record_that_cannot_be_read_is_said_to_be_so(clerk: Clerk, county: County) -> None:
    county.write("scores/2019/jia.yaml", "unit: [jia\n")
    for answer in (clerk.get(NEW), clerk.client.post(NEW, data={"-token": clerk.place.token}, headers={"Host": HOST})):
        assert answer.status_code == 400
        assert "写法有错" in answer.get_data(as_text=True)
    assert clerk.record("jia") == "unit: [jia\n"
