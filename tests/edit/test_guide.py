"""Each record of a year without marks shows how to record what its scheme has a use for, and nothing else."""

from pathlib import Path

import pytest

from assessment.check import check
from assessment.edit.guide import GUIDE, guide
from assessment.period import Period
from assessment.year.reading import read_year
from tests.load.small import Small


@pytest.fixture
def folder(tmp_path: Path) -> Small:
    return Small(tmp_path)


def opened(folder: Small, unit: str) -> str:
    """The guide with its lines opened, written as the unit's record."""
    scheme = read_year(folder.data, Period(2019)).whole.scheme
    above, *lines = guide(scheme, unit).splitlines()
    assert above == GUIDE
    text = "".join(f"{line.removeprefix('# ')}\n" for line in lines)
    folder.write(f"scores/2019/{unit}.yaml", f"unit: {unit}\nyear: 2019\nprovenance: sample\n{text}")
    return text


def test_every_line_is_a_comment(folder: Small) -> None:
    scheme = read_year(folder.data, Period(2019)).whole.scheme
    assert {line[0] for line in guide(scheme, "jia").splitlines()} == {"#"}


def test_what_another_scheme_has_no_use_for_is_left_out(folder: Small) -> None:
    # two units rate each group, deductions and bonus go by level; a given and a summed component take marks
    text = opened(folder, "jia")
    assert [line.split(":")[0] for line in text.splitlines() if line[:1].isalpha()] == [
        "self_review",
        "evidence",
        "marks",
        "not_applicable",
        "ballots",
    ]
    loaded = read_year(folder.data, Period(2019))
    assert [finding.code for finding in check(loaded)] == ["few-raters"]
    record = loaded.whole.records["jia"]
    assert [(mark.component, mark.mark, len(mark.items)) for mark in record.marks] == [
        ("agency", 100, 0),
        ("checks", None, 1),
    ]
    assert [absent.clause for absent in record.not_applicable] == ["二甲1"]
    assert [cast.rater for cast in record.ballots] == ["bing", "ding"]


def test_no_unit_is_shown_to_rate_itself(folder: Small) -> None:
    folder.change(
        "schemes/2019.yaml", "    raters: {town: [office], office: [town]}\n", "    raters: {town: [town, office]}\n"
    )
    opened(folder, "jia")
    record = read_year(folder.data, Period(2019)).whole.records["jia"]
    assert [cast.rater for cast in record.ballots] == [
        "yi",
        "bing",
        "ding",
    ]
    assert "ballots:" not in opened(folder, "ding")


def test_a_unit_that_is_not_assessed_is_shown_nothing(folder: Small) -> None:
    assert guide(read_year(folder.data, Period(2019)).whole.scheme, "wu") == ""
