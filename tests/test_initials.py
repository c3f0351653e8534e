"""The initials of names: known answers."""

import pytest

from assessment.initials import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("县发改委", ["xfgw", "fgw"]),
        ("重庆路街道", ["cqljd"]),
        ("凌笪乡", ["ldx"]),
        # One character may be sounded in several ways: 税 shui, tuo (as tui); the usual one comes first.
        ("县税务局", ["xswj", "xtwj", "swj", "twj"]),
        ("１２３45热线（A）", ["12345rxa"]),
        ("县城", ["xc"]),
        ("·", []),
    ],
)
def test_known_names(name: str, letters: list[str]) -> None:
    assert [*initials(name)] == letters


def test_of_a_name_that_can_be_sounded_in_very_many_ways_the_usual_ones_are_kept() -> None:
    found = [*initials("教区会教区会教区会")]
    assert found[0] == "jqhjqhjqh"
    assert len(found) == 16
