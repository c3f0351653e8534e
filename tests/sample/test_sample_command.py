"""scripts/sample makes and clears sample data, and never touches real data."""

import shutil
from pathlib import Path

import pytest

from assessment.check import check
from assessment.commands.sample import main
from assessment.dataset.year import Provenance, Stage
from assessment.edit.guide import GUIDE
from assessment.load.data_files import years
from assessment.period import Period
from assessment.scoring.assessment import assess
from assessment.status import Status
from assessment.year.reading import read_year

DATA = Path(__file__).parents[2] / "data"
GONGANJU = Path("scores", "2019", "gonganju.yaml")
YEAR = Path("years", "2019.yaml")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the shipped data."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def state(data: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and when it was written."""
    files = (path for path in data.rglob("*") if path.is_file())
    return {path.relative_to(data).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def run(action: str, data: Path, *more: str) -> int:
    return main([action, "--data", str(data), *more])


def make_real(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("provenance: sample", "provenance: real"), encoding="utf-8")


def test_making_twice_changes_nothing(data: Path) -> None:
    before = state(data)
    assert run("make", data) == 0
    assert state(data) == before


def test_making_mends_what_was_edited_and_what_is_missing(data: Path) -> None:
    before = {name: text for name, (text, _) in state(data).items()}
    (data / GONGANJU).unlink()
    (data / YEAR).unlink()
    (data / "scores" / "2019" / "gone.yaml").write_text("unit: gone\nyear: 2019\nprovenance: sample\n", encoding="utf-8")
    path = data / "scores" / "2019" / "jianping.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# 改过\n", encoding="utf-8")
    assert run("make", data) == 0
    assert {name: text for name, (text, _) in state(data).items()} == before


@pytest.mark.parametrize("real", [GONGANJU, YEAR])
def test_making_refuses_over_real_data(data: Path, real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_real(data / real)
    before = state(data)
    assert run("make", data, "--seed", "2020") == 1
    assert state(data) == before
    output = capsys.readouterr().err
    assert output.count("\n") == 1
    assert str(data / real) in output


def test_making_refuses_what_it_cannot_read(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / GONGANJU).write_text("unit: [", encoding="utf-8")
    before = state(data)
    assert run("make", data) == run("clear", data) == 1
    assert state(data) == before
    assert capsys.readouterr().err.count("\n") == 2


def test_making_refuses_another_year(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("make", data, "--year", "2020") == 1
    assert capsys.readouterr().err == "示例数据只为 2018、2019 年的方案编写，不能用于 2020 年\n"


def test_making_refuses_a_scheme_with_other_units(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scheme = data / "schemes" / "2019.yaml"
    scheme.write_text(scheme.read_text(encoding="utf-8").replace("[jianping, ", "[jianping, newtown, "), encoding="utf-8")
    (data / "units" / "newtown.yaml").write_text("id: newtown\nname: 新镇\n", encoding="utf-8")
    assert run("make", data) == 1
    assert "newtown" in capsys.readouterr().err


def test_making_one_year_leaves_the_other(data: Path) -> None:
    before = state(data)
    (data / GONGANJU).unlink()
    assert run("make", data, "--year", "2018") == 0
    assert set(before) - set(state(data)) == {GONGANJU.as_posix()}
    assert run("make", data, "--year", "2019") == 0
    assert set(state(data)) == set(before)


def test_making_refuses_a_scheme_of_ones_own(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a county has put its own scheme of 2018, nothing is invented for it."""
    own = data / "schemes" / "2018.yaml"
    own.write_text(own.read_text(encoding="utf-8").replace("（示例方案，非正式文件）", ""), encoding="utf-8")
    assert run("make", data) == 1
    assert capsys.readouterr().err == "2018 年的方案不是示例方案，没有为它编写示例数据\n"


def test_clearing_leaves_nothing_of_an_invented_year(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("clear", data) == 0
    assert not [path for path in data.rglob("*") if "2018" in path.name]
    assert years(data) == [Period(2019)]
    assert capsys.readouterr().err == (
        "示例数据已清除：2019 年 44 个文件换成空白的真实记录，可以开始录入；2018 年的方案也是示例，整年删除。\n"
    )


def test_clearing_one_year_leaves_the_other(data: Path) -> None:
    before = {name for name in state(data) if "2018" not in name}
    assert run("clear", data, "--year", "2018") == 0
    assert set(state(data)) == before
    assert run("make", data) == 0
    assert set(state(data)) == before, "what was removed does not come back by itself"


def test_clearing_empties_an_invented_year_that_holds_a_real_record(data: Path) -> None:
    real = data / "scores" / "2018" / "gonganju.yaml"
    make_real(real)
    kept = real.read_bytes()
    assert run("clear", data, "--year", "2018") == 0
    assert real.read_bytes() == kept
    questions = [finding.code for finding in check(read_year(data, Period(2018)))]
    assert questions == ["total-below-zero"], "its scheme, which is asked about again, sets no floor to penalties"


def test_clearing_leaves_an_empty_real_year(data: Path) -> None:
    county = (data / "county.yaml").read_bytes()
    assert run("clear", data) == 0
    assert (data / "county.yaml").read_bytes() == county, "what a county says of itself is no sample"
    loaded = read_year(data, Period(2019))
    assert check(loaded) == []
    dataset = loaded.whole
    assert dataset.year.provenance is Provenance.REAL
    assert dataset.year.stage is Stage.COLLECTING
    assert {record.provenance for record in dataset.records.values()} == {Provenance.REAL}
    ledgers = assess(dataset).ledgers
    assert len(ledgers) == 42
    assert {ledger.status for ledger in ledgers.values()} == {Status.PENDING}
    assert not list(data.rglob(".*"))


def test_clearing_twice_changes_nothing_and_making_then_refuses(data: Path) -> None:
    run("clear", data)
    before = state(data)
    assert run("clear", data) == 0
    assert run("make", data) == 1
    assert state(data) == before


def test_clearing_leaves_real_files(data: Path) -> None:
    make_real(data / GONGANJU)
    kept = (data / GONGANJU).read_bytes()
    assert run("clear", data) == 0
    assert (data / GONGANJU).read_bytes() == kept
    assert check(read_year(data, Period(2019))) == []


def test_clearing_needs_a_year(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("clear", data, "--year", "2031") == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("unit", ["gonganju", "xinfa", "fagaiwei"])
def test_the_guide_of_a_cleared_record_works_as_it_stands(data: Path, unit: str) -> None:
    run("clear", data)
    path = data / "scores" / "2019" / f"{unit}.yaml"
    above, guide = path.read_text(encoding="utf-8").split(f"{GUIDE}\n")
    opened = "".join(line.removeprefix("# ") for line in guide.splitlines(keepends=True))
    path.write_text(above + opened, encoding="utf-8")
    loaded = read_year(data, Period(2019))
    assert check(loaded) == []
    record = loaded.whole.records[unit]
    assert record.self_review is not None
    kinds = (record.marks, record.deductions, record.bonus, record.not_applicable, record.objections)
    assert [len(kind) for kind in kinds] == [1, 1, 1, 1, 1]
    assert len(record.ballots) == 3
    assert assess(loaded.whole).ledgers[unit].status is Status.COMPLETE
