"""What a clerk reads on a form and on a unit's desk: titles and words, no codes of files; and every fault is shown."""

import re

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
