"""Marks of waves and of members, and numbers: across, down, a sheet a wave; what goes out comes back unchanged."""

import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assessment.check import check
from assessment.commands.export import main as export
from assessment.commands.import_sheets import main
from assessment.dataset.record import UnitRecord
from assessment.edit.layout import yaml_text
from assessment.findings import has_errors
from assessment.imports.draft import Draft
from assessment.imports.importing import Options
from assessment.imports.question import Question
from assessment.load.data_files import years
from assessment.load.yaml_file import parse
from assessment.period import Period
from assessment.year.reading import read_year
from tests.built import ROOT
from tests.data_folder import DataFolder
from tests.examples.test_examples import EXAMPLES
from tests.imports.sheets import Desk, Rows, faults

OPTIONS = Options("", "", "某机构", date(2022, 12, 20))
ROLLUP = ROOT / "examples" / "rollup"
UNITS = ("qingshi", "baisha", "dangan", "yuanlin")
MARKED = [example for example in EXAMPLES if example.name != "floors"]
"""The examples in which anybody gives marks or counts; in the other there are deductions alone."""
WAVES = ("第一轮", "第二轮", "第三轮")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with the example of three waves, of which nothing is recorded yet."""
    path = tmp_path_factory.mktemp("waves")
    blank(path)
    return Desk(read_year(path / "data", Period(2022)), path)


def blank(path: Path) -> DataFolder:
    shutil.copytree(ROLLUP / "data", path / "data", dirs_exist_ok=True)
    folder = DataFolder(path / "data")
    for unit in UNITS:
        folder.write(f"scores/2022/{unit}.yaml", f"unit: {unit}\nyear: 2022\nprovenance: sample\n")
    return folder


def read(desk: Desk, rows: Rows, *, name: str = "表1", **more: Rows) -> Draft:
    return desk.read("agency", rows, OPTIONS, name=name, **more)  # type: ignore[arg-type]


def marks(draft: Draft, unit: str, part: str = "media") -> dict[str, object]:
    """What stands in a draft of a part, by wave, and by member where it has any."""
    found: dict[str, object] = {}
    for wave, mark in draft.under(unit, "marks", part, "waves").items():
        assert isinstance(mark, dict)
        members = mark.get("members", {})
        found[wave] = mark.get("mark") if not members else {name: one["mark"] for name, one in members.items()}
    return found


@pytest.mark.parametrize(
    "heads",
    [
        WAVES,
        ("第1轮", "第2轮得分", "3轮（100分）"),
        ("政务新媒体第一轮", "政务新媒体（第2轮）", "第三轮政务新媒体得分"),
        ("第一次测评得分", "第二次测评得分", "第三次测评得分"),
    ],
)
def test_a_column_a_wave(desk: Desk, heads: tuple[str, ...]) -> None:
    draft = read(
        desk, [["政务新媒体成绩"], ["序号", "单位", *heads], [1, "青石县", 80, 75, 65], [2, "白沙区", 90, 84, 60]]
    )
    assert draft.findings == []
    assert marks(draft, "qingshi") == {"spring": 80, "summer": 75, "autumn": 65}
    assert marks(draft, "baisha") == {"spring": 90, "summer": 84, "autumn": 60}
    assert "青石县：政务新媒体：第一轮 80、第二轮 75、第三轮 65" in draft.words


@pytest.mark.parametrize(
    ("names", "heads"),
    [
        (("第一季度", "第二季度", "第三季度"), ("一季度", "2季度", "Q3")),
        (("第一季度", "第二季度", "第三季度"), ("第1轮", "第2轮", "第3轮")),
        (("1月", "11月", "12月"), ("一月份", "十一月", "12月份")),
        (("上半年", "下半年", "年终"), ("上半年得分", "下半年得分", "年终得分")),
    ],
)
def test_how_waves_are_called(tmp_path: Path, names: tuple[str, ...], heads: tuple[str, ...]) -> None:
    folder = blank(tmp_path)
    text = folder.text("schemes/2022.yaml")
    for old, new in zip(WAVES, names, strict=True):
        text = text.replace(f"name: {old}", f"name: {new}")
    folder.write("schemes/2022.yaml", text)
    desk = Desk(read_year(folder.data, Period(2022)), tmp_path)
    draft = read(desk, [["政务新媒体"], ["单位", *heads], ["青石县", 80, 75, 65]])
    assert (draft.findings, marks(draft, "qingshi")) == ([], {"spring": 80, "summer": 75, "autumn": 65})


def test_heads_in_two_rows(desk: Desk) -> None:
    heads: list[object] = ["单位", "政务新媒体", None, None, "日常工作"]
    rows: list[object] = [heads, [None, *WAVES, None], ["青石县", 80, 75, 65, 36]]
    draft = desk.read("agency", rows, OPTIONS, merges=[(1, 2, 1, 4), (1, 1, 2, 1), (1, 5, 2, 5)])
    assert (draft.findings, marks(draft, "qingshi")) == ([], {"spring": 80, "summer": 75, "autumn": 65})
    assert draft.under("qingshi", "marks", "work")["mark"] == 36


def test_a_row_a_member(desk: Desk) -> None:
    head = ["单位", "乡镇街道", *(f"网站抽查{wave}" for wave in WAVES)]
    rows = [head, ["青石县", "东河镇", 80, 75, 70], [None, "西河镇", 100, None, 70], ["白沙区", "沙北街道", 96, 88, 85]]
    draft = read(desk, rows)
    assert draft.findings == []
    assert marks(draft, "qingshi", "site") == {
        "spring": {"东河镇": 80, "西河镇": 100},
        "summer": {"东河镇": 75},
        "autumn": {"东河镇": 70, "西河镇": 70},
    }
    assert marks(draft, "baisha", "site")["autumn"] == {"沙北街道": 85}


def test_members_of_a_part_without_waves(desk: Desk) -> None:
    draft = read(desk, [["单位", "对象", "政务公开专区"], ["青石县", "东河镇专区", 18], ["青石县", "西河镇专区", 15]])
    found = draft.under("qingshi", "marks", "zone", "members")
    assert {name: one["mark"] for name, one in found.items() if isinstance(one, dict)} == {
        "东河镇专区": 18,
        "西河镇专区": 15,
    }
    assert draft.findings == []


def test_a_sheet_a_wave(desk: Desk) -> None:
    def rows(mark: int) -> list[object]:
        return [["单位", "政务新媒体"], ["青石县", mark], ["白沙区", mark + 1]]

    draft = read(desk, rows(80), name="第一轮", 第二轮=rows(70), 三轮=rows(60))
    assert (draft.findings, marks(draft, "baisha")) == ([], {"spring": 81, "summer": 71, "autumn": 61})


def test_waves_and_parts_in_rows(desk: Desk) -> None:
    rows = [["单位", "项目", "轮次", "得分"], ["青石县", "政务新媒体", "第一轮", 80], [None, "政务新媒体", "2轮", 75]]
    draft = read(desk, [*rows, [None, "日常工作", None, 36]])
    assert (draft.findings, marks(draft, "qingshi")) == ([], {"spring": 80, "summer": 75})
    assert draft.under("qingshi", "marks", "work")["mark"] == 36


MEDIA = ["单位", *(f"政务新媒体{wave}" for wave in WAVES)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["单位", "政务新媒体第四轮"], ["青石县", 80]], ["第1行B列 unknown-wave"]),
        ([["单位", "轮次", "政务新媒体"], ["青石县", "第四轮", 80]], ["第2行B列 unknown-wave"]),
        ([["单位", "政务新媒体"], ["青石县", 80]], ["第1行B列 unknown-wave"]),
        ([["单位", "日常工作第一轮"], ["青石县", 30]], ["第1行B列 unknown-wave"]),
        ([["单位", "网站抽查第一轮"], ["青石县", 80]], ["第1行B列 no-member"]),
        ([["单位", "对象", "网站抽查第一轮"], ["青石县", "东河镇", 80], ["白沙区", None, 80]], ["第3行B列 no-member"]),
        ([MEDIA, ["青石县", 80, 75, None], ["白沙区", 90, None, None]], ["第3行C列 left-empty"]),
        ([[*MEDIA, "第1轮政务新媒体"], ["青石县", 80, 75, 65, 80]], ["第1行E列 repeated-head"]),
        (
            [["单位", "轮次", "政务新媒体"], ["青石县", "第一轮", 80], ["青石县", "第1轮", 80]],
            ["第3行C列 repeated-unit"],
        ),
        ([["单位", "得分"], ["青石县", 80]], ["第1行B列 unknown-head"]),
        ([["单位", "项目", "得分"], ["青石县", "日常工作", 30], [None, "没有的", 3]], ["第3行B列 unknown-clause"]),
        ([["单位", "日常工作", "备注"], ["青石县", "未参评", None]], ["第2行C列 empty"]),
        ([MEDIA, ["青石县", "八十", 75, 60]], ["第2行B列 not-a-number"]),
    ],
)
def test_what_cannot_be_read(desk: Desk, rows: list[object], expected: list[str]) -> None:
    assert faults(read(desk, rows)) == expected


def test_words_of_faults(desk: Desk) -> None:
    (unknown,) = read(desk, [["单位", "政务新媒体第四轮"], ["青石县", 80]]).findings
    assert (unknown.message, unknown.hint) == (
        "“政务新媒体”没有“第4轮”这一轮",
        "可填：第一轮、第二轮、第三轮；不要的列加 --map 政务新媒体第四轮=不导入",
    )
    (empty,) = read(desk, [MEDIA, ["青石县", 80, 75, None], ["白沙区", 90, None, None]]).findings
    assert empty.message == "“白沙区”缺“政务新媒体”的“第二轮”，别的单位有"
    (twice,) = read(
        desk, [["单位", "政务新媒体"], ["青石县", 1]], name="一轮", 第1轮=[["单位", "政务新媒体"], ["青石县", 2]]
    ).findings
    assert twice.message == "“青石县”的“政务新媒体 第一轮”出现了两次，表“一轮”第2行已有"


def test_units_that_took_no_part(desk: Desk) -> None:
    rows = [[*MEDIA, "备注"], ["青石县", 80, 75, 65, None], ["白沙区", "未参评", "未参评", None, "当年新设"]]
    draft = read(desk, rows)
    assert (draft.findings, draft.under("baisha", "not_assessed")) == ([], {"media": "当年新设"})


class TestRoundTrip:
    """What is exported goes in again, and so does a template that is filled in."""

    @pytest.mark.parametrize("example", MARKED, ids=lambda path: path.name)
    def test_what_is_exported_makes_the_records_anew(
        self, example: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        period = years(example / "data")[-1]
        path, folder = tmp_path / "a.xlsx", collecting(example, period, tmp_path)
        data = ["--year", str(period), "--data"]
        assert export(["marks", "--output", str(path), *data, str(example / "data")]) == 0
        assert "示例数据，非真实考评结果　内部资料" in str(load_workbook(path).worksheets[0].cell(2, 1).value)
        sheet = ["agency", str(path), *data, str(folder), "--source", "某", "--date", str(period.first)]
        assert main(sheet) == 0, capsys.readouterr().err
        before, after = read_year(example / "data", period).whole, read_year(folder, period)
        assert not has_errors(check(after))
        for unit, record in before.records.items():
            assert figures(after.whole.records[unit]) == figures(record), unit
        assert any(figures(record) for record in before.records.values())
        capsys.readouterr()
        assert main(["agency", str(path), *data, str(example / "data"), "--dry-run"]) == 0
        said = capsys.readouterr()
        assert (said.out, "没有变化。" in said.err, "没有读取" in said.err) == ("", True, False), said.err

    def test_the_next_wave_goes_in_beside_the_ones_before(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """As the office works: what is recorded goes out, the next wave is filled in, the sheet goes in again."""
        folder = collecting(ROLLUP, Period(2022), tmp_path)
        year = ["--year", "2022", "--data", str(folder)]
        template, kept = tmp_path / "空白.xlsx", tmp_path / "成绩.xlsx"
        assert main(["template", "agency", str(template), *year]) == 0
        assert fill(template, "成绩", " 政务新媒体 第一轮（100分）", [80, 90, 70, 95]) == 4
        assert fill(template, "网站抽查", " 网站抽查 第一轮（100分）", [80, 100], members=["东河镇", "西河镇"]) == 2
        source = ["--source", "某", "--date", "2022-04-20"]
        assert main(["agency", str(template), *year, *source]) == 0, capsys.readouterr().err
        assert export(["marks", "--output", str(kept), *year]) == 0
        assert fill(kept, "成绩", " 政务新媒体 第二轮（100分）", [75, 84, 80, 95]) == 4
        assert fill(kept, "网站抽查", " 网站抽查 第二轮（100分）", [75, 85]) == 2
        capsys.readouterr()
        assert main(["agency", str(kept), *year, *source]) == 0, capsys.readouterr().err
        marks = figures(read_year(folder, Period(2022)).whole.records["qingshi"])
        assert {key: figure for key, (figure, _) in marks.items()} == {
            ("media", "spring", ""): 80,
            ("media", "summer", ""): 75,
            ("site", "spring", "东河镇"): 80,
            ("site", "spring", "西河镇"): 100,
            ("site", "summer", "东河镇"): 75,
            ("site", "summer", "西河镇"): 85,
        }


def fill(path: Path, sheet: str, head: str, values: list[int], members: list[str] | None = None) -> int:
    """Fill in the first rows of a column, and beside them who is meant; return how many."""
    book = load_workbook(path)
    heads = {str(cell.value): number for row in book[sheet].iter_rows(1, 3) for number, cell in enumerate(row, start=1)}
    first = next(row[0].row for row in book[sheet].iter_rows() if row[0].value == "单位") + 1
    column = next(number for text, number in heads.items() if text.endswith(head))
    for row, value in enumerate(values, start=first):
        book[sheet].cell(row, column).value = value
    for row, name in enumerate(members or [], start=first):
        book[sheet].cell(row, 2).value = name
    book.save(path)
    return len(values)


def collecting(example: Path, period: Period, path: Path) -> Path:
    """A copy of an example in which no mark and no number is recorded yet."""
    shutil.copytree(example / "data", path / "data")
    shutil.rmtree(path / "data" / "approvals", ignore_errors=True)
    for file in [path / "data" / "years" / f"{period}.yaml", *(path / "data" / "scores" / str(period)).glob("*.yaml")]:
        document, _ = parse(file.read_text(encoding="utf-8"), file.name)
        assert document is not None
        assert isinstance(document.data, dict)
        dropped = ("marks", "not_assessed", "approval", "published")
        kept = {key: value for key, value in document.data.items() if key not in dropped}
        kept |= {"stage": "collecting", "disclosure": "none"} if "stage" in kept else {}
        file.write_text(yaml_text(kept), encoding="utf-8")
    return path / "data"


def figures(record: UnitRecord) -> dict[tuple[str, str, str], tuple[object, object]]:
    """What is recorded of each part, in each wave and of each member, with its reason."""
    found: dict[tuple[str, str, str], tuple[object, object]] = {}
    for mark in record.marks:
        if mark.mark is not None or mark.number is not None:
            found[mark.component, mark.wave, mark.member] = (mark.mark or mark.number, mark.reason)
        found |= {(item.clause, mark.wave, mark.member): (item.mark, item.reason) for item in mark.items}
    return found


def own_marks(draft: Draft, unit: str) -> dict[str, object]:
    """What a unit gave itself, by clause."""
    return {str(one["clause"]): one.get("waves", one.get("members")) for one in draft.entries_of(unit, "self_marks")}


SELF_MARKS = {
    "a row a member": [
        ["2022年自评得分表"],
        ["单位", "对象", "网站抽查 第一轮", "网站抽查 第二轮", "政务公开专区"],
        ["青石县", "东河镇", 90, 75, 20],
        [None, "西河镇", 100, None, 15],
        ["合计", None, 190, 75, 35],
    ],
    "a row an item of a member": [
        ["青石县自评表"],
        ["对象", "项目", "得分"],
        ["东河镇", "网站抽查第一轮", 90],
        ["东河镇", "网站抽查第二轮", 75],
        ["西河镇", "网站抽查（第一轮）", 100],
        ["东河镇", "政务公开专区", 20],
        ["西河镇", "政务公开专区", 15],
    ],
}


@pytest.mark.parametrize("rows", SELF_MARKS.values(), ids=SELF_MARKS)
def test_marks_that_units_give_their_members(desk: Desk, rows: Rows) -> None:
    draft = desk.read("self-marks", rows, OPTIONS)
    assert draft.findings == []
    assert own_marks(draft, "qingshi") == {
        "site": {"spring": {"东河镇": 90, "西河镇": 100}, "summer": {"东河镇": 75}},
        "zone": {"东河镇": 20, "西河镇": 15},
    }
    assert "青石县：自评得分 5 项" in draft.words


def test_a_mark_of_a_member_has_to_say_which(desk: Desk) -> None:
    draft = desk.read("self-marks", [["自评"], ["单位", "网站抽查 第一轮"], ["青石县", 90]], OPTIONS)
    assert faults(draft) == ["第3行B列 no-member"]
    blank_member = desk.read("self-marks", [["自评"], ["单位", "对象", "网站抽查 第一轮"], ["青石县", None, 90]], OPTIONS)
    assert faults(blank_member) == ["第3行B列 no-member"]


def test_a_member_stands_once(desk: Desk) -> None:
    rows = [["自评"], ["单位", "对象", "政务公开专区"], ["青石县", "东河镇", 20], ["青石县", "东河镇", 15]]
    assert faults(desk.read("self-marks", rows, OPTIONS)) == ["第4行A列 repeated-unit"]


def test_what_units_give_themselves_goes_out_blank_and_comes_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = blank(tmp_path)
    path = tmp_path / "自评.xlsx"
    assert main(["template", "self-marks", str(path), "--data", str(folder.data)]) == 0
    book = load_workbook(path)
    assert book.sheetnames[:2] == ["自评", "分对象自评"]
    for sheet, front in ((book["自评"], 1), (book["分对象自评"], 2)):
        for column in range(front + 1, sheet.max_column + 1):
            sheet.cell(3, column).value = 10
    book["分对象自评"].cell(3, 2).value = "东河镇"
    book.save(path)
    assert main(["self-marks", str(path), "--data", str(folder.data)]) == 0, capsys.readouterr().err
    record = read_year(folder.data, Period(2022)).whole.records["qingshi"]
    assert {(one.clause, one.wave, one.member) for one in record.self_marks} == {
        *(("media", wave, "") for wave in ("spring", "summer", "autumn")),
        *(("site", wave, "东河镇") for wave in ("spring", "summer", "autumn")),
        ("zone", "", "东河镇"),
    }
    capsys.readouterr()
    assert main(["self-marks", str(path), "--data", str(folder.data)]) == 0
    assert capsys.readouterr().err.endswith("没有变化。\n")


def test_marks_of_a_wave_that_look_like_shares_are_asked_about(desk: Desk) -> None:
    rows = [["单位", *(f"政务新媒体{wave}" for wave in WAVES[:2])], ["青石县", 0.9, 85], ["白沙区", 1, 0.5]]
    draft = read(desk, rows)
    assert faults(draft) == ["第1行B列 parts-of-a-whole"]
    taken = desk.read("agency", rows, replace(OPTIONS, as_written=True))
    assert (taken.findings, marks(taken, "qingshi")["spring"]) == ([], Decimal("0.9"))


@pytest.mark.parametrize("head", ["新媒体第一轮", "政务新媒（第1轮）", "新媒体 第一轮得分"])
def test_most_of_the_name_of_a_part(desk: Desk, head: str) -> None:
    draft = read(desk, [["单位", head], ["青石县", 90]])
    assert (draft.findings, marks(draft, "qingshi")) == ([], {"spring": 90})
    assert f"表“表1”的列“{head}”当作“政务新媒体”" in draft.notes


def test_a_column_of_names_is_no_part(desk: Desk) -> None:
    draft = read(desk, [["单位", "新媒体", "政务新媒体第一轮"], ["青石县", "青石发布", 90]])
    assert (draft.findings, marks(draft, "qingshi")) == ([], {"spring": 90})


def test_a_name_that_is_nearly_a_parts_is_asked_about(desk: Desk) -> None:
    rows = [["单位", "政务新煤体第一轮", "政务新媒体第二轮"], ["青石县", 90, 85]]
    [question] = read(desk, rows).findings
    assert isinstance(question, Question)
    assert (str(question.place), question.code) == ("表.xlsx 表“表1” 第1行B列", "unknown-head")
    draft = desk.read("agency", rows, OPTIONS, words={question.word: question.guess})
    assert (draft.findings, marks(draft, "qingshi")) == ([], {"spring": 90, "summer": 85})


def test_a_head_without_any_part_says_what_is_missing(desk: Desk) -> None:
    [question] = read(desk, [["单位", "甲", "乙"], ["青石县", 90, 85]]).findings
    assert "表头里没有认出各项的得分（网站抽查、政务新媒体、政务公开专区等，分轮的写明轮次）" in question.message


PARTLY = {
    "a wave": (
        [
            ["单位", "政务新媒体第一轮", "政务新媒体第二轮", "备注"],
            ["青石县", 90, "未参评", "撤并"],
            ["白沙区", 80, 70, None],
        ],
        "第2行C列",
    ),
    "a member": (
        [["单位", "对象", "政务公开专区", "备注"], ["青石县", "甲", 15, None], ["青石县", "乙", "未参评", "撤并"]],
        "第3行C列",
    ),
}


@pytest.mark.parametrize(("rows", "place"), PARTLY.values(), ids=PARTLY)
def test_a_unit_that_missed_some_measurements_alone(desk: Desk, rows: Rows, place: str) -> None:
    [fault] = read(desk, rows).findings
    assert str(fault).startswith(f"表.xlsx 表“表1” {place}: partly-absent: “青石县”的“政务")
    assert "照主办单位的决定填分数，或每次都填“未参评”" in fault.hint


def test_a_unit_that_missed_every_measurement_took_no_part(desk: Desk) -> None:
    draft = read(desk, [["单位", "政务新媒体第一轮", "政务新媒体第二轮", "备注"], ["青石县", "未参评", "未参评", "撤并"]])
    assert (draft.findings, draft.under("qingshi", "not_assessed")) == ([], {"media": "撤并"})
