"""A year in the middle of its work: the office sees what is there, the public nothing that comes from marks."""

import re
import shutil
from pathlib import Path

import pytest

from assessment.commands import build
from tests.folder import DATA


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The shipped year while it is collected; one town has no ballots yet, another was not assessed."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    (data / "approvals" / "2019.yaml").unlink()
    year = data / "years" / "2019.yaml"
    text = re.sub(r"(?m)^(approval|amendments):\n(  .*\n)+|^published: .*\n", "", year.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^stage: .*$", "stage: collecting", re.sub(r"(?m)^disclosure: .*$", "disclosure: none", text))
    year.write_text(text, encoding="utf-8")
    for unit, instead in (("jianping", ""), ("shizi", "not_assessed:\n  peer: 机构改革，未参加互评\n")):
        record = data / "scores" / "2019" / f"{unit}.yaml"
        text = re.sub(r"(?m)^ballots:\n(  .*\n)+", instead, record.read_text(encoding="utf-8"))
        record.write_text(text, encoding="utf-8")
    return data


def test_the_office_sees_the_components_that_have_marks(data: Path, tmp_path: Path) -> None:
    output = tmp_path / "office"
    assert build.main(["--data", str(data), "--output", str(output), "--audience", "office", "--only", "jianping"]) == 0
    page = (output / "2019/units/jianping/index.html").read_text(encoding="utf-8")
    assert "尚无双向互评有效票" in page
    assert 'id="agency"' in page
    assert "总分＝" not in page
    ranking = (output / "2019/ranking/index.html").read_text(encoding="utf-8")
    row = re.search(r"<tr[^>]*>(?:(?!</tr>).)*建平镇(?:(?!</tr>).)*</tr>", ranking, re.DOTALL)
    assert row is not None
    assert re.findall(r'data-label="(\w+)">\s*([^<\s]+)', row[0]) == [
        ("专业机构测评", "37.828"),
        ("日常测评", "29"),
        ("双向互评", "—"),
        ("加分项", "1.5"),
        ("总分", "待定"),
    ]


def test_the_public_sees_no_mark_and_gets_no_empty_sheets(data: Path, tmp_path: Path) -> None:
    output = tmp_path / "public"
    assert build.main(["--data", str(data), "--output", str(output), "--year", "2019"]) == 0
    assert not list(output.rglob("*.pdf"))
    assert [path.name for path in output.rglob("*.svg")] == ["icon.svg"]
    for path in output.rglob("*.html"):
        assert "94.57" not in path.read_text(encoding="utf-8")
