"""A change by command changes one place and nothing else."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.edit.layout import Flow, yaml_text
from assessment.edit.splice import EntryStep, append, put, take_out, take_out_value
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


def test_an_empty_list_in_brackets_is_written_out() -> None:
    assert append("a: []\nb: 1\n", "a.yaml", ("a",), ["x"]) == "a:\n  - x\nb: 1\n"
    assert append("a: [] # 注\nb: 1\n", "a.yaml", ("a",), ["x"]) == "a: # 注\n  - x\nb: 1\n"
    assert append("a:  # 注\nb: 1\n", "a.yaml", ("a",), ["x"]) == "a:  # 注\n  - x\nb: 1\n"
    assert append("a:\nb: 1\n", "a.yaml", ("a",), ["x"]) == "a:\n  - x\nb: 1\n"


def test_a_value_keeps_its_comment() -> None:
    assert changed(FILE, put(FILE, "a.yaml", ("marks", "agency", "mark"), Decimal("94.75"))) == (
        ["        mark: 94.5 # 终评"],
        ["        mark: 94.75 # 终评"],
    )


def test_a_value_of_many_lines_is_replaced() -> None:
    after = put(FILE, "a.yaml", ("ballots", "peer"), [Flow({"rater": "c", "marks": [88, None]})])
    assert changed(FILE, after) == (["    - {rater: b, marks: [1]}"], ["    - {rater: c, marks: [88, ~]}"])
    note = ("marks", "agency", "note")
    after = put(FILE, "a.yaml", note, "一\n三\n")
    assert changed(FILE, after) == (["            二"], ["            三"])
    after = put(FILE, "a.yaml", note, ["三"])
    assert changed(FILE, after)[1] == ["        note:", "          - 三"]


def test_mappings_on_the_way_are_made() -> None:
    assert put("a: 1\n", "a.yaml", ("b", "c", "d"), 2) == "a: 1\nb:\n  c:\n    d: 2\n"
    assert put("a:\nb: 1\n", "a.yaml", ("a", "c"), 2) == "a:\n  c: 2\nb: 1\n"


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    assert put("\ufeffa: 1\r\nb: 2\r\n", "a.yaml", ("c",), 3) == "\ufeffa: 1\r\nb: 2\r\nc: 3\r\n"
    assert put("a: 1", "a.yaml", ("b",), 2) == "a: 1\nb: 2\n"
    assert put("a: 1\r\nb: 2\r\n", "a.yaml", ("a",), 3) == "a: 3\r\nb: 2\r\n"


def test_what_cannot_take_a_line_is_refused() -> None:
    with pytest.raises(RequestError, match="第1行的写法放不下“c”"):
        put("a: 1\n", "a.yaml", ("a", "c"), 1)
    with pytest.raises(FaultyDataError):
        put("a: [\n", "a.yaml", ("b",), 1)


LEDGER = """\
deductions:
  # 第一笔
  - id: d01   # 编号
    count: 2  # 两次
    # 原因见通报
    reason: 甲
    evidence: [e01] # 通报

  - {id: d02, count: 1, reason: "乙, 丙"} # 第二笔
  -
    reason: 丁
    id: d03
