"""Days, counts and levels as people write them."""

from datetime import date
from decimal import Decimal

import pytest

from assessment.imports.days import day_of_serial, day_of_text
from assessment.imports.levels import level_in
from assessment.imports.values import SheetRow
from assessment.numerals import with_figures
from tests.imports.sheets import Desk, deductions, grid

THIRD_OF_JULY = ["2019-07-03", "2019/7/3", "2019.7.3", "2019年7月3日", "2019年07月03日", "２０１９年７月３日"]
THIRD_OF_JULY += ["20190703", "7月3日", "2019年7月3号", "2019-07-03 09:30:00", "2019/7/3 9:30", "2019年7月3日上午"]
THIRD_OF_JULY += ["2019年7月3日 9时30分", "2019-07-03T09:30:00", "2019年7月3日（星期三）", "二〇一九年七月三日"]
THIRD_OF_JULY += ["二零一九年七月三日", "2019 - 7 - 3", "七月三日", "2019/7/3 下午 3:05"]
NO_DAYS = ["2019年2月30日", "昨天", "2019年7月", "2019", "7.3", "3", "2019-13-01", "上半年", "2019年7月3日至5日", "7/3"]
LEVELS = ("国家", "省", "市")


@pytest.mark.parametrize("text", THIRD_OF_JULY)
def test_days(text: str) -> None:
    assert day_of_text(text, 2019) == date(2019, 7, 3)


@pytest.mark.parametrize("text", NO_DAYS)
def test_no_days(text: str) -> None:
    assert day_of_text(text, 2019) is None


def test_a_day_without_a_year_where_none_goes_without_saying() -> None:
    assert day_of_text("7月3日") is None


def test_days_as_a_spreadsheet_counts_them() -> None:
    assert day_of_serial(Decimal("43649.395")) == date(2019, 7, 3)
    assert day_of_serial(Decimal("2019")) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [("2", 2), ("２次", 2), ("两次", 2), ("二", 2), ("3起", 3), ("十二件", 12), ("共3处", 3), ("2次", 2), (" 2 次", 2)],
)
def test_counts(text: str, count: int) -> None:
    row = SheetRow(grid("表", [[text]]), 1, {"count": 1}, [])
    assert (row.count("count"), row.findings) == (count, [])


@pytest.mark.parametrize(
    ("words", "figures"),
    [("二〇一九", "2019"), ("十", "10"), ("二十一", "21"), ("廿三", "23"), ("三十", "30"), ("百", "百")],
)
def test_numbers_in_words(words: str, figures: str) -> None:
    assert with_figures(words) == figures


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("省", "省"),
        ("省级", "省"),
        ("全省", "省"),
        ("省政府办公厅", "省"),
        ("安徽省政务公开办", "省"),
        ("省市场监管局", "省"),
        ("宣城市", "市"),
        ("市政府办", "市"),
        ("安徽省宣城市", "市"),
        ("国务院办公厅", "国家"),
        ("国办通报", "国家"),
        ("国家税务总局安徽省税务局", "省"),
        ("县", None),
        ("郎溪县政府办", None),
        ("宣城市郎溪县", None),
        ("省、市", None),
        ("上级", None),
    ],
)
def test_levels(text: str, level: str | None) -> None:
    assert level_in(text, LEVELS) == level


HEAD = ["日期", "单位", "条款", "级别", "次数", "扣分", "原因", "证据编号"]


def test_they_are_read_in_a_register(desk: Desk) -> None:
    rows = [HEAD, [43649, "建平镇", "附件2第4项", "省政府办公厅", "两次", -2, "栏目未更新", "e01"]]
    draft = desk.read("ledger", rows)
    [entry] = deductions(draft, "jianping")
    assert (draft.findings, entry["date"], entry["level"], entry["count"]) == ([], "2019-07-03", "省", 2)
    assert not any("分数与方案不同" in note for note in draft.notes)


def test_points_are_compared_with_the_schemes(desk: Desk) -> None:
    rows = [HEAD, ["7月3日", "建平镇", "附件2第4项", "省", None, 2, "栏目未更新", "e01"]]
    draft = desk.read("ledger", rows)
    assert "表中的分数与方案不同，以方案为准：第2行表中 2 分、方案 1 分（附件2第4项）" in draft.notes


def test_a_level_that_points_tell(desk: Desk) -> None:
    rows = [HEAD, ["7月3日", "建平镇", "附件2第4项", None, None, "0.5分", "栏目未更新", "e01"]]
    draft = desk.read("ledger", rows)
    assert [entry["level"] for entry in deductions(draft, "jianping")] == ["市"]
    assert "没有写级别，按表中的分数认定的：第2行（市）；不对的请写明“级别”" in draft.notes


def test_a_register_without_evidence_is_evidence_itself(desk: Desk) -> None:
    rows = [
        ["时间", "单位", "扣分事由", "扣分依据"],
        ["7月3日", "建平镇", "缺席", "附件2第2项"],
        ["8月1日", "建平镇", "迟到", "附件2第2项"],
    ]
    draft = desk.read("ledger", rows)
    [piece] = draft.entries_of("jianping", "evidence")
    assert (draft.findings, piece["kind"], piece["visibility"]) == ([], "台账", "internal")
    assert any("没有证据一栏，以这张台账本身为证据" in note for note in draft.notes)
