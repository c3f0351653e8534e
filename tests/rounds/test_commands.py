"""The commands take a round as they take a year: they open, approve, publish and amend it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.commands import amend, approve, compare, new_year, validate
from assessment.dataset.year import Stage
from assessment.load.data_files import years
from assessment.period import written_period
from tests.rounds.county import Rounds

KEY = "a" * 64


class Desk:
    """The office's desk."""

    def __init__(self, county: Rounds, capsys: pytest.CaptureFixture[str]) -> None:
        self.county, self.capsys = county, capsys

    def run(self, command: Callable[[list[str]], int], *arguments: str) -> tuple[int, str]:
        """Run a command; return its status and all that it says."""
        status = command([*arguments, "--data", str(self.county.data)])
        said = self.capsys.readouterr()
        return status, said.out + said.err

    def approve(self, period: str, day: str) -> tuple[int, str]:
        """Approve a year or round."""
        why = ("--body", "领导小组", "--document", "纪要1号")
        return self.run(approve.main, "--year", period, "--date", day, "--key", KEY, *why)

    def publish(self, period: str, day: str, level: str) -> tuple[int, str]:
        """Publish it."""
        return self.run(approve.main, "--publish", "--year", period, "--date", day, "--key", KEY, "--disclosure", level)

    def done(self, result: tuple[int, str]) -> str:
        """What a command said that had to go well."""
        status, said = result
        assert status == 0, said
        return said


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(Rounds(tmp_path), capsys)


def test_each_round_is_approved_and_published_by_itself_and_then_the_year(desk: Desk) -> None:
    status, said = desk.approve("2023", "2024-01-20")
    assert status == 1
    assert "东镇的“季度通报”还待定（尚无季度通报成绩（2023年第一季度还没有审定））" in said
    assert desk.done(desk.approve("2023-q1", "2023-04-10")).startswith("2023 年第一季度审定已记录。")
    desk.done(desk.publish("2023-q1", "2023-04-12", "full"))
    desk.done(desk.approve("2023-q2", "2023-07-10"))
    desk.done(desk.approve("2023", "2024-01-20"))
    status, said = desk.publish("2023", "2024-01-25", "totals")
    assert status == 1
    assert "所取各轮的公开程度至多 none，2023 年不能公布到 totals" in said
    desk.done(desk.publish("2023-q2", "2024-01-22", "totals"))
    desk.done(desk.publish("2023", "2024-01-25", "totals"))
    assert desk.done(desk.run(validate.main)) == "2023 年第一季度、2023 年第二季度、2023 年的数据没有问题。\n"
    for period in ("2023-q1", "2023-q2", "2023"):
        assert desk.county.dataset(period).year.stage is Stage.PUBLISHED


def test_a_round_that_is_amended_asks_for_an_amendment_of_the_year(desk: Desk) -> None:
    """What is not in Git cannot be amended with its old value, so the round's own amendment is left out here."""
    for period, day in (("2023-q1", "2023-04-10"), ("2023-q2", "2023-07-10"), ("2023", "2024-01-20")):
        desk.done(desk.approve(period, day))
    desk.county.change("scores/2023-q2/dong.yaml", "mark: 33,", "mark: 37,")
    [found] = desk.county.messages("2023")
    assert "results-after-approval: " in found
    assert "东镇总分由434/5变为446/5" not in found
    assert "2023年第一季度、2023年第二季度的成绩更正过的，运行 scripts/amend 也记一次更正" in found
    said = desk.done(
        desk.run(amend.main, "--year", "2023", "--date", "2024-02-01", "--key", KEY, "--reason", "二季度更正")
    )
    assert said.startswith("2023 年更正已记录。")
    assert desk.county.messages("2023") == []


def test_the_next_round_shares_the_scheme_of_its_year(desk: Desk) -> None:
    said = desk.done(desk.run(new_year.main, "2023-q3"))
    assert said == "已照 2023 年第二季度建立 2023 年第三季度：3 个文件（采集中、不公开），用方案 quarterly。\n"
    third = desk.county.dataset("2023-q3")
    assert (third.year.name, third.year.after, third.scheme.id) == (
        "2023年第三季度",
        written_period("2023-q2"),
        "quarterly",
    )
    assert desk.county.messages("2023-q3") == []
    assert "dong.yaml" in {path.name for path in (desk.county.data / "scores/2023-q3").iterdir()}


def test_the_rounds_of_the_next_year_get_a_copy_of_the_scheme(desk: Desk) -> None:
    desk.county.write(
        "schemes/2023-quarterly.yaml",
        (desk.county.data / "schemes/quarterly.yaml").read_text("utf-8").replace("id: quarterly", "id: 2023-quarterly"),
    )
    desk.county.change("years/2023-q2.yaml", "scheme: quarterly", "scheme: 2023-quarterly")
    desk.done(desk.run(new_year.main, "2024-q1", "--from", "2023-q2"))
    first = desk.county.dataset("2024-q1")
    assert (first.scheme.id, first.scheme.year, first.scheme.title) == (
        "2024-quarterly",
        2024,
        "2024年季度考评办法（示例）",
    )
    assert all(": undecided: " in one for one in desk.county.messages("2024-q1"))


