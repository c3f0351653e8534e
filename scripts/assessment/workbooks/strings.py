"""Texts of a workbook: rich ones with what is raised or struck through, escaped characters as spreadsheets show them."""

import re
from dataclasses import dataclass
from typing import IO

from openpyxl.utils import coordinate_to_tuple

from assessment.errors import RequestError
from assessment.visible import visible
from assessment.workbooks.styles import are_alike, colour_of
from assessment.workbooks.xml_stream import Attributes, stream

LONGEST = 32_767
"""Characters of a cell's text; no spreadsheet takes more."""

_ESCAPE = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_REFERENCE = re.compile(r"[A-Z]{1,3}\d{1,7}")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_TURNED = re.compile("\u202e([^\u202c\n]*)\u202c?")
_RAISED = dict(zip("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ", strict=True))
_LOWERED = dict(zip("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
_FALSE = ("0", "false")


@dataclass(frozen=True)
class RichText:
    """A text as read; characters above or below the line are those that Unicode has for that."""

    text: str
    is_struck: bool = False
    """Whether any of it is struck through."""
    runs: tuple[tuple[str, str], ...] = ()
    """Its parts with the colour of each, where some have one of their own; empty for the colour of the cell."""
    turned: str = ""
    """What is seen of it where a mark of direction turns letters round; empty where none does."""

    @classmethod
    def of(cls, raw: str, is_struck: bool = False, runs: tuple[tuple[str, str], ...] = ()) -> "RichText":
        """Return a text as it stands in the file, escapes and marks of direction with it.

        Raises:
            TextTooLongError: if it is more than a cell holds.
        """
        plain = unescaped(raw)
        text, turned = _seen(plain), _seen(turned_round(plain))
        return cls(text, is_struck, runs, "" if turned == text else turned)

    def seen_on(self, ground: str) -> str:
        """Return what is seen of the text: without those parts that have nearly the colour of a ground."""
        if not any(colour and are_alike(colour, ground) for _, colour in self.runs):
            return self.turned or self.text
        return _seen(
            unescaped("".join(text for text, colour in self.runs if not colour or not are_alike(colour, ground)))
        )


class TextTooLongError(Exception):
    """A text that no cell can hold."""


class TextCollector:
    """Puts a text together from the elements in ``si`` or ``is``; how it is pronounced (``rPh``) is no part of it."""

    def __init__(self) -> None:
        """Begin a text."""
        self._parts: list[tuple[str, str]] = []
        self._colour = ""
        self._size = 0
        self._forms: dict[str, str] = {}
        self._is_struck = self._is_any_struck = False
        self._is_text = self._is_reading = False

    def start(self, element: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        match element:
            case "r":
                self._forms, self._is_struck, self._colour = {}, False, ""
            case "color":
                self._colour = colour_of(attributes)
            case "vertAlign":
                self._forms = {"superscript": _RAISED, "subscript": _LOWERED}.get(attributes.get("val", ""), {})
            case "strike":
                self._is_struck = attributes.get("val", "1") not in _FALSE
            case "rPh":
                self._is_reading = True
            case "t":
                self._is_text = not self._is_reading

    def end(self, element: str) -> None:
        """Take the end of an element."""
        match element:
            case "r":
                self._forms, self._is_struck, self._colour = {}, False, ""
            case "rPh":
                self._is_reading = False
            case "t":
                self._is_text = False

    def data(self, text: str) -> None:
        """Take characters.

        Raises:
            TextTooLongError: if they are more than a cell holds.
        """
        if not self._is_text:
            return
        self._size += len(text)
        if self._size > LONGEST * 7:  # Each character may be an escape.
            raise TextTooLongError
        # A character that has no raised form is kept apart from the digits that it would seem to belong to.
        formed = "".join(self._forms.get(c, f"^{c}") for c in text) if self._forms else text
        self._parts.append((formed, self._colour))
        self._is_any_struck = self._is_any_struck or (self._is_struck and bool(text.strip()))

    def text(self) -> RichText:
        """Return the text, as it is shown.

        Raises:
            TextTooLongError: if it is more than a cell holds.
        """
        runs = tuple(self._parts) if any(colour for _, colour in self._parts) else ()
        return RichText.of("".join(text for text, _ in self._parts), self._is_any_struck, runs)


def _seen(text: str) -> str:
    """Return a text without escapes with line breaks alike, and without what cannot be seen.

    Raises:
        TextTooLongError: if it is more than a cell holds.
    """
    if len(text) > LONGEST:
        raise TextTooLongError
    return visible(_BREAKS.sub("\n", text)).strip()


def unescaped(raw: str) -> str:
    """Return a text with its escapes resolved."""
    return _ESCAPE.sub(_unescape, raw) if "_x" in raw else raw


def turned_round(text: str) -> str:
    """Return a text with the letters in the order in which they are seen behind a mark that turns them (U+202E)."""
    return _TURNED.sub(lambda found: found[1][::-1], text) if "\u202e" in text else text


def _unescape(found: re.Match[str]) -> str:
    """Return what ``_x000D_`` and the like stand for: UTF-16 units, of which two may be one character."""
    units = bytes.fromhex(found[0].replace("_x", "").replace("_", ""))
    return units.decode("utf-16-be", "replace")


def shared_strings(name: str, source: IO[bytes]) -> list[RichText]:
    """Return the texts that cells refer to by number.

    Raises:
        RequestError: if one of them is longer than a cell can hold.
    """
    found: list[RichText] = []
    collector = TextCollector()

    def start(element: str, attributes: Attributes) -> None:
        nonlocal collector
        if element == "si":
            collector = TextCollector()
        collector.start(element, attributes)

    def end(element: str) -> None:
        collector.end(element)
        if element == "si":
            found.append(collector.text())

    try:
        stream(source, start, end, lambda text: collector.data(text))
    except TextTooLongError:
        raise RequestError(too_long(name)) from None
    return found


def cell_comments(name: str, source: IO[bytes]) -> dict[tuple[int, int], str]:
    """Return the texts that are noted on cells, by row and column.

    Raises:
        RequestError: if one of them is longer than a cell can hold.
    """
    found: dict[tuple[int, int], str] = {}
    collector = TextCollector()
    place: tuple[int, int] | None = None

    def start(element: str, attributes: Attributes) -> None:
        nonlocal collector, place
        if element == "comment":
            collector = TextCollector()
            place = _cell_of(attributes.get("ref", ""))
        collector.start(element, attributes)

    def end(element: str) -> None:
        collector.end(element)
        if element == "comment" and place is not None and (text := collector.text().text):
            found[place] = text

    try:
        stream(source, start, end, lambda text: collector.data(text))
    except TextTooLongError:
        raise RequestError(too_long(name)) from None
    return found


def _cell_of(reference: str) -> tuple[int, int] | None:
    """Return row and column of a reference such as B2; None for what is none."""
    return coordinate_to_tuple(reference) if _REFERENCE.fullmatch(reference) else None


def too_long(where: str) -> str:
    """Return what to say of a text that no cell can hold."""
    return f"{where} 里有一格超过 {LONGEST} 个字，不像要导入的表；请核对文件"
