"""Rules across files that take a changed scheme, unit or stage to show; one fault is told once, at its cause."""

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

import assessment.check
from assessment.check import RULES, check, check_by
from assessment.check.few_raters import FEWEST
from assessment.check.names import check_names
from assessment.findings import Severity
from assessment.period import Period
from assessment.year.reading import read_year
from tests.folder import Folder

SCHEME = "schemes/2019.yaml"
EVIDENCE = "evidence:\n  - {id: e01, title: 通报, kind: 通报, source: 县, captured: 2019-05-12, url: /t}\n"
DEPARTMENTS = ("fagaiwei", "jiaotiju", "gonganju", "minzhengju", "sifaju", "caizhengju")
FEW = "个评议单位的有效票，公布得分会暴露各单位打的分"
ACT = "approval: {body: 领导小组, date: 2020-02-20, document: 纪要1号}\npublished: 2020-02-28\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def ballots(*raters: str) -> str:
    """One ballot of each rater unit."""
    return "ballots:\n  peer:\n" + "".join(f"    - {{rater: {rater}, marks: [90]}}\n" for rater in raters)


def codes(folder: Folder) -> list[str]:
    """What is said, without the words."""
    return [line.split(": ")[1] for line in folder.messages()]


@pytest.mark.parametrize("unit", ["xinfb", "fagaiwei"])
def test_a_record_of_another_unit_is_one_fault(folder: Folder, unit: str) -> None:
    bonus = (
        "bonus:\n  - {id: b01, clause: 附件3加分项第1项, date: 2019-05-12, reason: 缺, evidence: [e01], rule: 出现扣分}\n"
    )
    listed = ballots(*DEPARTMENTS, "shizi", "meizhu")
    folder.write("scores/2019/xinfa.yaml", f"unit: {unit}\nyear: 2019\nprovenance: sample\n{EVIDENCE}{bonus}{listed}")
    (said,) = folder.messages()
    assert said.startswith(f"data/scores/2019/xinfa.yaml:1:7: misnamed-file: 文件名“xinfa”与单位编号“{unit}”不一致")


@pytest.mark.parametrize("key", ["level", "clause", "rule", "id", "date", "reason", "evidence"])
def test_a_misspelt_field_is_one_fault(folder: Folder, key: str) -> None:
    """What stands under the name is judged as what was meant, so that no rule misses it."""
    level = {"clause": "附件2第4项", "level": "省"}
    chosen = {"clause": "附件3加分项第1项", "rule": "出现扣分"} if key == "rule" else level
    fields = {"id": "d01", "date": "2019-05-12", "reason": "未更新", "evidence": "[e01]", **chosen}
    kind = "bonus" if key == "rule" else "deductions"

    def record(name: str) -> str:
        entry = ", ".join(f"{name if field == key else field}: {value}" for field, value in fields.items())
        return f"{EVIDENCE}{kind}:\n  - {{{entry}}}\n"

    folder.record("fagaiwei", record(key))
    assert codes(folder) == []
    folder.record("fagaiwei", record(key.capitalize()))
    (said,) = folder.messages()
    assert f"里没有“{key.capitalize()}”这一栏（请改成 {key}）" in said


def test_a_misspelt_field_at_the_top_of_a_record_is_one_fault(folder: Folder) -> None:
    entry = "deductions:\n  - {id: d01, clause: 附件2第1项, date: 2019-05-12, reason: 未整改, evidence: [e01]}\n"
    folder.record("xinfa", EVIDENCE.replace("evidence:", "evidance:") + entry)
    assert codes(folder) == ["unknown-key"]


@pytest.mark.parametrize(
    ("stage", "provenance", "message"),
    [("collecting", "real", False), ("under-review", "real", True), ("under-review", "sample", False)],
)
def test_what_the_county_left_blank_is_told_before_it_stops_the_public_build(
    folder: Folder, stage: str, provenance: str, message: bool
) -> None:
    folder.change("years/2019.yaml", "stage: collecting", f"stage: {stage}")
    folder.change("years/2019.yaml", "provenance: sample", f"provenance: {provenance}")
    folder.write("county.yaml", "portal:\n  name: 某县政府网\n")
    findings = check(read_year(folder.data, Period(2019)))
    blanks = [finding for finding in findings if finding.code == "not-filled-in"]
    assert bool(blanks) == message
    assert {finding.severity for finding in blanks} <= {Severity.WARNING}
    assert {finding.place.file for finding in blanks} <= {f"{folder.data.name}/county.yaml"}


