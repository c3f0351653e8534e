"""The last look before the public sees anything: no number in what was made may belong to a person."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

from assessment.errors import RequestError
from assessment.personal import personal_numbers

_TAG = re.compile(r"<[^>]*>")


def refuse_personal_numbers(output: Path) -> None:
    """Look through all text that was made.

    The documents are set from the same records and words as the pages; drawings repeat what stands beside them.

    Raises:
        RequestError: if a number in it belongs to a person; the message names the file and where it probably comes from.
    """
    for path in sorted(output.rglob("*")):
        for text in _texts(path):
            for found in personal_numbers(text):
                name = path.relative_to(output).as_posix()
                raise RequestError(
                    f"将要公开的 {name} 里像是有{found.number.value}（{found.masked}），没有生成；"
                    "请检查 content/ 和 pelicanconf.py 里的文字"
                )


def _texts(path: Path) -> Iterator[str]:
    match path.suffix:
        case ".html" | ".xml":
            content = path.read_text(encoding="utf-8")
            yield html.unescape(_TAG.sub(" ", content))
            # What stands in tags is read too: descriptions and alternatives are text.
            yield from (html.unescape(tag) for tag in _TAG.findall(content))
        case ".csv" | ".txt":
            yield path.read_text(encoding="utf-8")
        case ".json":
            yield from _strings(json.loads(path.read_text(encoding="utf-8")))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for below in value:
            yield from _strings(below)
    elif isinstance(value, dict):
        for below in value.values():
            yield from _strings(below)
