"""The characters of a web page, whichever of the encodings of Chinese pages it was written in."""

import codecs
import re
from collections.abc import Iterator

_META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 8192
"""Bytes of a page in which it says its encoding; the standard asks for the first 1024."""
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_WIDER = dict.fromkeys(("gb2312", "gbk", "cp936", "ms936", "hz"), "gb18030")
"""What pages call an encoding whose characters they do not keep to; the wider one reads both (GB 18030)."""
_ANYTHING = ("iso8859-1", "cp1252", "ascii", "latin-1")
"""What a server says that was never told, and what no Chinese page is written in."""


def page_text(content: bytes, declared: str | None) -> str:
    """Return the text of a page: UTF-8 if it fits, which is no accident; else as its server or itself says, or GB 18030.

    Args:
        content: of the page, perhaps cut off.
        declared: the encoding that the server names.
    """
    for name in _candidates(content, declared):
        try:
            return codecs.getincrementaldecoder(name)("strict").decode(content)
        except UnicodeError:
            continue
    return content.decode("utf-8", "replace")


def _candidates(content: bytes, declared: str | None) -> Iterator[str]:
    yield from (name for mark, name in _MARKS.items() if content.startswith(mark))
    yield "utf-8"
    meta = _META.search(content[:_HEAD])
    for name in (declared, meta and meta[1].decode("ascii", "replace")):
        try:
            known = codecs.lookup(name or "").name
            "".encode(known)
        except LookupError:
            # Unknown, or no encoding of text.
            continue
        if known not in _ANYTHING:
            yield _WIDER.get(known, known)
    yield "gb18030"
