"""Real results do not go out before the county has filled in what only it can know."""

from pathlib import Path

import pytest

from assessment.commands import build
from tests.folder import reapprove
from tests.repository.county import NAMES, YEAR, County

APPROVED = YEAR.replace("under-review", "approved") + "approval: {body: 领导小组, date: 2020-02-20, document: 纪要}\n"


def test_each_blank_is_named_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = County(tmp_path)
    county.raters = 3
    county.write("years/2019.yaml", APPROVED)
    for unit in NAMES:
        county.record(unit)
    for file in ("years/2019.yaml", *(f"scores/2019/{unit}.yaml" for unit in NAMES)):
        county.change(file, "provenance: sample", "provenance: real")
    reapprove(county.data)
    output = tmp_path / "output"
    assert build.main(["--data", str(county.data), "--output", str(output), "--no-pdf"]) == 1
    lines = capsys.readouterr().err.splitlines()
    hint = "（不能留空，也不能用示例网址）"
    assert f"{county.data}/county.yaml:2:15: not-filled-in: 正式公布前请填写“栏目网址”（column.url）{hint}" in lines
    assert f"{county.data}/county.yaml:1:9: not-filled-in: 正式公布前请填写“门户域名”（portal.domain）{hint}" in lines
    assert lines[-1].startswith("数据有误，共 8 处错误")
    assert not output.exists()
