"""When main has moved: what one side changed is taken, what both did is told side by side, and nothing is lost."""

import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.branches.join_commits import Meeting, PlaceInFile, join_commits
from assessment.branches.making import TreeFile, making
from assessment.branches.up_to_date import Behind, behind, bring_up_to_date
from assessment.branches.work_tree import WorkTree
from assessment.edit.splice import EntryStep
from assessment.edit.three_ways import Nothing, Whose
from assessment.errors import RequestError
from assessment.load.yaml_file import parse
from tests.branches.office import JIA, LI, WHEN, ZHANG, Clerk, Offices
from tests.repository.county import BONUS, DEDUCTION, County

REASON = ("deductions", EntryStep("id", "d1"), "reason")


@pytest.fixture
def offices(tmp_path: Path) -> Offices:
    """An office in which one deduction is recorded."""
    offices = Offices(tmp_path)
    text = offices.county.text(JIA) + DEDUCTION
    offices.county.write(JIA, text)
    offices.county.commit()
    offices.county.git("push", "--quiet", str(offices.shared), "main")
    return offices


@pytest.fixture
def zhang(offices: Offices) -> Clerk:
    return offices.clerk("zhang", ZHANG)


@pytest.fixture
def li(offices: Offices) -> Clerk:
    return offices.clerk("li", LI)


def put_into_main(offices: Offices, clerk: Clerk) -> None:
    """Have what a clerk has saved reviewed and put into main."""
    branch = clerk.now().branch
    clerk.git("push", "--quiet", "origin", branch)
    offices.merge(branch)


def brought(clerk: Clerk, choices: dict[PlaceInFile, Whose] | None = None) -> WorkTree:
    clerk.git("fetch", "--quiet")
    tree = clerk.now()
    return bring_up_to_date(tree, behind(tree), choices or {}, clerk.author, WHEN)


def behind_of(clerk: Clerk) -> Behind:
    clerk.git("fetch", "--quiet")
    return behind(clerk.now())


def test_where_main_has_nothing_new(zhang: Clerk) -> None:
    tree = zhang.write(JIA, zhang.text() + BONUS)
    assert behind_of(zhang) == Behind(tree.commit, tree.main_commit, "主分支 main", False, (), ())
    assert brought(zhang) == tree


def test_where_only_main_has_something_new(offices: Offices, zhang: Clerk, li: Clerk) -> None:
    zhang.begin()
    li.write(JIA, li.text() + BONUS)
    li.write("../scripts/run-me", "#!/bin/sh\n")
    (li.top / "scripts/run-me").chmod(0o755)
    li.git("commit", "--quiet", "--all", "--message", "mode")
    put_into_main(offices, li)
    assert behind_of(zhang).is_behind
    tree = brought(zhang)
    assert tree.commit == tree.main_commit
    assert (zhang.text(), zhang.status()) == (li.text(), "")
    assert os.access(zhang.top / "scripts/run-me", os.X_OK)
    assert not behind_of(zhang).is_behind


def test_two_records_of_one_file(offices: Offices, zhang: Clerk, li: Clerk) -> None:
    """Both add to the end of the file, where Git sees a conflict and people see none."""
    zhang.write(JIA, zhang.text() + "not_applicable:\n  - {clause: 第2项, reason: 未开设}  # 张\n")
    li.write(JIA, li.text() + BONUS)
    put_into_main(offices, li)
    mine, theirs = zhang.now().commit, zhang.git("ls-remote", "origin", "main").split()[0]
    assert (behind_of(zhang).meetings, behind_of(zhang).comments) == ((), ())
    tree = brought(zhang)
    text = zhang.text()
    assert text == li.text().replace(BONUS, "") + "not_applicable:\n  - {clause: 第2项, reason: 未开设}  # 张\n" + BONUS
    assert zhang.git("show", "--no-patch", "--format=%P %an %s", tree.commit) == f"{mine} {theirs} 张科员 并入主分支 main"
    assert zhang.status() == ""


def test_what_both_changed_is_told_field_by_field(offices: Offices, zhang: Clerk, li: Clerk) -> None:
    zhang.change("reason: 栏目三个月未更新", "reason: 栏目未更新")
    zhang.change("level: 省", "level: 国家")
    li.change("reason: 栏目三个月未更新", "reason: 栏目四个月未更新")
    li.change("date: 2019-07-03", "date: 2019-07-04")
    put_into_main(offices, li)
    meeting = Meeting(f"data/{JIA}", REASON, "扣分记录 d1", "原因", "栏目三个月未更新", "栏目未更新", "栏目四个月未更新")
    assert behind_of(zhang).meetings == (meeting,)


