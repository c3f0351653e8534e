"""Twins give the same public bytes: one pair with every shape of hidden record, read, built and compared as a whole."""

from pathlib import Path

import pytest

from assessment.commands import build
from tests.folder import reapprove
from tests.leaks.test_planted import differing
from tests.repository.county import SOURCE
from tests.twins.county import NAMES, SCHEME, UNIT, YEAR, Raw, file_text, plain
from tests.twins.shapes import approvable
from tests.twins.test_one_publication import drawn


def built(place: Path, raw: Raw, *options: str) -> Path:
    """Build the year in which 甲镇 has a record, without a repository around it."""
    data = place / "data"
    files = {"years/2019.yaml": YEAR, "schemes/2019.yaml": SCHEME, "schemes/2019.source.txt": SOURCE}
    for unit, name in NAMES.items():
        files[f"units/{unit}.yaml"] = f"id: {unit}\nname: {name}\n"
        files[f"scores/2019/{unit}.yaml"] = file_text(raw if unit == UNIT else plain(unit))
    for file, text in files.items():
        (data / file).parent.mkdir(parents=True, exist_ok=True)
        (data / file).write_text(text, encoding="utf-8")
    reapprove(data)
    assert build.main(["--data", str(data), "--output", str(place / "output"), "--no-pdf", *options]) == 0
    return place / "output"


def test_twins_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1583020800")
    pair = next(drawn(1, 1, "bytes"))
    here, there = (built(tmp_path / f"{side}", approvable(raw, side)) for side, raw in enumerate(pair))
    assert differing(here, there) == []
    assert "不公开的记录" in (here / "2019/units/jia/index.html").read_text(encoding="utf-8")
