"""A county's first year from an empty folder to the next one, each step as its office would take it."""

import contextlib
import importlib
import io
import re
import shlex
from pathlib import Path

from openpyxl import Workbook

from assessment.load.evidence_folder import evidence_folder_of
from assessment.repository.attributes import pattern_for
from tests.built import ROOT, run
from tests.docs.test_written_commands import behind_of

LISTED: list[list[object]] = [
    ["广德市2020年政务公开考评对象"],
    ["序号", "单位名称", "组别", "简称"],
    [1, "桃州镇", "乡镇", "桃州"],
    [2, "柏垫镇", "乡镇", None],
    [3, "卢村乡", "乡镇", None],
    [4, "市发改委（市粮储局）", "市直单位", "市发展改革委"],
    [5, "市教体局", "市直单位", None],
    [6, "市司法局", "市直单位", None],
]
TOWNS, DEPARTMENTS = ("桃州镇", "柏垫镇", "卢村乡"), ("市发展改革委", "市教体局", "市司法局")
SETTINGS = {
    "domain": "www.guangde.test",
    "id_code": '"3418820001"',
    "icp": "某ICP备1号",
    "police": "某公网安备1号",
    "url": "https://www.guangde.test/kaoping",
    "breadcrumb": "[广德市人民政府办公室, 监督保障]",
    "contact": "某街1号",
    "complaints": "市政府办政务公开股，某街1号",
}
"""What of its settings only a county knows."""

FINE = "2020 年的数据没有问题。\n"


class Office:
    """A folder with one repository, in which commands are typed."""

    def __init__(self, path: Path) -> None:
        self.path = path / "广德"
        self.path.mkdir()
        run(["git", "init", "--quiet"], cwd=self.path)

    def type(self, line: str) -> str:
        """Type a command that has to succeed; return what it says."""
        script, *arguments = shlex.split(line)
        said, aside = io.StringIO(), io.StringIO()
        with contextlib.chdir(self.path), contextlib.redirect_stdout(said), contextlib.redirect_stderr(aside):
            status = importlib.import_module(f"assessment.commands.{behind_of(script)}").main(arguments)
        assert status == 0, f"{line}\n{said.getvalue()}{aside.getvalue()}"
        return said.getvalue() + aside.getvalue()

    def commit(self, subject: str) -> None:
        """Commit everything."""
        who = ["-c", "user.name=office", "-c", "user.email=office@example.org"]
        run(["git", "add", "--all"], cwd=self.path)
        run(["git", *who, "commit", "--quiet", "--message", subject], cwd=self.path)

    def sheet(self, name: str, rows: list[list[object]]) -> None:
        """Save a sheet beside the data."""
        book = Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(self.path / name)

    def change(self, file: str, pattern: str, new: str, most: int = 0) -> None:
        """Edit a file: put something in the place of what a pattern finds, at most so many times."""
        path = self.path / "data" / file
        text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=most, flags=re.MULTILINE)
        assert count, f"{pattern} is not in {file}"
        path.write_text(text, encoding="utf-8")