@pytest.mark.parametrize(("choice", "reason"), [(Whose.MINE, "栏目未更新"), (Whose.THEIRS, "栏目四个月未更新")])
def test_whichever_is_chosen_all_else_stays(
    offices: Offices, zhang: Clerk, li: Clerk, choice: Whose, reason: str
) -> None:
    zhang.change("reason: 栏目三个月未更新", "reason: 栏目未更新")
    zhang.change("level: 省", "level: 国家")
    li.change("reason: 栏目三个月未更新", "reason: 栏目四个月未更新")
    li.change("    date: 2019-07-03", "    # 以通报落款为准\n    date: 2019-07-04")
    put_into_main(offices, li)
    with pytest.raises(
        RequestError, match=r"还有 1 处两边都改了，没有选用哪一边：data/scores/2019/jia.yaml 扣分记录 d1 原因$"
    ):
        brought(zhang)
    tree = brought(zhang, {(f"data/{JIA}", REASON): choice})
    lines = f"level: 国家\n    # 以通报落款为准\n    date: 2019-07-04\n    reason: {reason}\n"
    assert zhang.text().endswith(f"    clause: 第1项\n    {lines}    evidence: [e2]\n")
    for version in ("栏目未更新", "栏目四个月未更新"):
        assert zhang.git("log", "--format=%h", f"-Sreason: {version}\n", tree.commit, "--", f"data/{JIA}")
    assert not behind_of(zhang).is_behind


def test_choices_count_for_what_was_seen_only(offices: Offices, zhang: Clerk, li: Clerk) -> None:
    zhang.change("reason: 栏目三个月未更新", "reason: 栏目未更新")
    li.change("reason: 栏目三个月未更新", "reason: 栏目四个月未更新")
    put_into_main(offices, li)
    seen = behind_of(zhang)
    li.change("reason: 栏目四个月未更新", "reason: 栏目五个月未更新")
    put_into_main(offices, li)
    zhang.git("fetch", "--quiet")
    before = zhang.now()
    with pytest.raises(RequestError, match="刚才又有了新的提交，请重新比较以后再选"):
        bring_up_to_date(before, seen, {(f"data/{JIA}", REASON): Whose.THEIRS}, ZHANG, WHEN)
    assert zhang.now() == before


def test_a_record_that_one_removed_and_the_other_changed(offices: Offices, zhang: Clerk, li: Clerk) -> None:
    zhang.write(JIA, zhang.text().replace(DEDUCTION, ""))
    li.change("level: 省", "level: 国家")
    put_into_main(offices, li)
    [meeting] = behind_of(zhang).meetings
    assert (meeting.keys, meeting.record, meeting.field, meeting.mine) == (REASON[:2], "扣分记录 d1", "", Nothing.NOTHING)
    brought(zhang, {(meeting.file, meeting.keys): Whose.THEIRS})
    assert zhang.text() == li.text()


def test_a_file_that_one_removed_and_one_that_is_no_record(offices: Offices, zhang: Clerk, li: Clerk) -> None:
    (zhang.data / JIA).unlink()
    zhang.write("../notes.md", "我的\n")
    zhang.git("commit", "--quiet", "--all", "--message", "gone")
    li.change("level: 省", "level: 国家")
    li.write("../notes.md", "他的\n")
    put_into_main(offices, li)
    meetings = behind_of(zhang).meetings
    assert [(one.file, one.keys, one.mine, one.theirs) for one in meetings] == [
        (f"data/{JIA}", (), Nothing.NOTHING, li.text()),
        ("notes.md", (), "我的\n", "他的\n"),
    ]
    brought(zhang, {(meetings[0].file, ()): Whose.THEIRS, (meetings[1].file, ()): Whose.MINE})
    assert zhang.text() == li.text()
    assert (zhang.top / "notes.md").read_text(encoding="utf-8") == "我的\n"
    assert zhang.status() == ""


def test_what_git_would_join_wrongly_by_its_lines(offices: Offices, zhang: Clerk, li: Clerk) -> None:
    """One entry, recorded by both at different places of the list, would stand there twice."""
    new = DEDUCTION.partition("\n")[2].replace("d1", "d2")
    zhang.write(JIA, zhang.text().replace("deductions:\n", f"deductions:\n{new}"))
    li.write(JIA, li.text() + new)
    put_into_main(offices, li)
    brought(zhang)
    assert zhang.text().count("id: d2") == 1


def test_comments_without_a_place_are_told(offices: Offices, zhang: Clerk, li: Clerk) -> None:
    zhang.change("reason: 栏目三个月未更新", "reason: 栏目未更新")
    li.change("reason: 栏目三个月未更新", "reason: 栏目四个月未更新  # 李核对过")
    put_into_main(offices, li)
    assert behind_of(zhang).comments == ((f"data/{JIA}", "reason: 栏目四个月未更新  # 李核对过"),)


