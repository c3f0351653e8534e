"""Every example is sound, comes to what was worked out by hand, and can be published as a whole."""

import json
from pathlib import Path

import pytest

from assessment.check import check
from assessment.dataset.year import Provenance
from assessment.exact import exact_text
from assessment.findings import has_errors
from assessment.load.data_files import years
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from assessment.year.year import Year
from tests.built import ROOT, run
from tests.scoring.written import plain_yaml

EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/data"))
EVERY = pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)


def year_of(example: Path) -> Year:
    """The only year of an example."""
    (number,) = years(example / "data")
    return read_year(example / "data", number)


@EVERY
def test_it_comes_to_what_was_worked_out_by_hand(example: Path) -> None:
    year = year_of(example)
    assert not has_errors(check(year))
    found = assess(year.whole)
    expected = plain_yaml(example / "expected.yaml")
    assert {
        unit: {"total": exact_text(ledger.total), "grade": found.grades.get(unit, "")}
        for unit, ledger in found.ledgers.items()
    } == expected


@EVERY
def test_a_page_says_what_it_shows_and_everything_says_that_it_is_invented(example: Path) -> None:
    page = (example / "README.md").read_text(encoding="utf-8")
    assert "虚构" in page
    assert f"{example.name}/README.md" in (example.parent / "README.md").read_text(encoding="utf-8")
    for path in (example / "data").rglob("*.yaml"):
        if path.parent.name not in ("units", "data"):
            assert "示例" in path.read_text(encoding="utf-8"), path
    assert year_of(example).whole.year.provenance is Provenance.SAMPLE


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
    year = year_of(example).whole
    names = {path.stem for path in (output / str(year.year.year) / "pdf").glob("*.pdf")}
    assert names == {*year.units, "annual", "circular"}


def build(example: Path, output: Path, *options: str) -> None:
    """Build everything that the office sees of an example; its results are those worked out by hand."""
    command = [str(ROOT / "scripts" / "build"), "--data", str(example / "data"), "--audience", "office", *options]
    run([*command, "--output", str(output)], cwd=ROOT)
    year = output / str(year_of(example).whole.year.year)
    results = json.loads((year / "results.json").read_text(encoding="utf-8"))
    expected = plain_yaml(example / "expected.yaml")
    assert {unit["id"]: unit["total"]["exact"] for unit in results["units"]} == {
        unit: result["total"] for unit, result in expected.items()
    }
    for unit in expected:
        assert (year / "units" / unit / "index.html").is_file()