bonus: [{id: b01, count: 1}]
"""
FIRST, SECOND, THIRD = (("deductions", EntryStep("id", id)) for id in ("d01", "d02", "d03"))


def test_a_field_of_an_entry_is_changed_where_it_stands() -> None:
    after = put(LEDGER, "a.yaml", (*FIRST, "count"), Decimal(3))
    assert changed(LEDGER, after) == (["    count: 2  # 两次"], ["    count: 3  # 两次"])
    after = put(LEDGER, "a.yaml", (*FIRST, "level"), "省")
    assert changed(LEDGER, after) == ([], ["    level: 省"])
    assert after.index("level") < after.index("第二笔")
    after = put(LEDGER, "a.yaml", (*FIRST, "id"), ["x"])
    assert after == LEDGER.replace("  - id: d01   # 编号\n", "  - id:   # 编号\n      - x\n")


def test_an_entry_in_brackets_is_written_anew_in_its_line() -> None:
    after = put(LEDGER, "a.yaml", (*SECOND, "count"), Decimal(5))
    assert after == LEDGER.replace("count: 1, reason", "count: 5, reason")
    after = put(LEDGER, "a.yaml", ("bonus", EntryStep("id", "b01"), "date"), date(2019, 5, 1))
    assert after == LEDGER.replace("{id: b01, count: 1}", "{id: b01, count: 1, date: 2019-05-01}")
    assert put("x: 1\na: {b: 1}\n", "a.yaml", ("a", "c"), 1) == "x: 1\na: {b: 1, c: 1}\n"


def test_a_whole_entry_is_changed_field_by_field() -> None:
    same = {"id": "d01", "count": Decimal(2), "reason": "甲", "evidence": Flow(["e01"])}
    assert put(LEDGER, "a.yaml", FIRST, same) == LEDGER
    after = put(LEDGER, "a.yaml", FIRST, {**same, "reason": "甲甲", "evidence": Flow(["e01", "e02"])})
    gone, new = changed(LEDGER, after)
    assert gone == ["    reason: 甲", "    evidence: [e01] # 通报"]
    assert new == ["    reason: 甲甲", "    evidence: [e01, e02] # 通报"]
    assert put(LEDGER, "a.yaml", SECOND, Flow({"id": "d02", "reason": "乙"})) == LEDGER.replace(
        '{id: d02, count: 1, reason: "乙, 丙"}', '{id: d02, reason: "乙"}'
    )
    assert put(LEDGER, "a.yaml", ("deductions", EntryStep("id", "d04")), {"id": "d04"}) == LEDGER.replace(
        "bonus", "  - id: d04\nbonus"
    )


def test_a_field_is_taken_out_with_its_line() -> None:
    assert take_out(LEDGER, "a.yaml", (*FIRST, "count")) == LEDGER.replace("    count: 2  # 两次\n", "")
    assert take_out(LEDGER, "a.yaml", (*SECOND, "count")) == LEDGER.replace("count: 1, reason", "reason")
    assert take_out(LEDGER, "a.yaml", (*THIRD, "reason")) == LEDGER.replace("    reason: 丁\n", "")
    # the next field takes over the dash
    after = take_out(LEDGER, "a.yaml", (*FIRST, "id"))
    assert after == LEDGER.replace("  - id: d01   # 编号\n    count", "  - count")
    assert take_out("a:\n  b: 1\nc: 2\n", "a.yaml", ("a", "b")) == "a:\n  {}\nc: 2\n"
    assert take_out("a:\n  - id: x\n", "a.yaml", ("a", EntryStep("id", "x"), "id")) == "a:\n  - {}\n"


def test_an_entry_that_is_not_there_takes_no_field() -> None:
    with pytest.raises(RequestError, match="第3行以下没有“d09”，写不进“count”"):
        put(LEDGER, "a.yaml", ("deductions", EntryStep("id", "d09"), "count"), 1)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.recursive(
    TEXT | st.none() | st.booleans() | st.decimals(-999, 999, places=2) | st.dates(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXT, below, max_size=3),
    max_leaves=6,
)


def as_read(value: object) -> object:
    """A value as YAML gives it back."""
    match value:
        case dict():
            return {key: as_read(below) for key, below in value.items()}
        case list():
            return [as_read(below) for below in value]
        case date():
            return value.isoformat()
        case _:
            return value


def data_of(text: str) -> object:
    """What a file of this text holds."""
    document, findings = parse(text, "a.yaml")
    assert findings == []
    assert document is not None
    return document.data


KEYS = TEXT.filter(lambda key: key not in ("new", "more"))


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4), VALUES, st.data())
def test_whatever_is_put_is_read_back_and_nothing_else_changes(
    fields: dict[str, object], value: object, data: st.DataObject
) -> None:
    text = yaml_text(fields)
    held = {key: as_read(below) for key, below in fields.items()}
    assert data_of(text) == held
    key = data.draw(st.sampled_from([*fields, "new"]))
    after = put(text, "a.yaml", (key,), value)
    held[key] = as_read(value)
    assert data_of(after) == held
    for count in (2, 4):
        after = append(after, "a.yaml", ("more",), [value, value])
        held["more"] = [as_read(value)] * count
        assert data_of(after) == held


def test_a_plain_value_goes_from_a_list_with_its_line_alone() -> None:
    text = "# 待定\nundecided:\n  # 题目\n  - title # 一\n  - clauses\n\nfull: 100\n"
    assert take_out_value(text, "f", ("undecided",), "title") == text.replace("  - title # 一\n", "")
    assert take_out_value(text, "f", ("undecided",), "clauses") == text.replace("  - clauses\n", "")
    flow = "undecided: [title, clauses] # 二\n"
    assert take_out_value(flow, "f", ("undecided",), "title") == "undecided: [clauses] # 二\n"
    assert put(flow, "f", ("undecided",), Flow(["full"])) == "undecided: [full] # 二\n"
    assert take_out_value("undecided:\n  - title\nfull: 100\n", "f", ("undecided",), "title") == "full: 100\n"
    # With the last one go the name of the list and what is said right above it.
    last = "# 方案\nid: x\n\n# 待定：逐项改定\nundecided:\n  # 题目\n  - title # 一\n  # 完\n\nfull: 100\n"
    assert take_out_value(last, "f", ("undecided",), "title") == "# 方案\nid: x\n\nfull: 100\n"
    schema = "# yaml-language-server: $schema=x.json\n"
    for head, left in (
        ("", ""),
        ("# 待定\n", ""),
        (schema, schema),
        (f"{schema}# 待定\n", schema),
        ("# 示例数据\n# 待定\n", "# 示例数据\n"),
    ):
        text = f"{head}undecided: [title]\n\nfull: 100\n"
        assert take_out_value(text, "f", ("undecided",), "title") == f"{left}full: 100\n"
    only = "a:\n  # 待定\n  undecided: [title] # 一\nb: 1\n"
    assert take_out_value(only, "f", ("a", "undecided"), "title") == "a:\n  # 待定\n  {}\nb: 1\n"
    with pytest.raises(RequestError, match="没有“full”"):
        take_out_value(text, "f", ("undecided",), "full")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("groups:\n  - {id: a, units: [x]} # 一\n", "groups:\n  - {id: a} # 一\n"),
        ("groups:\n  - {units: [x], id: a}\n", "groups:\n  - {id: a}\n"),
        ("groups:\n  - {\n    units: [x],\n    id: a}\n", "groups:\n  - {\n    id: a}\n"),
        ("groups:\n  - units: [x]\n    id: a # 一\n", "groups:\n  - id: a # 一\n"),
        ("groups:\n  - units:\n      - x\n    id: a\n", "groups:\n  - id: a\n"),
        ("groups:\n  - id: a\n    units: [x]\n", "groups:\n  - id: a\n"),
    ],
)
def test_the_last_value_goes_from_an_entry_however_that_is_written(text: str, left: str) -> None:
    assert take_out_value(text, "f", ("groups", EntryStep("id", "a"), "units"), "x") == left


def test_a_value_stays_quoted_as_it_was() -> None:
    assert put('name: "甲镇"\n', "f", ("name",), "乙镇") == 'name: "乙镇"\n'
    assert put("name: '甲镇' # 照方案\n", "f", ("name",), "乙'镇") == "name: '乙''镇' # 照方案\n"
    assert put("name: '甲镇'\n", "f", ("name",), "乙\n镇") == 'name: "乙\\n镇"\n', "single quotes hold no line break"
    assert put("a: {n: '甲', m: \"1\"}\n", "f", ("a", "n"), "乙") == "a: {n: '乙', m: \"1\"}\n"
    assert put("day: '2019-05-01'\n", "f", ("day",), date(2019, 5, 2)) == "day: '2019-05-02'\n"
    assert put("day: '1'\n", "f", ("day",), Decimal(1)) == "day: 1\n", "a number is no text"
    assert put("a: 甲\n", "f", ("a",), "乙: 丙") == 'a: "乙: 丙"\n'
