"""The text of a scheme arranged for reading: its table of contents, and the cells of the tables in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from assessment.dataset.scheme import Clause, Scheme


def contents(scheme: Scheme) -> tuple[Clause, ...]:
    """Return the clauses that the table of contents lists: those with a heading, as deep as the scheme says.

    Rows of tables have heads but are no chapters, nor is a heading that is the title of the whole.
    """
    headed = _headed(scheme.clauses, scheme.contents_depth)
    return tuple(clause for clause in headed if scheme.title not in clause.heading)


def _headed(clauses: Sequence[Clause], depth: int) -> Iterator[Clause]:
    for clause in clauses:
        if clause.heading:
            yield clause
        if depth > 1 and not clause.columns:
            yield from _headed(clause.clauses, depth - 1)


class ClausePiece(Enum):
    """What stands in a column of a table: a piece of each clause below, or nothing."""

    HEADING = "heading"
    TEXT = "text"
    WORTH = "worth"
    EMPTY = "empty"
    """To be filled in on paper, such as 得分."""


@dataclass(frozen=True)
class TextColumn:
    """A column of a table in the text."""

    head: str
    cells: tuple[ClausePiece, ...]
    """What its cells hold, in order; in the last column of a narrow table there may be several."""


_WORTHS = ("权重", "分值", "满分", "标准分", "赋分")
"""Words in the head of the column that says what a row is worth."""


def text_columns(clause: Clause) -> tuple[TextColumn, ...]:
    """Return the columns of the table that a clause's sub-clauses stand in, so that nothing of them is left out.

    What a row is worth stands under the head that says so, else behind the text; heading and text come in this order.
    """
    held = [ClausePiece.TEXT]
    if any(row.heading for row in clause.clauses):
        held.insert(0, ClausePiece.HEADING)
    if any(row.worth for row in clause.clauses):
        held.append(ClausePiece.WORTH)
    places: dict[int, list[ClausePiece]] = {}
    worth = next((i for i, head in enumerate(clause.columns) if any(word in head for word in _WORTHS)), None)
    if ClausePiece.WORTH in held and worth is not None:
        held.remove(ClausePiece.WORTH)
        places[worth] = [ClausePiece.WORTH]
    free = [index for index in range(len(clause.columns)) if index not in places] or [0]
    for number, cell in enumerate(held):
        places.setdefault(free[min(number, len(free) - 1)], []).append(cell)
    return tuple(
        TextColumn(head, tuple(places.get(index, [ClausePiece.EMPTY]))) for index, head in enumerate(clause.columns)
    )
