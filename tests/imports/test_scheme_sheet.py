"""Sheets of assessment rules as counties issue them, and the parts that are drafted from them."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.edit.draft_part import DraftKind, DraftPart
from assessment.edit.layout import Flow
from assessment.edit.new_scheme import DraftGroup
from assessment.edit.table_scheme import table_scheme
from assessment.errors import RequestError
from assessment.imports.scheme_rules import rules_in
from assessment.imports.scheme_sheet import SchemeSheet, read_scheme_sheet
from assessment.load.json_schema import checked
from assessment.load.scheme import scheme_of
from assessment.load.yaml_file import parse
from assessment.workbooks.grid import Workbook
from tests.imports.sheets import Merges, Rows, grid

GROUPS = {"town": "乡镇", "office": "县直部门"}
SUM_HINT = "（请核对各项的分值和合计；印发的原文就是这样的，加 --as-issued 照各项的分值起草）"
HEAD = ["序号", "一级指标", "二级指标", "分值", "评分细则", "考评对象"]


def read(rows: Rows, merges: Merges = (), *, as_issued: bool = False) -> SchemeSheet:
    """What a workbook of one sheet says."""
    return read_scheme_sheet(Workbook(Path("细则.xlsx"), (grid("细则", rows, merges),), ()), GROUPS, as_issued=as_issued)


def fault_lines(sheet: SchemeSheet) -> list[str]:
    """What is wrong with it, a line each."""
    return [str(finding) for finding in sheet.findings]


def tree(part: DraftPart) -> object:
    """The name and the full marks of a part and of all below it."""
    full = {group: str(number) for group, number in part.full.items()}
    marks = next(iter(full.values())) if len({*full.values()}) == 1 and len(full) == 2 else full
    return (part.name, marks, *map(tree, part.items))


def trees(sheet: SchemeSheet) -> list[object]:
    """The same of all components of a sheet in which nothing is wrong."""
    assert fault_lines(sheet) == []
    return [tree(component.part) for component in sheet.components]


def test_levels_merged_down_and_rows_that_are_no_items() -> None:
    sheet = read(
        [
            ["某县2024年政务公开工作考评细则"],
            HEAD,
            [1, "一、信息公开", "（一）主动公开", 30, "不及时的，每条扣2分。", "各单位"],
            [2, None, "（二）依申请公开", 20, "不规范的，每件扣1分。", "县直部门"],
            [3, None, "（三）村务公开", 20, "未公开的，每次扣5分。", "乡镇"],
            [None, "小计", None, 50],
            [4, "二、政策解读", "解读质量", 50, "由评审组评定。", None],
            [None, "合计", None, 100],
            ["备注：本细则由县政府办负责解释，自印发之日起施行。"],
            ["填表人：张三"],
        ],
        ((3, 2, 5, 2),),
    )
    assert trees(sheet) == [
        ("信息公开", "50", ("主动公开", "30"), ("依申请公开", {"office": "20"}), ("村务公开", {"town": "20"})),
        ("政策解读", "50", ("解读质量", "50")),
    ]
    assert sheet.title == "某县2024年政务公开工作考评细则"


def test_blank_cells_stand_for_the_one_above_where_nothing_is_merged() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "满分", "扣分标准"],
        ["公开", "主动", "目录", "20分", "缺一项扣2分"],
        [None, None, "更新", "30分", "迟一天扣1分"],
        [None, "依申请", "答复", "50分", "超期一件扣5分"],
    ]
    expected = ("公开", "100", ("主动", "50", ("目录", "20"), ("更新", "30")), ("依申请", "50", ("答复", "50")))
    assert trees(read(rows)) == [expected]


def test_several_rows_of_one_item_are_its_words_or_its_items() -> None:
    rows = [
        HEAD,
        [1, "公开", "主动", 60, "迟报的，每次扣2分", None],
        [2, None, None, None, "漏报的，每次扣5分", None],
        [3, None, "被动", 10, "答复超期的，每件扣1分", None],
        [4, None, None, 30, "答复被纠错的，每件扣5分", None],
    ]
    sheet = read(rows, ((2, 2, 5, 2), (2, 3, 3, 3), (2, 4, 3, 4), (4, 3, 5, 3)))
    answer = ("被动", "40", ("答复超期的", "10"), ("答复被纠错的", "30"))
    assert trees(sheet) == [("公开", "100", ("主动", "60"), answer)]
    first = next(sheet.components[0].part.leaves())
    assert [rule["id"] for rule in first.rules] == ["迟报", "漏报"]


def test_full_marks_by_group_stand_in_columns_of_their_own() -> None:
    rows = [
        ["考评内容", "分值", None, "评分标准"],
        [None, "乡镇", "县直部门", None],
        ["文件", 10, 10, "缺一件扣1分"],
        ["网站", 90, 60, "每错一处扣1分"],
        ["执法", None, 30, "少一项扣2分"],
    ]
    sheet = read(rows, ((1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 2, 4)))
    assert trees(sheet) == [("文件", "10"), ("网站", {"town": "90", "office": "60"}), ("执法", {"office": "30"})]


def test_marks_may_stand_beside_the_names() -> None:
    rows = [
        ["项目", "内容", "分值"],
        ["一、公开（60分）", "主动", 40],
        [None, "被动", 20],
        ["二、解读（40分）", "质量", 40],
    ]
    expected = [("公开", "60", ("主动", "40"), ("被动", "20")), ("解读", "40", ("质量", "40"))]
    assert trees(read(rows)) == expected


@pytest.mark.parametrize(
    ("name", "kind", "method"),
    [
        ("四、加分项", DraftKind.BONUS, "accrual"),
        ("五、扣分项", DraftKind.PENALTY, "accrual"),
        ("六、其他", DraftKind.BASE, "deductions"),
    ],
)
def test_bonus_and_penalties_are_no_part_of_the_total(name: str, kind: DraftKind, method: str) -> None:
    rows = [HEAD, [1, "公开", "主动", 100, "", ""], [2, name, "通报", 5, "被国家、省通报的，每次分别扣2分、1分", ""]]
    component = read(rows).components[1]
    assert (component.kind, next(component.part.leaves()).method) == (kind, method)


def test_sums_that_are_wrong_are_told_at_their_cells_all_at_once() -> None:
    rows = [
        HEAD,
        [1, "一、公开（60分）", "主动", 40, "", "各单位"],
        [2, None, "被动", 10, "", "各单位"],
        [None, "小计", None, 55],
        [3, "二、解读", "质量", "四十", "", ""],
        [4, "三、平台", "网站", 40, "", "乡镇"],
        [None, "合计", None, 99],
    ]
    place = "表.xlsx 表“细则” "
    assert fault_lines(read(rows, ((2, 2, 3, 2),))) == [
        f"{place}第5行D列: not-a-number: “四十”不是数字（请填数字，例如 85.5；没有成绩的留空）",
        f"{place}第2行B列: weights-do-not-add-up: “公开”标示 60 分，下面各项合计 50 分"
        "（请核对分值；印发的原文就是这样的，加 --as-issued 照原文起草，由解读决定怎样计算）",
        f"{place}第4行D列: weights-do-not-add-up: “小计”写 55 分，上面各项合计 50 分{SUM_HINT}",
        f"{place}第7行D列: weights-do-not-add-up: “合计”写 99 分，上面各项合计 100、60 分{SUM_HINT}",
    ]


def test_a_sum_that_is_wrong_for_one_group_names_it() -> None:
    rows = [HEAD, [1, "公开（50分）", "主动", 30, "", ""], [2, None, "村务", 20, "", "乡镇"]]
    (fault,) = fault_lines(read(rows, ((2, 2, 3, 2),)))
    assert "“公开”标示 50 分，下面各项合计 县直部门：30 分" in fault


def test_a_sum_that_is_issued_so_is_left_to_a_reading() -> None:
    rows = [HEAD, [1, "公开（36分）", "主动", 30, "", ""], [2, None, "被动", 3, "", ""]]
    sheet = read(rows, ((2, 2, 3, 2),), as_issued=True)
    assert fault_lines(sheet) == []
    assert sheet.components[0].part.declared == Decimal(36)
    total = read([*rows, [None, "合计", None, 100]], ((2, 2, 3, 2),), as_issued=True)
    assert fault_lines(total) == []
    assert total.notes == ["第4行：“合计”写 100 分，上面各项合计 36 分，照各项的分值起草"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [
                ["附件2"],
                ["序号", "考评内容", "权重", "得分"],
                [1, "未按要求及时整改反馈的问题清单，每次扣1分，扣完10分为止。", 10],
                [2, "被国家、省、市网站巡查通报的，每次分别扣2分、1分、0.5分，扣完5分为止。", 5],
                ["合计", None, 15],
            ],
            [("未按要求及时整改反馈的问题清单", "10"), ("被国家、省、市网站巡查通报的", "5")],
            id="words in place of names",
        ),
        pytest.param(
            [["考评项目", "权重", "考评标准"], ["解读", "40%", "每少一篇扣1分"], ["平台", "（60%）", "x"]],
            [("解读", "40"), ("平台", "60")],
            id="percentages",
        ),
        pytest.param(
            [["一级指标", "二级指标", "分值"], ["公开", "主动", 50], ["公开", "被动", 30], ["解读", "质量", 20]],
            [("公开", "80", ("主动", "50"), ("被动", "30")), ("解读", "20", ("质量", "20"))],
            id="names written again in each row",
        ),
        pytest.param(
            [
                ["一级指标", "分值", "二级指标", "分值"],
                ["公开", 60, "主动", 40],
                [None, None, "被动", 20],
                ["解读", 40, "质", 40],
            ],
            [("公开", "60", ("主动", "40"), ("被动", "20")), ("解读", "40", ("质", "40"))],
            id="a column of full marks for each level",
        ),
        pytest.param(
            [
                ["一级指标", "二级指标", "分值"],
                ["公开", None, 60],
                [None, "主动", 40],
                [None, "被动", 20],
                ["总分", None, 60],
            ],
            [("公开", "60", ("主动", "40"), ("被动", "20"))],
            id="the sum of a level in a row above its items",
        ),
    ],
)
def test_other_forms(rows: Rows, expected: list[object]) -> None:
    assert trees(read(rows)) == expected


@pytest.mark.parametrize("name", ["依申请公开达标率", "达标率", "公开单位数", "得分总和", "测评(市级)"])
def test_an_item_may_end_like_a_summary(name: str) -> None:
    sheet = read([HEAD, [1, "公开", "主动", 60, "", ""], [2, "申请", name, 40, "", ""], [None, "合计", None, 100]])
    assert trees(sheet)[1:] == [("申请", "40", (name, "40"))]


CELL = st.sampled_from(
    [
        "",
        "公开",
        "公开（50分）",
        "一、解读",
        "加分项",
        "合计",
        "小计",
        "备注：无",
        "每次扣2分",
        "扣1分；扣2分",
        "5分",
        "—",
        "乡镇",
        0,
        5,
        -3,
        50,
        100,
    ]
)


@given(st.lists(st.lists(CELL, min_size=6, max_size=6), max_size=8), st.booleans())
def test_whatever_a_sheet_says_is_told_or_becomes_a_sound_scheme(rows: list[list[object]], as_issued: bool) -> None:
    try:
        sheet = read([HEAD, *rows], as_issued=as_issued)
    except RequestError:
        return
    if sheet.findings:
        return
    groups = [DraftGroup(id, name, [f"{id}-one"], [f"{name}一"]) for id, name in GROUPS.items()]
    document, faults = parse(table_scheme(2024, "县政府办", groups, sheet.components, sheet.title), "2024.yaml")
    assert faults == []
    assert document is not None
    good, refused = checked(document, "scheme")
    assert refused == []
    assert good is not None
    assert scheme_of(good)[2] == []


def test_units_that_are_no_group_are_told() -> None:
    sheet = read([HEAD, [1, "公开", "主动", 100, "", "县教体局"]])
    assert sheet.notes == ["第2行的考评对象“县教体局”不是组名，照各组都适用起草；只适用于一部分单位的请改"]


@pytest.mark.parametrize(
    "rows", [[["甲", "乙"]], [["一级指标", "评分细则"], ["公开", "好"]], [HEAD], [HEAD, [1, "加分项", "奖", 5, "", ""]]]
)
def test_a_sheet_without_items_is_refused(rows: Rows) -> None:
    with pytest.raises(RequestError):
        read(rows)


def flat(rule: object) -> object:
    """A rule without how it is laid out."""
    assert isinstance(rule, dict)
    return {key: value.value if isinstance(value, Flow) else value for key, value in rule.items()}


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("发布不及时的，每条扣２分。", [{"id": "发布不及时", "points": -2, "count": "each"}]),
        ("未报备的，扣1分", [{"id": "未报备", "points": -1, "count": "once"}]),
        ("每缺席1次扣0.5分，扣完6分为止", [{"id": "扣分", "points": Decimal("-0.5"), "count": "each", "limit": 6}]),
        ("答复不规范的，每件扣1—5分", [{"id": "答复不规范", "range": [-5, -1], "count": "each"}]),
        (
            "被国家、省、市通报的，每次分别扣4分、2分、1分",
            [{"id": "被国家、省、市通报", "points": {"国家": -4, "省": -2, "市": -1}, "count": "each"}],
        ),
        ("栏目空白的，每个扣2分；有错链的，每处扣2分", [
            {"id": "栏目空白", "points": -2, "count": "each"}, {"id": "有错链", "points": -2, "count": "each"},
        ]),
        ("每处扣1分；每处扣2分", [
            {"id": "扣分", "points": -1, "count": "each"}, {"id": "扣分2", "points": -2, "count": "each"},
        ]),
        ("被省、市通报的，分别扣4分、2分、1分", []),
        ("由评审组酌情扣分", []),
        ("不符合要求的，扣500分", []),
        ("", []),
    ],
)  # fmt: skip
def test_rules_that_words_say(text: str, taken: list[object]) -> None:
    assert [flat(rule) for rule in rules_in(text, Decimal(20)).deductions] == taken
