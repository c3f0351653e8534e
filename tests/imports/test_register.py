"""scripts/import ledger: the year's 台账 of deductions and bonus."""

import hashlib
from datetime import date

import pytest

from assessment.dataset.record import Visibility
from assessment.imports.register_clauses import Clauses
from assessment.period import Period
from assessment.year.reading import read_year
from tests.folder import DATA
from tests.imports.sheets import TOWNS, Desk, deductions, faults
from tests.office import NEW_ID, Office

HEAD = ["编号", "日期", "单位", "条款", "情形", "级别", "次数", "原因", "证据名称", "证据来源", "取得日期", "证据网址"]
PROOF = ["通报", "省办", "2019-07-05", "https://example.org/t"]
NOTICE = [None, "2019-07-03", "建平镇", "附件2第4项", None, "省", None, "被省级通报", *PROOF]


def test_a_deduction_with_its_evidence(office: Office) -> None:
    words = office.imported("ledger", office.book([HEAD, NOTICE]))
    assert words == ["建平镇：登记证据 e…《通报》", "建平镇：增加 d… 附件2第4项（省） 2019-07-03 被省级通报"]
    record = office.record("jianping")
    [entry], [piece] = record.deductions, record.evidence
    assert (entry.clause, entry.level, entry.count) == ("附件2第4项", "省", 1)
    assert (entry.date, entry.reason, entry.evidence) == (date(2019, 7, 3), "被省级通报", (piece.id,))
    assert (piece.title, piece.source, piece.url) == ("通报", "省办", "https://example.org/t")


def test_a_second_time_changes_nothing(office: Office) -> None:
    file = office.book([HEAD, NOTICE])
    office.imported("ledger", file)
    before = office.state()
    status, words, said = office.run("ledger", file)
    assert (status, words, said[-1]) == (0, [], "没有变化。")
    assert office.state() == before


def line(**said: object) -> list[object]:
    """A row that says what it has to, and what else is given."""
    row = dict(zip(HEAD, [None, "2019-07-03", "建平镇", "附件2第2项", None, None, None, "缺席", *PROOF], strict=True))
    return list((row | said).values())


@pytest.mark.parametrize(
    ("said", "clause", "rule", "level"),
    [
        ({"条款": "附件2第4项 巡查通报", "级别": "市级"}, "附件2第4项", "", "市"),
        ({"条款": "巡查通报", "级别": "国家"}, "附件2第4项", "", "国家"),
        ({"条款": "被巡查通报", "级别": "全省"}, "附件2第4项", "", "省"),
        ({"条款": "附件3加分项第5项", "情形": "表彰", "级别": "市"}, "附件3加分项第5项", "表彰", "市"),
        ({"条款": "批评或问责", "级别": "市"}, "附件3加分项第5项", "批评或问责", "市"),
        ({"条款": "附件３加分项第４项"}, "附件3加分项第4项", "", ""),
    ],
)
def test_clauses_by_any_of_their_names(
    office: Office, said: dict[str, object], clause: str, rule: str, level: str
) -> None:
    office.imported("ledger", office.book([HEAD, line(**said)]))
    [entry] = office.record("jianping").entries
    assert (entry.clause, entry.rule, entry.level) == (clause, rule, level)


def test_a_unit_merged_over_its_rows(office: Office) -> None:
    rows = [HEAD, line(原因="缺席一次"), line(单位=None, 原因="缺席两次", 次数="２次")]
    office.imported("ledger", office.book(rows, lambda sheet: sheet.merge_cells("C2:C3")))
    record = office.record("jianping")
    assert [(entry.reason, entry.count) for entry in record.deductions] == [("缺席一次", 1), ("缺席两次", 2)]
    assert len(record.evidence) == 1, "the same evidence is listed once"


