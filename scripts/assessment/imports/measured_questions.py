"""What is asked about columns of measurements: names that are nearly a part's, and marks that look like shares."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from assessment.imports.likeness import likeness, nearest
from assessment.imports.measured_layout import MeasuredLayout
from assessment.imports.question import Question
from assessment.imports.table import ORDERS, SheetTable
from assessment.imports.values import is_blank, number_in
from assessment.imports.vocabulary import LEFT_OUT
from assessment.imports.wave_names import plain_words

FullFigure = tuple[Decimal, Decimal]
"""A mark and its full marks."""
_ALIKE = 0.75
"""How much of the name of a part the head of a column has to have, to be asked about."""
_SHARED_BY = 10
"""Full marks above which marks from 0 to 1 are hardly meant as they are written."""


def holds_numbers(table: SheetTable, column: int) -> bool:
    """Tell whether most of what stands under a head is a number."""
    rows = (cells for row, cells in table.grid.rows.items() if table.head < row <= table.last)
    held = [cells[column] for cells in rows if not is_blank(cells.get(column))]
    return sum(number_in(cell) is not None for cell in held) * 2 > len(held)


def question_names(table: SheetTable, layout: MeasuredLayout, known: Collection[int]) -> None:
    """Ask about columns of numbers that nothing is known of and whose heads are like the name of a part."""
    for column in table.others:
        head = table.head_text(column)
        if column in known or head in ORDERS or not holds_numbers(table, column):
            continue
        wave, rest = layout.waves.split(head) or ("", plain_words(head))
        near = nearest(rest, ((plain_words(one.part.name), one.part.key) for one in layout.parts), most=1)
        name = layout.by_key[near[0]].part.name if near else ""
        if likeness(rest, plain_words(name)) >= _ALIKE:
            guess = name + wave
            hint = f"是不是“{guess}”：是的话加 --map {head}={guess}；不要的列加 --map {head}={LEFT_OUT}"
            place = table.grid.place(table.head, column)
            question = Question(place, "unknown-head", f"没有认出“{head}”这一列", hint, word=head, guess=guess)
            table.findings.append(question)


def question_shares(table: SheetTable, columns: Mapping[int, Sequence[FullFigure]]) -> None:
    """Question columns of marks that are all from 0 to 1 where full marks are many times that."""
    for column, held in columns.items():
        marks, least = [mark for mark, _ in held], min(full for _, full in held)
        if least > _SHARED_BY and all(0 <= mark <= 1 for mark in marks) and any(mark % 1 for mark in marks):
            message = f"这一列的成绩都在 0 到 1 之间，满分是 {least:f}：是不是比例？"
            hint = "是比例的，把这一列的格式设为百分比（0.95 显示为 95%）；确是这样的分数，加 --as-written"
            table.fault(column, "parts-of-a-whole", message, hint)
