"""Two people on one file: what only one changed stays, what both changed is asked, and nothing else is touched."""

from collections.abc import Iterator, Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.edit.layout import yaml_text
from assessment.edit.splice import EntryStep, Keys
from assessment.edit.three_ways import BothChanged, Merger, Nothing, Whose
from assessment.edit.toward import toward
from assessment.errors import FaultyDataError
from assessment.load.yaml_file import parse

FIELDS = st.dictionaries(st.sampled_from(["level", "reason", "date"]), st.sampled_from(["甲", "乙", "丙: #"]), max_size=3)
ENTRIES = st.dictionaries(st.sampled_from(["d1", "d2", "d3", "d4"]), FIELDS, max_size=4).map(
    lambda listed: [{"id": id, **fields} for id, fields in listed.items()]
)
TEXTS = st.lists(st.sampled_from(["e1", "e2", "e3"]), unique=True, max_size=3)
RECORDS = st.fixed_dictionaries(
    {"unit": st.just("jia")},
    optional={
        "deductions": ENTRIES,
        "evidence": TEXTS,
        "marks": st.dictionaries(st.sampled_from(["agency", "peer"]), FIELDS, max_size=2),
        "note": st.sampled_from(["一", "二", None]),
    },
)
Leaves = dict[Keys, object]


def read(text: str) -> object:
    document, findings = parse(text, "a.yaml")
    assert (document is not None, findings) == (True, [])
    assert document is not None
    return document.data


def leaves(value: object, keys: Keys = ()) -> Iterator[tuple[Keys, object]]:
    """What stands in a record, entry by entry and field by field: mappings are only where their fields are."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from leaves(below, (*keys, key))
    elif isinstance(value, list):
        for below in value:
            if isinstance(below, dict):
                name = EntryStep("id", str(below["id"]))
                yield from leaves(below, (*keys, name))
            else:
                yield (*keys, str(below)), below
    else:
        yield keys, value


def is_under(keys: Keys, above: Keys) -> bool:
    return keys[: len(above)] == above


@given(base=RECORDS, mine=RECORDS, theirs=RECORDS, takes=st.randoms(use_true_random=False))
def test_nothing_is_lost(
    base: Mapping[str, object], mine: Mapping[str, object], theirs: Mapping[str, object], takes: Random
) -> None:
    """Field by field: as the one has it that changed it; where both did, as was chosen; told only where both did."""
    first = Merger({})
    first.merged(base, mine, theirs)
    for question in first.differences:
        assert question.mine != question.theirs
        assert question.base not in (question.mine, question.theirs), "only one side changed it"
    choices = {one.keys: takes.choice([*Whose]) for one in first.differences}
    merger = Merger(choices)
    whole = dict(leaves(merger.merged(base, mine, theirs)))
    assert merger.differences == first.differences
    old, one, other = (dict(leaves(side)) for side in (base, mine, theirs))
    for keys in {*old, *one, *other, *whole}:
        versions = [side.get(keys, Nothing.NOTHING) for side in (old, one, other)]
        above = next((choices[request] for request in choices if is_under(keys, request)), None)
        if above is not None:
            expected = versions[1] if above is Whose.MINE else versions[2]
        else:
            assert versions[1] == versions[2] or versions[0] in versions[1:], (keys, versions)
            expected = versions[2] if versions[1] == versions[0] else versions[1]
        assert whole.get(keys, Nothing.NOTHING) == expected, keys


@given(now=RECORDS, wanted=RECORDS)
def test_a_file_is_brought_to_say_what_is_wanted_and_keeps_its_comments(
    now: Mapping[str, object], wanted: Mapping[str, object]
) -> None:
    text = "# 开头\n" + yaml_text(now) + "# 结尾\n"
    after = toward(text, "a.yaml", wanted)
    assert dict(leaves(read(after))) == dict(leaves(wanted))
    assert after.startswith("# 开头\n")
    assert after.endswith("# 结尾\n")


FILE = """\
unit: jia
deductions:
  # 第一条的说明
  - id: d1
    reason: 未更新  # 核对过
    level: 省

  # 第二条的说明
  -
    id: d2
    reason: 错链
  - {id: d3, reason: 超时}
bonus: [{id: b1, reason: 出席}, {id: b2, reason: 来信}]
"""


@pytest.mark.parametrize(
    ("entry", "gone"),
    [
        ("d1", ["  - id: d1", "    reason: 未更新  # 核对过", "    level: 省"]),
        ("d2", ["  -", "    id: d2", "    reason: 错链"]),
        ("d3", ["  - {id: d3, reason: 超时}"]),
    ],
)
def test_an_entry_is_taken_out_with_its_own_lines_only(entry: str, gone: list[str]) -> None:
    data = read(FILE)
    assert isinstance(data, dict)
    rest = [one for one in data["deductions"] if one["id"] != entry]
    after = toward(FILE, "a.yaml", {**data, "deductions": rest})
    assert read(after) == {**data, "deductions": rest}
    assert [line for line in FILE.splitlines() if line not in after.splitlines()] == gone


def test_the_last_entry_and_one_of_a_list_in_one_line() -> None:
    data = read(FILE)
    assert isinstance(data, dict)
    after = toward(FILE, "a.yaml", {**data, "deductions": [], "bonus": data["bonus"][:1]})
    assert read(after) == {**data, "deductions": [], "bonus": data["bonus"][:1]}


def test_two_different_entries_of_one_name_are_one_question() -> None:
    merger = Merger({})
    mine, theirs = {"id": "d1", "reason": "未更新", "level": "省"}, {"id": "d1", "reason": "错链", "count": 2}
    assert merger.merged({}, {"deductions": [mine]}, {"deductions": [theirs]}) == {"deductions": [mine]}
    assert merger.differences == [BothChanged(("deductions", EntryStep("id", "d1")), Nothing.NOTHING, mine, theirs)]


def test_what_is_no_yaml_is_refused() -> None:
    with pytest.raises(FaultyDataError):
        toward("a: [", "a.yaml", {"a": 1})
