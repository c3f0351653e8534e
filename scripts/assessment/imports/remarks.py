"""What a workbook holds besides cells that are read: pictures, comments, formats that may hide something."""

from collections.abc import Iterator

from openpyxl.utils import get_column_letter

from assessment.workbooks.grid import Grid, Workbook

_SHOWN = 4
"""How many comments on cells, and how many ranges, are quoted."""


def remarks(book: Workbook) -> list[str]:
    """Return a note for each thing that bears on what is recorded and is not read."""
    pictures = [f"{place} 嵌入的图片没有读取" for grid in book.grids for place in grid.pictures]
    return [*pictures, *(note for grid in book.grids for note in (*_comments(grid), *_doubtful(grid)))]


def _comments(grid: Grid) -> Iterator[str]:
    """Say which cells have comments, as what those say may bear on what is recorded."""
    comments = [
        f"{grid.place(*cell).cell}“{text.replace(chr(10), ' ')[:30]}”" for cell, text in sorted(grid.comments.items())
    ]
    if comments:
        yield f"表“{grid.name}”中的批注没有导入，请看是否影响成绩：{_some(comments)}"


def _doubtful(grid: Grid) -> Iterator[str]:
    """Say where a conditional format may hide what is read."""
    ranges = [
        f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}" for top, left, bottom, right in grid.doubtful
    ]
    if ranges:
        yield f"表“{grid.name}”的条件格式会使有些格里的字看不见，照存着的导入，请核对：{_some(ranges)}"


def _some(listed: list[str]) -> str:
    more = f"等 {len(listed)} 处" if len(listed) > _SHOWN else ""
    return f"{'、'.join(listed[:_SHOWN])}{more}"
