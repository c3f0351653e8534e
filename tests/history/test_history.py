"""When records were made and changed, found in real repositories by what the records say and not by lines."""

from pathlib import Path

import pytest

from assessment.history.events import FileHistory
from assessment.history.folder import history_of
from assessment.history.kinds import Completeness
from assessment.period import Period
from assessment.repository.clone import clone_of
from tests.repository.county import BONUS, DEDUCTION, County, record


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(tmp_path / "county")


def file_history(data: Path, unit: str = "jia") -> FileHistory:
    return history_of(clone_of(data), Period(2019)).of(unit)


def trace_lines(county: County, name: str, unit: str = "jia") -> list[str]:
    """What happened to a record, each with the number of the commit's day; 0 while it is not committed."""
    events = next(events for key, events in file_history(county.data, unit).events.items() if key.name == name)
    return [
        f"{event.what.value} {event.commit.day.day if event.commit else 0} {' '.join(event.fields)}".rstrip()
        for event in events
    ]


def names(county: County, unit: str = "jia") -> list[str]:
    return [key.name for key in file_history(county.data, unit).events]


def test_every_kind_of_record_is_known_by_its_id(county: County) -> None:
    more = "".join(
        (
            DEDUCTION,
            BONUS,
            "not_applicable:\n  - {clause: 第2项, reason: 没有}\n",
            "not_assessed: {peer: 没有参加}\n",
            "objections:\n  - {id: o1, about: d1, date: 2020-01-03, statement: 不服, outcome: 待定}\n",
            "self_review: {title: 自评, url: /zp}\n",
            "self_marks: [{clause: 第1项, mark: 5}, {clause: 第2项, mark: 1}]\n",
        )
    )
    county.record("jia", more=more)
    county.change(
        "scores/2019/jia.yaml", "    date: 2019-12-20\n", "    date: 2019-12-20\n    items: [{clause: 第1项, mark: 5}]\n"
    )
    county.commit()
    assert names(county) == [
        "环节成绩 agency",
        "指标得分 agency/第1项",
        "扣分记录 d1",
        "加分记录 b1",
        "评议票 peer",
        "不涉及 第2项",
        "未参评 peer",
        "申诉复核 o1",
        "证据 e1",
        "证据 e2",
        "自评材料",
        "自评得分 第1项",
        "自评得分 第2项",
    ]
    assert all(trace_lines(county, name) == ["登记 1"] for name in names(county))


def test_recorded_changed_removed_and_recorded_again(county: County) -> None:
    county.commit()
    county.record("jia", more=DEDUCTION)
    county.commit()
    county.record(
        "jia", more=DEDUCTION.replace("级别", "").replace("level: 省", "level: 国家").replace("三个月", "四个月")
    )
    county.commit()
    county.record("jia")
    county.commit()
    county.record("jia", more=DEDUCTION)
    county.commit()
    assert trace_lines(county, "扣分记录 d1") == ["登记 2", "修改 3 level reason", "删除 4", "登记 5"]
    assert trace_lines(county, "环节成绩 agency") == ["登记 1"]


def test_moved_lines_comments_and_forms_of_a_number_are_no_change(county: County) -> None:
    county.record("jia", more=DEDUCTION)
    county.commit()
    text = record("jia", more=DEDUCTION).replace("mark: 90", "mark: 90.0").replace("year: 2019", "year: 2019\n\n# 说明")
    county.write("scores/2019/jia.yaml", text.replace("\n", "\r\n"))
    county.commit()
    assert {line for name in names(county) for line in trace_lines(county, name)} == {"登记 1"}


