"""Everything that may be wrong near a place where a text could not be read or is refused, the likeliest first."""

from collections.abc import Iterator

from assessment.load.mistakes.brackets import signs_in_brackets, suspect_brackets, suspect_list
from assessment.load.mistakes.entries import suspect_dashes
from assessment.load.mistakes.indentation import suspect_continuation, suspect_indent
from assessment.load.mistakes.leftovers import suspect_comment, suspect_stray
from assessment.load.mistakes.mistake import Guess
from assessment.load.mistakes.quoting import suspect_quotes, suspect_value, suspect_wrapped
from assessment.load.mistakes.rows import Rows, TextRow
from assessment.load.mistakes.signs import structure, suspect_separator, suspect_signs

_LONGEST_ENTRY = 60
"""How many rows above a row its list may begin."""
_QUOTES_ABOVE = 30
"""How many rows above a place may hold the quote or the bracket that was never closed."""


def suspects(rows: Rows, number: int, keys: frozenset[str], readable: bool) -> Iterator[Guess]:
    """Yield what may be wrong with a row, and with those around it.

    ``keys`` are the names that this kind of file knows; a text that is ``readable`` is refused by its schema alone.
    """
    above, below = [*rows.before(number, 2)], [*rows.after(number, 1)]
    near = [rows[number], *above, *below]
    for row in near:
        yield from suspect_comment(row)
        yield from suspect_signs(row, rows)
        yield from suspect_separator(row, keys)
    for row in near:
        yield from suspect_quotes(row)
        yield from suspect_brackets(row)
        yield from suspect_dashes(row, rows)
    if (first := _first_below(rows, number)) is not None:
        yield from suspect_dashes(first, rows)
    for row in near:
        yield from _indents(row, rows, keys)
        yield from suspect_value(row)
    for row in near:
        yield from suspect_list(row)
        if not readable:
            yield from suspect_wrapped(row, rows, keys)
            yield from suspect_continuation(row, rows)
            yield from suspect_stray(row)
    yield tuple(m for row in sorted(near, key=lambda row: row.number) for m in (*structure(row), *signs_in_brackets(row)))
    for row in rows.before(number, _QUOTES_ABOVE):
        yield from suspect_quotes(row)
        yield from suspect_brackets(row)


def _first_below(rows: Rows, number: int) -> TextRow | None:
    """Return the first row of the list or the fields that a row belongs to."""
    for above in rows.before(number, _LONGEST_ENTRY):
        if above.opens and above.indent < rows[number].indent:
            return next(rows.after(above.number, 1), None)
    return None


def _indents(row: TextRow, rows: Rows, keys: frozenset[str]) -> Iterator[Guess]:
    if row.plain_key not in keys and not row.part("dash") and (keys or not row.part("key")):
        return
    signs = structure(row)
    for guess in suspect_indent(row, rows):
        yield guess
        if signs:
            yield (*guess, *signs)
