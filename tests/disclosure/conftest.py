"""Years invented from several seeds, read once for all tests of disclosure."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from assessment.dataset import Dataset
from tests.disclosure.variations import partly_internal
from tests.disclosure.years import amended, invented

SEEDS = ("2019", "7", "另一年")


@pytest.fixture(scope="session")
def years(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Dataset]:
    """By seed: much is internal, objections are open, the list of eligible units is empty, and there is an amendment."""
    made = {seed: partly_internal(amended(invented(tmp_path_factory.mktemp("year"), seed))) for seed in SEEDS}
    return {seed: replace(year, year=replace(year.year, eligible={})) for seed, year in made.items()}


@pytest.fixture(params=SEEDS)
def dataset(request: pytest.FixtureRequest, years: Mapping[str, Dataset]) -> Dataset:
    """Each of them."""
    return years[request.param]
