"""Whose marks a sheet holds: those that units give themselves are no result, and those that others give are no 自评."""

import re
from collections.abc import Iterable, Iterator

from assessment.findings import Finding
from assessment.folding import folded
from assessment.imports.table import SheetTable, title_place
from assessment.imports.vocabulary import OWN
from assessment.workbooks.grid import Workbook

_OWN = re.compile(OWN)
_ASSESSED = re.compile("考评|考核|测评|评估|机构|第三方|[终复]评|核定|评定")
"""What a head says of a mark that somebody else gives."""


def own_title(book: Workbook, table: SheetTable) -> str | None:
    """Return the title that says that units marked themselves; None for none, or where heads say whose are whose."""
    heads = _heads(table)
    if any(_OWN.search(head) or _ASSESSED.search(head) for head in heads):
        return None
    return next((title for title in _titles(book, table) if _OWN.search(folded(title))), None)


def says_own(book: Workbook, table: SheetTable) -> bool:
    """Tell whether anything about a table says that units marked themselves."""
    return any(_OWN.search(folded(text)) for text in (*_titles(book, table), *_heads(table)))


def without_own_marks(book: Workbook, found: Iterable[SheetTable]) -> Iterator[SheetTable]:
    """Yield tables, but those of which a title says that units marked themselves: a fault each."""
    for table in found:
        title = own_title(book, table)
        if title is None:
            yield table
            continue
        message = f"标题“{title[:30]}”写的是自评，要导入的是考评给出的成绩：是不是拿错了表？"
        hint = "单位的自评用 scripts/import self-marks 导入，方案没有要自评的不用导入；确是考评成绩的，加 --as-written"
        table.findings.append(Finding(title_place(table, title), "own-marks", message, hint))


def _titles(book: Workbook, table: SheetTable) -> Iterator[str]:
    yield from (*table.titles, book.path.stem)


def _heads(table: SheetTable) -> list[str]:
    return ["".join(heads) for heads in table.texts.values()]
