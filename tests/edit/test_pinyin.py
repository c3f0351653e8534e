"""Names in Latin letters: known answers, and every character whose place in the standard tells its sound."""

import pytest

from assessment.edit.pinyin import letters_of


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("桃州镇", "taozhouzhen"),
        ("县发展改革委", "xianfazhangaigewei"),
        ("文化旅游局", "wenhualvyouju"),
        ("女略虐", "nvluenue"),
        ("凌笪乡", "lingxiang"),
        ("12345 Hotline", "12345hotline"),
        ("Ａ·（一）", "yi"),
        ("啊座", "azuo"),
        ("嬲𠮷、。é", ""),
    ],
)
def test_known_names(name: str, letters: str) -> None:
    assert letters_of(name) == letters


def test_every_character_in_common_use_has_letters_and_no_other() -> None:
    codes = [bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    characters = [text for code in codes if (text := code.decode("gb2312", "ignore"))]
    common, others = characters[:3755], characters[3755:]
    sounds = [letters_of(character) for character in common]
    assert all(sound.isascii() and sound.isalpha() and sound.islower() for sound in sounds)
    assert len(set(sounds)) == 397
    assert not any(letters_of(character) for character in others)
