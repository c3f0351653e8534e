"""Medians and ratios, by hand."""

from benchmarks.clock import Spent
from benchmarks.report import cpu_of, per_unit, ratio, table, wall_of
from benchmarks.rows import Order, Row, rows_of

MEASURES = {
    # The median of 30, 50 and 40 is 40, and not their mean where one is far off.
    "whole": [Spent(30, 20), Spent(50, 90), Spent(40, 25)],
    "pages": [Spent(21, 12), Spent(20, 11), Spent(22, 30)],
    "pages-84": [Spent(42, 25), Spent(84, 50), Spent(63, 40)],
    "validate-cold": [Spent(2, 2)],
    "validate-cold-84": [Spent(7, 7)],
    # Of an even number, the mean of the two in the middle: (4 + 6) ÷ 2 = 5.
    "typst": [Spent(4, 4), Spent(6, 6)],
}


def test_medians() -> None:
    assert cpu_of(MEASURES, "whole") == 40
    assert wall_of(MEASURES, "whole") == 25
    assert cpu_of(MEASURES, "typst") == 5
    assert cpu_of(MEASURES, "hugo") is None


def test_ratios_are_of_medians() -> None:
    assert ratio(MEASURES, "whole", "typst") == 8  # 40 ÷ 5
    assert ratio(MEASURES, "whole", "hugo") is None
    assert ratio(MEASURES, "hugo", "typst") is None


def test_a_unit_of_a_larger_county() -> None:
    # 63 ÷ 84 = 0.75 a unit; 21 ÷ 42 = 0.5 a unit.
    assert per_unit(MEASURES, Row("pages-84", "", "", 84, "pages"), 42) == 1.5
    # 7 ÷ 84 a unit; 2 ÷ 42 a unit.
    assert per_unit(MEASURES, Row("validate-cold-84", "", "", 84, "validate-cold"), 42) == 1.75
    assert per_unit(MEASURES, Row("pages", ""), 42) is None


def test_the_table_says_what_was_not_measured() -> None:
    order = Order(42, (84,), (4700,), 0, True, "")
    lines = table(rows_of(order), MEASURES, order.units, ["Hugo"]).splitlines()
    by_what = {line.split(" | ")[0].removeprefix("| "): line for line in lines if line.startswith("| ")}
    assert by_what["从头生成，连同 PDF"] == "| 从头生成，连同 PDF | 40.00 | 25.00 | 8.00 |  |  | ≤ 8 × Typst |"
    assert by_what["84个单位从头生成，不生成 PDF"].split(" | ")[5] == "1.50"
    assert by_what["Hugo：同样多的网页，同样的表"].split(" | ")[1] == "没有安装"
    assert by_what["validate，再来一次"].split(" | ")[1] == "没有量"
    assert not any("个县" in line for line in lines), "none was ordered"
    assert by_what["84个单位 validate，缓存是空的"].split(" | ")[5] == "1.75"
    assert by_what["4700个单位 validate，缓存是空的"].split(" | ")[1] == "没有量"
    assert lines[-1] == "没有安装 Hugo，没有与它比。"
