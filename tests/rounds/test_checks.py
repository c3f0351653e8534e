"""What can be wrong with rounds, each said at its place."""

from pathlib import Path

import pytest

from tests.rounds.county import ANNUAL, Q1, Q2, QUARTER, Rounds

WAVE = "schemes/2023.yaml:18:5: {code}: “季度通报”的“第二季度”"


@pytest.fixture
def county(tmp_path: Path) -> Rounds:
    county = Rounds(tmp_path)
    county.set_stage("2023-q1", "approved", "totals")
    county.set_stage("2023-q2", "approved", "totals")
    return county


def test_a_fault_of_the_county_is_told_once_and_is_none_of_the_rounds(county: Rounds) -> None:
    county.write("county.yaml", "portal: {nam: 某县人民政府}\n")
    assert [message.split(": ")[1] for message in county.messages("2023")] == ["unknown-key"]
    assert set(county.dataset("2023").rounds) == {Q1, Q2}


@pytest.mark.parametrize("period", ["2023-q1", "2023-q2", "2023"])
def test_nothing_is_wrong_with_the_county_as_it_is(county: Rounds, period: str) -> None:
    assert county.messages(period) == []


def test_a_round_says_what_it_is(county: Rounds) -> None:
    county.change("years/2023-q1.yaml", "round: {name: 第一季度}\n", "")
    assert county.messages("2023-q1") == [
        "years/2023-q1.yaml:1:7: round-missing: 2023-q1 是一年中的一轮，却没有写 round"
        "（请补上，例如 round: {name: 第一季度}，接着上一轮的加写 after）"
    ]


def test_a_whole_year_is_no_round(county: Rounds) -> None:
    county.write(
        "years/2023.yaml", (county.data / "years/2023.yaml").read_text(encoding="utf-8") + "round: {name: 全年}\n"
    )
    [found] = county.messages("2023")
    assert found.startswith("years/2023.yaml:6:8: round-of-whole-year: 2023 是全年，不能写 round")


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("2023-q2", "round-order: 上一轮（after）2023-q2 不早于 2023-q2（请写它以前的一轮）"),
        ("2023-q3", "round-order: 上一轮（after）2023-q3 不早于 2023-q2（请写它以前的一轮）"),
        ("2022-q4", "unknown-round: 没有 2022 年第四季度的年度文件（现有：2023-q1；第一轮不写 after）"),
    ],
)
def test_the_round_before_is_there_and_earlier(county: Rounds, after: str, said: str) -> None:
    """Each is earlier than the next, so that there can be no circle."""
    county.change("years/2023-q2.yaml", "after: 2023-q1", f"after: {after}")
    [found] = county.messages("2023-q2")
    assert found.endswith(said)


def test_other_units_than_the_round_before_are_said(county: Rounds) -> None:
    county.write("schemes/other.yaml", QUARTER.replace("id: quarterly", "id: other").replace("[dong, xi]", "[xi]"))
    county.change("years/2023-q1.yaml", "scheme: quarterly", "scheme: other")
    (county.data / "scores/2023-q1/dong.yaml").unlink()
    assert county.messages("2023-q2") == [
        "years/2023-q2.yaml:6:28: roster-differs: 与2023年第一季度相比，考评对象新列入1个：东镇（确是这样的，不用改）"
    ]
    [found] = county.messages("2023")
    assert "scores/2023/dong.yaml:1:1: not-in-round: “季度通报”的“第一季度”取自2023年第一季度，那时没有考评东镇" in found
    county.change("scores/2023/dong.yaml", "marks:\n", "not_assessed: {rounds: 四月新设}\nmarks:\n")
    assert county.messages("2023") == []


def test_a_window_of_the_scheme_lies_within_the_round(county: Rounds) -> None:
    window = "{first: 2023-01-01, last: 2023-03-31}"
    county.change("schemes/quarterly.yaml", "full: 60}", f"full: 60, window: {window}}}")
    assert county.messages("2023-q1") == []
    [found] = [one for one in county.messages("2023-q2") if "window-outside-round" in one]
    assert "“发布”的测评时间（2023-01-01 至 2023-03-31）不全在2023年第二季度（2023-04-01 至 2023-06-30）之内" in found


def test_what_happened_outside_of_a_round_does_not_count_in_it(county: Rounds) -> None:
    county.change("scores/2023-q2/xi.yaml", "mark: 60, date: 2023-06-30", "mark: 60, date: 2023-07-01")
    assert any(
        "outside-window: 2023-07-01 不在“发布”的测评时间（2023-04-01 至 2023-06-30）之内" in one
        for one in county.messages("2023-q2")
    )
    longer = "round: {name: 第二季度, window: {first: 2023-04-01, last: 2023-07-05}, after: 2023-q1}"
    county.change("years/2023-q2.yaml", "round: {name: 第二季度, after: 2023-q1}", longer)
    assert county.messages("2023-q2") == []


