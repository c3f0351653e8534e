"""Damaged files end in findings or success: no crash, no hang, nothing half written.

A few hundred in every run; all 10,000 with ``scripts/test -m slow``.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from assessment.check import check
from assessment.commands import import_sheets, validate
from assessment.findings import has_errors
from assessment.period import Period
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.fuzz.ground import FILES, WEIGHTS, Ground, chance, crash, is_sound, outcome
from tests.fuzz.mutants import book_mutant, text_mutant

FEW, ALL = 200, 5_000
"""Mutants of data files, and as many of workbooks."""
AT_ONCE, MANY_AT_ONCE = 50, 250


def spans(first: int, last: int, step: int) -> Iterator[range]:
    return (range(start, min(start + step, last)) for start in range(first, last, step))


EVERY_RUN = list(spans(0, FEW, AT_ONCE))
MARKED = [pytest.param(numbers, marks=pytest.mark.slow) for numbers in spans(FEW, ALL, MANY_AT_ONCE)]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(tmp_path_factory.mktemp("ground"))


def test_the_ground_is_sound(ground: Ground) -> None:
    assert not has_errors(check(read_year(ground.data, Period(2019))))
    for kind in ground.books:
        assert import_sheets.main([kind, str(ground.path / f"{kind}.xlsx"), "--data", str(ground.data), "--dry-run"]) == 0


@pytest.mark.parametrize("numbers", [*EVERY_RUN, *MARKED], ids=str)
def test_data_files(ground: Ground, numbers: range) -> None:
    for number in numbers:
        by = chance("text", number)
        [name] = by.choices(FILES, WEIGHTS)
        (ground.data / name).write_bytes(text_mutant(ground.good[name], by))
        before = ground.state()
        status = outcome(lambda: validate.main(["--data", str(ground.data), "--year", "2019"]))
        assert status in (0, 1), f"mutant {number} of {name}: {crash()}"
        assert ground.state() == before, f"mutant {number}"
        if status == 0:
            assert outcome(lambda: _scored(ground.data)) == 4, f"mutant {number} of {name}"
        ground.restore()


def _scored(data: Path) -> int:
    loaded = read_year(data, Period(2019))
    assert not has_errors(check(loaded))
    return len(assess(loaded.whole).ledgers)


@pytest.mark.parametrize("numbers", [*EVERY_RUN, *MARKED], ids=str)
def test_workbooks(ground: Ground, numbers: range, capsys: pytest.CaptureFixture[str]) -> None:
    kinds = list(ground.books)
    for number in numbers:
        by = chance("book", number)
        kind = by.choice(kinds)
        path = ground.path / "mutant.xlsx"
        path.write_bytes(book_mutant(ground.books[kind], by))
        capsys.readouterr()
        cases = [kind, str(path), "--data", str(ground.data), "--source", "某"]
        status = outcome(partial(import_sheets.main, cases))
        said = capsys.readouterr()
        assert status in (0, 1), f"mutant {number} of {kind}: {crash()}"
        assert said.err, f"mutant {number}"
        if status == 1 or not said.out:
            assert ground.state() == ground.good, f"mutant {number}"
        else:
            assert is_sound(ground.data), f"mutant {number}"
            assert not [name for name in ground.state() if "/." in name], f"mutant {number}"
        ground.restore()
