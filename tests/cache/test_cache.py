"""What a build keeps: nothing that may be wrong, nothing for anybody else, and no fault of it stops a build."""

import os
import stat
from pathlib import Path

import pytest

from assessment.cache import at_work, ground
from assessment.cache import cache as module
from assessment.cache.cache import Cache, open_cache
from assessment.cache.place import ELSEWHERE, cache_folder
from assessment.commands.cache import main
from assessment.root import CACHE


@pytest.fixture(autouse=True)
def grounds(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the ground is, as if this process had just begun."""
    known = {"program": "1", "surroundings": "1"}
    monkeypatch.setattr(at_work, "_noted", [])
    monkeypatch.setattr(ground, "program", lambda: known["program"])
    monkeypatch.setattr(ground, "surroundings", lambda: known["surroundings"])
    return known


def opened(folder: Path, audience: str = "public") -> Cache:
    cache = open_cache(folder, audience)
    assert cache is not None
    return cache


def kept(folder: Path, *parts: str, audience: str = "public") -> Path:
    """Make a file of some parts, and keep it."""
    cache, target = opened(folder, audience), folder.parent / "made"
    assert not cache.has("kind", parts, target)
    target.write_bytes(b"content")
    cache.fill()
    return target


def is_kept(folder: Path, *parts: str, kind: str = "kind", audience: str = "public") -> bool:
    return opened(folder, audience).has(kind, parts, folder.parent / "target")


def test_what_was_made_is_there_again(tmp_path: Path) -> None:
    kept(tmp_path / "cache", "a", "b")
    assert is_kept(tmp_path / "cache", "a", "b")
    assert (tmp_path / "target").read_bytes() == b"content"


def test_other_parts_another_kind_another_audience_and_another_ground_find_nothing(
    tmp_path: Path, grounds: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(tmp_path / "cache", "a", "b")
    assert not is_kept(tmp_path / "cache", "ab")
    assert not is_kept(tmp_path / "cache", "b", "a")
    assert not is_kept(tmp_path / "cache", "a", "b", kind="other")
    assert not is_kept(tmp_path / "cache", "a", "b", audience="office")
    for name in grounds:
        monkeypatch.setattr(at_work, "_noted", [])
        grounds[name] = "2"
        assert not is_kept(tmp_path / "cache", "a", "b"), name
        grounds[name] = "1"


def test_audiences_have_folders_and_keys_of_their_own(tmp_path: Path) -> None:
    for audience in ("public", "office"):
        kept(tmp_path / "cache", "a", audience=audience)
    names = [[path.name for path in (tmp_path / "cache" / audience).iterdir()] for audience in ("public", "office")]
    assert all(len(each) == 1 for each in names)
    assert names[0] != names[1], "moved from one to the other, an entry is not found"


def test_nothing_is_kept_of_a_build_that_fails_or_whose_ground_moves(tmp_path: Path, grounds: dict[str, str]) -> None:
    cache = opened(tmp_path / "cache")
    assert not cache.has("kind", ["a"], tmp_path / "made")
    assert not is_kept(tmp_path / "cache", "a"), "not before the build says so"
    for name in grounds:
        cache = opened(tmp_path / "cache")
        assert not cache.has("kind", ["a"], tmp_path / "made")
        (tmp_path / "made").write_bytes(b"")
        grounds[name] = "2"
        cache.fill()
        grounds[name] = "1"
        assert not is_kept(tmp_path / "cache", "a")


def test_what_was_noted_first_is_the_program_of_the_process(tmp_path: Path, grounds: dict[str, str]) -> None:
    """A command that finds nothing to build at first has loaded its program all the same."""
    at_work.note_program()
    grounds["program"] = "2"
    at_work.note_program()
    assert at_work.is_outdated()
    assert open_cache(tmp_path / "cache", "public") is None
    grounds["program"] = "1"
    assert not at_work.is_outdated()


def test_a_process_whose_program_has_changed_on_the_disk_has_no_cache(tmp_path: Path, grounds: dict[str, str]) -> None:
    """scripts/serve runs for days: what it has loaded is not what stands there."""
    opened(tmp_path / "cache")
    grounds["program"] = "2"
    assert open_cache(tmp_path / "cache", "public") is None
    grounds["program"] = "1"
    grounds["surroundings"] = "2"
    opened(tmp_path / "cache")


def test_one_file_is_made_of_one_thing(tmp_path: Path) -> None:
    cache = opened(tmp_path / "cache")
    assert not cache.has("kind", ["a"], tmp_path / "made")
    with pytest.raises(ValueError, match="made"):
        cache.has("kind", ["b"], tmp_path / "made")


def test_damage_is_counted_and_mended(tmp_path: Path) -> None:
    kept(tmp_path / "cache", "a")
    [entry] = (tmp_path / "cache" / "public").iterdir()
    entry.write_bytes(b"nonsense")
    cache = opened(tmp_path / "cache")
    assert not cache.has("kind", ["a"], tmp_path / "made")
    cache.fill()
    assert cache.damaged == 1
    assert is_kept(tmp_path / "cache", "a")


def test_a_full_disk_keeps_nothing_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", full)
        kept(tmp_path / "cache", "a")
    assert [*(tmp_path / "cache" / "public").iterdir()] == []


def test_it_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 300)
    for number in range(10):
        kept(tmp_path / "cache", str(number))
    assert sum(path.stat().st_size for path in (tmp_path / "cache" / "public").iterdir()) <= 300


def test_nobody_else_may_look_into_it(tmp_path: Path) -> None:
    opened(tmp_path / "cache")
    for folder in (tmp_path / "cache", tmp_path / "cache" / "public"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o755, 0o500])
def test_a_folder_that_others_may_enter_is_not_used(mode: int, tmp_path: Path) -> None:
    opened(tmp_path / "cache")
    (tmp_path / "cache" / "public").chmod(mode)
    assert (open_cache(tmp_path / "cache", "public") is None) is (mode != 0o500 or os.geteuid() != 0)


def test_what_is_no_folder_of_ours_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for name in ("file", "link", "file/below"):
        assert open_cache(tmp_path / name, "public") is None
    assert open_cache(tmp_path / "real", "public") is not None
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert open_cache(tmp_path / "real", "public") is None, "somebody else's"


def test_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_folder() is None, "tests have none"
    assert open_cache(None, "public") is None
    monkeypatch.setenv(ELSEWHERE, str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv(ELSEWHERE)
    assert cache_folder() == CACHE / "built"


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clear"]) == 0
    assert capsys.readouterr().out == "没有使用缓存，没有可删的。\n"
    monkeypatch.setenv(ELSEWHERE, str(tmp_path / "cache"))
    for audience in ("public", "office"):
        kept(tmp_path / "cache", "a", audience=audience)
    assert main(["clear"]) == 0
    assert capsys.readouterr().out == f"已清空缓存 {tmp_path}/cache：2 份，0 MB。\n"
    assert not is_kept(tmp_path / "cache", "a")
    assert main(["clear"]) == 0
    assert capsys.readouterr().out.endswith("：0 份，0 MB。\n")
