"""Jobs done by processes of this machine: a whole file, or none and the reason."""

from pathlib import Path

import pytest

from assessment.errors import RequestError
from assessment.executor.choice import executor_at
from tests.built import contents
from tests.executor.jobs import fail, refuse, repeat


def test_a_job_gives_a_whole_file_or_none(tmp_path: Path) -> None:
    with executor_at("") as executor:
        good = executor.submit(tmp_path / "good", repeat, "字", times=2)
        bad = executor.submit(tmp_path / "bad", fail)
        refused = executor.submit(tmp_path / "refused", refuse)
        good.result()
        with pytest.raises(ValueError, match="no\nluck"):
            bad.result()
        with pytest.raises(RequestError, match="缺少字库"):
            refused.result()
    assert contents(tmp_path) == {"good": "字字".encode()}
