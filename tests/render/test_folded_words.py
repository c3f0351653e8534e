"""How the search folds what it compares; tests/browser/test_search.py holds the browser's side against it."""

import pytest

from assessment.render.site.folded_words import BREAK, folded_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("扣完５分为止", "扣完5分为止"),
        ("ＡＢｃ", "ABc"),
        ("附件２（第４项）", "附件2（第4项）"),
        ("40％", "40％"),
        ("第①项", f"第{BREAK}1{BREAK}项"),
        ("第2①项", f"第2{BREAK}1{BREAK}项"),
        ("Ⅲ类", f"{BREAK}III{BREAK}类"),
        ("㈤", f"{BREAK}(五){BREAK}"),
        ("二○一九年", "二〇一九年"),
        ("○分", "○分"),
        ("三类", "三类"),
        ("&amp;", "&amp;"),
    ],
)
def test_letters_and_figures_in_another_dress_are_plain_ones(text: str, folded: str) -> None:
    assert folded_words(text) == folded
