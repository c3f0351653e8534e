"""Reading a hostile sheet takes work in proportion to its size: long texts name nothing, few unknown names are sought."""

from assessment.folding import folded
from assessment.imports import likeness
from tests.imports.sheets import Desk
from tests.work import steps

HEAD = ["单位", "最终成绩"]
LONG = "字" * 20_000


def test_long_texts_are_compared_with_nothing(desk: Desk) -> None:
    short = [HEAD, *(["建平镇", "未知"] for _ in range(30))]
    long = [HEAD, *([LONG, LONG] for _ in range(30))]
    desk.read("agency", short)
    assert steps(lambda: desk.read("agency", long)) < 3 * steps(lambda: desk.read("agency", short))


def test_the_meaning_of_few_unknown_names_is_sought(desk: Desk) -> None:
    def unknown(count: int) -> int:
        return steps(lambda: desk.read("agency", [HEAD, *([f"建平{number}所", 88] for number in range(count))]))

    unknown(10)
    few, many, more = unknown(200), unknown(400), unknown(600)
    assert more - many < (many - few) * 1.2
    assert many - few < few / 2


def test_a_long_text_is_like_nothing() -> None:
    assert likeness.likeness(LONG, LONG) == 0
    assert likeness.likeness("县发展改革委", "县发改委") > 0.9


def test_folding_keeps_what_can_be_seen() -> None:
    assert folded("Ａ Ｂ　\u200b【１】\n") == "ab[1]"


def test_rows_of_words_are_looked_at_once(desk: Desk) -> None:
    """Each of them could be a head with all the others below it, of which some may name a clause."""

    def wordy(count: int) -> int:
        rows = [[f"第{number}天", f"甲{number}", f"某条{number}", f"原因{number}"] for number in range(count)]
        return steps(lambda: desk.read("ledger", [["日期", "单位", "条款", "原因"], *rows]))

    wordy(10)
    assert wordy(80) < 3 * wordy(40)
