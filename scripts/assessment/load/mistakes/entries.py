"""Entries of a list without their dash, and dashes where no entry begins."""

from collections.abc import Iterator

from assessment.load.mistakes.mistake import Edit, Guess, Mistake
from assessment.load.mistakes.rows import Rows, TextRow


def suspect_dashes(row: TextRow, rows: Rows) -> Iterator[Guess]:
    """Yield a row as the first of an entry, with its dash or without, and dashes of rows that go on with an entry."""
    yield from _missing(row, rows)
    yield from _opened_on_the_row(row)
    yield from _extra(row, rows)


def _missing(row: TextRow, rows: Rows) -> Iterator[Guess]:
    if not row.part("key") or row.part("dash"):
        return
    message, hint = (
        "这里是列表的一项，前面少了“- ”",
        "请在这一栏前面写“- ”（一个半角短横线和一个空格），同一项的其他各栏与它对齐",
    )
    at = row.start + row.indent
    if row.indent >= 2:
        yield (Mistake(at, message, hint, (Edit(at - 2, at, "- "),)),)
    above = next(rows.before(row.number, 1), None)
    if above is not None and above.opens:
        block = [one for one in rows.block(row.number) if not one.is_blank]
        edits = tuple(
            Edit(
                one.start + row.indent,
                one.start + row.indent,
                "- " if one.indent == row.indent and one.plain_key == row.plain_key else "  ",
            )
            for one in block
        )
        yield (Mistake(at, message, hint, edits),)


def _opened_on_the_row(row: TextRow) -> Iterator[Guess]:
    """Yield an entry that begins behind the name of its list."""
    if row.part("key") and row.value.startswith("- "):
        colon = row.at("value")
        edit = Edit(colon, colon + 2, f"\n{' ' * (row.column + 2)}- ")
        hint = f"请在“-”前换行，新的一行前面空 {row.column + 2} 格"
        yield (Mistake(colon, "列表的第一项要另起一行", hint, (edit,)),)


def _extra(row: TextRow, rows: Rows) -> Iterator[Guess]:
    dash = row.part("dash")
    if not dash.startswith("-"):
        return
    at = row.at("dash")
    if row.value.startswith("- ") and not row.part("key"):
        edit = Edit(row.at("value"), row.at("value") + 2, "")
        yield (Mistake(row.at("value"), "这里多写了“- ”", "请删去一个", (edit,)),)
    hint = "同一项的各栏，只在第一栏前面写“-”；请删去这里的“-”，与上一栏对齐"
    run = _run(row, rows)
    message = "这一栏前面多写了“-”"
    if run:
        yield (Mistake(run[0].at("dash"), message, hint, tuple(_blanked(one) for one in run)),)
    if row.part("key"):
        yield (Mistake(at, message, "请删去“-”，改成两个空格", (_blanked(row),)),)


def _run(row: TextRow, rows: Rows) -> list[TextRow]:
    """Return the rows of the list that a row is in whose dashes begin no entry: those without the first one's name."""
    first = row
    for one in rows.before(row.number, 200):
        if one.indent < row.indent or (one.indent == row.indent and not one.part("dash")):
            break
        first = one if one.indent == row.indent else first
    block = rows.block(first.number)
    same = [one for one in block if one.indent == row.indent and one.part("dash")]
    return [one for one in same if one.plain_key != first.plain_key and one.part("key")]


def _blanked(row: TextRow) -> Edit:
    return Edit(row.at("dash"), row.at("dash") + len(row.part("dash")), " " * len(row.part("dash")))