def test_days_are_not_held_to_a_window_that_ends_before_it_begins(folder: Folder) -> None:
    entry = "deductions:\n  - {id: d01, clause: 附件2第1项, date: 2019-05-12, reason: 未整改, evidence: [e01]}\n"
    folder.record("xinfa", EVIDENCE + entry)
    daily = "method: deductions\n    full: 30\n    points: 30\n    window: "
    window = "{first: 2019-01-01, last: 2019-12-31}"
    folder.change(SCHEME, daily + window, daily + "{first: 2019-12-31, last: 2019-01-01}")
    assert codes(folder) == ["window-reversed"]


def test_a_group_that_nobody_rates(folder: Folder) -> None:
    folder.record("xinfa", ballots(*DEPARTMENTS[:3]))
    folder.change(SCHEME, "      town: [department]\n", "")
    of_scheme, *of_ballots = folder.messages()
    assert ": no-raters: “双向互评”没有写“乡镇”由谁评议（" in of_scheme
    assert len(of_ballots) == 3
    for said in of_ballots:
        assert said.endswith("不能评议“新发镇”（方案没有规定由谁评议这个单位所在的组（raters））")


def test_no_unit_rates_itself_even_where_its_group_does(folder: Folder) -> None:
    folder.record("xinfa", ballots("fagaiwei", "shizi", "xinfa"))
    folder.change(SCHEME, "town: [department]\n", "town: [department, town]\n")
    assert folder.messages() == ["data/scores/2019/xinfa.yaml:8:15: self-rating: 单位不能评议自己（请删去这一条）"]


@pytest.mark.parametrize(
    ("unit", "fields", "known"),
    [
        ("xinfa", "name: 新发乡", False),
        ("xinfa", "name: 新发乡\naliases: [新发 镇]", True),
        ("xinfa", "name: 新发街道\naliases: [新发乡]", False),
        # a second name plate in brackets, half-width and spaced
        ("fagaiwei", "name: 县发改委 (县粮储局)", True),
        ("fagaiwei", "name: 县发改委", True),
        ("fagaiwei", "name: 县发改局\naliases: [县粮储局]", False),
        ("caizhengju", "name: 县财政局", True),
        ("caizhengju", "name: 县金融监管局", False),
        # of the other group
        ("xinfa", "name: 县财政局", False),
    ],
)
def test_units_bear_the_names_of_annex_1(folder: Folder, unit: str, fields: str, known: bool) -> None:
    folder.write(f"units/{unit}.yaml", f"id: {unit}\n{fields}\n")
    name = fields.split("\n")[0].removeprefix("name: ")
    clause = "附件1一" if unit == "xinfa" else "附件1二"
    hint = "请照方案写名称；方案印发以后更名的，把原来的名称写入 earlier"
    said = f"data/units/{unit}.yaml:2:7: unlisted-name: “{name}”不在方案“{clause}”所列的名单里（{hint}）"
    assert folder.messages() == ([] if known else [said])


def test_what_a_unit_is_also_called_leads_to_it_alone(folder: Folder) -> None:
    """Names, plates and names of other years count, in any width; what sheets call a unit does not."""
    folder.write("units/shizi.yaml", "id: shizi\nname: 十字镇\naliases: [新城]\nalso_called: [老镇, ａ镇]\n")
    assert folder.messages() == []
    called = "also_called: [老镇, 新发乡, 十字镇, 新城, A镇]\n"
    folder.write("units/xinfa.yaml", f"id: xinfa\nname: 新发镇\n{called}earlier: [{{until: 2018, name: 新发乡}}]\n")
    assert [said.rpartition("（")[0] for said in folder.messages()] == [
        "data/units/shizi.yaml:4:15: repeated-name: “老镇”也是新发镇的名称，搜索时分不清是哪个单位",
        "data/units/shizi.yaml:4:19: repeated-name: “ａ镇”也是新发镇的名称，搜索时分不清是哪个单位",
        "data/units/xinfa.yaml:3:15: repeated-name: “老镇”也是十字镇的名称，搜索时分不清是哪个单位",
        "data/units/xinfa.yaml:3:24: repeated-name: “十字镇”也是十字镇的名称，搜索时分不清是哪个单位",
        "data/units/xinfa.yaml:3:33: repeated-name: “A镇”也是十字镇的名称，搜索时分不清是哪个单位",
    ]


TOWNS = "建平镇、十字镇、涛城镇、梅渚镇、新发镇、飞鲤镇、毕桥镇、凌笪乡、姚村乡"


