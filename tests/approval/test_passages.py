"""What differs between two texts is told passage by passage, closely where it can be, and soon in any case."""

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.approval import difference
from assessment.approval.difference import differences
from assessment.approval.passages import CLOSE, passages
from tests.work import steps

LINES = st.lists(st.sampled_from("abcdefgh"), max_size=40)


def closest(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(start, end, first, last) for tag, start, end, first, last in codes if tag != "equal"]


def applied(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the older text with every passage put in place, having made sure that the rest is the same."""
    result: list[str] = []
    at = there = 0
    for start, end, first, last in passages(old, new):
        assert (start, first) >= (at, there)
        assert old[at:start] == new[there:first]
        result += [*old[at:start], *new[first:last]]
        at, there = end, last
    assert old[at:] == new[there:]
    return [*result, *old[at:]]


@given(LINES, LINES)
def test_short_texts_are_matched_as_closely_as_can_be(old: list[str], new: list[str]) -> None:
    assert len(old) * len(new) <= CLOSE
    assert list(passages(old, new)) == closest(old, new)


@given(st.lists(st.integers(0, 60), min_size=60, max_size=120), st.lists(st.integers(0, 60), min_size=60, max_size=120))
def test_the_passages_turn_one_text_into_the_other(old: list[int], new: list[int]) -> None:
    before, after = [str(line) for line in old], [str(line) for line in new]
    assert applied(before, after) == after


@given(st.sets(st.integers(0, 299), max_size=6), st.sampled_from(["changed", "gone", "added"]))
def test_single_changes_of_a_long_text_are_told_one_by_one(at: set[int], what: str) -> None:
    old = [f"第{line}行" if line % 3 else "（空）" for line in range(300)]
    lines = {"changed": ["新"], "gone": [], "added": ["（空）", "新"]}[what]
    new = [line for place, kept in enumerate(old) for line in (lines if place in at else [kept])]
    found = list(passages(old, new))
    assert applied(old, new) == new
    assert len(found) <= len(at)
    assert sum(end - start for start, end, _, _ in found) <= len(at) * 2


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(lambda n: (["a", "b"] * n, ["b", "a", "a"] * n), id="two lines"),
        pytest.param(lambda n: (["a"] * n, ["a"] * (n // 2) + ["b"] + ["a"] * n), id="one line"),
        pytest.param(lambda n: ([str(i % 7) for i in range(n)], [str(i % 5) for i in range(n)]), id="few lines"),
        pytest.param(lambda n: ([str(i) for i in range(n)], [str(n - i) for i in range(n)]), id="turned round"),
        pytest.param(lambda n: ([str(i // 2) for i in range(n)], [str(i // 2) for i in range(n, 0, -1)]), id="pairs"),
        pytest.param(
            lambda n: ([str(i) if i % 40 else "a" for i in range(n)], [str(i) if i % 41 else "b" for i in range(n)]),
            id="changes",
        ),
        pytest.param(
            lambda n: (["a" if i % 50 else f"{i}" for i in range(n)], ["a" if i % 49 else f"{i}" for i in range(n)]),
            id="short stretches",
        ),
    ],
)
def test_work_grows_with_the_text_and_no_faster(
    texts: Callable[[int], tuple[list[object], list[object]]],
) -> None:
    def work(lines: int) -> int:
        old, new = texts(lines)
        return steps(lambda: list(differences(old, new)))

    assert work(2000) < 6 * work(500)


class Counted(str):
    """A text that counts how often any of its kind is compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, str(other))

    __hash__ = str.__hash__


def test_entries_with_names_are_looked_up_and_not_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    names = difference._names
    monkeypatch.setattr(
        difference, "_names", lambda *of: None if (found := names(*of)) is None else [Counted(name) for name in found]
    )
    before = {"deductions": [{"id": f"d{number}", "reason": "a"} for number in range(400)]}
    after = {"deductions": [{"id": f"d{number}", "reason": "b"} for number in range(0, 400, 2)]}
    assert len(differences(before, after)) == 400
    assert Counted.compared < 4000
