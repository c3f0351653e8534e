"""An output folder is replaced by a whole one or not at all."""

from pathlib import Path

import pytest

from assessment.bundle.sums import MARKER
from assessment.release.swap import OutputError, replacing


def _build(output: Path, text: str) -> None:
    with replacing(output) as staging:
        (staging / MARKER).write_text("{}")
        (staging / "page.html").write_text(text)


def test_a_finished_build_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    output = tmp_path / "output"
    _build(output, "old")
    (output / "gone.html").write_text("")
    _build(output, "new")
    assert sorted(path.name for path in output.iterdir()) == [MARKER, "page.html"]
    assert (output / "page.html").read_text() == "new"


def test_a_failed_build_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    output = tmp_path / "output"
    _build(output, "old")
    with pytest.raises(TypeError, match="None"):
        _build(output, None)  # type: ignore[arg-type]
    assert (output / "page.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["output"]


def test_a_folder_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("precious")
    with pytest.raises(OutputError, match="不会覆盖"):
        _build(tmp_path, "new")
    assert (tmp_path / "thesis.txt").read_text() == "precious"
