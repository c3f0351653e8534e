"""Results are kept by which objects they are of: equal ones are others, and only the last owners keep theirs."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessment.exact import fraction_sum
from assessment.kept import OWNERS, Same, kept_by

FRACTIONS = st.builds(Fraction, st.integers(-(10**6), 10**6), st.sampled_from([1, 2, 3, 8, 10, 100, 997]))


def test_the_same_objects_are_reckoned_once_and_equal_ones_anew() -> None:
    seen: list[tuple[list[int], str]] = []

    @kept_by(0)
    def reckoned(owner: list[int], name: str) -> int:
        seen.append((owner, name))
        return len(seen)

    one, other = [1], [1]
    assert [reckoned(one, "a"), reckoned(one, "a"), reckoned(other, "a"), reckoned(one, "b")] == [1, 1, 2, 3]
    for _ in range(OWNERS):
        reckoned([1], "a")
    assert reckoned(one, "a") == len(seen) == 3 + OWNERS + 1


def test_texts_and_numbers_are_what_they_say() -> None:
    town, year = "".join(["to", "wn"]), int("2019")
    assert Same(town, year) == Same("town", 2019)
    assert hash(Same(town, year)) == hash(Same("town", 2019))
    assert Same("2019") != Same(2019)
    assert Same(1) != Same(True)


@given(st.lists(FRACTIONS))
def test_a_sum_is_the_sum(values: list[Fraction]) -> None:
    assert fraction_sum(values) == sum(values, Fraction(0))
