"""The marks in a cell of ballots; grades in place of marks are asked about once for a whole table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from assessment.findings import Finding
from assessment.folding import folded
from assessment.imports.question import Question
from assessment.imports.values import SheetRow, number_of
from assessment.workbooks.grid import Grid

_ABSTAINED = tuple(map(folded, ("弃权", "弃权票", "空白", "空白票", "未投票", "未评", "不了解", "~")))
_SEVERAL = re.compile(r"[、,，;；/／\s]+")
_TICKS = frozenset(map(folded, "√✓✔☑☒×○◯●■v"))
_GRADE = re.compile(r"[一-鿿]{1,5}|[a-e][+-]?")


def refuse_ticks(grid: Grid, findings: list[Finding]) -> bool:
    """Note as one fault a form in which grades are ticked; tell whether it is one."""
    ticked = {
        (row, column)
        for row, cells in grid.rows.items()
        for column, cell in cells.items()
        if isinstance(cell.value, str) and folded(cell.value) in _TICKS
    }
    columns = {column for _, column in ticked}
    if len(columns) < 2 or any(
        isinstance(cells[c].value, Decimal) for cells in grid.rows.values() for c in columns & cells.keys()
    ):
        return False
    hint = "请增加“分数”一列，每行写一个数；或把勾换成等次的名称，例如 满意，再加 --map 满意=90"
    findings.append(Finding(grid.place(*min(ticked)), "ticked", "这张表用勾选的办法打等次，读不出分数", hint))
    return True


@dataclass
class Grades:
    """Words in place of marks that a table has, each with its first cell."""

    cells: list[tuple[SheetRow, str, str]] = field(default_factory=list)

    def add(self, row: SheetRow, key: str, text: str) -> None:
        """Take one more."""
        self.cells.append((row, key, text))

    def refuse(self) -> None:
        """Note as one fault what each grade has to be told for."""
        if not self.cells:
            return
        row, key, first = self.cells[0]
        words = list(dict.fromkeys(text for *_, text in self.cells))
        flags = " ".join(f"--map {word}=分数" for word in words[:3])
        hint = f"请填数字；是等次的，写明各是多少分：{flags}{' ……' if len(words) > 3 else ''}"
        message = f"“{first}”不是数字"
        if len(self.cells) > 1:
            message = f"{'、'.join(f'“{word}”' for word in words)}不是数字，共 {len(self.cells)} 格"
        # One fault is told; each further word is asked for in a mapping file.
        questions = [Question(row.place(key), "not-a-number", message, hint, word=word) for word in words]
        row.findings.extend(questions)


def ballots_in(row: SheetRow, key: str, full: Decimal | None, several: bool, grades: Grades) -> Iterator[Decimal | None]:
    """Yield the marks of a cell, None for an abstention; in a matrix a cell may hold several ballots."""
    text = row.text(key)
    parts = [part for part in _SEVERAL.split(text) if part] if several else []
    if not text or folded(text) in _ABSTAINED:
        yield None
    elif len(parts) < 2 and _GRADE.fullmatch(folded(text)):
        grades.add(row, key, text)
    elif len(parts) < 2:
        mark = row.number(key, full)
        if mark is not None:
            yield mark
    else:
        for part in parts:
            number = number_of(part)
            if folded(part) in _ABSTAINED:
                yield None
            elif isinstance(number, Decimal):
                yield number
            else:
                row.fault(key, "not-a-number", f"“{part[:30]}”不是数字", "请填数字；几张票用顿号隔开")