def test_more_columns(office: Office) -> None:
    head = [*HEAD, "整改情况", "整改完成日期", "可见范围", "记录人", "超期说明", "事件编号"]
    row = [*line(日期="2020-01-03"), "已学习", "2020-01-09", "内部", "信息公开股", "年初补报", "i-1"]
    office.imported("ledger", office.book([head, row]))
    [entry] = office.record("jianping").deductions
    assert entry.rectified is not None
    assert (entry.rectified.note, entry.rectified.date) == ("已学习", date(2020, 1, 9))
    assert (entry.visibility, entry.recorder, entry.override) == (Visibility.INTERNAL, "信息公开股", "年初补报")
    assert entry.incident == "i-1"


def test_links_that_a_rule_requires(office: Office) -> None:
    head = [*HEAD, "意见征集网址", "意见反馈", "正式文件"]
    row = [*line(条款="意见征集与反馈"), "https://example.org/1", "https://example.org/2", "https://example.org/3"]
    office.imported("ledger", office.book([head, row]))
    [entry] = office.record("jianping").bonus
    assert list(entry.links) == ["意见反馈", "意见征集", "正式文件"]
    faults = office.refused("ledger", office.book([HEAD, line(条款="意见征集与反馈", 原因="另一件")]))
    assert faults[0].startswith("表“表1” 第2行: missing-link: 缺少意见征集、意见反馈、正式文件，齐全才计分")


def test_what_is_added_later_changes_the_entry_and_adds_none(office: Office) -> None:
    office.imported("ledger", office.book([HEAD, NOTICE]))
    words = office.imported("ledger", office.book([[*HEAD, "整改情况"], [*NOTICE, "已更新栏目"]]))
    assert words == ["建平镇：修改 d… 附件2第4项（省） 2019-07-03 被省级通报"]
    [entry] = office.record("jianping").deductions
    assert entry.rectified is not None
    assert entry.rectified.note == "已更新栏目"


def test_a_changed_entry_keeps_its_comments_and_the_others_every_byte(office: Office) -> None:
    office.imported("ledger", office.book([HEAD, NOTICE, line(编号="7"), line(编号="8", 原因="另一次")]))
    path = office.data / "scores/2019/jianping.yaml"
    text = path.read_text(encoding="utf-8")
    for old in ("  - id: t7\n", "    reason: 缺席\n", "  - id: t8\n"):
        assert text.count(old) == 1
        text = text.replace(old, f"  # 核对过\n{old}    # 见会议记录\n")
    path.write_text(text, encoding="utf-8")
    office.imported("ledger", office.book([HEAD, line(编号="7", 原因="迟到", 次数=2)]))
    expected = text.replace("reason: 缺席\n", "reason: 迟到\n").splitlines()
    assert [line for line in path.read_text(encoding="utf-8").splitlines() if line not in expected] == ["    count: 2"]
    assert [line for line in expected if line not in path.read_text(encoding="utf-8").splitlines()] == []


def test_a_number_of_the_ledger_finds_its_entry_again(office: Office) -> None:
    words = office.imported("ledger", office.book([HEAD, line(编号="2019-7")]))
    assert words[-1] == "建平镇：增加 t2019-7 附件2第2项 2019-07-03 缺席"
    words = office.imported("ledger", office.book([HEAD, line(编号="2019-7", 原因="迟到", 次数=2)]))
    assert words == ["建平镇：修改 t2019-7 附件2第2项 2019-07-03 迟到（原来：原因 缺席）"]
    [entry] = office.record("jianping").deductions
    assert (entry.id, entry.reason, entry.count) == ("t2019-7", "迟到", 2)
    assert office.imported("ledger", office.book([HEAD, line(编号="2019-7", 原因="迟到", 次数=2)])) == []


def test_new_entries_have_ids_of_what_they_say_whoever_adds_them(office: Office) -> None:
    """The same entry has the same id in every copy of the data, and another one has another."""
    office.imported("ledger", office.book([HEAD, line(原因="又一次")]))
    [alone] = office.record("jianping").deductions
    office.folder.record("jianping", "")
    office.folder.change("scores/2019/jianping.yaml", "sample", "real")
    office.imported("ledger", office.book([HEAD, line(编号="d02"), line(原因="另一次"), line(原因="又一次")]))
    first, second, third = (entry.id for entry in office.record("jianping").deductions)
    assert (first, third) == ("d02", alone.id)
    assert NEW_ID.sub(r"\1…", f"{second} {third}") == "d… d…"
    assert second != third


