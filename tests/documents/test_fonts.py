"""What is missing for setting type is told in one clear line; nothing is set without it."""

import gc
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.release.printing import _fonts
from assessment.render.documents.typeset import PrintSetting, Typesetter, typeset
from assessment.render.fonts import STACKS, Face, FontError, cut, faces, missing, with_own
from assessment.root import ROOT
from tests.load.test_glyphs import font_of

ALL = faces(ROOT / ".cache" / "fonts")
TEXT = "凌笪乡、梅渚镇总分95.42"


def cut_all(folder: Path) -> dict[str, Path]:
    return cut(ALL, TEXT, folder)


def error_text(fault: pytest.ExceptionInfo[FontError]) -> str:
    """Return the message, which is one line."""
    [line] = str(fault.value).splitlines()
    return line


def test_rare_characters_of_names_are_in_every_stack(tmp_path: Path) -> None:
    assert missing(cut_all(tmp_path), TEXT) == {}


@pytest.mark.parametrize("face", ALL, ids=lambda face: face.name)
def test_a_missing_font_is_named_with_its_package(tmp_path: Path, face: Face) -> None:
    lost = [replace(one, path=tmp_path / one.path.name) if one is face else one for one in ALL]
    with pytest.raises(FontError) as fault:
        cut(lost, TEXT, tmp_path)
    assert error_text(fault) == f"缺少字库 {face.path.name}（软件包 {face.package}），请运行 scripts/setup"


def test_a_missing_hb_subset_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FontError) as fault:
        cut_all(tmp_path)
    assert error_text(fault) == "缺少 hb-subset（软件包 libharfbuzz-bin），请运行 scripts/setup"


def test_a_font_that_cannot_be_cut_is_named(tmp_path: Path) -> None:
    # A file that is there and that nobody can read from its beginning.
    unreadable = Path("/proc/self/mem")
    with pytest.raises(FontError) as fault:
        cut([replace(ALL[0], path=unreadable)], TEXT, tmp_path)
    assert error_text(fault).startswith("字库 mem 裁剪失败：")


def test_a_font_that_is_none_has_no_characters(tmp_path: Path) -> None:
    broken = tmp_path / "Broken.otf"
    broken.write_text("no font")
    fonts = cut_all(tmp_path) | cut([replace(ALL[0], path=broken)], TEXT, tmp_path)
    assert missing(fonts, "字")["Song"] == "字"


def test_a_cut_font_that_is_none_is_named(tmp_path: Path) -> None:
    fonts = cut_all(tmp_path)
    fonts["Kai"].write_text("no font")
    with pytest.raises(FontError) as fault:
        missing(fonts, TEXT)
    assert error_text(fault).startswith("字库 Kai.otf 读不出来")


def test_a_missing_subsetting_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.text import ffi

    monkeypatch.setattr(ffi, "harfbuzz_subset", None)
    with pytest.raises(FontError) as fault:
        typeset(PrintSetting("", tmp_path), "<p>字</p>")
    assert error_text(fault) == "缺少 libharfbuzz-subset（软件包 libharfbuzz-subset0），请运行 scripts/setup"


@pytest.mark.parametrize(
    "character",
    [
        pytest.param("\U0001f600", id="a picture"),
        pytest.param("\ue863", id="a private character, as old systems keep rare names"),
        pytest.param("\U000323af", id="an ideograph newer than the fonts"),
        pytest.param("\U0003fffd", id="a character not yet assigned"),
    ],
)
def test_a_character_without_a_glyph_is_missing_from_every_stack(tmp_path: Path, character: str) -> None:
    text = TEXT + character
    assert missing(cut(ALL, text, tmp_path), text) == dict.fromkeys(STACKS, character)


def test_what_is_never_drawn_is_not_missing(tmp_path: Path) -> None:
    text = TEXT + "\n\t \u3000\u00a0\u200b"
    assert missing(cut(ALL, text, tmp_path), text) == {}


def test_a_later_font_of_the_stack_fills_in(tmp_path: Path) -> None:
    """垟 and 燊 are not in the Fandol fonts; the fallback has them."""
    text = "县垟燊"
    fonts = cut(ALL, text, tmp_path)
    assert missing(fonts, text) == {}
    assert missing(fonts | {"Song": fonts["Fang"], "KaiMore": fonts["Fang"]}, text)["Fang"] == "垟燊"


def test_a_font_of_the_countys_own_fills_in_for_all(tmp_path: Path) -> None:
    font_of("\ue000", tmp_path / "own" / "own.ttf")
    own = faces(ROOT / ".cache" / "fonts", [tmp_path / "own" / "own.ttf"])
    fonts, instead = _fonts([TEXT + "\ue000"], tmp_path, own)
    assert instead == {}
    assert with_own("p { font: 9pt Hei, Song; } b { font-family: Song }", fonts) == (
        "p { font: 9pt Hei, Song, Own0; } b { font-family: Song, Own0 }"
    )
    assert with_own("p { font: 9pt Song }", cut_all(tmp_path)) == "p { font: 9pt Song }"


def test_what_no_font_has_is_shown_by_what_all_have(tmp_path: Path) -> None:
    fonts, instead = _fonts([TEXT + "\ue863\ue000"], tmp_path, ALL)
    assert instead == {0xE863: "\u4dae", 0xE000: "〓（U+E000）"}
    assert missing(fonts, "".join(instead.values())) == {}


class Listening:
    """Does no job, and keeps what it was to do it with."""

    def __init__(self) -> None:
        self.queued: list[object] = []

    def submit(self, target: Path, task: Callable[..., bytes], *given: object, **named: object) -> "Future[None]":
        """Keep it."""
        del target, task, named
        self.queued.extend(given)
        return Future()


def test_no_character_without_a_glyph_is_set(tmp_path: Path) -> None:
    executor, setting = Listening(), PrintSetting("", tmp_path)
    Typesetter(executor, setting, {}, {0xE000: "〓（U+E000）"}).submit("<b>\ue000镇</b>", tmp_path / "a.pdf")
    assert executor.queued == [setting, "<b>〓（U+E000）镇</b>"]


def test_another_style_holds_on_to_nothing_more(tmp_path: Path) -> None:
    """A worker that is kept for many builds would hold on to what each of them left."""
    typeset(PrintSetting("p {color: red}", tmp_path), "<p>1</p>")
    held = gc.get_freeze_count()
    typeset(PrintSetting("p {color: blue}", tmp_path), "<p>1</p>")
    assert gc.get_freeze_count() <= held
