"""A command acts on the only year that fits what it does, says which, and refuses where more than one could be meant."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import pytest

from assessment.commands import amend, evidence, export, new_year
from tests.approval.office import Office
from tests.approval.test_kept import JIA
from tests.load.small import YEAR, Small

WORDS = {"collecting": "采集中", "under-review": "审核中", "approved": "已审定", "published": "已公布"}
APPROVE = ["approve", "--body", "领导小组", "--document", "纪要1号", "--date", "2020-02-20"]
PUBLISH = ["approve", "--publish", "--disclosure", "full", "--date", "2020-02-28"]
WITHDRAW = ["approve", "--withdraw", "--reason", "有误", "--date", "2020-02-28"]
ADD = ["evidence", "add", "--unit", "jia", "--file", __file__, "--source", "县"]
IMPORT = ["import_sheets", "ledger", "a.xlsx"]
LIST = ["export", "deductions", "--output", "a.xlsx"]
RESULTS = ["export", "performance", "--output", "a.xlsx"]
REPORT = ["export", "report", "--output", "a.md"]


def data_with(path: Path, stages: Mapping[int, str]) -> Path:
    """A data folder with years at these stages; a published one shows everything."""
    small = Small(path)
    (small.data / "years" / "2019.yaml").unlink()
    for year, stage in stages.items():
        text = YEAR.replace("year: 2019", f"year: {year}").replace("collecting", stage)
        if stage == "published":
            text = text.replace("disclosure: none", "disclosure: full")
        small.write(f"years/{year}.yaml", text)
    return small.data


def output_of(line: Sequence[str], data: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The first that a command says, which is about the year."""
    module, *words = line
    assert import_module(f"assessment.commands.{module}").main([*words, "--data", str(data)]) == 1
    return capsys.readouterr().err.splitlines()[0]


@pytest.mark.parametrize(
    ("line", "stages", "chosen"),
    [
        (APPROVE, {2020: "under-review", 2019: "published"}, 2020),
        (APPROVE, {2020: "collecting", 2019: "under-review", 2018: "published"}, 2019),
        (APPROVE, {2020: "collecting", 2019: "approved"}, 2019),
        (PUBLISH, {2020: "collecting", 2019: "approved", 2018: "published"}, 2019),
        (PUBLISH, {2020: "collecting", 2019: "published"}, 2019),
        (WITHDRAW, {2020: "collecting", 2019: "approved", 2018: "published"}, 2019),
        (ADD, {2020: "collecting", 2019: "published"}, 2020),
        (ADD, {2020: "under-review", 2019: "published", 2018: "approved"}, 2020),
        (IMPORT, {2020: "collecting", 2019: "published"}, 2020),
        (RESULTS, {2020: "collecting", 2019: "published"}, 2019),
        (REPORT, {2020: "collecting", 2019: "approved"}, 2019),
    ],
)
def test_the_only_year_that_fits(
    line: Sequence[str], stages: Mapping[int, str], chosen: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = data_with(tmp_path, stages)
    assert output_of(line, data, capsys) == f"没有写 --year，用 {chosen} 年（{WORDS[stages[chosen]]}）。"


@pytest.mark.parametrize(
    ("line", "stages", "act", "fitting"),
    [
        (APPROVE, {2020: "under-review", 2019: "under-review", 2018: "published"}, "审定", (2020, 2019)),
        ([*PUBLISH, "--leading", "3"], {2020: "approved", 2019: "published"}, "公布", (2020, 2019)),
        (["approve", "--publish", "--disclosure", "none", "--date", "2020-02-28"],
         {2020: "approved", 2019: "published"}, "公布", (2020, 2019)),
        (WITHDRAW, {2020: "approved", 2019: "approved"}, "撤回审定", (2020, 2019)),
        (ADD, {2020: "collecting", 2019: "under-review"}, "登记证据", (2020, 2019)),
        (ADD, {2019: "published", 2018: "published"}, "登记证据", (2019, 2018)),
        (IMPORT, {2020: "collecting", 2019: "under-review", 2018: "published"}, "导入", (2020, 2019)),
        (LIST, {2020: "collecting", 2019: "published"}, "导出", (2020, 2019)),
        (RESULTS, {2020: "collecting", 2019: "published", 2018: "published"}, "导出", (2019, 2018)),
    ],
)  # fmt: skip
def test_more_than_one_year_fits(
    line: Sequence[str],
    stages: Mapping[int, str],
    act: str,
    fitting: Sequence[int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    choice = "、".join(f"{year} 年（{WORDS[stages[year]]}）" for year in fitting)
    result = output_of(line, data_with(tmp_path, stages), capsys)
    assert result == f"不止一年可以{act}：{choice}；请用 --year 写明哪一年"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (APPROVE, "审定的年度：现有 {}；采集完成的，先把 stage 改为 under-review（审核中）"),
        (WITHDRAW, "撤回审定的年度：现有 {}；已经公布的不能撤回，用 scripts/amend 更正"),
    ],
)
def test_no_year_fits(line: Sequence[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert output_of(line, data_with(tmp_path, {2020: "collecting", 2019: "published"}), capsys) == (
        "没有可以" + message.format("2020 年（采集中）、2019 年（已公布）")
    )


def test_a_year_whose_file_cannot_be_read_may_be_the_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = data_with(tmp_path, {2020: "under-review", 2019: "published"})
    (data / "years" / "2019.yaml").write_bytes(b"\xff")
    assert output_of(APPROVE, data, capsys) == (
        "不止一年可以审定：2020 年（审核中）、2019 年（读不出来）；请用 --year 写明哪一年"
    )


def test_the_next_year_is_begun_and_the_last_one_corrected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The clerk's spring: 2019 is published, 2020 collects, and every command finds its year."""
    office = Office(tmp_path / "county").published()
    data = ["--data", str(office.data)]
    assert new_year.main(["2020", *data]) == 0
    (office.data.parent / ".gitattributes").write_text("data/evidence/** -text -ident -working-tree-encoding\n")
    office.county.commit()
    capsys.readouterr()
    assert amend.main(["--reason", "来函更正", "--date", "2020-03-10", *data]) == 1
    assert capsys.readouterr().err == (
        "没有可以更正的年度：现有 2020 年（采集中）、2019 年（已公布）；"
        "审定以后改了数据的年度才更正；还没有审定的，直接修改即可\n"
    )
    office.county.change(JIA, "mark: 90\n", "mark: 91\n")
    capsys.readouterr()
    assert amend.main(["--reason", "来函更正", "--date", "2020-03-10", *data]) == 0
    chosen, done = capsys.readouterr().err.splitlines()
    assert chosen == "没有写 --year，用 2019 年（已公布）。"
    assert done.startswith("2019 年更正已记录。")
    office.county.commit()
    scan = tmp_path / "通报.pdf"
    scan.write_bytes(b"%PDF")
    assert evidence.main(["add", "--unit", "jia", "--file", str(scan), "--source", "县", *data]) == 0
    assert capsys.readouterr().out.startswith("已登记 2020 年 甲镇的 e")
    sheet = tmp_path / "绩效.xlsx"
    assert export.main(["performance", "--output", str(sheet), *data]) == 0
    assert capsys.readouterr().err.splitlines()[1] == f"已导出 2019 年的 {sheet}"
