"""What a clerk reads on a form and on a unit's desk: titles and words, no codes of files; and every fault is shown."""

import os
import re

import pytest

from assessment.desk.plain import plain
from tests.desk.conftest import Clerk
from tests.repository.county import County

MARK = "/2019/jia/marks/agency"


def words(page: str) -> str:
    """What is read: without addresses, codes of choices and styles."""
    return re.sub(r"<[^>]*>", " ", page.partition("<main")[2])


def test_a_fault_of_what_is_not_asked_is_shown_around_it(clerk: Clerk, county: County) -> None:
    """A row stands under its clause, which no field asks for: what is wrong with the row is told above its fields."""
    scheme = (county.data / "schemes/2019.yaml").read_text(encoding="utf-8")
    clauses = scheme.replace("clauses:\n", "clauses:\n  - {id: 第8项, text: 年度报告}\n")
    items = "    items:\n      - {clause: 第8项, name: 年报, full: 100}\n"
    county.write("schemes/2019.yaml", clauses.replace("  - id: daily\n", f"{items}  - id: daily\n"))
    sent = {"items/0/clause": "第8项", "items/0/reason": "没有写得分"}
    faults = clerk.post(MARK, sent, "effect").get_json()["faults"]
    shown = set(re.findall('data-fault="([^"]*)"', clerk.page(MARK)))
    assert faults
    assert set(faults) <= shown


def test_a_form_says_nothing_in_the_names_of_fields(clerk: Clerk) -> None:
    for address in (MARK, "/2019/jia/deductions/d1", "/2019/jia/evidence/e1", "/2019/jia/objections/+?about=d1"):
        read = words(clerk.page(address))
        assert re.findall(r"（[a-z_]+）|public|internal|waves|number|not_applicable", read) == [], address


def test_records_go_by_what_they_are_called(clerk: Clerk, county: County) -> None:
    county.write("scores/2019/jia.yaml", clerk.record("jia").replace("url: /tb", "url: /tb, visibility: internal"))
    desk = words(clerk.page("/2019/jia/"))
    assert "证据：通报" in desk
    assert "internal" not in desk
    assert "仅供内部" in desk
    chosen = words(clerk.page("/2019/jia/objections/+"))
    assert "第1项，2019-07-03" in chosen


def test_findings_say_fields_by_their_titles(clerk: Clerk, county: County) -> None:
    decided = {"about": "d1", "date": "2020-01-20", "statement": "已更新", "outcome": "成立"}
    faults = clerk.post("/2019/jia/objections/+", decided, "effect").get_json()["faults"]
    assert faults["decided"] == ["“申诉”缺少“决定日期”（已有复核决定的，要写明决定日期和理由。）"]
    county.write("scores/2019/yi.yaml", clerk.record("jia").replace("jia", "yi").partition("marks:")[0])
    to_do = words(clerk.page("/2019/")).partition("还要做的")[2]
    assert "不能审定" in to_do
    assert re.findall("[a-z_]+:", to_do) == []
    known = "请在 outcome、decided、explanation 写明决定"
    assert plain(known) == "请在“复核决定”、“决定日期”、“决定理由”写明决定"
    assert plain("“waves”不能写成 90，见 data/years") == "“waves”不能写成 90，见 data/years"


def test_findings_say_what_ids_stand_for(clerk: Clerk, county: County) -> None:
    """Units, parts, readings, evidence and entries go by their names, on the desks and beside the fields of a form."""
    extra = "  - {id: e9, title: 现场照片, kind: 截图, source: 机构, captured: 2019-12-20, url: /zp}\nmarks:"
    county.write("scores/2019/jia.yaml", clerk.record("jia").replace("marks:", extra, 1))
    for address in ("/2019/", "/2019/jia/"):
        desk = words(clerk.page(address))
        assert "证据“现场照片”没有被任何记录引用" in desk, address
        assert not re.search(r"“(e\d|d\d|jia|yi|agency|peer|averaging)”", desk), address
    names = {"jia": "甲镇", "peer": "互评"}
    said = "“jia”不是评议环节（是不是“peer”？是的话请改成 peer）"
    assert plain(said, {}, names) == "“甲镇”不是评议环节（是不是“互评”？）"


def test_what_is_undecided_leads_to_its_form(clerk: Clerk, county: County) -> None:
    scheme = (county.data / "schemes/2019.yaml").read_text(encoding="utf-8")
    county.write("schemes/2019.yaml", f"{scheme}undecided: [title, components/daily/window]\n")
    county.write(
        "years/2019.yaml", (county.data / "years/2019.yaml").read_text("utf-8").replace("under-review", "collecting")
    )
    page = clerk.page("/2019/")
    assert '<a href="/scheme/2019/at/components/daily/window">考评环节/日常测评/测评时间</a>' in page
    assert "undecided" not in words(page)
    assert clerk.page("/scheme/2019/at/components/daily/window")


def test_a_form_that_is_shown_again_still_knows_who_signs(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    again = clerk.post("/county", {"-name": "王小梅", "-email": "写错了"}, "effect").get_data(as_text=True)
    assert 'value="王小梅"' in again
    assert 'value="写错了"' in again


def test_an_approved_year_says_what_can_be_done(clerk: Clerk, county: County) -> None:
    approval = "approval: {body: 领导小组, date: 2020-02-20, document: 示例}\n"
    assert "要填新的一年" not in clerk.page("/2019/")
    year = (county.data / "years/2019.yaml").read_text(encoding="utf-8")
    county.write("years/2019.yaml", year.replace("under-review", "approved") + approval)
    assert '要填新的一年，请先<a href="/begin">建立新的年度</a>' in clerk.page("/2019/")
