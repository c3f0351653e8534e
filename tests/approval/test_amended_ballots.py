"""An amendment of ballots is warned of before it is recorded and after, unless the scheme rounds their mean."""

import pytest

from assessment.commands import validate
from tests.approval.office import Office

YI = "scores/2019/yi.yaml"
HINT = "确需更正的，请先在方案的互评环节写 places（平均分取到几位小数），把平均分取整；已经公布的平均分收不回来"
WHY = f"把前后两次公布的平均分相减，能倒推出改动的那一票（{HINT}）"
CHANGES = {
    "a mark": ("ding, date: 2020-01-05, marks: [90]", "ding, date: 2020-01-05, marks: [93]"),
    "a blank": ("ding, date: 2020-01-05, marks: [90]", "ding, date: 2020-01-05, marks: [90, ~]"),
    "a rater less": ("    - {rater: bing, date: 2020-01-05, marks: [90]}\n", ""),
}


def warnings(office: Office) -> list[str]:
    """What is said of ballots, without the place."""
    return [line.partition(": ")[2] for line in office.told() if ": amended-ballots: " in line]


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_ballots_is_warned_of_before_it_is_recorded(office: Office, what: str) -> None:
    office.published()
    office.county.change(YI, *CHANGES[what])
    assert warnings(office) == [f"amended-ballots: 审定以后改了“互评”的互评票：{WHY}"]


def test_an_amendment_of_ballots_is_warned_of_and_no_other(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.published()
    office.county.change("scores/2019/jia.yaml", "level: 省\n", "level: 国家\n")
    assert warnings(office) == []
    assert office.amend() == 0
    assert warnings(office) == []
    office.county.commit()
    office.county.change(YI, *CHANGES["a mark"])
    assert office.amend("--date", "2020-03-11") == 0
    assert warnings(office) == [f"amended-ballots: 第2次更正改了“互评”的互评票：{WHY}"]
    [line] = office.told()
    file, row, *_ = line.split(":")
    assert office.text("years/2019.yaml").splitlines()[int(row) - 1].strip() == "- number: 2"
    assert file == "data/years/2019.yaml"
    capsys.readouterr()
    assert validate.main(["--data", str(office.data)]) == 0, "it is a warning"
    assert "第2次更正改了“互评”的互评票" in capsys.readouterr().out


def test_where_the_mean_is_rounded_nothing_is_warned_of(office: Office) -> None:
    office.county.change("schemes/2019.yaml", "    method: ballots\n", "    method: ballots\n    places: 1\n")
    office.county.commit()
    office.published()
    office.county.change(YI, *CHANGES["a mark"])
    assert warnings(office) == []
    assert office.amend() == 0
    assert office.told() == []


def test_before_approval_ballots_change_freely(office: Office) -> None:
    office.county.change(YI, *CHANGES["a mark"])
    assert warnings(office) == []
