"""A sheet or page that was asked for takes its place whole, or what was there before stays."""

from pathlib import Path

import pytest

from assessment.errors import RequestError
from assessment.whole_file import write_whole


def test_what_was_there_stays_until_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "page.html"
    file.write_text("old")

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as half:
            half.write(content[:1])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(RequestError, match=f"^不能写入 {file}：磁盘已满$"):
            write_whole(file, b"new")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]
    write_whole(file, b"new")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["new"]
