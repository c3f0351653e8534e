"""Every example is sound, comes to what was worked out by hand, and can be published as a whole."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.check import check
from assessment.dataset.year import Provenance
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience
from assessment.disclosure.published_result import ForOffice, SelfMarked
from assessment.exact import exact_text
from assessment.findings import has_errors
from assessment.load.data_files import years
from assessment.period import Period
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.built import ROOT, run
from tests.disclosure.years import EDITION
from tests.render.factors import assert_factors_hold
from tests.scoring.written import plain_yaml

EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/data"))
EVERY = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
PERIODS = [(example, period) for example in EXAMPLES for period in years(example / "data")]
"""Each example with its year, and with the rounds of the year where it has any."""


def expected_of(example: Path, period: Period) -> dict[str, dict[str, str]]:
    """What was worked out by hand."""
    return plain_yaml(example / (f"expected-{period}.yaml" if period.is_round else "expected.yaml"))


def name_of(value: Path | Period) -> str:
    return value.name if isinstance(value, Path) else str(value)


@pytest.mark.parametrize(("example", "period"), PERIODS, ids=name_of)
def test_it_comes_to_what_was_worked_out_by_hand(example: Path, period: Period) -> None:
    year = read_year(example / "data", period)
    assert not has_errors(check(year))
    found = assess(year.whole)
    expected = expected_of(example, period)
    ranks = {one.unit: str(one.rank) for order in found.orders.values() for one in order.standings}
    results = {
        unit: {"total": exact_text(ledger.total), "grade": found.grades.get(unit, ""), "rank": ranks[unit]}
        for unit, ledger in found.ledgers.items()
    }
    if not any("rank" in wanted for wanted in expected.values()):
        results = {unit: {"total": one["total"], "grade": one["grade"]} for unit, one in results.items()}
    assert results == expected


@pytest.mark.parametrize("example", [path for path in EXAMPLES if (path / "self-marks.yaml").is_file()], ids=name_of)
def test_marks_that_units_gave_themselves_stand_beside_the_assessed_ones(example: Path) -> None:
    (period,) = years(example / "data")
    year = read_year(example / "data", period).whole
    seen = disclose(year, assess(year), Audience.OFFICE, EDITION)
    found = {
        unit.id: {mark.name: [Fraction(mark.own.exact), *figures(mark)] for mark in unit.result.self_marks}
        for unit in seen.units.values()
        if isinstance(unit.result, ForOffice)
    }
    wanted = plain_yaml(example / "self-marks.yaml")
    assert found == {unit: {name: [*map(Fraction, row)] for name, row in rows.items()} for unit, rows in wanted.items()}


def figures(mark: SelfMarked) -> list[Fraction]:
    """The assessed mark, and the difference."""
    return [known.exact for known in (mark.assessed, mark.difference) if known is not None]


@EVERY
def test_a_page_says_what_it_shows_and_everything_says_that_it_is_invented(example: Path) -> None:
    page = (example / "README.md").read_text(encoding="utf-8")
    assert "虚构" in page
    assert f"{example.name}/README.md" in (example.parent / "README.md").read_text(encoding="utf-8")
    for path in (example / "data").rglob("*.yaml"):
        if path.parent.name not in ("units", "data", "approvals"):
            assert "示例" in path.read_text(encoding="utf-8"), path
    for period in years(example / "data"):
        assert read_year(example / "data", period).whole.year.provenance is Provenance.SAMPLE


@EVERY
def test_a_site_is_built_from_it(example: Path, tmp_path: Path) -> None:
    build(example, tmp_path / "output", "--no-pdf")


@pytest.mark.parametrize(
    "example",
    [pytest.param(path, marks=() if path == EXAMPLES[0] else pytest.mark.slow) for path in EXAMPLES],
    ids=lambda path: path.name,
)
def test_documents_are_set_from_it(example: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(example, output)
    for period in years(example / "data"):
        names = {path.stem for path in (output / str(period) / "pdf").glob("*.pdf")}
        assert names == {*read_year(example / "data", period).whole.units, "annual", "circular"}


def build(example: Path, output: Path, *options: str) -> None:
    """Build everything that the office sees of an example; its results are those worked out by hand.

    The page of a unit leads from each mark that comes from a round to the page of the unit in that round; every factor
    on every page comes to what stands beside it.
    """
    command = [str(ROOT / "scripts" / "build"), "--data", str(example / "data"), "--audience", "office", *options]
    run([*command, "--output", str(output)], cwd=ROOT)
    for period in years(example / "data"):
        results = json.loads((output / str(period) / "results.json").read_text(encoding="utf-8"))
        expected = expected_of(example, period)
        assert {unit["id"]: unit["total"]["exact"] for unit in results["units"]} == {
            unit: result["total"] for unit, result in expected.items()
        }
        for unit in results["units"]:
            page = (output / str(period) / "units" / unit["id"] / "index.html").read_text(encoding="utf-8")
            rounds = {row["round"] for row in unit["rows"] if "round" in row}
            assert all(f'href="../../../{one}/units/{unit["id"]}/index.html"' in page for one in rounds)
    assert_factors_hold(output)