def test_the_order_of_ballots_is_no_change(county: County) -> None:
    ballots = [
        "    - {rater: ding, date: 2020-01-05, marks: [90]}\n",
        "    - {rater: yi, date: 2020-01-05, marks: [80]}\n",
    ]
    county.change("scores/2019/jia.yaml", ballots[0], ballots[0] + ballots[1])
    county.commit()
    county.change("scores/2019/jia.yaml", ballots[0] + ballots[1], ballots[1] + ballots[0])
    county.commit()
    assert trace_lines(county, "评议票 peer") == ["登记 1"]
    county.change("scores/2019/jia.yaml", "[80]", "[81]")
    county.commit()
    assert trace_lines(county, "评议票 peer") == ["登记 1", "修改 3 ballots"]


def test_of_two_records_with_one_id_the_first_is_told_of(county: County) -> None:
    county.record("jia", more=DEDUCTION + DEDUCTION.replace("deductions:\n", ""))
    county.commit()
    county.record("jia", more=DEDUCTION + DEDUCTION.replace("deductions:\n", "").replace("level: 省", "level: 国家"))
    county.commit()
    assert trace_lines(county, "扣分记录 d1") == ["登记 1"]


def test_what_is_not_committed_is_told_so(county: County) -> None:
    county.commit()
    county.record("jia", agency="88", more=DEDUCTION)
    assert trace_lines(county, "扣分记录 d1") == ["登记 0"]
    assert trace_lines(county, "环节成绩 agency") == ["登记 1", "修改 0 mark"]
    (county.data / "scores/2019/yi.yaml").unlink()
    assert trace_lines(county, "环节成绩 agency", "yi") == ["登记 1", "删除 0"]


def test_what_was_never_committed_is_told_so(tmp_path: Path) -> None:
    county = County(tmp_path / "county")
    county.git("commit", "--quiet", "--allow-empty", "--message", "empty")
    assert trace_lines(county, "环节成绩 agency") == ["登记 0"]


def test_a_merge_tells_only_what_it_changed_itself(county: County) -> None:
    county.record("jia", more=DEDUCTION)
    county.commit()
    county.git("switch", "--quiet", "--create", "branch")
    county.record("jia", more=DEDUCTION + BONUS)
    county.commit()
    county.git("switch", "--quiet", "main")
    county.record("jia", agency="88", more=DEDUCTION)
    county.commit()
    county.git("merge", "--quiet", "--no-commit", "branch")
    county.change("scores/2019/jia.yaml", "level: 省", "level: 国家")
    county.commit()
    assert trace_lines(county, "加分记录 b1") == ["登记 2"]
    assert trace_lines(county, "环节成绩 agency") == ["登记 1", "修改 3 mark"]
    assert trace_lines(county, "扣分记录 d1") == ["登记 1", "修改 4 level"]


def test_a_merge_that_changes_what_only_the_branch_had(county: County) -> None:
    county.commit()
    county.git("switch", "--quiet", "--create", "branch")
    county.record("jia", more=DEDUCTION)
    county.commit()
    county.git("switch", "--quiet", "main")
    county.record("jia", agency="88")
    county.commit()
    county.git("merge", "--quiet", "--no-commit", "branch")
    county.change("scores/2019/jia.yaml", "level: 省", "level: 国家")
    county.commit()
    assert trace_lines(county, "扣分记录 d1") == ["登记 2", "修改 4 level"]


def test_clocks_that_were_wrong_do_not_change_the_order(county: County) -> None:
    county.commits = 9
    county.commit()
    county.git("switch", "--quiet", "--create", "branch")
    for day, agency in ((25, "88"), (1, "87")):
        county.commits = day - 1
        county.record("jia", agency=agency)
        county.commit()
    county.git("switch", "--quiet", "main")
    county.commits = 14
    county.record("yi", agency="80")
    county.commit()
    county.git("merge", "--quiet", "--no-edit", "branch")
    assert trace_lines(county, "环节成绩 agency") == ["登记 10", "修改 25 mark", "修改 1 mark"]


