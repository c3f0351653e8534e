"""Lists of units under the heads that offices write: the column of names is told by its meaning and its content."""

import pytest

from assessment.errors import RequestError
from assessment.imports.unit_sheet import book_of_lines, read_unit_list
from tests.imports.sheets import Merges, Rows
from tests.imports.test_unit_sheet import groups, listed

TOWNS, OFFICES = ["桃州街道", "四合乡"], ["市政府办", "市发改委（市粮储局）"]
BOTH = {"乡镇": TOWNS, "市直单位": OFFICES}
BY_NAME = {"乡镇": TOWNS, "县直单位": OFFICES}
KIND = {name: kind for kind, names in BOTH.items() for name in names}
NUMBERED: list[list[object]] = [[number, name] for number, name in enumerate([*TOWNS, *OFFICES], 1)]


@pytest.mark.parametrize("name", ["考核对象", "考评单位名称", "单位（部门）", "被测评单位", "参评乡镇和部门", "测评主体"])
def test_names_of_the_column(name: str) -> None:
    read = listed([["序号", name], *NUMBERED])
    assert (read.findings, groups(read)) == ([], BY_NAME)


@pytest.mark.parametrize(
    ("towns", "offices", "called"),
    [
        ("乡镇（街道）", "市直单位", "乡镇（街道）"),
        ("乡镇街道", "市直各部门", "乡镇街道"),
        ("各乡镇", "市政府部门", "各乡镇"),
        ("一、镇街（2个）", "二、驻市单位（2个）", "镇街"),
    ],
)
def test_a_column_a_group(towns: str, offices: str, called: str) -> None:
    rows = [["2020年考评对象", None], [towns, offices], *map(list, zip(TOWNS, OFFICES, strict=True))]
    read = listed(rows, merges=[(1, 1, 1, 2)])
    assert (read.findings, list(groups(read).values()), next(iter(groups(read)))) == ([], [TOWNS, OFFICES], called)


IN_GROUPS: Rows = [["乡镇", TOWNS[0]], [None, TOWNS[1]], ["市直单位", OFFICES[0]], [None, OFFICES[1]]]
HEADED: list[tuple[str, Rows, Merges]] = [
    (
        "the group in a row of its own",
        [
            ["序号", "考评对象名称", "备注"],
            ["一、乡镇（2个）", None, None],
            *NUMBERED[:2],
            ["二、市直单位（2个）", None, None],
            *NUMBERED[2:],
        ],
        [(2, 1, 2, 3), (5, 1, 5, 3)],
    ),
    ("the group with the first of its units", [["类别", "单位名称"], *IN_GROUPS], []),
    (
        "a head over two rows",
        [["序号", "被考评单位", None], [None, "名称", "类别"], *([None, name, KIND[name]] for name in KIND)],
        [(1, 1, 2, 1), (1, 2, 1, 3)],
    ),
    ("groups down the side", [["乡镇", *TOWNS], ["市直单位", *OFFICES]], []),
    (
        "long names and short ones",
        [["单位全称", "单位简称", "单位类型"], *([f"广德{name}", name, KIND[name]] for name in KIND)],
        [],
    ),
]


@pytest.mark.parametrize(("rows", "merges"), [case[1:] for case in HEADED], ids=[case[0] for case in HEADED])
def test_layouts(rows: Rows, merges: Merges) -> None:
    read = listed(rows, merges)
    assert (read.findings, groups(read)) == ([], BOTH)


def test_a_sentence_that_lists_them() -> None:
    read = listed([["考评对象：桃州街道、四合乡，市政府办、市发改委（市粮储局）。"]])
    assert (read.findings, groups(read)) == ([], BY_NAME)
    book = read_unit_list(book_of_lines([("考评对象", "桃州街道、四合乡，市政府办、市发改委(市粮储局)")]), {})
    assert groups(book) == BY_NAME


@pytest.mark.parametrize("name", ["市教体局等", "市教体局等12个部门", "市教体局等单位"])
def test_names_that_are_left_out(name: str) -> None:
    read = listed([["单位"], ["桃州镇"], [name]])
    assert [(str(fault.place), fault.code) for fault in read.findings] == [("表.xlsx 表“表1” 第3行A列", "several-names")]
    assert "等" in read.findings[0].message


def test_a_group_that_is_forgotten_is_not_guessed() -> None:
    read = listed([["单位", "组别"], ["桃州镇", "乡镇"], ["四合乡", "乡镇"], ["市教体局", None], ["市政府办", "部门"]])
    assert [(str(fault.place), fault.code) for fault in read.findings] == [("表.xlsx 表“表1” 第4行B列", "empty")]


def test_a_group_that_is_forgotten_among_groups_of_one_unit_is_not_guessed() -> None:
    read = listed([["单位", "组别"], ["桃州镇", "乡镇"], ["市教体局", "部门"], ["市医院", None], ["供电公司", "企业"]])
    assert [(str(fault.place), fault.code) for fault in read.findings] == [("表.xlsx 表“表1” 第4行B列", "empty")]
    once = listed([["单位", "组别"], ["桃州镇", "乡镇"], ["四合乡", None], ["市教体局", "部门"], ["市政府办", None]])
    assert (once.findings, groups(once)) == ([], {"乡镇": ["桃州镇", "四合乡"], "部门": ["市教体局", "市政府办"]})


def test_a_title_alone_is_no_head_and_is_quoted_once() -> None:
    with pytest.raises(RequestError) as refused:
        listed([["2020年名册", None], [1, "桃州镇"]], [(1, 1, 1, 2)])
    assert str(refused.value).endswith("；第一行现在是“2020年名册”")
