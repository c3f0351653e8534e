"""An office of each test's own."""

from pathlib import Path

import pytest

from tests.approval.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "county")
