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
    "http://www.wps.cn/officeDocument/2017/etCustomData",
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing",
    "http://purl.oclc.org/ooxml/drawingml/main",
)
_KNOWN = frozenset((*_MAIN, *_OTHERS))
_CHUNK = 1 << 16

Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Data = Callable[[str], None]


class ForeignXmlError(Exception):
    """A part declares a document type, which no spreadsheet writes and which could expand to any size."""


def _no_data(_: str) -> None:
    pass


def _no_end(_: str) -> None:
    pass


def stream(source: IO[bytes], start: Start, end: End = _no_end, data: Data = _no_data) -> None:
    """Read a part and report each element of a known namespace by its plain name, and the text between.

    Attributes of another namespace, such as ``r:id``, are reported by their plain names too.

    Raises:
        ForeignXmlError: if it declares a document type.
        xml.parsers.expat.ExpatError: if it is no XML.
    """
    names: dict[str, str] = {}

    def plain(name: str) -> str:
        if name not in names:
            space, _, local = name.rpartition(" ")
            names[name] = local if not space or space in _KNOWN else ""
        return names[name]

    def start_element(name: str, attributes: dict[str, str]) -> None:
        if local := plain(name):
            if any(" " in key for key in attributes):
                attributes = {plain(key) or key: value for key, value in attributes.items()}
            start(local, attributes)

    def end_element(name: str) -> None:
        if local := plain(name):
            end(local)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start_element, end_element
    parser.CharacterDataHandler = data
    parser.StartDoctypeDeclHandler = _refuse_doctype
    while chunk := source.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    raise ForeignXmlError("a document type")
