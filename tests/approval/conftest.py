"""An office of each test's own, and keys for all of them."""

from pathlib import Path

import pytest

from tests.approval.office import Office
from tests.approval.signing import Keys, make_keys


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "county")


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return make_keys(tmp_path_factory.mktemp("keys"))
