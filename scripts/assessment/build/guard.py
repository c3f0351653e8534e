"""The last look before the public sees anything: no number in what was made may belong to a person."""

import html
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from assessment.errors import RequestError
from assessment.personal import personal_numbers

_TAG = re.compile(r"<[^>]*>")


def refuse_personal_numbers(output: Path) -> None:
    """Look through all that was made, but for PDFs, which are looked through before they are set.

    Records were looked through one by one when they were read, and a fault there names file, line and column.

    Raises:
        RequestError: if a number in it belongs to a person; the message names the file and where it probably comes from.
    """
    for path in sorted(output.rglob("*")):
        for text in _texts(path):
            _refuse(text, path.relative_to(output).as_posix())


def refuse_personal_numbers_in(markup: Iterable[str]) -> None:
    """Look through what is to be set as PDF.

    Raises:
        RequestError: if a number in it belongs to a person.
    """
    for content in markup:
        for text in _of_markup(content):
            _refuse(text, "PDF")


def _refuse(text: str, name: str) -> None:
    for found in personal_numbers(text):
        raise RequestError(
            f"将要公开的 {name} 里像是有{found.number.value}（{found.masked}），没有生成；"
            "请检查 content/ 和 county.yaml 里的文字"
        )


def _texts(path: Path) -> Iterator[str]:
    match path.suffix:
        case ".html" | ".xml" | ".svg":
            yield from _of_markup(path.read_text(encoding="utf-8"))
        case ".xlsx" | ".docx":
            with zipfile.ZipFile(path) as parts:
                for part in parts.namelist():
                    if part.endswith((".xml", ".rels")):
                        yield from _of_markup(parts.read(part).decode("utf-8"))
        case ".csv" | ".txt":
            yield path.read_text(encoding="utf-8")
        case ".json":
            yield from _strings(json.loads(path.read_text(encoding="utf-8")))


def _of_markup(content: str) -> Iterator[str]:
    yield html.unescape(_TAG.sub(" ", content))
    # What stands in tags is read too: descriptions and alternatives are text.
    yield from (html.unescape(tag) for tag in _TAG.findall(content))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for below in value:
            yield from _strings(below)
    elif isinstance(value, dict):
        for below in value.values():
            yield from _strings(below)
