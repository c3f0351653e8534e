"""Every example is sound, comes to what was worked out by hand, and can be published as a whole."""

import json
from pathlib import Path

import pytest

from assessment.check import check
from assessment.exact import exact_text
from assessment.findings import has_errors
from assessment.load.data_files import years
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from assessment.year.year import Year
from tests.built import ROOT, run
from tests.scoring.written import plain_yaml

EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/data"))


def year_of(example: Path) -> Year:
    """The only year of an example."""
    (number,) = years(example / "data")
    return read_year(example / "data", number)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_it_comes_to_what_was_worked_out_by_hand(example: Path) -> None:
    year = year_of(example)
    assert not has_errors(check(year))
    found = assess(year.whole)
    expected = plain_yaml(example / "expected.yaml")
    ranks = {one.unit: str(one.rank) for order in found.orders.values() for one in order.standings}
    results = {
        unit: {"total": exact_text(ledger.total), "grade": found.grades.get(unit, ""), "rank": ranks[unit]}
        for unit, ledger in found.ledgers.items()
    }
    if not any("rank" in wanted for wanted in expected.values()):
        results = {unit: {"total": one["total"], "grade": one["grade"]} for unit, one in results.items()}
    assert results == expected


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_a_site_and_documents_are_built_from_it(example: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    command = [str(ROOT / "scripts" / "build"), "--data", str(example / "data"), "--audience", "office"]
    run([*command, "--output", str(output)], cwd=ROOT)
    year = year_of(example).whole
    results = json.loads((output / str(year.year.year) / "results.json").read_text(encoding="utf-8"))
    expected = plain_yaml(example / "expected.yaml")
    assert {unit["id"]: unit["total"]["exact"] for unit in results["units"]} == {
        unit: result["total"] for unit, result in expected.items()
    }
    for unit in expected:
        assert (output / str(year.year.year) / "units" / unit / "index.html").is_file()
    assert [*output.rglob("*.pdf")]
