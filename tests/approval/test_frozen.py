"""An approved year: what scripts/validate and scripts/build say about each way in which it was changed."""

import re
import shutil
from pathlib import Path

import pytest

from assessment.check import approval as rules
from assessment.commands import build, validate
from assessment.period import Period
from assessment.year.reading import read_units
from tests.approval.office import Office
from tests.repository.county import SOURCE

HOW = "（请改回原样；确需更正的，运行 scripts/amend --reason 原因 --date 日期，有文件的加 --document 文号）"
JIA = "scores/2019/jia.yaml"


def test_a_changed_value_is_told_with_the_old_one_from_git(office: Office) -> None:
    office.published()
    office.county.change(JIA, "    count: 2\n", "    count: 3\n")
    message = f"data/{JIA}:21:12: changed-after-approval: “扣分记录/d1/次数”公布时是“2”，现在是“3”{HOW}"
    assert office.messages() == [message]
    office.county.commit()
    assert office.messages() == [message], "committed or not"


def test_a_value_added_and_one_taken_out(office: Office) -> None:
    office.published()
    office.county.change(JIA, "    date: 2019-12-20\n", "")
    office.county.change("units/jia.yaml", "name: 甲镇\n", "name: 甲镇\nfull_name: 甲镇人民政府\n")
    office.county.change("years/2019.yaml", "disclosure: full", "disclosure: totals")
    removed, added, published = office.messages()
    assert (
        removed
        == f"data/{JIA}:9:5: changed-after-approval: “评定成绩/专业测评/出具日期”公布时是“2019-12-20”，现在没有了{HOW}"
    )
    assert published == (
        "data/years/2019.yaml:5:13: changed-after-approval: “公开程度”公布时是“full”，现在是“totals”"
        "（请改回原样；公布或调整公开程度用 scripts/approve --publish --date 日期 --disclosure 公开程度）"
    )
    assert added == (
        "data/units/jia.yaml:3:12: changed-after-approval: “全称”公布时没有，现在是“甲镇人民政府”"
        "（2019年以后才改的，在这个文件里写 earlier: [{until: 2019, full_name: ~}]，until 是用旧写法的最后一年；"
        "原来写错的，用 scripts/amend 更正）"
    )


def test_a_unit_gets_a_new_name_and_the_year_keeps_the_old_one(office: Office) -> None:
    office.county.write("units/jia.yaml", "id: jia\nname: 甲镇\nplates: [甲镇开发区]\nsite: /jia/\n")
    office.published()
    new = "id: jia\nname: 甲街道\nfull_name: 甲街道办事处\naliases: [甲街]\n"
    office.county.write("units/jia.yaml", new)
    hints = [re.search("在这个文件里写 earlier: (.+)，until", line) for line in office.messages()]
    kept = [hint[1] for hint in hints if hint]
    assert kept == [
        "[{until: 2019, site: /jia/}]",
        "[{until: 2019, plates: [甲镇开发区]}]",
        "[{until: 2019, name: 甲镇}]",
        "[{until: 2019, full_name: ~}]",
    ]
    earlier = "".join(f"  - {entry[1:-1]}\n" for entry in kept)
    office.county.write("units/jia.yaml", f"{new}earlier:\n{earlier}")
    assert office.messages() == []
    units = read_units(office.data, Period(2019)), read_units(office.data, Period(2020))
    assert [held["jia"].name for held in units] == ["甲镇", "甲街道"]
    assert [held["jia"].full_name for held in units] == ["", "甲街道办事处"]
    assert [held["jia"].plates for held in units] == [("甲镇开发区",), ()]
    assert [held["jia"].site for held in units] == ["/jia/", ""]
    assert [set(held["jia"].aliases) for held in units] == [
        {"甲镇开发区", "甲街", "甲街道", "甲街道办事处"},
        {"甲镇开发区", "甲街", "甲镇"},
    ]
    office.county.change("units/jia.yaml", "{until: 2019, name: 甲镇}", "{until: 2019, name: 甲乡}")
    (message,) = office.messages()
    assert message.startswith("data/units/jia.yaml:8:25: changed-after-approval: “名称”公布时是“甲镇”，现在是“甲乡”")


def test_other_spellings_of_a_unit_come_and_go(office: Office) -> None:
    office.published()
    office.county.change("units/jia.yaml", "name: 甲镇\n", "name: 甲镇\naliases: [甲鎮]\nalso_called: [甲街]\n")
    assert office.messages() == []


