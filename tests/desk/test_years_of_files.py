"""Which years depend on a file: those that it is for, the year that is made of a round, and all on what all share."""

from pathlib import Path

import pytest

from assessment.desk.years_of_files import years_of_files
from tests.data_folder import DataFolder

ALL = ["2019", "2019-q1", "2018"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("scores/2018/jia.yaml", ["2018"]),
        ("scores/2019-q1/jia.yaml", ["2019", "2019-q1"]),
        ("scores/2019/jia.yaml", ["2019"]),
        ("scores/2017/jia.yaml", []),
        ("years/2018.yaml", ["2018"]),
        ("approvals/2019-q1.yaml", ["2019", "2019-q1"]),
        ("evidence/2018/jia/e1.pdf", ["2018"]),
        ("schemes/2018.yaml", ["2018"]),
        ("schemes/quarter.yaml", ["2019", "2019-q1"]),
        ("schemes/nobody.yaml", []),
        ("schemes/2018.txt", ALL),
        ("units/jia.yaml", ALL),
        ("county.yaml", ALL),
        ("imports.yaml", ALL),
    ],
)
def test_years_depend_on_files(tmp_path: Path, path: str, expected: list[str]) -> None:
    folder = DataFolder(tmp_path)
    for period in ALL:
        folder.write(f"years/{period}.yaml", "scheme: quarter\n" if "q" in period else f'scheme: "{period}"\n')
    assert [*map(str, years_of_files(tmp_path, [path]))] == expected