def test_a_first_year(tmp_path: Path) -> None:
    office = Office(tmp_path)

    # The county begins, and is good but for what nobody else can decide.
    office.sheet("名单.xlsx", LISTED)
    said = office.type("scripts/new-county --name 广德市 --year 2020 --roster 名单.xlsx")
    assert "登记证据以前：请先在版本库最上层的 .gitattributes 末尾加一行" in said
    line = f"{pattern_for(evidence_folder_of(office.path / 'data'))} -text -ident -working-tree-encoding"
    assert line in said
    (office.path / ".gitattributes").write_text(f"{line}\n", encoding="utf-8")
    assert office.type("scripts/validate").endswith("没有错误，有 9 处提示。\n")

    # The office fills in what it is, and makes the draft its scheme.
    for field, value in SETTINGS.items():
        office.change("county.yaml", rf"^  {field}:$", f"  {field}: {value}", 1)
    office.change("schemes/2020.yaml", r"（草案）|，草案", "")
    office.change("schemes/2020.yaml", r"^undecided:\n(?:  - .*\n)+", "")
    assert office.type("scripts/validate") == FINE
    office.commit("begin")

    # Marks and ballots come in sheets; one town is called by its short name, one department by its longer one.
    marks: dict[str, float] = dict(zip(("桃州", *TOWNS[1:], *DEPARTMENTS), (91.5, 88, 90, 86, 95, 79.25), strict=True))
    office.sheet("成绩.xlsx", [["单位", "测评得"], *([unit, mark] for unit, mark in marks.items())])
    office.type("scripts/import agency 成绩.xlsx --source 某测评机构 --date 2020-12-20 --map 测评得=最终成绩")
    both = [(TOWNS, DEPARTMENTS), (DEPARTMENTS, TOWNS)]
    ballots = [[rater, rated, 93] for raters, listed in both for rater in raters for rated in listed]
    office.sheet("互评.xlsx", [["评议单位", "被评单位", "分数"], *ballots])
    office.type("scripts/import ballots 互评.xlsx --date 2021-01-08")

    # A deduction with its evidence, written by hand as the guide in the record shows.
    (office.path / "通报.pdf").write_bytes(b"%PDF-1.4 ...")
    said = office.type("scripts/evidence add --unit taozhou --file 通报.pdf --source 市政府办公室 --date 2020-07-05")
    found = re.search(r"evidence: \[(e[0-9a-f]{8})\]", said)
    assert found is not None
    record = office.path / "data/scores/2020/taozhou.yaml"
    deduction = f"""
deductions:
  - id: d01
    clause: 细则2
    level: 省
    date: 2020-07-03
    reason: “通知公告”栏目超过三个月未更新
    evidence: [{found[1]}]
    rectified: {{note: 栏目已更新, date: 2020-07-20}}
objections:
  - id: s01
    about: d01
    date: 2021-01-20
    statement: 栏目当月已更新
    evidence: [{found[1]}]
    outcome: 不成立
    decided: 2021-01-25
    explanation: 核对存档页面，超过三个月
"""
    record.write_text(record.read_text(encoding="utf-8") + deduction, encoding="utf-8")
    assert office.type("scripts/validate") == FINE
    for sheet in office.path.glob("*.xlsx"):
        sheet.unlink()
    office.commit("marks")

    # Reviewed, approved, published.
    office.change("years/2020.yaml", "stage: collecting", "stage: under-review")
    assert office.type("scripts/validate") == FINE
    office.commit("review")
    office.type("scripts/approve --body 市政务公开领导小组 --date 2021-02-20 --document 纪要1号")
    office.commit("approve")
    office.type("scripts/approve --publish --date 2021-02-28 --disclosure full")
    office.commit("publish")
    assert office.type("scripts/validate") == FINE

    # What was wrong all the same is put right after publication.
    office.change("scores/2020/taozhou.yaml", "level: 省", "level: 市")
    office.type("scripts/amend --reason 来函更正通报层级 --date 2021-03-10 --document 函〔2021〕3号")
    office.commit("amend")
    assert office.type("scripts/validate") == FINE

    # The site says it, of this county and of no other.
    office.type("scripts/build --no-pdf --output output")
    pages = {path: path.read_text(encoding="utf-8") for path in office.path.glob("output/**/*.html")}
    page = pages[office.path / "output/2020/units/taozhou/index.html"]
    assert "“通知公告”栏目超过三个月未更新" in page
    # 91.5 × 40% + (30 − 0.5) + 93 × 30%
    assert "94.00" in page
    assert all(words in page for words in ("栏目已更新", "核对存档页面，超过三个月", "来函更正通报层级"))
    assert not [path for path, text in pages.items() if "郎溪" in text or "待填" in text]
    assert "广德市政务公开考评" in pages[office.path / "output/index.html"]
    assert not (ROOT / "output" / "2020" / "units" / "taozhou").exists()

    # The next year: the agency's sheet, whose head was told once, goes in without a word.
    said = office.type("scripts/new-year 2021")
    assert "2021 年还要决定：" in said
    office.sheet("成绩.xlsx", [["单位", "测评得"], *([unit, mark - 1] for unit, mark in marks.items())])
    said = office.type("scripts/import agency 成绩.xlsx --source 某测评机构 --date 2021-12-20")
    assert "桃州镇：第三方评估成绩 90.5" in said
    assert "已导入 2021 年的记录" in said