def test_the_text_as_issued_is_fixed_but_for_the_way_its_lines_are_broken(office: Office) -> None:
    office.published()
    office.county.write("schemes/2019.source.txt", SOURCE.replace("\r\n", "\n"))
    assert office.messages() == []
    office.county.write("schemes/2019.source.txt", SOURCE.replace("，丁局", "、丁局"))
    assert office.messages() == [
        "data/schemes/2019.source.txt:2:1: changed-after-approval: “原文底稿第2行”公布时是“甲镇、乙镇、丙镇，丁局。”，"
        f"现在是“甲镇、乙镇、丙镇、丁局。”{HOW}"
    ]
    (office.data / "schemes" / "2019.source.txt").unlink()
    (message,) = office.messages()
    assert "missing-source: 方案的原文底稿 2019.source.txt 读不出来，或者不是 UTF-8 的文本" in message


def test_before_publication_the_approval_counts(office: Office) -> None:
    office.approve()
    office.county.commit()
    office.county.change("schemes/2019.yaml", "full: 100\nclauses", "full: 101\nclauses")
    (message,) = (line for line in office.messages() if "changed-after-approval" in line)
    assert "审定时是“100”，现在是“101”" in message


def test_without_git_the_file_is_named(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office.published()
    copied = Path(shutil.copytree(office.data, tmp_path / "elsewhere" / "data"))
    text = (copied / JIA).read_text(encoding="utf-8").replace("count: 2\n", "count: 3\n")
    (copied / JIA).write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert validate.main(["--data", str(copied)]) == 1
    message = "这个文件的内容与公布时不同（Git 里找不到当时的内容，说不出是哪一处）"
    assert capsys.readouterr().out == f"{copied}/{JIA}:1:1: changed-after-approval: {message}{HOW}\n"


def test_the_build_refuses_what_was_changed(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office.published()
    office.county.change(JIA, "    count: 2\n", "    count: 3\n")
    assert build.main(["--data", str(office.data), "--output", str(tmp_path / "output"), "--no-pdf"]) == 1
    assert "changed-after-approval" in capsys.readouterr().err
    assert not (tmp_path / "output").exists()


def test_layout_and_comments_may_change(office: Office) -> None:
    office.published()
    text = office.text(JIA)
    other_layout = text.replace("    level: 省\n    count: 2\n", '    count: 2 # 两次\n    level: "省"\n')
    assert other_layout != text
    office.county.write(JIA, f"# 说明\n{other_layout}")
    office.county.change("scores/2019/yi.yaml", "mark: 85\n", "mark: 85.0\n")
    assert office.messages() == []


def test_a_file_that_is_gone(office: Office) -> None:
    office.published()
    (office.data / "units" / "ding.yaml").unlink()
    assert (
        "data/units/ding.yaml:1:1: changed-after-approval: 公布时有这个文件，现在没有了（请从 Git 恢复这个文件）"
        in office.messages()
    )


def test_a_file_that_is_new(office: Office) -> None:
    office.published()
    office.county.write("units/wu.yaml", "id: wu\nname: 戊镇\n")
    assert office.messages() == [], "not assessed in this year"
    office.county.write("scores/2019/wu.yaml", "unit: wu\nyear: 2019\nprovenance: sample\n")
    assert f"data/scores/2019/wu.yaml:1:1: changed-after-approval: 公布时没有用到这个文件{HOW}" in office.messages()


def test_the_record_itself_is_sealed(office: Office) -> None:
    office.published()
    text = office.text("approvals/2019.yaml")
    for old, new in (("2020-02-20", "2020-02-21"), ('jia: "90.1"', 'jia: "95"'), ("a" * 64, "d" * 64)):
        assert old in text
        office.county.write("approvals/2019.yaml", text.replace(old, new, 1))
        (message,) = office.messages()
        assert message.endswith("approval-edited: 审定记录被改动过（请从 Git 恢复这个文件）")


def test_a_record_that_was_taken_away(office: Office) -> None:
    office.published()
    (office.data / "approvals" / "2019.yaml").unlink()
    (message,) = office.messages()
    assert message.startswith("data/years/2019.yaml:4:8: approval-missing: 2019 年写着已审定，却没有审定记录")


def test_an_approved_year_does_not_go_back_unseen(office: Office) -> None:
    office.published()
    office.county.change("years/2019.yaml", "stage: published", "stage: under-review")
    assert any("“进展”公布时是“published”，现在是“under-review”" in line for line in office.messages())


def test_other_results_of_the_same_data_are_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.published()
    totals = {"jia": "90.2", "yi": "86.4", "bing": "84.2", "ding": "90.6"}
    monkeypatch.setattr(rules, "results_of", lambda _: ("0" * 64, totals))
    (message,) = office.messages()
    assert message == (
        "data/years/2019.yaml:1:1: results-after-approval: 数据没有改动，算出的成绩却与公布时不同：甲镇总分由90.1变为90.2"
        "（请换回当时的程序版本；确认新的算法正确的，运行 scripts/amend 更正）"
    )