def test_a_file_beside_the_sheet_is_kept_as_evidence(office: Office) -> None:
    (office.path / "证据").mkdir()
    (office.path / "证据" / "签到表.pdf").write_bytes(b"%PDF-1.4 signed")
    head, row = [*HEAD, "证据文件"], [*line(证据网址=None), "证据/签到表.pdf"]
    office.imported("ledger", office.book([head, row]))
    [piece] = office.record("jianping").evidence
    [kept] = piece.files
    assert kept.sha256 == hashlib.sha256(b"%PDF-1.4 signed").hexdigest()
    assert (office.data / "evidence" / kept.path).read_bytes() == b"%PDF-1.4 signed"
    assert office.imported("ledger", office.book([head, row])) == []


@pytest.mark.parametrize("file", ["../data/years/2019.yaml", "/etc/hostname", "没有.pdf"])
def test_a_file_elsewhere_is_not_taken(office: Office, file: str) -> None:
    inner = office.path / "inner"
    inner.mkdir()
    result = office.book([[*HEAD, "证据文件"], [*line(证据网址=None), file]]).rename(inner / "表.xlsx")
    assert office.refused("ledger", result)[0].startswith("表“表1” 第2行M列: missing-evidence: 没有文件")


def test_evidence_by_its_id(office: Office) -> None:
    office.folder.record(
        "jianping", "evidence:\n  - {id: e05, title: 报告, kind: 文件, source: 某, captured: 2019-12-20, url: /r}\n"
    )
    office.folder.change("scores/2019/jianping.yaml", "sample", "real")
    rows = [["日期", "单位", "条款", "原因", "证据编号"], ["2019-07-03", "建平镇", "集中办公", "缺席", "e05"]]
    assert office.imported("ledger", office.book(rows)) == ["建平镇：增加 d… 附件2第2项 2019-07-03 缺席"]
    assert office.record("jianping").deductions[0].evidence == ("e05",)


def test_all_faults_at_once(office: Office) -> None:
    rows = [
        HEAD,
        line(条款="附件9第1项"),
        line(条款="附件2第4项"),
        line(条款="附件2第4项", 级别="县"),
        line(级别="省"),
        line(条款="附件3加分项第5项", 级别="省"),
        line(次数="很多", 日期="2018-07-03"),
        line(日期=None, 原因=None),
        line(证据名称=None),
        line(证据来源=None, 取得日期=None, 原因="早退", 证据网址="example.org"),
        line(证据网址=None, 证据名称="记录", 原因="迟到"),
        line(编号="政办〔2019〕3号"),
        line(原因="同一次"),
        line(原因="同一次"),
        line(单位="县里"),
    ]
    faults = office.refused("ledger", office.book(rows))
    assert any("not-a-count: “很多”不是次数" in fault for fault in faults)
    assert [fault.split(": ")[:2] for fault in faults[:-1]] == [
        ["表“表1” 第2行D列", "unknown-clause"],
        ["表“表1” 第3行", "unknown-level"],
        ["表“表1” 第4行F列", "unknown-level"],
        ["表“表1” 第5行F列", "unknown-level"],
        ["表“表1” 第6行", "unknown-rule"],
        ["表“表1” 第7行B列", "outside-window"],
        ["表“表1” 第7行G列", "not-a-count"],
        ["表“表1” 第8行B列", "empty"],
        ["表“表1” 第8行H列", "empty"],
        ["表“表1” 第9行I列", "empty"],
        ["表“表1” 第10行J列", "empty"],
        ["表“表1” 第10行K列", "empty"],
        ["表“表1” 第10行L列", "wrong-form"],
        ["表“表1” 第11行", "nothing-kept"],
        ["表“表1” 第12行A列", "wrong-form"],
        ["表“表1” 第14行", "repeated-row"],
        ["表“表1” 第15行C列", "unknown-unit"],
    ]
    assert faults[-1] == "没有导入：有 17 处错误，没有改动任何文件。"


