"""A page's characters are read whatever its server and the page itself say of them, or do not say."""

import pytest

from assessment.evidence.charset import page_text

TITLE = "<title>郎溪县政务公开镕〇</title>"


def head(name: str) -> str:
    return f'<meta http-equiv="Content-Type" content="text/html; charset={name}">{TITLE}' if name else TITLE


@pytest.mark.parametrize("meta", ["", "gb2312", "GBK", "gb18030", "utf-8", "iso-8859-1", "unheard-of", "base64"])
@pytest.mark.parametrize("declared", [None, "gb2312", "gbk", "utf-8", "ISO-8859-1", "us-ascii", "unheard-of", "hex"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_the_wrong_names_do_no_harm(encoding: str, declared: str | None, meta: str) -> None:
    text = head(meta)
    assert page_text(text.encode(encoding), declared) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "big5", "euc_kr", "shift_jis"])
def test_other_encodings(encoding: str) -> None:
    text = "<title>公開</title>"
    declared = encoding if encoding in ("big5", "euc_kr", "shift_jis") else None
    assert page_text(text.encode(encoding), declared) == text


def test_a_page_that_is_cut_off_in_the_middle_of_a_character() -> None:
    for encoding in ("gb18030", "utf-8"):
        whole = head("").encode(encoding) + "政".encode(encoding)
        assert page_text(whole[:-1], None) == head("")


def test_what_is_no_text_is_read_as_far_as_it_goes() -> None:
    assert page_text(b"\xff\xff<title>a</title>", None).endswith("<title>a</title>")
