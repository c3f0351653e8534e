"""Which one choice is offered for what was written."""

import pytest

from assessment.nearest import nearest

OUTCOMES = ("待定", "成立", "部分成立", "不成立")


@pytest.mark.parametrize(
    ("written", "choices", "meant"),
    [
        ("部份成立", OUTCOMES, "部分成立"),
        ("部分成", OUTCOMES, "部分成立"),
        ("申诉成立", OUTCOMES, "成立"),
        ("省级通报", ("国家", "省", "市"), "省"),
        ("不城立", OUTCOMES, "不成立"),
        ("巡查通报", {"附件2第4项": "巡查通报", "附件2第1项": "问题清单整改"}, "附件2第4项"),
    ],
)
def test_a_slip_of_one_letter_comes_before_a_name_inside(written: str, choices: tuple[str, ...], meant: str) -> None:
    assert nearest(written, choices) == meant


def test_what_is_like_nothing_is_not_guessed() -> None:
    assert nearest("撤销", OUTCOMES) is None
