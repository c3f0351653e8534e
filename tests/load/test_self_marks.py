"""What is said of marks that units give themselves; they never count."""

from pathlib import Path

import pytest

from tests.load.small import Small

SELF = (
    ("      - clause: 二甲\n", "      - clause: 二甲\n        self_marks: true\n"),
    ("  - id: daily\n", "  - id: daily\n    self_marks: true\n"),
    ("        name: 表彰\n", "        name: 表彰\n        self_marks: true\n        limit: {upper: 3}\n"),
)
"""The two items of the agency, the only one of the daily component, and one of the bonus."""
WAVES = (
    "[{id: w1, name: 上半年, window: {first: 2019-01-01, last: 2019-06-30}}, "
    "{id: w2, name: 下半年, window: {first: 2019-07-01, last: 2019-12-31}}]"
)
RECORD = "unit: jia\nyear: 2019\nprovenance: sample\n"
WHOLE = (
    "self_marks: [{clause: 二甲1, mark: 60}, {clause: 二甲2, mark: 39.5}, "
    "{clause: 三甲, mark: 0}, {clause: 六乙, mark: 3}]\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Small:
    folder = Small(tmp_path)
    for was, now in SELF:
        folder.change("schemes/2019.yaml", was, now)
    return folder


def messages(folder: Small, record: str) -> list[str]:
    """What is said of a record, without its file and without what it says beside."""
    folder.write("scores/2019/jia.yaml", RECORD + record)
    return [line.removeprefix("scores/2019/jia.yaml:") for line in folder.messages()]


def test_within_full_marks_and_all_together_they_are_fine(folder: Small) -> None:
    assert messages(folder, WHOLE) == []
    assert messages(folder, "self_marks: [{clause: 三甲, mark: 5}]\n") == [], "of one component without the others"


@pytest.mark.parametrize(
    ("mark", "line"),
    [
        ("{clause: 三甲, mark: 5.1}", "4:33: mark-above-full: 自评得分 5.1 超过满分 5（请与单位核对）"),
        ("{clause: 三甲, mark: -1}", "4:33: mark-below-zero: 自评得分 -1 低于 0（请与单位核对）"),
        ("{clause: 六乙, mark: 4}", "4:33: mark-above-full: 自评得分 4 超过上限 3（请与单位核对）"),
        (
            "{clause: 五甲, mark: 20}",
            "4:23: self-mark-not-asked: 方案没有要单位对“台账”自评（请删去，或在方案的这一项写 self_marks: true）",
        ),
        (
            "{clause: 四, mark: 90}",
            "4:23: self-mark-not-asked: 方案没有要单位对“互评”自评（请删去，或在方案的这一项写 self_marks: true）",
        ),
        ("{clause: 三乙, mark: 5}", "4:23: unknown-clause: “三乙”不是计分的条款（可用的条款：二甲1、二甲2、三甲、六乙）"),
        (
            "{clause: agency, mark: 90}",
            "4:23: unknown-clause: “agency”下面还有分项，自评写在各分项（请逐项填写：二甲1、二甲2）",
        ),
        (
            "{clause: 三甲, mark: 五分}",
            "4:33: wrong-type: “自评得分”应当是数字，现为“五分”（请写作 5，即 mark: 5）",
        ),
        (
            "{clause: 三甲}",
            "4:14: wrong-form: “一项自评”填写不完整或互相矛盾"
            "（一项的自评得分；分几轮的写 waves，分几个对象的写 members。）",
        ),
        ("{clause: 三甲, waves: {w1: 5}}", "4:34: unknown-wave: “通报”没有“w1”这一轮（请删去 waves）"),
        (
            "{clause: 三甲, members: {东村: 5}}",
            "4:14: unused-field: “通报”不分对象评定，用不上“东村”（请删去各对象的自评得分）",
        ),
    ],
)
def test_one_that_cannot_be(folder: Small, mark: str, line: str) -> None:
    (found,) = messages(folder, f"self_marks: [{mark}]\n")
    assert found.startswith(line)


def test_two_of_one_item(folder: Small) -> None:
    record = "self_marks: [{clause: 三甲, mark: 5}, {clause: 三甲, mark: 4}]\n"
    assert messages(folder, record) == ["4:46: repeated-id: “三甲”自评了两次（请删去一处）"]


def test_a_list_that_is_half_filled_in_names_what_is_missing(folder: Small) -> None:
    line = "4:13: self-marks-missing: “专业机构测评”自评得分不全，还差：执行公开（请向单位要齐；自评不计分）"
    assert messages(folder, "self_marks: [{clause: 二甲1, mark: 60}]\n") == [line]
    absent = "not_applicable: [{clause: 二甲2, reason: 没有}]\n"
    assert messages(folder, "self_marks: [{clause: 二甲1, mark: 60}]\n" + absent) == [], "not what is 不涉及"


def test_what_is_not_for_the_unit(folder: Small) -> None:
    folder.change("schemes/2019.yaml", "        name: 通报\n", "        name: 通报\n        groups: [office]\n")
    folder.change("schemes/2019.yaml", "    full: 5\n    points: 5\n", "")
    said = messages(folder, "self_marks: [{clause: 三甲, mark: 5}]\n")
    where = "scores/2019/jia.yaml:"
    line = "4:23: not-for-group: “通报”不适用于“甲镇”所在的组（请删去，或核对方案中该项的 groups）"
    assert line in [one.removeprefix(where) for one in said]


class TestSeveralTimes:
    """In waves, and of members."""

    @pytest.fixture
    def folder(self, folder: Small) -> Small:
        folder.change("schemes/2019.yaml", "  - id: daily\n", f"  - id: daily\n    waves: {WAVES}\n")
        folder.change(
            "schemes/2019.yaml", "  - id: checks\n", "  - id: checks\n    self_marks: true\n    members: mean\n"
        )
        return folder

    def test_each_wave_and_member_by_itself(self, folder: Small) -> None:
        members = "{clause: 五甲, members: {东村: 25, 西村: 20}}"
        assert messages(folder, f"self_marks: [{{clause: 三甲, waves: {{w1: 5, w2: 4}}}}, {members}]\n") == []
        assert messages(folder, "self_marks: [{clause: 三甲, waves: {w1: 5}}]\n") == [], "the second is still to come"

    @pytest.mark.parametrize(
        ("mark", "line"),
        [
            (
                "{clause: 三甲, mark: 5}",
                "4:14: unknown-wave: “通报”分2轮测评，没有写是哪一轮的自评得分"
                "（请写在 waves 下：w1（上半年）、w2（下半年））",
            ),
            (
                "{clause: 三甲, waves: {w3: 5}}",
                "4:34: unknown-wave: “通报”没有“w3”这一轮（可填：w1（上半年）、w2（下半年））",
            ),
            ("{clause: 三甲, waves: {w1: 6}}", "4:34: mark-above-full: 自评得分 6 超过满分 5（请与单位核对）"),
            (
                "{clause: 五甲, mark: 25}",
                "4:14: missing-member: “台账”按下属对象分别评定，没有写是哪一个的自评得分（请按对象的名称填写）",
            ),
            ("{clause: 五甲, members: {东村: 26}}", "4:36: mark-above-full: 自评得分 26 超过满分 25（请与单位核对）"),
        ],
    )
    def test_one_that_cannot_be(self, folder: Small, mark: str, line: str) -> None:
        assert messages(folder, f"self_marks: [{mark}]\n") == [line]

    def test_a_member_that_nobody_assessed(self, folder: Small) -> None:
        marks = "marks: {checks: {members: {东村: {items: [{clause: 五甲, mark: 25}]}}}}\n"
        said = messages(folder, f"{marks}self_marks: [{{clause: 五甲, members: {{东屯: 25}}}}]\n")
        assert said == ["5:14: unknown-member: “台账”的成绩里没有“东屯”这个对象（是不是“东村”？是的话请改成 东村）"]


def test_they_do_not_count(folder: Small) -> None:
    without = folder.assessed()
    folder.write("scores/2019/jia.yaml", RECORD + WHOLE)
    assert folder.assessed().ledgers == without.ledgers
