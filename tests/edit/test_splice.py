"""A change by command changes one place and nothing else."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.edit.layout import Flow, yaml_text
from assessment.edit.splice import append, put
from assessment.errors import FaultyDataError, RequestError
from assessment.load.yaml_file import parse

FILE = """\
# 开头的话
unit: jianping   # 编号

# 证据
evidence:
  - id: e01
    title: 甲

  - id: e02 # 最后一份
# 互评
ballots:
  peer:
    - {rater: b, marks: [1]}

marks:
    agency:
        mark: 94.5 # 终评
        note: |
            一
            二

# 结尾的话
"""


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that are gone and the lines that are new."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_an_entry_is_added_to_the_end_of_a_list() -> None:
    after = append(FILE, "a.yaml", ("evidence",), [{"id": "e03", "captured": date(2019, 5, 12)}])
    assert changed(FILE, after) == ([], ["  - id: e03", "    captured: 2019-05-12"])
    assert after.index("e03") < after.index("# 互评")
    assert after.index("最后一份") < after.index("e03")


def test_a_list_that_is_not_there_is_made() -> None:
    after = append(FILE, "a.yaml", ("bonus",), [{"id": "b01"}])
    assert changed(FILE, after) == ([], ["bonus:", "  - id: b01"])
    assert append(after, "a.yaml", ("bonus",), [{"id": "b02"}]).count("bonus:") == 1
    inside = append(FILE, "a.yaml", ("marks", "agency", "items"), [{"clause": "附件3", "mark": Decimal("1.50")}])
    assert changed(FILE, inside) == ([], ["        items:", "          - clause: 附件3", "            mark: 1.50"])
    assert inside.index("            二") < inside.index("        items:") < inside.index("# 结尾的话")


def test_a_list_in_brackets_is_written_out() -> None:
    assert append("a: []\nb: 1\n", "a.yaml", ("a",), ["x"]) == "a:\n  - x\nb: 1\n"
    assert append("a: [y] # 注\nb: 1\n", "a.yaml", ("a",), ["x"]) == "a:\n  - y\n  - x\nb: 1\n"
    assert append("a:\nb: 1\n", "a.yaml", ("a",), ["x"]) == "a:\n  - x\nb: 1\n"


def test_a_value_keeps_its_comment() -> None:
    assert changed(FILE, put(FILE, "a.yaml", ("marks", "agency", "mark"), Decimal("94.75"))) == (
        ["        mark: 94.5 # 终评"],
        ["        mark: 94.75 # 终评"],
    )


def test_a_value_of_many_lines_is_replaced() -> None:
    after = put(FILE, "a.yaml", ("ballots", "peer"), [Flow({"rater": "c", "marks": [88, None]})])
    assert changed(FILE, after) == (["    - {rater: b, marks: [1]}"], ["    - {rater: c, marks: [88, ~]}"])
    after = put(FILE, "a.yaml", ("marks", "agency", "note"), "三")
    assert changed(FILE, after) == (["        note: |", "            一", "            二"], ["        note: 三"])


def test_mappings_on_the_way_are_made() -> None:
    assert put("a: 1\n", "a.yaml", ("b", "c", "d"), 2) == "a: 1\nb:\n  c:\n    d: 2\n"
    assert put("a:\nb: 1\n", "a.yaml", ("a", "c"), 2) == "a:\n  c: 2\nb: 1\n"


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    assert put("\ufeffa: 1\r\nb: 2\r\n", "a.yaml", ("c",), 3) == "\ufeffa: 1\r\nb: 2\r\nc: 3\r\n"
    assert put("a: 1", "a.yaml", ("b",), 2) == "a: 1\nb: 2\n"
    assert put("a: 1\r\nb: 2\r\n", "a.yaml", ("a",), 3) == "a: 3\r\nb: 2\r\n"


def test_what_cannot_take_a_line_is_refused() -> None:
    with pytest.raises(RequestError, match="第2行的写法放不下“c”"):
        put("x: 1\na: {b: 1}\n", "a.yaml", ("a", "c"), 1)
    with pytest.raises(RequestError, match="放不下"):
        put("a: 1\n", "a.yaml", ("a", "c"), 1)
    with pytest.raises(FaultyDataError):
        put("a: [\n", "a.yaml", ("b",), 1)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.recursive(
    TEXT | st.none() | st.booleans() | st.decimals(-999, 999, places=2) | st.dates(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXT, below, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(TEXT.filter(lambda key: key != "new"), VALUES, min_size=1, max_size=4), VALUES, st.data())
def test_whatever_is_put_is_read_back_and_nothing_else_changes(
    fields: dict[str, object], value: object, data: st.DataObject
) -> None:
    text = yaml_text(fields)
    key = data.draw(st.sampled_from([*fields, "new"]))
    # ``put`` itself compares the whole data before and after.
    after = put(text, "a.yaml", (key,), value)
    document, _ = parse(after, "a.yaml")
    assert document is not None
    assert append(after, "a.yaml", ("more",), [value, value]) != after