@pytest.mark.parametrize(
    "written",
    [
        f"考评对象：{TOWNS}。",
        f"考评对象为{TOWNS}等9个乡镇。",
        f"考评对象包括{TOWNS.replace('、', '，').replace('，毕桥镇', '；毕桥镇')}，县发改委、县教体局。",
        TOWNS.replace("、姚村乡", "和姚村乡。"),
        TOWNS.replace("、姚村乡", "以及姚村乡，共9个"),
        TOWNS.replace("、", "及"),
        TOWNS.replace("、", " "),
        f"乡镇（{TOWNS}）",
        "".join(f"{number}.{town} " for number, town in enumerate(TOWNS.split("、"), 1)),
        "".join(f"（{number}）{town}；" for number, town in enumerate(TOWNS.split("、"), 1)),
        "\\n".join(TOWNS.split("、")),
        TOWNS.replace("、", "（镇）、").replace("乡（镇）", "乡"),
    ],
)
def test_a_list_may_be_running_text(folder: Folder, written: str) -> None:
    """Whatever stands around the names, the listed are listed; one of another name is not, nor part of a longer one."""
    folder.change(SCHEME, f"text: {TOWNS}", f'text: "{written}"')
    assert folder.messages() == []
    year = read_year(folder.data, Period(2019))
    units = year.whole.units
    for other in ("新发乡", "发镇", "大新发镇", "新发镇区", "和新发"):
        named = {**units, "xinfa": replace(units["xinfa"], name=other)}
        [said] = check_by(replace(year, readable=replace(year.whole, units=named)), [check_names])
        assert said.code == "unlisted-name"
        assert said.message == f"“{other}”不在方案“附件1一”所列的名单里"


@pytest.mark.parametrize("letter", ["\ue863", "\U000fffa5", "\U00030000", "\U00031350", "\U0002ebf0"])
@pytest.mark.parametrize("name", ["{}发镇", "新{}镇", "新发{}"])
def test_a_rare_letter_is_a_part_of_a_name(folder: Folder, letter: str, name: str) -> None:
    rare = name.format(letter)
    folder.change(SCHEME, "新发镇、", f"{rare}、")
    folder.write("units/xinfa.yaml", f"id: xinfa\nname: {rare}\n")
    assert [line for line in folder.messages() if "unlisted-name" in line] == []


def test_a_list_may_leave_out_whose_departments_they_are(folder: Folder) -> None:
    folder.change(SCHEME, "text: 县发改委（县粮储局）、县教体局、", "text: 县直单位：发改委（粮储局）、教体局、")
    assert folder.messages() == []
    folder.change(SCHEME, "、教体局、", "、市教体局、")
    [said] = folder.messages()
    assert "unlisted-name: “县教体局”" in said


def test_names_may_stand_side_by_side(folder: Folder) -> None:
    folder.change(SCHEME, f"text: {TOWNS}", f"text: 九个乡镇为{TOWNS.replace('、', '')}等")
    assert folder.messages() == []


def test_a_list_may_stand_in_clauses_below(folder: Folder) -> None:
    towns = TOWNS.split("、")
    below = "".join(f'\n          - {{id: 附件1一{n}, text: "{n}. {town}。"}}' for n, town in enumerate(towns))
    folder.change(SCHEME, f"text: {TOWNS}", f"text: 各乡镇\n        clauses:{below}")
    assert folder.messages() == []
    folder.write("units/xinfa.yaml", "id: xinfa\nname: 新发乡\n")
    assert [line.split(": ")[1] for line in folder.messages()] == ["unlisted-name"]


def test_a_text_that_lists_no_unit_asks_nothing_of_names(folder: Folder) -> None:
    folder.change(
        SCHEME, "text: 建平镇、十字镇、涛城镇、梅渚镇、新发镇、飞鲤镇、毕桥镇、凌笪乡、姚村乡", "text: 各乡镇人民政府"
    )
    assert folder.messages() == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # the label says 10, 8 is computed
        (
            "limit: 10\n      - clause: 附件2第2项",
            "limit: 8\n      - clause: 附件2第2项",
            "限额是 8 分，文字却是“扣完10分为止”",
        ),
        ("limit_text: 扣完5分为止", "limit_text: 最多扣5分", "“附件2第4项”的原文里没有“最多扣5分”"),
        # without a limit of a rule the words are for the item's own marks
        ("limit: 10\n      - clause: 附件2第2项", "\n      - clause: 附件2第2项", ""),
        ("limit_text: 扣完5分为止", "limit_text: 扣完５分 为止", ""),
        ("limit_text: 扣完5分为止", "limit_text: 为止", ""),
    ],
)
def test_the_words_for_a_limit(folder: Folder, old: str, new: str, said: str) -> None:
    folder.change(SCHEME, old, new)
    messages = [line.split(": ", 1)[1] for line in folder.messages()]
    assert [line.partition("（请")[0] for line in messages] == ([f"limit-text: {said}"] if said else [])