def test_where_all_evidence_came_from_can_be_said_once(office: Office) -> None:
    file = office.book([HEAD, line(证据来源=None, 取得日期=None)])
    office.imported("ledger", file, "--source", "县政府办", "--date", "2019-08-01")
    [piece] = office.record("jianping").evidence
    assert (piece.source, piece.captured) == ("县政府办", date(2019, 8, 1))


def test_a_limited_clause_is_refused_by_the_check(office: Office) -> None:
    faults = office.refused("ledger", office.book([HEAD, line(条款="附件3加分项第1项")]))
    assert faults[0].startswith("表“表1” 第2行D列: not-eligible")
    assert faults[-1] == "没有导入：有 1 处错误，没有改动任何文件。"


def test_an_approved_year_takes_no_sheet(office: Office) -> None:
    file = office.book([HEAD, NOTICE])
    office.imported("ledger", file)
    [entry] = office.record("jianping").deductions
    approved = "stage: approved\napproval: {body: 领导小组, date: 2020-02-20, document: 一号}"
    office.folder.change("years/2019.yaml", "stage: collecting", approved)
    assert office.imported("ledger", file) == []
    assert office.refused("ledger", office.book([HEAD, line()])) == [
        "2019 年已审定，表中有 1 个单位的内容与记录不同，没有导入；更正请用 scripts/amend"
    ]
    faults = office.refused("ledger", office.book([HEAD, line(日期="昨天")]))
    assert [fault.split(": ")[0] for fault in faults] == [
        "表“表1” 第2行B列",
        f"注意：表中没有、记录里有的（没有改动，不要的请自己删去）：建平镇 {entry.id}",
        "没有导入：有 1 处错误，没有改动任何文件。",
    ]


def test_a_changed_sheet_says_what_is_new_changed_and_gone(office: Office) -> None:
    first = [
        line(原因="第一季度缺席会议"),
        line(日期="2019-08-01", 原因="没有报送"),
        line(日期="2019-09-01", 原因="迟报"),
    ]
    office.imported("ledger", office.book([HEAD, *first]))
    recorded = [entry.id for entry in office.record("jianping").deductions]
    second = [
        line(原因="第一季度缺席两次会议"),
        line(日期="2019-08-02", 原因="没有报送"),
        line(日期="2019-10-01", 原因="新的"),
    ]
    status, words, said = office.run("ledger", office.book([HEAD, *second]))
    assert (status, words) == (
        0,
        [
            "建平镇：修改 d… 附件2第2项 2019-07-03 第一季度缺席两次会议（原来：原因 第一季度缺席会议）",
            "建平镇：修改 d… 附件2第2项 2019-08-02 没有报送（原来：日期 2019-08-01）",
            "建平镇：增加 d… 附件2第2项 2019-10-01 新的",
        ],
    )
    assert said[0] == f"注意：表中没有、记录里有的（没有改动，不要的请自己删去）：建平镇 {recorded[2]}"
    assert [entry.id for entry in office.record("jianping").deductions][:-1] == recorded


def test_another_reason_on_the_same_day_is_another_entry(office: Office) -> None:
    office.imported("ledger", office.book([HEAD, line(原因="缺席会议")]))
    [word] = office.imported("ledger", office.book([HEAD, line(原因="没有报送材料")]))
    assert word.startswith("建平镇：增加 d… 附件2第2项 2019-07-03 没有报送材料（与 d… 同日同条款，只有原因不同")


@pytest.mark.parametrize(
    "text",
    [
        "附件二第四项",
        "附件2第4条",
        "附件2-4",
        "附件2（4）",
        "附件2.4",
        "附件2巡查通报",
        "附件2第四项（巡查通报）",
        "日常测评第4项",
        "（四）附件2第4项",
    ],
)
def test_a_clause_by_its_numbers_in_any_form(text: str) -> None:
    found = Clauses.of(read_year(DATA, Period(2019)).whole.scheme).find(text)
    assert found is not None
    assert found[1].clause == "附件2第4项"


