"""scripts/edit behind a proxy: what has to be said, and what is refused before anybody is answered."""

from pathlib import Path

import pytest

from assessment.commands import edit
from tests.branches.office import ZHANG, Offices

ADDRESS, SECRET = "https://kaoping.example.gov.cn", "s" * 40


def line(path: Path, **more: str) -> list[str]:
    known = {"address": ADDRESS, "secret": str(path / "secret"), "trees": str(path / "trees"), "port": "0", **more}
    return ["--behind-proxy", *(word for name, value in known.items() for word in (f"--{name}", value))]


@pytest.mark.parametrize("left_out", ["address", "secret", "trees"])
def test_all_three_are_needed(left_out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = line(tmp_path)
    at = words.index(f"--{left_out}")
    with pytest.raises(SystemExit):
        edit.arguments(words[:at] + words[at + 2 :])
    assert capsys.readouterr().err.startswith(f"缺少 --{left_out}")


def test_none_of_them_is_of_use_without_a_proxy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        edit.arguments(line(tmp_path)[1:])
    assert capsys.readouterr().err.startswith("缺少 --behind-proxy")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"address": "http://kaoping.example.gov.cn"}, "以 https:// 开头，后面没有路径"),
        ({"address": "https://kaoping.example.gov.cn/a"}, "以 https:// 开头，后面没有路径"),
        ({"address": "https://zhang@kaoping.example.gov.cn"}, "以 https:// 开头，后面没有路径"),
        ({"address": "kaoping.example.gov.cn"}, "以 https:// 开头，后面没有路径"),
        ({"secret": "/nowhere/secret"}, "口令文件 /nowhere/secret 读不出来"),
        ({"trees": "{data}/trees"}, "在版本库自己的文件夹里"),
    ],
)
def test_what_would_be_unsafe_is_refused(
    more: dict[str, str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk = Offices(tmp_path).clerk("server", ZHANG)
    (tmp_path / "secret").write_text(SECRET)
    (tmp_path / "secret").chmod(0o600)
    given = {name: value.replace("{data}", str(clerk.data)) for name, value in more.items()}
    assert edit.main([*line(tmp_path, **given), "--data", str(clerk.data)]) == 1
    assert said in capsys.readouterr().err
