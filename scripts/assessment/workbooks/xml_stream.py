"""XML parts of a workbook as a stream of elements: nothing is built that was not asked for, and no entity is expanded."""

from collections.abc import Callable, Mapping
from typing import IO
from xml.parsers import expat

_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of workbooks: the transitional one that programs write, and that of Strict Open XML."""
_OTHERS = (
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_KNOWN = frozenset((*_MAIN, *_OTHERS))
_CHUNK = 1 << 16
_LONGEST_TAG = 1 << 20
"""Bytes; no tag of a spreadsheet has a thousandth of this."""

Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], object]
Data = Callable[[str], None]


class ForeignXmlError(Exception):
    """A part is what no spreadsheet writes: with a document type, which could expand to any size, or without end."""


def _ignore(_: str) -> None:
    pass


def stream(source: IO[bytes], start: Start, end: End = _ignore, data: Data = _ignore, most: int = 1_000_000) -> None:
    """Read a part and report each element of a known namespace by its plain name, and the text between.

    Args:
        source: the part.
        start: what takes an element with its attributes; ``attribute`` finds one that has a namespace of its own.
        end: what takes the end of an element.
        data: what takes text.
        most: the most elements that the part may have.

    Raises:
        ForeignXmlError: if it declares a document type or has more elements, or a longer tag, than any spreadsheet.
        xml.parsers.expat.ExpatError: if it is no XML.
    """
    names: dict[str, str] = {}
    left = most

    def start_element(name: str, attributes: dict[str, str]) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise ForeignXmlError("too many elements")
        local = names.get(name)
        if local is None:
            local = names[name] = _plain(name)
        if local:
            start(local, attributes)

    def end_element(name: str) -> None:
        if local := names[name]:
            end(local)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start_element, end_element
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = _refuse_doctype
    read = 0
    while chunk := source.read(_CHUNK):
        read += len(chunk)
        parser.Parse(chunk, False)
        if read - parser.CurrentByteIndex > _LONGEST_TAG:
            raise ForeignXmlError("a tag without end")
    parser.Parse(b"", True)


def attribute(attributes: Attributes, name: str) -> str:
    """Return an attribute of any known namespace, such as ``r:id``, by its plain name; empty where there is none."""
    found = (value for key, value in attributes.items() if " " in key and _plain(key) == name)
    return next(found, attributes.get(name, ""))


def _plain(name: str) -> str:
    """Return a name without its namespace; empty where that is unknown."""
    space, _, local = name.rpartition(" ")
    return local if not space or space in _KNOWN else ""


def _refuse_doctype(*_: object) -> None:
    raise ForeignXmlError("a document type")
