"""The last look before the public sees anything: no number in what was made may belong to a person."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from assessment.errors import RequestError
from assessment.personal import personal_numbers
from assessment.release.markup import blocks_of_html, texts_of_html, texts_of_xml

_SIZE = 16
"""Bytes of a digest: enough that no two of a hundred million things have the same."""


def refuse_personal_numbers(output: Path, clean: bytes = b"") -> bytes:
    """Look through all that was made and its names, but for PDFs, which are looked through before they are set.

    Records were looked through one by one when they were read, and a fault there names file, line and column.

    Args:
        output: the folder.
        clean: what this returned before, of the same program; what was looked through then is not looked through again.

    Returns:
        The digests of all in which nothing was found.

    Raises:
        RequestError: if a number in it belongs to a person; the message names the file and where it probably comes from.
    """
    guard = _Guard(clean)
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        _refuse(path.name, name)
        if path.is_file():
            guard.refuse(path, name)
    return guard.clean


def refuse_personal_numbers_in(markup: Iterable[str]) -> None:
    """Look through the texts of the PDFs, before they are set.

    Raises:
        RequestError: if a number in it belongs to a person.
    """
    for content in markup:
        for text in texts_of_html(content):
            _refuse(text, "PDF")


class _Guard:
    """Looks through files, and through what several of them have alike once: a page and its versions, data and tables."""

    def __init__(self, clean: bytes) -> None:
        self._known = {clean[start : start + _SIZE] for start in range(0, len(clean), _SIZE)}
        self._met: set[bytes] = set()
        self._texts: set[str] = set()

    @property
    def clean(self) -> bytes:
        """The digests of what was met, in an order of their own."""
        return b"".join(sorted(self._met))

    def refuse(self, path: Path, name: str) -> None:
        """Look through a file; ``name`` is what it is called to the reader."""
        if path.suffix.lower() in (".html", ".htm"):
            for block in blocks_of_html(path.read_text(encoding="utf-8")):
                if self._is_new(".html", block.encode()):
                    self._refuse(texts_of_html(block), name)
        elif self._is_new(path.suffix.lower(), path.read_bytes()):
            self._refuse(_texts(path), name)

    def _is_new(self, suffix: str, content: bytes) -> bool:
        """Tell whether something has not been looked through; from now on it has been, or the build fails."""
        digest = hashlib.blake2b(content, digest_size=_SIZE, person=suffix.encode()[:16]).digest()
        is_new = digest not in self._known and digest not in self._met
        self._met.add(digest)
        return is_new

    def _refuse(self, texts: Iterable[str], name: str) -> None:
        for text in texts:
            if text not in self._texts:
                self._texts.add(text)
                _refuse(text, name)


def _refuse(text: str, name: str) -> None:
    for found in personal_numbers(text):
        raise RequestError(
            f"将要公开的 {name} 里像是有{found.number.value}（{found.masked}），没有生成；"
            "请检查 content/ 和 county.yaml 里的文字"
        )


def _texts(path: Path) -> Iterator[str]:
    match path.suffix.lower():
        case ".xml" | ".svg":
            yield from texts_of_xml(path.read_text(encoding="utf-8"))
        case ".xlsx" | ".docx":
            with zipfile.ZipFile(path) as parts:
                for part in parts.namelist():
                    yield part
                    if part.endswith((".xml", ".rels")):
                        yield from texts_of_xml(parts.read(part).decode("utf-8"))
        case ".csv":
            for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")):
                yield from row
        case ".json":
            yield from _strings(json.loads(path.read_text(encoding="utf-8")))
        case ".txt" | ".md" | ".js" | ".css" | ".webmanifest":
            yield path.read_text(encoding="utf-8")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from texts_of_html(value) if "<" in value or "&" in value else (value,)
    elif isinstance(value, list):
        for below in value:
            yield from _strings(below)
    elif isinstance(value, dict):
        for key, below in value.items():
            yield key
            yield from _strings(below)
