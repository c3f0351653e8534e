"""The text of a scheme as its page arranges it: what the contents list, and what stands in each column of a table."""

from dataclasses import replace

import pytest

from assessment.dataset.scheme import Clause
from assessment.place import Origin, Place
from assessment.render.views import contents, text_columns
from tests.scoring.shipped import shipped

ORIGIN = Origin(Place("schemes/2019.yaml", 1, 1), {})


def clause(
    id: str,
    heading: str = "",
    *below: Clause,
    worth: str = "",
    text: str = "",
    columns: tuple[str, ...] = (),
) -> Clause:
    return Clause(id, heading, worth, text, columns, "", below, ORIGIN)


ROW = clause("第1项", "1", worth="10", text="扣分")


@pytest.mark.parametrize(
    ("columns", "row", "cells"),
    [
        (("序号", "内容", "权重", "得分"), ROW, ["heading", "text", "worth", "empty"]),
        (("分值", "序号", "内容"), ROW, ["worth", "heading", "text"]),
        (("序号", "内容", "说明"), ROW, ["heading", "text", "worth"]),
        (("内容", "分值"), ROW, ["heading text", "worth"]),
        (("内容",), ROW, ["heading text worth"]),
        (("分值",), ROW, ["worth heading text"]),
        (("内容", "得分"), clause("第1项", text="扣分"), ["text", "empty"]),
        (("指标", "标准", "分值"), clause("第1项", "一", text="扣分"), ["heading", "text", "empty"]),
    ],
)
def test_every_piece_of_a_row_has_a_column(columns: tuple[str, ...], row: Clause, cells: list[str]) -> None:
    result = text_columns(clause("附表", "附表", row, columns=columns))
    assert [column.head for column in result] == [*columns]
    assert [" ".join(cell.value for cell in column.cells) for column in result] == cells


def test_the_contents_go_as_deep_as_the_scheme_says() -> None:
    text = (
        clause("甲", "甲", clause("乙", "乙", clause("丙", "丙"), clause("丁"))),
        clause("表", "表", ROW, columns=("内容",)),
    )
    for depth, listed in ((1, "甲表"), (2, "甲乙表"), (3, "甲乙丙表")):
        scheme = replace(shipped(), clauses=text, contents_depth=depth)
        assert "".join(clause.id for clause in contents(scheme)) == listed


def test_a_heading_that_is_the_title_of_the_whole_is_no_chapter() -> None:
    title = shipped().title
    text = (clause("通知", f"关于印发{title}的通知", text="略"), clause("全文", title, clause("甲", "甲")))
    assert [clause.id for clause in contents(replace(shipped(), clauses=text))] == ["甲"]
