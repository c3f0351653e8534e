"""Means that narrow ballots are warned of before they are recorded and after, whatever made them differ."""

import shutil

import pytest

from assessment.commands import validate
from tests.approval.office import Office

YI = "scores/2019/yi.yaml"
HINT = "确需更正的，请先在方案的评议环节写 places: 0，平均分取到整数；已经公布的平均分收不回来"
WHY = f"前后两次公布的平均分合起来，能倒推出评议单位打的分（{HINT}）"
CHANGES = {
    "a mark": ("ding, date: 2020-01-05, marks: [90, 96]", "ding, date: 2020-01-05, marks: [93, 96]"),
    "a blank": ("ding, date: 2020-01-05, marks: [90, 96]", "ding, date: 2020-01-05, marks: [90, ~]"),
    "a rater less": ("    - {rater: bing, date: 2020-01-05, marks: [91]}\n", ""),
}
SCHEME = "schemes/2019.yaml"
BALLOTS = "    method: ballots\n"
ROUNDED = f"{BALLOTS}    places: 1\n"
WHOLE = f"{BALLOTS}    places: 0\n"
Edit = tuple[str, str, str]
"""A file, and what stands in it in place of what."""
SETTINGS: dict[str, tuple[list[Edit], list[Edit]]] = {
    "the choice of a reading": ([], [(SCHEME, "choice: by-rater\n", "choice: pooled\n")]),
    "what a choice sets": ([], [(SCHEME, "value: by-rater-unit}", "value: trimmed}")]),
    "a mean that was rounded": ([(SCHEME, BALLOTS, ROUNDED)], [(SCHEME, ROUNDED, BALLOTS)]),
    "ballots whose mean has a place": ([(SCHEME, BALLOTS, ROUNDED)], [(YI, "marks: [91]", "marks: [94]")]),
    "a mean to more places": ([(SCHEME, BALLOTS, ROUNDED)], [(SCHEME, "places: 1\n", "places: 2\n")]),
    "who rates": (
        [],
        [
            (SCHEME, "raters: {town: [office, town], office: [town]}", "raters: {town: [town], office: [town]}"),
            (YI, "    - {rater: ding, date: 2020-01-05, marks: [90, 96]}\n", ""),
        ],
    ),
    "the name of the component too": (
        [],
        [
            (SCHEME, "  - id: peer\n", "  - id: peers\n"),
            (
                SCHEME,
                "at: components/peer/averaging, value: by-rater-unit",
                "at: components/peers/averaging, value: pooled",
            ),
            (SCHEME, "at: components/peer/averaging, value: pooled", "at: components/peers/averaging, value: trimmed"),
            *((f"scores/2019/{unit}.yaml", "  peer:\n", "  peers:\n") for unit in ("jia", "yi", "bing", "ding")),
        ],
    ),
}
"""What a mean depends on beside its ballots: how the year was approved, and what is changed."""
TOO_FEW = ("what a choice sets", "who rates")
"""After these a mean is of two raters or of one, and the amendment is refused."""
HARMLESS: dict[str, tuple[list[Edit], list[Edit]]] = {
    "when votes may be cast": (
        [],
        [(SCHEME, "{first: 2020-01-02, last: 2020-01-31}", "{first: 2020-01-01, last: 2020-01-31}")],
    ),
    "what the mean is worth": (
        [],
        [(SCHEME, "    points: 30\n", "    points: 29\n"), (SCHEME, "    points: 64\n", "    points: 65\n")],
    ),
    "a mean that is rounded from now on": ([], [(SCHEME, BALLOTS, ROUNDED)]),
    "a mean to fewer places": ([(SCHEME, BALLOTS, ROUNDED)], [(SCHEME, "places: 1\n", "places: 0\n")]),
    "ballots whose mean is in whole marks": ([(SCHEME, BALLOTS, WHOLE)], [(YI, "marks: [91]", "marks: [94]")]),
    "ballots of one mean": ([], [(YI, "marks: [90, 96]", "marks: [91, 95]")]),
}


@pytest.fixture
def office(office: Office) -> Office:
    """An office in which every way to average gives 乙镇 another mean: 91 by unit, 91.75 pooled, 91 - 1/3 trimmed."""
    office.county.change(
        YI, "{rater: ding, date: 2020-01-05, marks: [90]}", "{rater: ding, date: 2020-01-05, marks: [90, 96]}"
    )
    office.county.change(
        YI, "{rater: bing, date: 2020-01-05, marks: [90]}", "{rater: bing, date: 2020-01-05, marks: [91]}"
    )
    office.county.commit()
    return office


def edit(office: Office, edits: list[Edit]) -> None:
    for file, old, new in edits:
        office.county.change(file, old, new)


