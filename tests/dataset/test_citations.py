"""Which clauses pages cite for the list of units and for secrecy, in schemes of several shapes."""

from dataclasses import replace

import pytest

from assessment.dataset.citations import roster_clause, secrecy_clause
from assessment.dataset.scheme import Clause, Scheme
from assessment.place import Origin, Place
from tests.scoring.shipped import shipped

ORIGIN = Origin(Place("schemes/2019.yaml", 1, 1), {})


def clause(id: str, *below: Clause, text: str = "") -> Clause:
    return Clause(id, "", "", text, (), "", below, ORIGIN)


def scheme(*clauses: Clause, groups: tuple[str, ...] = (), secrecy: str = "") -> Scheme:
    """Return a scheme whose groups and only component stand in the clauses named."""
    shown = shipped()
    listed = tuple(replace(group, clause=id) for group, id in zip(shown.groups, groups, strict=False))
    component = replace(shown.components[0], clause="评分", items=())
    return replace(shown, clauses=clauses, groups=listed, components=(component,), secrecy=secrecy)


def test_the_shipped_scheme_lists_its_units_in_annex_1_and_orders_secrecy_in_5_3() -> None:
    assert (roster_clause(shipped()), secrecy_clause(shipped())) == ("附件1", "五（三）")


@pytest.mark.parametrize(
    ("clauses", "groups", "found"),
    [
        ((clause("名单", clause("甲"), clause("乙")), clause("评分")), ("甲", "乙"), "名单"),
        ((clause("名单"), clause("评分")), ("名单", "名单"), "名单"),
        ((clause("甲"), clause("乙"), clause("评分")), ("甲", "乙"), ""),
        ((clause("全文", clause("甲"), clause("乙"), clause("评分")),), ("甲", "乙"), ""),
        ((clause("名单", clause("甲", clause("子"))), clause("评分")), ("甲",), "甲"),
    ],
)
def test_the_list_of_units_is_what_holds_all_groups_and_no_marks(
    clauses: tuple[Clause, ...], groups: tuple[str, ...], found: str
) -> None:
    assert roster_clause(scheme(*clauses, groups=groups)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("测评结果严格保密。", True),
        ("工作人员要保密，不得泄露得分。", True),
        ("成绩按时公布。涉密信息应当保密。", False),
        ("做好保密审查。", False),
    ],
)
def test_a_sentence_about_marks_and_secrecy_is_the_clause(text: str, found: bool) -> None:
    result = scheme(clause("总则"), clause("纪律", text=text), clause("评分"))
    assert secrecy_clause(result) == ("纪律" if found else "")


def test_what_marks_are_given_for_orders_no_secrecy_and_the_scheme_s_own_word_comes_first() -> None:
    secret = "审查结果应当保密。"
    assert secrecy_clause(scheme(clause("评分", text=secret))) == ""
    assert secrecy_clause(scheme(clause("纪律", text=secret), clause("评分"), secrecy="评分")) == "评分"