def test_a_scheme_of_the_round_alone_moves_on_with_it(desk: Desk) -> None:
    own = (desk.county.data / "schemes/quarterly.yaml").read_text("utf-8").replace("id: quarterly", "id: 2023-q2")
    window = "full: 60, window: {first: 2023-04-01, last: 2023-06-30}}"
    desk.county.write("schemes/2023-q2.yaml", own.replace("full: 60}", window))
    desk.county.change("years/2023-q2.yaml", "scheme: quarterly", "scheme: 2023-q2")
    desk.done(desk.run(new_year.main, "2023-q3"))
    third = desk.county.dataset("2023-q3")
    assert third.scheme.id == "2023-q3"
    window_of = third.scheme.components[0].window
    assert (str(window_of.first), str(window_of.last)) == ("2023-07-01", "2023-09-30")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2023-m07",), "2023 年7月以前没有同类的一轮，请用 --scheme 写明用"),
        (("2023-m07", "--scheme", "monthly"), "没有方案"),
        (("2023-q3", "--from", "2023"), "--from 要写 2023 年第三季度以前的一轮，不能是 2023；现有：2023-q2、2023-q1"),
        (("2024", "--scheme", "quarterly"), "--scheme 只用于开始一轮"),
        (("2023-q2",), "考评对象的记录文件也不缺"),
    ],
)
def test_what_cannot_be_opened_is_refused(desk: Desk, arguments: tuple[str, ...], said: str) -> None:
    before = {path: path.read_bytes() for path in desk.county.data.rglob("*.yaml")}
    status, found = desk.run(new_year.main, *arguments)
    assert status == 1
    assert said in found
    assert {path: path.read_bytes() for path in desk.county.data.rglob("*.yaml")} == before


def test_the_first_round_of_its_kind_takes_a_scheme_by_name(desk: Desk) -> None:
    desk.done(desk.run(new_year.main, "2023-h1", "--scheme", "quarterly"))
    assert written_period("2023-h1") in years(desk.county.data)
    assert desk.county.messages("2023-h1") == []


@pytest.mark.parametrize("text", ["2023-2", "2023-q5", "二〇二三"])
def test_other_forms_of_a_year_are_refused(desk: Desk, text: str) -> None:
    with pytest.raises(SystemExit) as ended:
        desk.run(validate.main, "--year", text)
    assert ended.value.code == 1
    assert f"不能是“{text}”" in desk.capsys.readouterr().err


def test_a_command_says_which_rounds_there_are(desk: Desk) -> None:
    status, said = desk.run(validate.main, "--year", "2023-q4")
    assert (status, said) == (1, "没有 2023 年第四季度的年度文件，现有：2023、2023-q2、2023-q1\n")


def test_a_round_is_compared_with_the_one_before(desk: Desk) -> None:
    said = desk.done(desk.run(compare.main, "--round", "2023-q2"))
    lines = said.splitlines()
    assert lines[0] == "**2023年第二季度：2 个单位成绩变化，2 个单位名次变动。**"
    assert lines[2].startswith("基准 `2023年第一季度`，改动后 `2023年第二季度`。")
    assert "| 西镇 | 乡镇 | 70.00 → 100.00（＋30） | 2 → 1 |" in lines
    assert "| 东镇 | 乡镇 | 80.00 → 88.00（＋8） | 1 → 2 |" in lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--round", "2023-q1"), "2023 年第一季度没有写上一轮（years/2023-q1.yaml 里 round 的 after），没有可比的\n"),
        (("--round", "2023"), "2023 年没有写上一轮"),
        (("--round", "2023-q4"), "没有 2023 年第四季度的年度文件，现有：2023、2023-q2、2023-q1\n"),
        (("main", "--round", "2023-q2"), "--round 只比较同一份文件里的两轮，不写基准和 --year\n"),
    ],
)
def test_what_is_not_compared(desk: Desk, arguments: tuple[str, ...], said: str) -> None:
    status, found = desk.run(compare.main, *arguments)
    assert status == 1
    assert found.startswith(said)


def test_rounds_that_were_not_marked_alike_are_said_to_be_so(desk: Desk) -> None:
    other = (desk.county.data / "schemes/quarterly.yaml").read_text("utf-8").replace("id: quarterly", "id: other")
    desk.county.write("schemes/other.yaml", other.replace("full: 60", "full: 70").replace("full: 40", "full: 30"))
    desk.county.change("years/2023-q1.yaml", "scheme: quarterly", "scheme: other")
    assert "乡镇口径不同，不作比较（所含环节的口径不同），只列出两轮的得分。" in desk.done(
        desk.run(compare.main, "--round", "2023-q2")
    )