def test_a_side_branch_that_a_merge_threw_away_is_not_told(county: County) -> None:
    county.commit()
    county.git("switch", "--quiet", "--create", "branch")
    county.record("jia", agency="10")
    county.commit()
    county.git("switch", "--quiet", "main")
    county.record("yi", agency="80")
    county.commit()
    county.git("merge", "--quiet", "--strategy", "ours", "--no-edit", "branch")
    assert trace_lines(county, "环节成绩 agency") == ["登记 1"]
    assert trace_lines(county, "环节成绩 agency", "yi") == ["登记 1", "修改 3 mark"]


def test_a_renamed_file_keeps_its_past(county: County) -> None:
    county.record("jia", more=DEDUCTION)
    county.commit()
    (county.data / "units/jia.yaml").rename(county.data / "units/xin.yaml")
    (county.data / "scores/2019/jia.yaml").unlink()
    county.write("scores/2019/xin.yaml", record("jia", agency="88", more=DEDUCTION).replace("unit: jia", "unit: xin"))
    county.commit()
    assert trace_lines(county, "扣分记录 d1", "xin") == ["登记 1"]
    assert trace_lines(county, "环节成绩 agency", "xin") == ["登记 1", "修改 2 mark"]
    assert "jia" not in history_of(clone_of(county.data), Period(2019)).files


def test_records_that_were_moved_to_another_unit_begin_there(county: County) -> None:
    county.record("jia", more=DEDUCTION)
    county.commit()
    county.write("units/xin.yaml", "id: xin\nname: 新镇\n")
    (county.data / "scores/2019/jia.yaml").unlink()
    county.write("scores/2019/xin.yaml", record("jia", more=DEDUCTION).replace("unit: jia", "unit: xin"))
    county.commit()
    assert trace_lines(county, "扣分记录 d1", "xin") == ["登记 2"]
    assert trace_lines(county, "扣分记录 d1") == ["登记 1", "删除 2"]


OTHERS = {"another unit": ("unit: jia", "unit: yi"), "another year": ("year: 2019", "year: 2018")}
PROVENANCES = ("sample", "real")


@pytest.mark.parametrize("head", OTHERS.values(), ids=OTHERS.keys())
def test_versions_that_say_they_are_another_ones_are_passed_over(county: County, head: tuple[str, str]) -> None:
    """As when last year's folder was copied, or a file was saved under the wrong name."""
    other = record("jia", agency="10", more=DEDUCTION.replace("栏目", "别的")).replace(*head)
    county.write("scores/2019/jia.yaml", other)
    county.commit()
    county.record("jia", more=DEDUCTION)
    county.commit()
    assert {line for name in names(county) for line in trace_lines(county, name)} == {"登记 2"}
    county.write("scores/2019/jia.yaml", other)
    county.commit()
    county.record("jia", agency="88", more=DEDUCTION)
    county.commit()
    assert trace_lines(county, "扣分记录 d1") == ["登记 2"]
    assert trace_lines(county, "环节成绩 agency") == ["登记 2", "修改 4 mark"]
    assert file_history(county.data).unreadable == ()


@pytest.mark.parametrize("between", ["", "provenance: rael\n", "unit: [\n", None])
@pytest.mark.parametrize(("first", "last"), [PROVENANCES, PROVENANCES[::-1]])
def test_where_invented_records_give_way_the_past_begins_anew(
    county: County, first: str, last: str, between: str | None
) -> None:
    """Whatever stood between: nothing that says which, nothing that can be read, or no file."""
    line = "provenance: sample\n"
    then = record("jia", more=DEDUCTION).replace(line, f"provenance: {first}\n")
    now = record("jia", more=DEDUCTION).replace(line, f"provenance: {last}\n")
    county.write("scores/2019/jia.yaml", then)
    county.commit()
    if between is None:
        (county.data / "scores/2019/jia.yaml").unlink()
    else:
        county.write("scores/2019/jia.yaml", record("jia").replace(line, between))
    county.commit()
    county.write("scores/2019/jia.yaml", now)
    county.commit()
    assert {line for name in names(county) for line in trace_lines(county, name)} == {"登记 3"}
    county.write("scores/2019/jia.yaml", then)
    assert {line for name in names(county) for line in trace_lines(county, name)} == {"登记 0"}


