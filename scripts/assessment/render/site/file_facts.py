"""What stands beside every link to a file: pages, size, date; its type is in the link, or in the heading above.

Files are finished after the pages with the links.
"""

import re
from datetime import date
from pathlib import Path

import pikepdf
from markupsafe import Markup

from assessment.render.output import Output
from assessment.render.words import day

_MARK = re.compile(r"<!--file ([^<>]+?)-->")
_KILO = 1024


def file_facts(path: str) -> Markup:
    """Return a place for the facts about a file, which no reader sees until it is filled."""
    return Markup(' <span class="facts"><!--file {}--></span>').format(path)


def fill_file_facts(output: Output, built: date) -> None:
    """Write the facts into every page; a file that was not made has none.

    Args:
        output: the finished files and the pages.
        built: the date that the build says.
    """
    known: dict[str, str] = {}

    def facts(found: re.Match[str]) -> str:
        path = found[1]
        if path not in known:
            known[path] = facts_of(output.folder / path, built)
        return known[path]

    for page in sorted(output.folder.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        if (whole := _MARK.sub(facts, text)) != text:
            output.fill(page.relative_to(output.folder).as_posix(), whole.encode())


def facts_of(file: Path, built: date) -> Markup:
    """Return pages of a PDF, size and date of a file, each on one line; nothing where it is not there."""
    if not file.is_file():
        return Markup()
    pages = [f"{_pages(file)}页"] if file.suffix == ".pdf" else []
    return Markup("，").join(
        Markup("<span>{}</span>").format(fact) for fact in (*pages, _size(file.stat().st_size), day(built))
    )


def _pages(file: Path) -> int:
    with pikepdf.open(file) as document:
        return len(document.pages)


def _size(count: int) -> str:
    if count < _KILO * _KILO:
        return f"{max(1, round(count / _KILO))} KB"
    return f"{count / _KILO / _KILO:.1f} MB"
