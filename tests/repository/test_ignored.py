"""What a command writes into a repository is remarked unless the repository ignores it."""

from pathlib import Path

import pytest

from assessment.repository.ignored import is_to_be_committed
from tests.built import ROOT, run


@pytest.mark.parametrize(
    ("rules", "file", "is_wanted"),
    [
        ("", "output/index.html", True),
        ("output/\n", "output/index.html", False),
        ("/output/\n", "county/output/index.html", True),
        ("*.xlsx\n", "绩效.xlsx", False),
        ("*.xlsx\n!绩效.xlsx\n", "绩效.xlsx", True),
    ],
)
def test_by_the_rules_of_the_repository(rules: str, file: str, is_wanted: bool, tmp_path: Path) -> None:
    run(["git", "init", "--quiet"], cwd=tmp_path)
    (tmp_path / ".gitignore").write_text(rules, encoding="utf-8")
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    written = path.parent if path.name == "index.html" else path
    assert is_to_be_committed(written) is is_wanted


def test_outside_of_a_repository_nothing_is_committed(tmp_path: Path) -> None:
    assert not is_to_be_committed(tmp_path / "output")


@pytest.mark.parametrize(
    "file",
    [
        "output/index.html",
        "output-office/index.html",
        "某县/output/index.html",
        ".output.lock",
        ".output.new-0a1b2c3d/index.html",
        ".绩效.xlsx.new",
        "绩效.xlsx",
        "error.log",
    ],
)
def test_the_repository_ignores_what_commands_write(file: str, tmp_path: Path) -> None:
    run(["git", "init", "--quiet"], cwd=tmp_path)
    (tmp_path / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    path = tmp_path / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    assert not is_to_be_committed(path)


def test_evidence_is_not_ignored_whatever_its_kind(tmp_path: Path) -> None:
    run(["git", "init", "--quiet"], cwd=tmp_path)
    (tmp_path / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    for name in ("e01.xlsx", "e02.docx", "e03.zip"):
        path = tmp_path / "data" / "evidence" / "2019" / "jia" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        assert is_to_be_committed(path)