@pytest.mark.parametrize(
    ("window", "said"),
    [
        ("{first: 2023-06-30, last: 2023-04-01}", "window-reversed: “第二季度”的止日早于起日"),
        (
            "{first: 2022-04-01, last: 2022-06-30}",
            "window-outside-round: “第二季度”所评时间（2022-04-01 至 2022-06-30）"
            "与 2023-q2（2023-04-01 至 2023-06-30）没有重合的日子",
        ),
    ],
)
def test_a_round_is_about_days_of_its_own(county: Rounds, window: str, said: str) -> None:
    county.change("years/2023-q2.yaml", "name: 第二季度,", f"name: 第二季度, window: {window},")
    assert any(said in one for one in county.messages("2023-q2"))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("2023-q3", "unknown-round: “季度通报”的“第二季度”取自 2023-q3，没有 data/years/2023-q3.yaml"),
        ("2024-q1", "round-order: “季度通报”的“第二季度”取自 2024-q1，它不早于 2023"),
    ],
)
def test_a_wave_comes_from_a_round_that_is_there_and_over(county: Rounds, source: str, said: str) -> None:
    county.change("schemes/2023.yaml", "round: 2023-q2", f"round: {source}")
    [found] = county.messages("2023")
    assert said in found


def test_a_round_with_faults_gives_no_marks(county: Rounds) -> None:
    county.change("scores/2023-q2/dong.yaml", "mark: 55", "mark: 五十五")
    assert any(
        "faulty-round: “季度通报”的“第二季度”取自 2023-q2，它的数据有错，读不完整"
        "（请先运行 scripts/validate --year 2023-q2 并改正）" in one
        for one in county.messages("2023")
    )


def test_marks_are_on_the_same_scale(county: Rounds) -> None:
    county.change("schemes/2023.yaml", "    full: 100\n", "    full: 50\n")
    found = [one for one in county.messages("2023") if ": other-full-marks: “季度通报”" in one]
    assert len(found) == 2
    assert "“季度通报”的“第一季度”的满分是50分，2023年第一季度的是100分，得分不能照搬" in found[0]


def test_a_part_that_is_taken_is_one_of_the_round(county: Rounds) -> None:
    county.change("schemes/2023.yaml", "round: 2023-q2,", "round: 2023-q2, part: posts,")
    assert any(
        "unknown-part: “季度通报”的“第二季度”：2023年第二季度的方案里没有“posts”（可填：post、reply；不写 part 就取总分）"
        in one
        for one in county.messages("2023")
    )


def test_nothing_is_recorded_for_a_wave_that_a_round_gives(county: Rounds) -> None:
    """One value has one writer."""
    county.change("scores/2023/dong.yaml", "marks:\n", "marks:\n  rounds: {waves: {two: {mark: 90, date: 2023-06-20}}}\n")
    assert any(
        one.startswith("scores/2023/dong.yaml:6:")
        and "recorded-in-round: “季度通报”的“第二季度”取自2023年第二季度，这里的记录不会计入" in one
        for one in county.messages("2023")
    )


def test_items_below_a_part_that_only_rounds_give_are_of_no_use(county: Rounds) -> None:
    county.write(
        "schemes/2023.yaml",
        ANNUAL.replace("    waves:\n", "    items: [{clause: 甲, name: 细项, full: 100}]\n    waves:\n"),
    )
    assert any(
        "unused-field: “季度通报”各轮的得分都取自单独考评的轮次，下面的各项用不上" in one
        for one in county.messages("2023")
    )


def test_real_and_invented_marks_are_not_mixed(county: Rounds) -> None:
    for path in (county.data / "scores/2023-q2").iterdir():
        county.change(f"scores/2023-q2/{path.name}", "provenance: sample", "provenance: real")
    county.change("years/2023-q2.yaml", "provenance: sample", "provenance: real")
    assert any(
        "mixed-provenance: “季度通报”的“第二季度”取自2023年第二季度，一个是示例数据" in one
        for one in county.messages("2023")
    )


def test_a_year_shows_no_more_than_its_rounds(county: Rounds) -> None:
    county.set_stage("2023", "approved", "full")
    [found] = county.messages("2023")
    assert "discloses-more-than-round: 公开程度 full 超过了所取轮次的公开程度（至多 totals）" in found


def test_a_round_with_the_scheme_of_another_year_is_refused(county: Rounds) -> None:
    county.change("schemes/quarterly.yaml", "year: 2023\n", "year: 2022\n")
    assert any("wrong-year: 方案是 2022 年的，不能用于 2023 年第二季度" in one for one in county.messages("2023-q2"))
