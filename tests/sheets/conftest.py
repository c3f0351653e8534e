"""What the tests of the sheets share."""

from pathlib import Path

import pytest

from tests.sheets.office import Office


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(tmp_path, capsys)
