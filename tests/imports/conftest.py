"""One blank year for all tests that only read sheets; a draft takes what they claim, nothing is written."""

import pytest

from assessment.period import Period
from assessment.year.reading import read_year
from tests.folder import Folder
from tests.imports.sheets import Desk


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = Folder(tmp_path_factory.mktemp("desk"))
    folder.change("years/2019.yaml", "sample", "real")
    return Desk(read_year(folder.data, Period(2019)), folder.data.parent)
