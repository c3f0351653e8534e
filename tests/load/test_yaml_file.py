"""YAML's guesses are off, and every value knows its line and column."""

from decimal import Decimal
from pathlib import Path

import pytest

from assessment.load.yaml_file import read


def write(folder: Path, text: str) -> Path:
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_scalars_are_what_they_look_like(tmp_path: Path) -> None:
    text = "mark: 3.10\nno: no\ntime: 1:30\nday: 2019-05-12\nyes: true\nblank: ~\nid: 007\n"
    document, findings = read(write(tmp_path, text), "a.yaml")
    assert findings == []
    assert document is not None
    assert document.data == {
        "mark": Decimal("3.10"),
        "no": "no",
        "time": "1:30",
        "day": "2019-05-12",
        "yes": True,
        "blank": None,
        "id": "007",
    }
    assert str(document.data["mark"]) == "3.10"


def test_places_count_from_one(tmp_path: Path) -> None:
    document, _ = read(write(tmp_path, "a:\n  - b: 乙\n    c: 丙\n"), "data/a.yaml")
    assert document is not None
    assert str(document.place(("a", 0, "c"))) == "data/a.yaml:3:8"
    assert str(document.without(("a", 0)).place(("a",))) == "data/a.yaml:2:3"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3:1: duplicate-key"),
        ("a: b: c\n", "a.yaml:1:5: yaml-syntax"),
        ("a:\n\t- b\n", "a.yaml:2:1: yaml-syntax"),
        ("", "a.yaml:1:1: empty-file"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1: yaml-syntax"),
        ("[" * 10000 + "]" * 10000, "a.yaml:1:66: too-deep"),
    ],
)
def test_faults_say_where(tmp_path: Path, text: str, finding: str) -> None:
    _, findings = read(write(tmp_path, text), "a.yaml")
    assert [str(found).startswith(finding) for found in findings] == [True], findings


def test_other_encodings_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("单位: 建平镇\n".encode("gb18030"))
    assert [finding.code for finding in read(path, "a.yaml")[1]] == ["not-utf8"]
