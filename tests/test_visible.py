"""What readers see of a text, in whatever it stands: pages, workbooks, findings, comments."""

import json
import unicodedata
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.folding import folded
from assessment.steady import steady
from assessment.visible import escaped, one_line, printable, visible

UNSEEN = "\x00\x1b\x7f\x9f\xad\u061c\u200b\u200e\u202e\u2060\u2066\ufeff\ufffe\ud800\U000e0041"
"""One of each kind."""


@pytest.mark.parametrize("character", UNSEEN)
def test_what_cannot_be_seen_is_left_out(character: str) -> None:
    assert visible(f"甲{character}乙") == "甲乙"


@pytest.mark.parametrize("character", ["\ue863", "\U000fffa5", "\U0002ebf0", "\U00031350", "𠮷", "鿿"])
def test_a_letter_without_a_name_tells_names_apart(character: str) -> None:
    """Folding leaves out what cannot be seen; a rare letter of a name is none of that."""
    assert folded(f"朱{character}镇") == f"朱{character}镇"
    assert [folded(f"朱{unseen}镇") for unseen in "\x7f\xad\u200b\u202e\ufeff"] == ["朱镇"] * 5


@pytest.mark.parametrize("character", "\n\t\u3000 \u200d\ue000\uff01𠮷")
def test_what_has_a_meaning_stays(character: str) -> None:
    """Line breaks, spaces, what joins the letters of some scripts, and rare characters that old systems number."""
    assert visible(f"甲{character}乙") == f"甲{character}乙"


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == one_line(line) == visible(line).strip()
    assert not any(unicodedata.category(character) == "Cc" for character in line)


@given(st.text())
def test_printable_text_breaks_no_line_and_shows_where_something_was(text: str) -> None:
    line = printable(text, lambda _: "␣")
    assert len(line) == len(text)
    assert line.isprintable() or "\u3000" in line


@given(st.text() | st.sampled_from(UNSEEN).map(lambda character: f"甲{character}乙"))
def test_escaped_json_says_the_same_with_nothing_unseen(text: str) -> None:
    written = escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    assert visible(written) == written


@pytest.mark.parametrize("text", ["甲局（乙局）", "甲局(乙局)", " 甲 局\u3000（乙局\u200b）\n", "甲\u200d局（乙局）"])
def test_folded_text_is_alike_however_it_was_typed(text: str) -> None:
    assert folded(text) == "甲局(乙局)"


def test_an_archive_is_the_same_whenever_and_in_whatever_order_it_was_written() -> None:
    def packed(*names: str, year: int) -> bytes:
        out = BytesIO()
        with ZipFile(out, "w") as archive:
            for name in names:
                archive.writestr(name, f"{name} {year if name == 'core.xml' else ''}")
        return steady(out.getvalue(), date(2019, 7, 5), instead={"core.xml": b"same"})

    one = packed("b.xml", "[Content_Types].xml", "core.xml", year=2019)
    assert one == packed("core.xml", "b.xml", "[Content_Types].xml", year=2020)
    with ZipFile(BytesIO(one)) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "b.xml", "core.xml"]
        assert archive.read("core.xml") == b"same"
        assert {part.date_time for part in archive.infolist()} == {(2019, 7, 5, 0, 0, 0)}
