"""scripts/compare in real repositories: each kind of change, told so that nobody has to open a file."""

from pathlib import Path

import pytest

from assessment.commands.compare import main
from tests.repository.county import BONUS, DEDUCTION, SCHEME, SOURCE, YEAR, County

WORKING = "工作区的文件（含尚未提交的修改）"


class Compared:
    """A county whose first commit is compared with what a test makes of it."""

    def __init__(self, county: County, base: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.county = county
        self.base = base
        self.capsys = capsys

    def report(self, *more: str, base: str = "", status: int = 0) -> str:
        """What the command says, with BASE in place of the id of the first commit."""
        assert main([base or self.base, "--data", str(self.county.data), *more]) == status
        said = self.capsys.readouterr()
        return (said.out + said.err).replace(self.base[:10], "BASE")


@pytest.fixture
def compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Compared:
    county = County(tmp_path / "county")
    return Compared(county, county.commit(), capsys)


def test_one_deduction_added(compared: Compared) -> None:
    compared.county.record("jia", more=DEDUCTION)
    # 日常 6 - 1 = 5: 57.6 + 5 + 27 = 89.60.
    assert (
        compared.report()
        == f"""\
**2019年：甲镇新增 1 条扣分记录，总分 90.60 → 89.60（−1）。**

基准 `BASE`，改动后 `{WORKING}`。 示例数据，非真实考评结果。

| 单位 | 组 | 总分 | 名次 |
|:--|:--|:--|:--|
| 甲镇 | 乡镇 | 90.60 → 89.60（−1） | 1 |

甲镇：

- 新增扣分记录 d1：第1项，省级，2019-07-03，栏目三个月未更新，依据 e2《通报》，`data/scores/2019/jia.yaml` 第 16 行
- 日常测评 6 → 5，计入总分 −1：第1项 省级被通报 d1 −1
"""
    )


def test_a_changed_mark_moves_ranks(compared: Compared) -> None:
    compared.county.record("jia", agency="84")
    # -6 * 64 % = -3.84, below the 87.40 of 乙镇.
    assert (
        compared.report()
        == f"""\
**2019年：甲镇修改 1 条环节成绩，总分 90.60 → 86.76（−3.84），名次 1 → 2；另有 1 个单位名次变动。**

基准 `BASE`，改动后 `{WORKING}`。 示例数据，非真实考评结果。

| 单位 | 组 | 总分 | 名次 |
|:--|:--|:--|:--|
| 甲镇 | 乡镇 | 90.60 → 86.76（−3.84） | 1 → 2 |
| 乙镇 | 乡镇 | 87.40 | 2 → 1 |

甲镇：

- 修改环节成绩 专业测评：最终成绩由“90”改为“84”，`data/scores/2019/jia.yaml` 第 9 行
- 专业测评 90 → 84，计入总分 −3.84：测评 专业测评成绩 −6
"""
    )


def test_a_change_that_ends_in_a_tie(compared: Compared) -> None:
    compared.county.record("jia", agency="85")
    report = compared.report()
    assert report.startswith(
        "**2019年：甲镇修改 1 条环节成绩，总分 90.60 → 87.40（−3.2），名次 1 → 1（并列）；另有 1 个单位名次变动。**\n"
    )
    assert "| 甲镇 | 乡镇 | 90.60 → 87.40（−3.2） | 1 → 1（并列） |\n| 乙镇 | 乡镇 | 87.40 | 2 → 1（并列） |\n" in report


def test_ranks_of_parts_are_told_where_the_scheme_has_them(compared: Compared) -> None:
    compared.county.write("schemes/2019.yaml", SCHEME.replace("overall: false}", "overall: false, depth: 1}"))
    base = compared.county.commit()
    compared.county.record("yi", more=DEDUCTION)
    # 日常 6, 6 − 1, 6: 乙镇 is no longer first with the others, but last; 57.6 ·· 54.4 + 5 + 27 = 86.40 is second still.
    report = compared.report(base=base)
    assert "| 单位 | 组 | 总分 | 名次 | 各项名次 |\n|:--|:--|:--|:--|:--|\n" in report
    assert "| 乙镇 | 乡镇 | 87.40 → 86.40（−1） | 2 | 日常测评 1（并列） → 3 |" in report
    assert compared.report("--html", str(compared.county.top / "changes.html"), base=base) == report
    page = (compared.county.top / "changes.html").read_text(encoding="utf-8")
    assert "<td>日常测评 1（并列） → 3</td>" in page
    # 90, 85, 90: first are 甲镇 and 丙镇, and 乙镇 third, whose total changes nothing of what it had.
    compared.county.record("yi")
    compared.county.record("bing", agency="90")
    report = compared.report(base=base)
    assert "| 甲镇 | 乡镇 | 90.60 | 1 → 1（并列） | 专业测评 1 → 1（并列） |" in report


def test_a_change_that_only_moves_ranks_of_parts_says_so(compared: Compared) -> None:
    compared.county.write("schemes/2019.yaml", SCHEME.replace("overall: false}", "overall: false, depth: 1}"))
    base = compared.county.commit()
    compared.county.record("bing", agency="82", more=DEDUCTION)
    # 丙镇: 82 × 64 % + 5 + 27 = 84.48, third as with 84.20; the others share the first place of 日常测评 as before.
    report = compared.report(base=base)
    assert "**2019年：丙镇" in report
    assert "另有" not in report.splitlines()[0]
    assert "| 丙镇 | 乡镇 | 84.20 → 84.48（＋0.28） | 3 | 日常测评 1（并列） → 3 |" in report


def test_a_removed_bonus(compared: Compared) -> None:
    compared.county.record("jia", more=BONUS)
    with_bonus = compared.county.commit()
    compared.county.record("jia")
    report = compared.report(base=with_bonus).replace(with_bonus[:10], "BASE")
    assert (
        report
        == f"""\
**2019年：甲镇删除 1 条加分记录，总分 91.10 → 90.60（−0.5）。**

基准 `BASE`，改动后 `{WORKING}`。 示例数据，非真实考评结果。

| 单位 | 组 | 总分 | 名次 |
|:--|:--|:--|:--|
| 甲镇 | 乡镇 | 91.10 → 90.60（−0.5） | 1 |

甲镇：

- 删除加分记录 b1：第3项，2019-05-06，镇长出席发布会，依据 e2《通报》，原在 `data/scores/2019/jia.yaml` 第 16 行
- 加分项 0.5 → 0，计入总分 −0.5：第3项 出席 b1 −0.5
"""
    )


def test_ballots_are_counted_and_never_quoted(compared: Compared) -> None:
    compared.county.record("jia", ballots="[80, ~, 91]")
    # (80 + 91) / 2 = 85.5; -4.5 * 30 % = -1.35.
    assert (
        compared.report()
        == f"""\
**2019年：甲镇修改 1 条评议票，总分 90.60 → 89.25（−1.35）。**

基准 `BASE`，改动后 `{WORKING}`。 示例数据，非真实考评结果。

| 单位 | 组 | 总分 | 名次 |
|:--|:--|:--|:--|
| 甲镇 | 乡镇 | 90.60 → 89.25（−1.35） | 1 |

甲镇：

- 修改评议票 互评：由“1个评议单位、1张票”改为“1个评议单位、3张票（弃权1张）”，`data/scores/2019/jia.yaml` 第 14 行
- 互评 90 → 85.5，计入总分 −1.35：互评 1个评议单位、2张有效票 −4.5
"""
    )


def test_another_reading(compared: Compared) -> None:
    county = compared.county
    one = "    - {rater: jia, date: 2020-01-05, marks: [90]}\n"
    two = "    - {rater: yi, date: 2020-01-05, marks: [60, 60]}\n"
    county.change("scores/2019/ding.yaml", one, one + two)
    base = county.commit()
    county.change("schemes/2019.yaml", "choice: by-rater", "choice: pooled")
    report = compared.report(base=base).replace(base[:10], "BASE")
    # By rater (90 + 60) / 2 = 75; pooled (90 + 60 + 60) / 3 = 70; -5 * 30 % = -1.5.
    assert (
        report
        == f"""\
**2019年：丁局总分 86.10 → 84.60（−1.5）。**

基准 `BASE`，改动后 `{WORKING}`。 示例数据，非真实考评结果。

| 单位 | 组 | 总分 | 名次 |
|:--|:--|:--|:--|
| 丁局 | 部门 | 86.10 → 84.60（−1.5） | 1 |

解读改变：

- averaging（评议票怎样平均？）：由“先按评议单位平均。”改为“全部票一起平均。”，`data/schemes/2019.yaml` 第 69 行

丁局：

- 互评 75 → 70，计入总分 −1.5：互评 2个评议单位、3张有效票 −5
"""
    )


def test_a_limit_that_bites_is_told(compared: Compared) -> None:
    more = DEDUCTION.replace("level: 省", "level: 国家\n    count: 3").replace("未更新", "未更新。")
    compared.county.record("jia", more=more)
    # 3 * -2 = -6, 1 taken back by the limit of 5.
    report = compared.report()
    assert "总分 90.60 → 85.60（−5），名次 1 → 2" in report
    assert "- 新增扣分记录 d1：第1项，国家级，2019-07-03，3次，栏目三个月未更新，依据 e2《通报》，" in report
    assert "- 日常测评 6 → 1，计入总分 −5：第1项 国家级被通报 d1 −6；第1项 扣完5分为止 ＋1\n" in report


def test_several_units_are_summed_up(compared: Compared) -> None:
    compared.county.record("jia", more=DEDUCTION)
    compared.county.record("bing", agency="99")
    # Changed evidence is listed, and not counted among what moved the marks.
    compared.county.change("scores/2019/bing.yaml", "title: 通报", "title: 通报二")
    # 丙镇: 99 * 64 % + 33 = 96.36, first; 甲镇 89.60 second; 乙镇 third.
    report = compared.report()
    assert report.startswith("**2019年：2 个单位成绩变化，3 个单位名次变动（修改 1 条环节成绩、新增 1 条扣分记录）。**\n")
    assert "| 丙镇 | 乡镇 | 84.20 → 96.36（＋12.16） | 3 → 1 |\n| 甲镇 | 乡镇 | 90.60 → 89.60（−1） | 1 → 2 |\n" in report
    assert "| 乙镇 | 乡镇 | 87.40 | 2 → 3 |\n" in report


def test_evidence_that_comes_with_a_deduction_is_listed_and_not_counted(compared: Compared) -> None:
    piece = "  - {id: e3, title: 截图, kind: 截图, source: 县政府办, captured: 2019-07-05, url: /jt}\n"
    compared.county.record("jia", more=DEDUCTION.replace("[e2]", "[e3]"))
    compared.county.change("scores/2019/jia.yaml", "marks:\n  agency", f"{piece}marks:\n  agency")
    report = compared.report()
    assert report.startswith("**2019年：甲镇新增 1 条扣分记录，总分 90.60 → 89.60（−1）。**\n")
    assert "- 新增证据 e3：截图，`data/scores/2019/jia.yaml` 第 7 行\n" in report
    assert "栏目三个月未更新，依据 e3《截图》，" in report


def test_a_difference_that_rounding_hides_is_shown(compared: Compared) -> None:
    compared.county.record("jia", ballots="[90.001]")
    # 0.001 * 30 % = 0.0003.
    assert "总分 90.6 → 90.6003（＋0.0003）。**" in compared.report()


def test_a_component_that_is_gone(compared: Compared) -> None:
    compared.county.record("jia", more=BONUS)
    base = compared.county.commit()
    head, _, tail = SCHEME.partition("  - id: bonus\n")
    compared.county.write("schemes/2019.yaml", head + "ranking:" + tail.partition("ranking:")[2])
    compared.county.record("jia")
    report = compared.report(base=base)
    assert "| 甲镇 | 乡镇 | 91.10 → 90.60（−0.5） | 1 |\n" in report
    assert "- 加分项 0.5分 → 没有这个环节\n" in report


def test_a_comment_shows_the_greatest_changes_of_many(compared: Compared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.compare.markdown._UNITS", 2)
    for unit, agency in (("jia", "89"), ("yi", "80"), ("bing", "70")):
        compared.county.record(unit, agency=agency)
    report = compared.report()
    # 64 % of -1, -5 and -10.
    assert "| 丙镇 | 乡镇 | 84.20 → 77.80（−6.4） | 3 |\n| 乙镇 | 乡镇 | 87.40 → 84.20（−3.2） | 2 |\n\n" in report
    assert "\n另有 1 个单位变动，完整内容见网页 changes.html（合并请求的附件；本机用 `--html` 生成）。\n" in report
    assert "甲镇" not in report


def test_nothing_changed_is_one_line(compared: Compared) -> None:
    assert compared.report() == "**成绩没有变化：2019 年的数据相同。**\n"
    assert compared.report("HEAD") == "**成绩没有变化：2019 年的数据相同。**\n"


def test_comments_and_order_are_one_line(compared: Compared) -> None:
    compared.county.change("scores/2019/jia.yaml", "year: 2019\n", "year: 2019  # 年度\n\n")
    assert compared.report() == "**2019年：成绩没有变化，只改了注释、格式或次序。**\n"


def test_a_changed_reason_moves_no_mark(compared: Compared) -> None:
    compared.county.record("jia", more=DEDUCTION)
    base = compared.county.commit()
    compared.county.change("scores/2019/jia.yaml", "栏目三个月未更新", "栏目四个月未更新")
    report = compared.report(base=base)
    assert report.startswith("**2019年：成绩没有变化，1 处记录或设置有改动，都不影响分数。**\n")
    assert "\n不影响分数的改动：\n\n- 甲镇：修改扣分记录 d1：原因由“栏目三个月未更新”改为“栏目四个月未更新”，" in report


def test_a_missing_mark_is_pending_and_not_0(compared: Compared) -> None:
    compared.county.change(
        "scores/2019/jia.yaml", "  agency:\n    mark: 90\n    date: 2019-12-20\n    evidence: [e1]\n", "  {}\n"
    )
    report = compared.report()
    assert report.startswith(
        "**2019年：甲镇删除 1 条环节成绩，总分 90.60 → 待定，名次 1 → 待定；另有 2 个单位名次变动。**\n"
    )
    assert "| 乙镇 | 乡镇 | 87.40 | 2 → 暂不排名 |\n" in report
    assert "- 专业测评 90分 → 待定（尚无专业测评成绩）\n" in report


def test_another_unit_in_the_scheme(compared: Compared) -> None:
    county = compared.county
    county.change("schemes/2019.yaml", "units: [jia, yi, bing]", "units: [jia, yi, wu]")
    county.write("units/wu.yaml", "id: wu\nname: 戊镇\n")
    county.write("scores/2019/wu.yaml", (county.data / "scores/2019/bing.yaml").read_text().replace("bing", "wu"))
    (county.data / "scores/2019/bing.yaml").unlink()
    report = compared.report()
    assert report.startswith("**2019年：2 个单位成绩变化，名次不变（方案、年度或单位的设置有改动；")
    assert "| 戊镇 | 乡镇 | 新列入考评（84.20） | 3 |\n| 丙镇 | 乡镇 | 不再列入考评（84.20） | 3 |\n" in report
    assert "- 删除 分组/乡镇/单位（原为“丙镇”），`data/schemes/2019.yaml` 第 18 行\n" in report
    assert "- 新增 分组/乡镇/单位：戊镇，`data/schemes/2019.yaml` 第 18 行\n" in report


def test_a_unit_in_another_group_is_told_once_by_name(compared: Compared) -> None:
    compared.county.change("schemes/2019.yaml", "units: [jia, yi, bing]", "units: [jia, bing]")
    compared.county.change("schemes/2019.yaml", "units: [ding]", "units: [ding, yi]")
    compared.county.change("scores/2019/yi.yaml", "rater: ding", "rater: jia")
    report = compared.report()
    assert "| 乙镇 | 乡镇 → 部门 | 87.40 | 乡镇 2 → 部门 2 |\n" in report
    settings = report.partition("方案、年度和单位的设置：\n\n")[2].partition("\n\n")[0].splitlines()
    assert [line.partition("，`")[0] for line in settings] == ["- 乙镇所在的组 由“乡镇”改为“部门”"]


def test_another_order_of_a_list_is_told_by_what_stands_otherwise(compared: Compared) -> None:
    compared.county.change("schemes/2019.yaml", "units: [jia, yi, bing]", "units: [jia, bing, yi]")
    assert "- 分组/乡镇/单位 由“乙镇、丙镇”改为“丙镇、乙镇”，" in compared.report()


def test_who_may_have_a_bonus_is_told_by_name(compared: Compared) -> None:
    compared.county.write("years/2019.yaml", f"{YEAR}eligible: {{第3项: [jia, yi]}}\n")
    compared.county.commit()
    compared.base = compared.county.git("rev-parse", "HEAD")
    compared.county.write("years/2019.yaml", f"{YEAR}eligible: {{第3项: [jia, ding]}}\n")
    report = compared.report()
    assert "（原为“乙镇”）" in report
    assert "：丁局，" in report


def test_another_weight_is_told_once_in_the_comment_and_for_each_unit_on_the_page(
    compared: Compared, tmp_path: Path
) -> None:
    scheme = SCHEME.replace("points: 64", "points: 60").replace("points: 30", "points: 34")
    compared.county.write("schemes/2019.yaml", scheme)
    page = tmp_path / "page.html"
    report = compared.report("--html", str(page))
    # The agency loses 4 % of the total to the peers' 90: 0 for 90, (90 - 85) * 4 % = 0.2 for 85, 0.4 for 80.
    assert report.startswith("**2019年：4 个单位成绩变化，名次不变（方案、年度或单位的设置有改动）。**\n")
    assert "| 丙镇 | 乡镇 | 84.20 → 84.60（＋0.4） | 3 |\n| 乙镇 | 乡镇 | 87.40 → 87.60（＋0.2） | 2 |\n" in report
    assert "| 甲镇 | 乡镇 | 90.60 | 1 |\n" in report
    assert "- 考评环节/专业测评/计入总分 由“64”改为“60”，`data/schemes/2019.yaml` 第 26 行\n" in report
    assert "每分计入总分" not in report
    text = page.read_text(encoding="utf-8")
    assert text.count("每分计入总分由0.64改为0.6<") == 4
    # 90 * -4 %, which the peers' 90 * 4 % make up for.
    assert '由0.64改为0.6</td><td class="n">0</td><td class="n">−3.6</td>' in text
    assert '由0.3改为0.34</td><td class="n">0</td><td class="n">＋3.6</td>' in text


def test_the_text_as_issued_is_told_line_by_line_and_a_new_name_in_the_years_that_bear_it(compared: Compared) -> None:
    county = compared.county
    county.write("schemes/2019.source.txt", SOURCE.replace("，丁局", "、丁局"))
    county.write("units/jia.yaml", "id: jia\nname: 甲街道\naliases: [甲]\nearlier: [{until: 2019, name: 甲镇}]\n")
    report = compared.report()
    change = "由“甲镇、乙镇、丙镇，丁局。”改为“甲镇、乙镇、丙镇、丁局。”"
    assert f"- 原文底稿第2行 {change}，`data/schemes/2019.source.txt` 第 2 行\n" in report
    assert "甲街道" not in report
    county.write("units/jia.yaml", "id: jia\nname: 甲街道\n")
    assert "- 名称 由“甲镇”改为“甲街道”，`data/units/jia.yaml` 第 2 行\n" in compared.report()


def test_a_faulty_base_is_told(compared: Compared) -> None:
    county = compared.county
    county.write("scores/2019/jia.yaml", "unit: [\n")
    base = county.commit()
    county.record("jia", more=DEDUCTION)
    report = compared.report(base=base)
    assert report.startswith("**2019年：不能比较成绩，基准的数据有 4 处错误。**\n")
    assert "\n基准的错误：\n\n- `data/scores/2019/jia.yaml:1:1` " in report
    # What one side could not read is neither new nor gone.
    assert "d1" not in report


def test_a_year_file_that_cannot_be_read_says_nothing_of_the_scheme(compared: Compared) -> None:
    compared.county.write("years/2019.yaml", "year: [\n")
    assert "schemes/2019.yaml" not in compared.report()


def test_a_faulty_change_is_told(compared: Compared) -> None:
    compared.county.record("jia", more=DEDUCTION.replace("第1项", "第9项"))
    report = compared.report()
    assert report.startswith("**2019年：不能比较成绩，改动后的数据有 1 处错误。**\n")
    assert "\n记录的改动：\n\n- 甲镇：新增扣分记录 d1：第9项，" in report


def test_a_year_that_only_one_side_has(compared: Compared) -> None:
    county = compared.county
    for file in ("years/2019.yaml", *(f"scores/2019/{unit}.yaml" for unit in ("jia", "yi", "bing", "ding"))):
        text = (county.data / file).read_text(encoding="utf-8").replace("year: 2019", "year: 2020")
        county.write(file.replace("2019", "2020"), text.replace('scheme: "2019"', 'scheme: "2020"'))
    county.write("schemes/2020.yaml", SCHEME.replace("year: 2019", "year: 2020").replace('id: "2019"', 'id: "2020"'))
    added = "**2020年：新增的年度，基准里没有，没有可比的成绩；现有 4 个单位，4 个已有总分。**\n"
    assert compared.report().startswith(added)
    assert "记录的改动" in compared.report()
    assert compared.report("--year", "2019") == "**成绩没有变化：2019 年的数据相同。**\n"
    later = county.commit()
    (county.data / "years" / "2020.yaml").unlink()
    assert compared.report(base=later) == "**2020年：整个年度被删除，改动后没有这一年的成绩。**\n"
    report = compared.report("--year", "2031", status=1)
    assert report == "两个版本都没有 2031 年的年度文件，现有：2019\n"


def test_the_code_of_the_base_is_not_run(compared: Compared) -> None:
    county = compared.county
    (county.top / "scripts").mkdir()
    (county.top / "scripts" / "compare").write_text("exit 7\n", encoding="utf-8")
    (county.top / "pelicanconf.py").write_text("raise SystemExit(7)\n", encoding="utf-8")
    county.commit()
    county.record("jia", more=DEDUCTION)
    assert "总分 90.60 → 89.60" in compared.report(base="HEAD")


def test_what_the_base_got_meanwhile_is_no_change_of_the_branch(compared: Compared) -> None:
    county = compared.county
    county.git("switch", "--quiet", "--create", "branch")
    county.record("jia", more=DEDUCTION)
    county.commit()
    county.git("switch", "--quiet", "main")
    county.record("yi", more=BONUS)
    tip = county.commit()
    report = compared.report("branch", base="main")
    assert "甲镇新增 1 条扣分记录" in report
    assert "加分记录" not in report
    assert f"基准 {tip[:6]}" in report.replace("\u2060", "")
    assert "已有新的提交，从两者分开的地方（" in report


def test_a_merge_is_compared_by_what_it_brings(compared: Compared) -> None:
    county = compared.county
    county.git("switch", "--quiet", "--create", "branch")
    county.record("jia", more=DEDUCTION)
    county.commit()
    county.git("switch", "--quiet", "main")
    county.record("yi", more=BONUS)
    main_tip = county.commit()
    county.git("merge", "--quiet", "--no-edit", "branch")
    report = compared.report("HEAD", base=main_tip)
    assert "甲镇新增 1 条扣分记录" in report
    assert "加分记录" not in report


def test_a_shallow_clone_is_said(compared: Compared, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = compared.county
    county.record("jia", more=DEDUCTION)
    county.commit()
    copy = tmp_path / "copy"
    county.git("clone", "--quiet", "--depth", "1", f"file://{county.top}", str(copy))
    (copy / "data/scores/2019/yi.yaml").write_text("unit: yi\nyear: 2019\nprovenance: sample\n", encoding="utf-8")
    assert main(["HEAD", "--data", str(copy / "data")]) == 0
    assert "版本库是浅克隆，找到的起点可能不准；运行 git fetch --unshallow 补全。" in capsys.readouterr().out
    assert main([compared.base, "--data", str(copy / "data")]) == 1
    assert capsys.readouterr().err.startswith(f"版本库里没有“{compared.base}”这个版本；")


@pytest.mark.parametrize("revision", ["nobody", "HEAD:data", ""])
def test_an_unknown_revision_is_one_line(compared: Compared, revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([revision, "--data", str(compared.county.data)]) == 1
    assert capsys.readouterr().err == f"版本库里没有“{revision}”这个版本；请核对写法，或先运行 git fetch\n"


def test_outside_of_a_repository_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data" / "years").mkdir(parents=True)
    assert main(["HEAD", "--data", str(tmp_path / "data")]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'data'} 不在版本库中，没有可以比较的版本\n"


def test_without_git_is_one_line(
    compared: Compared, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert main(["HEAD", "--data", str(compared.county.data)]) == 1
    assert capsys.readouterr().err == "没有安装 git，读不了修改历史；请先安装 git\n"


def test_a_folder_that_the_base_lacks_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = County(tmp_path / "county", "county-data")
    county.git("commit", "--quiet", "--allow-empty", "--message", "empty")
    base = county.git("rev-parse", "HEAD")
    assert main([base, "--data", str(county.data)]) == 1
    assert capsys.readouterr().err == f"版本 {base[:10]} 里没有数据文件夹 county-data\n"


def test_what_the_county_says_of_itself_is_compared_once_for_all_years(compared: Compared) -> None:
    county = compared.county
    county.write("years/2020.yaml", YEAR.replace("2019", "2020", 1))
    base = county.commit()
    county.change("county.yaml", "某县政府办", "某县人民政府办公室")
    county.change("county.yaml", "portal: {name: 某县人民政府}\n", "portal: {icp: }\nevidence_folder: 共享\n")
    report = compared.report(base=base)
    assert report.startswith("**成绩没有变化：2019、2020 年的数据相同。**\n\n基准 ")
    assert report.endswith(
        "\n\n本地设置：\n\n"
        "- 新增 证据文件夹：共享，`data/county.yaml` 第 2 行\n"
        "- 主办单位/主办单位名称 由“某县政府办”改为“某县人民政府办公室”，`data/county.yaml` 第 4 行\n"
        "- 删除 所在门户/门户名称（原为“某县人民政府”），`data/county.yaml` 第 1 行\n"
    )
    (county.data / "county.yaml").unlink()
    assert "- 删除 主办单位/主办单位名称（原为“某县政府办”）" in compared.report(base=base)


def test_marks_before_approval_are_called_secret(compared: Compared) -> None:
    county = compared.county
    for file in ("years/2019.yaml", *(f"scores/2019/{unit}.yaml" for unit in ("jia", "yi", "bing", "ding"))):
        county.change(file, "provenance: sample", "provenance: real")
    base = county.commit()
    county.record("jia", more=DEDUCTION)
    county.change("scores/2019/jia.yaml", "provenance: sample", "provenance: real")
    report = compared.report(base=base)
    assert "审定前成绩保密，不得外传。" in report
    assert "示例数据" not in report
    ordered = "  - {id: 第9条, text: 成绩在审定前保密。}\ngroups:\n"
    county.write("schemes/2019.yaml", SCHEME.replace("groups:\n", ordered))
    assert "审定前成绩保密（方案第9条），不得外传。" in compared.report(base=base)


def test_an_approved_year_can_be_compared(compared: Compared) -> None:
    approval = "approval: {body: 领导小组, date: 2020-02-20, document: 纪要}\n"
    compared.county.write("years/2019.yaml", YEAR.replace("under-review", "approved") + approval)
    compared.county.record("jia", more=DEDUCTION)
    report = compared.report()
    assert "总分 90.60 → 89.60" in report
    assert "- 进展 由“under-review”改为“approved”，`data/years/2019.yaml` 第 4 行\n" in report