def test_a_sample_that_was_cleared_has_no_past_in_the_records_that_follow(county: County) -> None:
    county.record("jia", more=DEDUCTION)
    county.commit()
    county.write("scores/2019/jia.yaml", "unit: jia\nyear: 2019\nprovenance: real\n")
    county.commit()
    assert names(county) == []
    county.write("scores/2019/jia.yaml", record("jia").replace("sample", "real"))
    county.commit()
    assert {line for name in names(county) for line in trace_lines(county, name)} == {"登记 3"}
    assert "扣分记录 d1" not in names(county)


@pytest.mark.parametrize("first", PROVENANCES)
def test_a_version_that_does_not_say_whether_it_is_invented_belongs_to_those_before(county: County, first: str) -> None:
    text = record("jia", more=DEDUCTION)
    for provenance in (f"provenance: {first}\n", "", f"provenance: {first}\n"):
        county.write("scores/2019/jia.yaml", text.replace("provenance: sample\n", provenance))
        county.commit()
    assert trace_lines(county, "扣分记录 d1") == ["登记 1"]


def test_a_merge_of_real_records_into_invented_ones_tells_the_past_of_the_real_ones(county: County) -> None:
    real = record("jia", more=DEDUCTION).replace("sample", "real")
    county.record("jia", more=DEDUCTION)
    county.commit()
    county.git("switch", "--quiet", "--create", "branch")
    county.write("scores/2019/jia.yaml", real)
    county.commit()
    county.git("switch", "--quiet", "main")
    county.record("jia", agency="10", more=DEDUCTION)
    county.commit()
    county.git("merge", "--quiet", "--strategy", "ours", "--no-commit", "branch")
    county.write("scores/2019/jia.yaml", real.replace("mark: 90", "mark: 91"))
    county.commit()
    assert trace_lines(county, "扣分记录 d1") == ["登记 2"]
    assert trace_lines(county, "环节成绩 agency") == ["登记 2", "修改 4 mark"]


@pytest.mark.parametrize(
    ("old", "head"),
    [
        ("scores/2018", ("", "")),
        ("other/scores/2019", ("sample", "real")),
        ("other/scores/2019", ("unit: jia", "unit: yi")),
    ],
)
def test_a_move_from_another_year_or_of_other_records_is_no_earlier_past(
    county: County, old: str, head: tuple[str, str]
) -> None:
    scores = county.data / "scores/2019"
    (county.data / old).parent.mkdir(parents=True, exist_ok=True)
    scores.rename(county.data / old)
    county.write(f"{old}/jia.yaml", record("jia", more=DEDUCTION).replace(*head))
    county.commit()
    (county.data / old).rename(scores)
    county.write("scores/2019/jia.yaml", record("jia", more=DEDUCTION))
    county.commit()
    county.record("jia", more=DEDUCTION)
    county.commit()
    assert not any("此前" in line for name in names(county) for line in trace_lines(county, name))


def test_a_new_file_that_only_looks_a_little_like_one_that_went_has_no_past(county: County) -> None:
    county.commit()
    (county.data / "scores/2019/jia.yaml").unlink()
    county.write("scores/2019/xin.yaml", "evidence: [{id: e1, title: 另一份}]\nmarks: {agency: {mark: 70}}\n")
    county.commit()
    assert trace_lines(county, "证据 e1", "xin") == ["登记 2"]
    assert trace_lines(county, "证据 e1", "jia") == ["登记 1", "删除 2"]


