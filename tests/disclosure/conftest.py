"""Years invented from several seeds, read and scored once for all tests of disclosure."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.disclosure.variations import partly_internal
from tests.disclosure.years import Scored, amended, graded, invented, scored

SEEDS = ("2019", "7", "另一年")


@pytest.fixture(scope="session")
def years(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Scored]:
    """By seed: much is internal, objections are open, nobody is on the list of eligible units; graded and amended."""
    result = {
        seed: graded(partly_internal(amended(invented(tmp_path_factory.mktemp("year"), seed))), "92", "86")
        for seed in SEEDS
    }
    return {seed: scored(replace(year, year=replace(year.year, eligible={}))) for seed, year in result.items()}


@pytest.fixture(params=SEEDS)
def year(request: pytest.FixtureRequest, years: Mapping[str, Scored]) -> Scored:
    """Each of them."""
    return years[request.param]