def test_the_words_for_full_marks(folder: Folder) -> None:
    # full 10, no limit of the rule, words for 5
    folder.change(SCHEME, "            limit: 10\n      - clause: 附件2第2项", "      - clause: 附件2第2项")
    folder.change(SCHEME, "limit_text: 扣完10分为止", "limit_text: 扣完５分为止")
    messages = [line.split(": ", 1)[1].partition("（请")[0] for line in folder.messages()]
    assert messages == [
        "limit-text: “附件2第1项”的原文里没有“扣完５分为止”",
        "limit-text: 限额是 10 分，文字却是“扣完５分为止”",
    ]


def test_missing_files_are_named_by_the_folder_that_is_looked_at(folder: Folder) -> None:
    (folder.data / "units/xinfa.yaml").unlink()
    (folder.data / "scores/2019/xinfa.yaml").unlink()
    said = [finding.message for finding in check(read_year(folder.data.rename(folder.data.parent / "d2"), Period(2019)))]
    assert said == ["“xinfa”没有单位文件 d2/units/xinfa.yaml", "“xinfa”没有年度记录 d2/scores/2019/xinfa.yaml"]


@pytest.mark.parametrize(
    ("averaging", "raters", "message"),
    [
        ("by-rater-unit", FEWEST - 1, True),
        ("by-rater-unit", FEWEST, False),
        ("pooled", FEWEST - 1, True),
        ("pooled", FEWEST, False),
        ("trimmed", FEWEST - 1, True),
        # the highest and the lowest left out of four, two are left; of three, one
        ("trimmed", FEWEST, True),
        ("trimmed", FEWEST + 1, True),
        ("trimmed", FEWEST + 2, False),
    ],
)
def test_how_many_rater_units_hide_each_other(folder: Folder, averaging: str, raters: int, message: bool) -> None:
    folder.record("xinfa", ballots(*DEPARTMENTS[:raters]))
    folder.change(SCHEME, "    choice: by-rater-unit\n", f"    choice: {averaging}\n")
    assert [FEW in line for line in folder.messages()] == [True] * message


WAVES = """\
    waves:
      - {id: w1, name: 上旬, window: {first: 2020-01-02, last: 2020-01-10}}
      - {id: w2, name: 下旬, window: {first: 2020-01-11, last: 2020-01-31}}
"""


@pytest.mark.parametrize("combine", ["mean", "sum", "best", "last"])
@pytest.mark.parametrize(("early", "few"), [(FEWEST, []), (FEWEST - 1, ["上旬"]), (1, ["上旬"])])
def test_rater_units_hide_each_other_in_each_wave(folder: Folder, combine: str, early: int, few: list[str]) -> None:
    """Each wave shows a mean of its own, even where it does not count."""
    days = ["2020-01-05"] * early + ["2020-01-20"] * FEWEST
    cast = ballots(*DEPARTMENTS[: len(days)]).splitlines(keepends=True)
    dated = [line.replace(", marks", f", date: {day}, marks") for line, day in zip(cast[2:], days, strict=True)]
    folder.record("xinfa", "".join([*cast[:2], *dated]))
    folder.change(SCHEME, "    method: ballots\n", f"    method: ballots\n    combine: {combine}\n{WAVES}")
    found = [finding.message for finding in check(read_year(folder.data, Period(2019))) if finding.code == "few-raters"]
    assert found == [f"“双向互评（{wave}）”只有{early}{FEW}" for wave in few]


@pytest.mark.parametrize(
    ("stage", "severity"),
    [
        ("collecting", Severity.WARNING),
        ("under-review", Severity.WARNING),
        ("approved", Severity.ERROR),
        ("published", Severity.ERROR),
    ],
)
def test_few_rater_units_stop_what_is_approved(folder: Folder, stage: str, severity: Severity) -> None:
    folder.record("xinfa", ballots("fagaiwei"))
    folder.change("years/2019.yaml", "stage: collecting\n", f"stage: {stage}\n{ACT}")
    found = [finding for finding in check(read_year(folder.data, Period(2019))) if finding.code == "few-raters"]
    assert [finding.severity for finding in found] == [severity]


def test_a_unit_that_is_not_assessed_has_no_mark_to_hide(folder: Folder) -> None:
    folder.record("xinfa", "not_assessed: {peer: 未参加}\n" + ballots("fagaiwei"))
    assert codes(folder) == ["absent-with-marks"]


def test_no_rule_hides_the_module_that_holds_it() -> None:
    modules = [rule.__module__.rpartition(".")[2] for rule in RULES]
    assert [name for name in modules if not isinstance(getattr(assessment.check, name), ModuleType)] == []