def warnings(office: Office) -> list[str]:
    """What is said of ballots, without the place."""
    return [line.partition(": ")[2] for line in office.messages() if ": amended-ballots: " in line]


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_ballots_is_warned_of_before_it_is_recorded(office: Office, what: str) -> None:
    office.published()
    office.county.change(YI, *CHANGES[what])
    assert warnings(office) == [f"amended-ballots: 审定以后改变了“互评”公布的平均分：{WHY}"]


def test_an_amendment_of_ballots_is_warned_of_and_no_other(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.published()
    office.county.change("scores/2019/jia.yaml", "level: 省\n", "level: 国家\n")
    assert warnings(office) == []
    assert office.amend() == 0
    assert warnings(office) == []
    office.county.commit()
    office.county.change(YI, *CHANGES["a mark"])
    assert office.amend("--date", "2020-03-11") == 0
    assert warnings(office) == [f"amended-ballots: 第2次更正改变了“互评”公布的平均分：{WHY}"]
    [line] = office.messages()
    file, row, *_ = line.split(":")
    assert office.text("years/2019.yaml").splitlines()[int(row) - 1].strip() == "- number: 2"
    assert file == "data/years/2019.yaml"
    capsys.readouterr()
    assert validate.main(["--data", str(office.data)]) == 0, "it is a warning"
    assert "第2次更正改变了“互评”公布的平均分" in capsys.readouterr().out


@pytest.mark.parametrize("what", SETTINGS)
def test_whatever_makes_a_mean_another_is_warned_of(office: Office, what: str) -> None:
    before, after = SETTINGS[what]
    edit(office, before)
    office.county.commit()
    office.published()
    assert warnings(office) == []
    edit(office, after)
    assert warnings(office) == [f"amended-ballots: 审定以后改变了“互评”公布的平均分：{WHY}"]
    office.county.commit()
    recorded = [f"amended-ballots: 第1次更正改变了“互评”公布的平均分：{WHY}"]
    if what not in TOO_FEW:
        assert office.amend() == 0
        assert warnings(office) == recorded
        office.county.change("scores/2019/jia.yaml", "level: 省\n", "level: 国家\n")
        assert office.amend("--date", "2020-03-11") == 0
        assert warnings(office) == recorded, "of the first one"


WAVES = """\
    waves:
      - {id: w1, name: 上旬, window: {first: 2020-01-02, last: 2020-01-10}}
      - {id: w2, name: 下旬, window: {first: 2020-01-11, last: 2020-01-31}}
"""


def test_ballots_of_each_wave_have_a_mean_of_their_own(office: Office) -> None:
    """What one wave gives to the other leaves the mean of both together."""
    edit(office, [(SCHEME, BALLOTS, f"{BALLOTS}{WAVES}")])
    for unit in ("jia", "yi", "bing", "ding"):
        file = f"scores/2019/{unit}.yaml"
        later = [line for line in office.text(file).splitlines() if line.startswith("    - {rater: ")]
        later = [line.replace("-01-05", "-01-20").replace("[9", "[8") for line in later]
        office.county.write(file, office.text(file).replace("  peer:\n", "  peer:\n" + "\n".join(later) + "\n"))
    office.county.commit()
    office.published()
    assert warnings(office) == []
    text = office.text(YI)
    swapped = text.replace("-01-05", "-01-00").replace("-01-20", "-01-05").replace("-01-00", "-01-20")
    office.county.write(YI, swapped)
    assert warnings(office) == [f"amended-ballots: 审定以后改变了“互评”公布的平均分：{WHY}"]


@pytest.mark.parametrize("what", HARMLESS)
def test_what_narrows_no_ballot_is_not_warned_of(office: Office, what: str) -> None:
    before, after = HARMLESS[what]
    edit(office, before)
    office.county.commit()
    office.published()
    edit(office, after)
    assert warnings(office) == []
    assert office.amend() == 0
    assert warnings(office) == []


def test_without_the_earlier_versions_the_amendment_itself_tells(office: Office) -> None:
    office.published()
    office.county.change(YI, *CHANGES["a mark"])
    assert office.amend() == 0
    shutil.rmtree(office.county.top / ".git")
    assert warnings(office) == [f"amended-ballots: 第1次更正改变了“互评”公布的平均分：{WHY}"]


def test_where_the_mean_is_rounded_nothing_is_warned_of(office: Office) -> None:
    office.county.change("schemes/2019.yaml", "    method: ballots\n", "    method: ballots\n    places: 0\n")
    office.county.commit()
    office.published()
    office.county.change(YI, *CHANGES["a mark"])
    assert warnings(office) == []
    assert office.amend() == 0
    assert office.messages() == []


def test_before_approval_ballots_change_freely(office: Office) -> None:
    office.county.change(YI, *CHANGES["a mark"])
    assert warnings(office) == []