@pytest.mark.parametrize("fault", ["unit: [\n", b"\xff\xfe", "", "a: &x 1\nb: *x\n"])
def test_a_version_that_cannot_be_read_is_named_and_passed_over(county: County, fault: str | bytes) -> None:
    county.record("jia", more=DEDUCTION)
    county.commit()
    county.write("scores/2019/jia.yaml", fault)
    bad = county.commit()
    county.record("jia", more=DEDUCTION.replace("level: 省", "level: 国家"))
    county.commit()
    assert trace_lines(county, "扣分记录 d1") == ["登记 1", "修改 3 level"]
    assert trace_lines(county, "环节成绩 agency") == ["登记 1"]
    assert [commit.id for commit in file_history(county.data).unreadable] == [bad]


def test_old_versions_need_not_follow_the_schema_of_today(county: County) -> None:
    old = DEDUCTION.replace("reason:", "why:").replace("date: 2019-07-03", "when: once")
    county.record("jia", more=old + "ballots_of_old: 3\n")
    county.commit()
    county.record("jia", more=DEDUCTION)
    county.commit()
    assert trace_lines(county, "扣分记录 d1") == ["登记 1", "修改 2 when why date reason"]


def test_a_shallow_clone_does_not_call_its_first_commit_the_first(county: County, tmp_path: Path) -> None:
    county.record("jia", more=DEDUCTION)
    county.commit()
    county.record("jia", agency="88", more=DEDUCTION)
    county.commit()
    county.record("jia", agency="87", more=DEDUCTION + BONUS)
    county.commit()
    copy = tmp_path / "copy"
    county.git("clone", "--quiet", "--depth", "2", f"file://{county.top}", str(copy))
    history = history_of(clone_of(copy / "data"), Period(2019))
    assert history.completeness is Completeness.SHALLOW
    events = {
        key.name: [(event.what.value, event.commit.day.day) for event in events if event.commit]
        for key, events in history.of("jia").events.items()
    }
    assert events["扣分记录 d1"] == [("此前已登记", 2)]
    assert events["环节成绩 agency"] == [("此前已登记", 2), ("修改", 3)]
    assert events["加分记录 b1"] == [("登记", 3)]
    assert history_of(clone_of(county.data), Period(2019)).completeness is Completeness.WHOLE


def test_a_data_folder_that_was_moved_does_not_call_the_move_the_first(county: County) -> None:
    county.commit()
    county.record("jia", more=DEDUCTION)
    county.commit()
    county.git("mv", "data", "records")
    county.data = county.top / "records"
    county.change("scores/2019/jia.yaml", "level: 省", "level: 国家")
    county.commit()
    county.record("jia", more=DEDUCTION + BONUS)
    county.commit()
    assert history_of(clone_of(county.data), Period(2019)).completeness is Completeness.MOVED
    assert trace_lines(county, "扣分记录 d1") == ["此前已登记 3", "修改 4 level"]
    assert trace_lines(county, "加分记录 b1") == ["登记 4"]


def test_a_partial_clone_is_told_and_nothing_is_fetched(county: County, tmp_path: Path) -> None:
    county.commit()
    county.record("jia", agency="88")
    county.commit()
    county.git("config", "uploadpack.allowFilter", "true")
    copy = tmp_path / "copy"
    county.git("clone", "--quiet", "--filter=blob:none", f"file://{county.top}", str(copy))
    assert history_of(clone_of(copy / "data"), Period(2019)).completeness is Completeness.UNREADABLE


def test_outside_of_a_repository_there_is_no_history(county: County) -> None:
    history = history_of(clone_of(county.data), Period(2019))
    assert history.completeness is Completeness.ABSENT
    assert history.of("jia") == FileHistory()


def test_the_same_commit_tells_the_same(county: County, tmp_path: Path) -> None:
    county.commit()
    county.record("jia", more=DEDUCTION)
    county.commit()
    copy = tmp_path / "copy"
    county.git("clone", "--quiet", f"file://{county.top}", str(copy))
    assert history_of(clone_of(county.data), Period(2019)) == history_of(clone_of(copy / "data"), Period(2019))
