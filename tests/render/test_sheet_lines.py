"""The lines of a unit's sheet on paper: what a mark lacks of its full marks, why, and whether it was put right."""

import re
from dataclasses import replace
from datetime import date

from assessment.dataset.record import Evidence, EvidenceKind, Rectification, UnitRecord, Visibility
from assessment.dataset.year import Disclosure
from assessment.disclosure.published_result import InFull
from assessment.render import views
from assessment.render.views.sheet_lines import SheetLine
from tests.disclosure.years import public
from tests.scoring import shipped
from tests.scoring.cases import ORIGIN, entry

UNIT = "jianping"


def lines(record: UnitRecord) -> dict[str, list[SheetLine]]:
    """The lines of each component's sheet."""
    publication = public(shipped.dataset({UNIT: record}), Disclosure.FULL)
    result = publication.units[UNIT].result
    assert isinstance(result, InFull)
    outcome = views.sheets(result, views.item_names(publication))
    return {sheet.component.name: [*views.sheet_lines(sheet, 2)] for sheet in outcome}


def test_a_mark_that_was_given_as_a_whole_shows_what_it_lacks() -> None:
    """The agency gives 85 of 100, the raters 88 of 100: 15 and 12 are lost."""
    result = lines(shipped.complete(UNIT, agency="85", peer="88"))
    [agency], [peer] = result["专业机构测评"], result["双向互评"]
    assert (agency.item, agency.full, agency.points) == ("专业机构测评（三（一））", "100.00", "−15.00")
    assert agency.why.startswith("专业机构测评只给出最终成绩85.00分，没有逐项原因")
    assert (peer.full, peer.points) == ("100.00", "−12.00")
    assert peer.why.endswith("平均88.00分")
    assert result["加分项"] == []


def test_each_deduction_says_whether_it_was_put_right() -> None:
    states = (None, Rectification("正在补", None), Rectification("已补发", date(2019, 6, 5)))
    entries = [replace(entry("附件2第1项", number), rectified=state) for number, state in enumerate(states, start=1)]
    record = replace(shipped.complete(UNIT, missed=0), deductions=tuple(entries))
    result = lines(record)["日常测评"]
    assert [line.put_right for line in result] == ["尚无整改记录", "整改中：正在补", "已整改：已补发（2019年6月5日）"]
    assert [(line.item, line.full, line.points) for line in result] == [
        ("问题清单整改（附件2第1项）", "10.00", "−1.00"),
        ("问题清单整改（附件2第1项）", "", "−1.00"),
        ("问题清单整改（附件2第1项）", "", "−1.00"),
    ]


def test_what_was_given_needs_no_remedy() -> None:
    given = entry("附件3加分项第4项", number=7)
    result = lines(shipped.complete(UNIT, bonus=[given]))["加分项"]
    assert [(line.points, line.put_right) for line in result] == [("＋0.50", "—")]


def test_evidence_is_listed_in_the_order_of_its_marks_and_each_is_named_in_a_table() -> None:
    proof = [
        Evidence(mark, "材料", EvidenceKind.DOCUMENT, "机构", date(2019, 12, 31), "/1", (), Visibility.PUBLIC, ORIGIN)
        for mark in ("e10", "e2", "e01", "e02")
    ]
    entries = [
        replace(entry("附件2第1项", number), evidence=(mark,))
        for number, mark in enumerate(("e10", "e2", "e02"), start=1)
    ]
    record = replace(shipped.complete(UNIT, missed=0), deductions=tuple(entries), evidence=tuple(proof))
    result = public(shipped.dataset({UNIT: record}), Disclosure.FULL).units[UNIT].result
    assert isinstance(result, InFull)
    sheets = views.sheets(result, {})
    assert [piece.id for piece in views.evidence_of(sheets)] == ["e2", "e01", "e02", "e10"]
    named = "".join(
        part
        for sheet in sheets
        for part in (*(line.why for line in views.sheet_lines(sheet, 2)), views.cited_below(sheet))
    )
    assert sorted(re.findall(r"［(\w+)］", named)) == ["e01", "e02", "e10", "e2"], "each once"


def test_a_rating_is_no_deduction() -> None:
    result = public(shipped.dataset({UNIT: shipped.complete(UNIT)}), Disclosure.FULL).units[UNIT].result
    assert isinstance(result, InFull)
    marked = [sheet.component.name for sheet in views.sheets(result, {}) if sheet.is_marked_as_a_whole]
    assert marked == ["双向互评"]