def test_a_file_that_is_no_sound_yaml_is_a_question_as_a_whole(offices: Offices, zhang: Clerk, li: Clerk) -> None:
    zhang.write(JIA, zhang.text() + "bonus: [\n")
    li.write(JIA, li.text() + BONUS)
    put_into_main(offices, li)
    [meeting] = behind_of(zhang).meetings
    assert (meeting.file, meeting.keys) == (f"data/{JIA}", ())
    brought(zhang, {(meeting.file, ()): Whose.THEIRS})
    assert zhang.text() == li.text()


def test_what_is_not_committed_is_in_the_way_only_where_it_meets(offices: Offices, zhang: Clerk, li: Clerk) -> None:
    before = zhang.write("units/ding.yaml", "id: ding\nname: 丁办\n")
    li.change("level: 省", "level: 国家")
    put_into_main(offices, li)
    (zhang.data / JIA).write_text("正在写", encoding="utf-8")
    with pytest.raises(RequestError, match=r"data/scores/2019/jia\.yaml 有没有提交的修改"):
        brought(zhang)
    assert (zhang.now().commit, zhang.text()) == (before.commit, "正在写")
    zhang.git("checkout", "--", f"data/{JIA}")
    (zhang.data / "units/yi.yaml").write_text("正在写", encoding="utf-8")
    brought(zhang)
    assert (zhang.text(), zhang.status()) == (li.text(), "M data/units/yi.yaml")


def test_on_main_there_is_nothing_to_bring_up_to_date(offices: Offices, zhang: Clerk, li: Clerk) -> None:
    li.change("level: 省", "level: 国家")
    put_into_main(offices, li)
    with pytest.raises(RequestError, match="在主分支 main 上"):
        brought(zhang)


EDITS = st.lists(
    st.sampled_from(
        [
            ("level: 省", "level: 国家"),
            ("level: 省", "level: 市"),
            ("    date: 2019-07-03\n", ""),
            ("未更新", "未更新  # 注"),
            (DEDUCTION, ""),
            ("mark: 90", "mark: 80"),
            ("marks: [90]", "marks: [70]"),
            ("{id: e1, title: 报告", "{id: e1, title: 总结"),
            ("provenance: sample\n", "provenance: sample\nself_review:\n  date: 2019-12-01\n"),
        ]
    ),
    max_size=3,
    unique=True,
)
"""What a person may do to the record, each as a text and what stands in its place."""
ADDITIONS = st.sampled_from(
    ["", BONUS, BONUS.replace("b1", "b2"), "not_applicable:\n  - clause: 第2项\n    reason: 未\n"]
)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    """A clerk whose working tree no example changes."""
    county = County(tmp_path_factory.mktemp("alone"))
    county.write(JIA, county.text(JIA) + DEDUCTION)
    county.commit()
    return Clerk(county.top, ZHANG)


@settings(max_examples=20)
@given(sides=st.tuples(EDITS, EDITS), added=st.tuples(ADDITIONS, ADDITIONS), takes=st.randoms(use_true_random=False))
def test_nothing_is_lost_whichever_is_chosen(
    alone: Clerk, sides: tuple[list[tuple[str, str]], ...], added: tuple[str, str], takes: Random
) -> None:
    """Whatever both did, the file is sound; where they did not meet, every line that one of them wrote stands in it."""
    tree, base = alone.now(), alone.text()
    texts = []
    for edits, more in zip(sides, added, strict=True):
        text = base
        for old, new in edits:
            text = text.replace(old, new, 1)
        texts.append(text + more)
    with making(tree.repository) as maker:
        files = [{f"data/{JIA}": TreeFile("100644", maker.content(text.encode()))} for text in texts]
        mine, theirs = (maker.commit(maker.tree(tree.commit, file), [tree.commit], "改", ZHANG, WHEN) for file in files)
    met = join_commits(tree, mine, theirs, {})
    choices = {(one.file, one.keys): takes.choice([*Whose]) for one in met.meetings}
    whole = join_commits(tree, mine, theirs, choices)
    assert whole.meetings == met.meetings
    text = alone.git("show", f"{whole.tree}:data/{JIA}") + "\n"
    document, findings = parse(text, "jia.yaml")
    assert (document is not None, findings) == (True, [])
    for own, other in (texts, reversed(texts)):
        written = {*own.splitlines()} - {*base.splitlines()}
        lines = {line for _, line in whole.comments}
        lost = {line for line in written if line not in text.splitlines() and line.strip() not in lines}
        assert whole.meetings or lost == set(), (base, own, other)
        gone = {*base.splitlines()} - {*own.splitlines()} - {*other.splitlines()}
        assert whole.meetings or not gone & {*text.splitlines()}
