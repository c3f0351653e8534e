"""What veraPDF says of the shared build, asked once for all test processes."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.built import Built
from tests.documents.conformance import failures


@pytest.fixture(scope="session")
def conformance(built: Built) -> Mapping[tuple[Path, str], list[str]]:
    return failures([*built.site.rglob("*.pdf")], built.site.parent / "verapdf.txt")
