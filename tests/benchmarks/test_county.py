"""The work of a benchmark: of any size, the same from the same seed, and sound."""

from pathlib import Path

import pytest
from benchmarks.county import LEAST, Shipped, county_files, shipped
from benchmarks.folders import lay_out

from assessment.check import check
from assessment.load.data_files import years
from assessment.year.reading import read_year


@pytest.fixture(scope="module")
def ground() -> Shipped:
    return shipped()


def units(files: dict[str, str]) -> list[str]:
    return sorted(path for path in files if path.startswith("units/"))


def test_the_same_seed_gives_the_same_bytes(ground: Shipped) -> None:
    one, other = county_files(ground, 7, "a"), county_files(ground, 7, "b")
    assert one == county_files(ground, 7, "a")
    assert units(one) == units(other)
    assert one["scores/2019/jianping.yaml"] != other["scores/2019/jianping.yaml"]


@pytest.mark.parametrize(
    ("count", "lists"),
    [
        (LEAST, []),
        # One more than the shipped scheme has: the second wave is still large enough to be marked by itself.
        (43, [("every-town", ("town", "town-2")), ("every-department", ("department", "department-2"))]),
    ],
)
def test_a_county_of_any_size_has_no_finding(
    ground: Shipped, tmp_path: Path, count: int, lists: list[tuple[str, tuple[str, ...]]]
) -> None:
    data = lay_out(tmp_path / "county", county_files(ground, count, "any", one_more=True))
    [period] = years(data)
    year = read_year(data, period)
    assert [*check(year)] == []
    assert len(year.whole.records) == count
    assert [(one.id, tuple(one.groups)) for one in year.whole.scheme.ranking.lists] == lists


def test_one_deduction_more_changes_one_record_and_the_approval(ground: Shipped) -> None:
    plain, more = county_files(ground, LEAST, "any"), county_files(ground, LEAST, "any", one_more=True)
    assert {path for path in plain if plain[path] != more[path]} == {"scores/2019/jianping.yaml", "approvals/2019.yaml"}


def test_a_county_in_which_nobody_could_be_marked_is_refused(ground: Shipped) -> None:
    with pytest.raises(ValueError, match="6 units at least"):
        county_files(ground, LEAST - 1, "any")


def test_the_same_county_is_the_same_commit(ground: Shipped, tmp_path: Path) -> None:
    files = county_files(ground, LEAST, "any")
    one, other = (lay_out(tmp_path / name, files).parent for name in ("one", "other"))
    heads = [(folder / ".git" / "refs" / "heads" / "main").read_text() for folder in (one, other)]
    assert heads[0] == heads[1]