@pytest.mark.parametrize("text", ["第4项", "4", "附件2第14项", "附件2第4项、第5项", "附件2", "附件1第4项"])
def test_numbers_that_name_no_clause_or_several(text: str) -> None:
    assert Clauses.of(read_year(DATA, Period(2019)).whole.scheme).find(text) is None


def test_a_clause_that_is_nearly_one_is_asked_about(office: Office) -> None:
    [fault, *_] = office.refused("ledger", office.book([HEAD, line(条款="巡察通报")]))
    assert fault.endswith("找不到条款“巡察通报”（是不是“巡查通报”：是的话加 --map 巡察通报=巡查通报）")


def test_rows_that_could_not_be_read_are_not_called_the_same(desk: Desk) -> None:
    head = ["单位", "条款", "日期", "原因"]
    days = [[TOWNS[0], "附件2第1项", day, "未整改"] for day in ("2019年第三季度", "19.7.3", "2019-2-30")]
    assert {fault.code for fault in desk.read("ledger", [head, *days]).findings} == {"not-a-date"}
    clauses = [[TOWNS[0], clause, "2019-07-03", "未整改"] for clause in ("附件2第9项", "甲", "乙")]
    assert {fault.code for fault in desk.read("ledger", [head, *clauses]).findings} == {"unknown-clause"}
    same = [[TOWNS[0], "附件2第1项", "2019-07-03", "未整改"]] * 2
    assert faults(desk.read("ledger", [head, *same])) == ["第3行 repeated-row"]


def test_a_level_that_points_and_reason_say_differently_is_asked_for(desk: Desk) -> None:
    head = ["单位", "条款", "日期", "原因", "扣分"]
    row = [TOWNS[0], "附件2第4项", "2019-07-03"]
    draft = desk.read("ledger", [head, [*row, "被市通报两次", 1]])
    assert faults(draft) == ["第2行E列 unclear-level"]
    assert draft.findings[0].code == "unclear-level"
    assert "“市”" in draft.findings[0].message
    assert "“省”" in draft.findings[0].message
    for reason, level in (("被省级通报", "省"), ("栏目未更新", "省")):
        draft = desk.read("ledger", [head, [*row, reason, 1]])
        assert (draft.findings, deductions(draft, "jianping")[0]["level"]) == ([], level)


@pytest.mark.parametrize(
    ("address", "advice"),
    [
        ("www.example.org/a", "以 http://、https:// 或一条 / 开头"),
        ("//example.org/a", "以 http://、https:// 或一条 / 开头"),
        ("ftp://example.org/a", "以 http://、https:// 或一条 / 开头"),
        ("file:///C:/a.pdf", "以 http://、https:// 或一条 / 开头"),
        (r"C:\a.pdf", "以 http://、https:// 或一条 / 开头"),
        ("javascript:alert(1)", "以 http://、https:// 或一条 / 开头"),
        ("https://example.org/a b", "地址中间有空格：多出来的请删去，地址里本来就有的写作 %20"),
        ("ｈｔｔｐｓ：／／example.org", "请写作 https://example.org"),
    ],
)
def test_what_is_no_address_of_a_page_is_one_fault_at_its_cell(office: Office, address: str, advice: str) -> None:
    [fault, _] = office.refused("ledger", office.book([HEAD, line(证据网址=address)]))
    assert fault.startswith("表“表1” 第2行L列: wrong-form: ")
    assert advice in fault


@pytest.mark.parametrize(
    "reason",
    [
        "'; DROP TABLE 扣分; --",
        "<script>alert(1)</script>",
        "{{ 7*7 }} ${7*7} %s %d",
        "- [ ] # & * ! | > ' \" % @ `",
        "null true ~ NaN 1e400",
        "Ω≈ç√ 田中さん 사회 ﷽ 👩‍👩‍👧",
        "../../etc/passwd",
    ],
)
def test_a_reason_is_kept_as_it_stands(office: Office, reason: str) -> None:
    office.imported("ledger", office.book([HEAD, line(原因=reason)]))
    assert [entry.reason for entry in office.record("jianping").deductions] == [reason]
