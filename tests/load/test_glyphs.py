"""A character that no font has is told where it stands, and the county's own font takes it out of the list."""

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from assessment.glyphs import OFFICIAL, number, replacement
from tests.load.small import Small

EXTENSION_H, EXTENSION_I = "\U00031350", "\U0002ebf0"
PRIVATE, WITHOUT_OFFICIAL, UNASSIGNED, PICTURE = "\ue863", "\ue000", "\U0003fffd", "\U0001f600"
ABSENT = [EXTENSION_H, EXTENSION_I, WITHOUT_OFFICIAL, UNASSIGNED, PICTURE]


def font_of(characters: str, path: Path) -> None:
    """Write a font that has a glyph for each of a few characters."""
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    pen.lineTo((900, 0))
    pen.lineTo((500, 800))
    pen.closePath()
    names = [".notdef", *(f"u{ord(character):X}" for character in characters)]
    builder = FontBuilder(1000)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(character): name for character, name in zip(characters, names[1:], strict=True)})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    path.parent.mkdir(exist_ok=True)
    builder.save(path)


def messages_of(folder: Small) -> list[str]:
    return [line for line in folder.messages() if ": no-glyph: " in line]


@pytest.mark.parametrize("character", ABSENT, ids=number)
def test_a_character_without_a_glyph_is_named_with_place_and_number(tmp_path: Path, character: str) -> None:
    folder = Small(tmp_path)
    folder.write("units/jia.yaml", f"# {character}\nid: jia\nname: 甲{character}镇\n")
    shown = f"〓（{number(character)}）"
    message = f"字库里没有这个字：“{character}”（{number(character)}），PDF 里显示为“{shown}”"
    hint = "请把含有这个字的字体文件（.ttf、.otf）放进 data/fonts/"
    place = f"units/jia.yaml:3:8: no-glyph: {message}（{hint}）"
    assert [line.replace("␣", character) for line in messages_of(folder)] == [place.replace("␣", character)]
    font_of(character, folder.data / "fonts" / "own.ttf")
    assert messages_of(folder) == []


def test_a_private_character_with_a_public_form_is_shown_in_it(tmp_path: Path) -> None:
    folder = Small(tmp_path)
    folder.write("units/jia.yaml", f"id: jia\nname: {PRIVATE}镇\n")
    [line] = messages_of(folder)
    assert "（U+E863），PDF 里显示为“䶮”（这是旧编码，国家标准现在的编码是 U+4DAE“䶮”，请改用它；" in line
    folder.write("units/jia.yaml", "id: jia\nname: 䶮镇\n")
    assert messages_of(folder) == []


def test_every_place_is_named(tmp_path: Path) -> None:
    folder = Small(tmp_path)
    folder.write("units/jia.yaml", 'id: jia\nname: 甲镇\nplates: ["\ue000办", "\\uE000局"]\n')
    assert [line.split(": ")[0] for line in messages_of(folder)] == ["units/jia.yaml:3:11"]
    folder.write("units/jia.yaml", 'id: jia\nname: 甲镇\nplates: ["\\uE000局"]\n')
    assert [line.split(": ")[0] for line in messages_of(folder)] == ["units/jia.yaml:3:10"], "of the value that writes it"


def test_the_public_forms_are_those_of_the_standard() -> None:
    assert len(OFFICIAL) == 80 + 10 + 2
    assert {private: OFFICIAL[private] for private in "\ue863\ue815\ue81e\ue864\ue78d\ue7c7"} == {
        "\ue863": "\u4dae",
        "\ue815": "\u2e81",
        "\ue81e": "\u9fb4",
        "\ue864": "\u9fbb",
        "\ue78d": "\ufe10",
        "\ue7c7": "\u1e3f",
    }
    assert not [public for public in OFFICIAL.values() if "\ue000" <= public <= "\uf8ff"]


def test_a_public_form_without_a_glyph_is_not_shown() -> None:
    assert replacement("\ue863", {"\ue863", "\u4dae"}) == "〓（U+E863）"
    assert replacement("\ue863", {"\ue863"}) == "\u4dae"
