"""Signs of a row that YAML reads as letters: odd blanks, dashes and colons, or ones without their space."""

import re
import unicodedata
from collections.abc import Iterator

from assessment.load.mistakes.mistake import Edit, Guess, Mistake
from assessment.load.mistakes.rows import BLANKS, QUOTES, Rows, TextRow

_INDENT_NAMES = {"\t": "制表符（Tab）", "\u3000": "全角空格"}
_NO_COLON = re.compile(rf"([A-Za-z_]+)([{BLANKS}]*[=＝;；,，、.。→][{BLANKS}]*|[{BLANKS}]+)(?=\S|$)")
_ALIKE = 5
"""From how many rows on one cause is named once."""
_MOST_ROWS = 2_000

_WIDTHS = (2, 1, 4, 8)
"""How many half-width spaces an odd blank may stand for, the likeliest first."""


def suspect_signs(row: TextRow, rows: Rows) -> Iterator[Guess]:
    """Yield what may be wrong with the signs of a row: each sign by itself, then all of them together."""
    signs = [*_dash(row), *_key(row), *_colon(row)]
    indents = [*_indents(row, rows)]
    yield from ((mistake,) for mistake in signs)
    yield from ((indent,) for indent in indents)
    if len(signs) > 1:
        yield tuple(signs)
    if signs:
        yield from ((indent, *signs) for indent in indents)


def structure(row: TextRow) -> Guess:
    """Return what is wrong with dash, name and colon of a row."""
    return (*_dash(row), *_key(row), *_colon(row))


def _indents(row: TextRow, rows: Rows) -> Iterator[Mistake]:
    odd = row.part("indent").strip(" ")
    if not odd:
        return
    run = [row]
    for other in rows.block(row.number)[1:]:
        if not other.part("indent").strip(" "):
            break
        run.append(other)
    at = row.start + row.part("indent").index(odd[0])
    name = _INDENT_NAMES.get(odd[0], f"特殊的空格（U+{ord(odd[0]):04X}）")
    for width in _WIDTHS:
        edits = tuple(
            Edit(one.start, one.start + one.indent, " " * _wide(one.part("indent"), width))
            for one in run
            if not one.is_blank
        )
        room = _wide(row.part("indent"), width)
        yield Mistake(at, f"缩进里有{name}", _indent_hint(room, row, run[-1]), edits)
    for room in dict.fromkeys(column for other in rows.before(row.number, 20) for column in (other.column, other.indent)):
        edit = Edit(row.start, row.start + row.indent, " " * room)
        yield Mistake(at, f"缩进里有{name}", _indent_hint(room, row, row), (edit,))


def _wide(indent: str, width: int) -> int:
    return sum(1 if c == " " else 0 if unicodedata.category(c) == "Cf" else width for c in indent)


def _indent_hint(room: int, row: TextRow, last: TextRow) -> str:
    more = f"；到第 {last.number + 1} 行都这样改" if last is not row else ""
    return f"请改用半角空格，这一行前面空 {room} 格{more}" if room else f"请删去，这一行前面不空格{more}"


def _dash(row: TextRow) -> Iterator[Mistake]:
    dash = row.part("dash")
    if not dash or (not row.value and not row.part("key")) or (not row.part("key") and row.value[0] in "-0123456789"):
        return
    sign = dash.rstrip()
    edit = Edit(row.at("dash"), row.at("dash") + len(dash), "- ")
    if sign != "-":
        if len(sign) > 1 and set(sign) == {"-"}:
            yield Mistake(row.at("dash"), f"这里多写了“-”：“{sign}”", "请只写一个“-”，后面空一格", (edit,))
        else:
            yield Mistake(row.at("dash"), f"这里的“{sign}”不是半角的“-”", "请改用半角“-”，后面空一格", (edit,))
    elif dash == "-":
        yield Mistake(row.at("dash"), "“-”后面少了一个空格", "请在“-”后面空一格", (edit,))
    elif dash != "- ":
        room = len(dash) - 1
        message = f"“-”后面空了 {room} 格" if not dash[1:].strip(" ") else "“-”后面的空格不是半角空格"
        yield Mistake(row.at("dash"), message, "请在“-”后面只空一格", (edit,))


def _key(row: TextRow) -> Iterator[Mistake]:
    key = row.part("key")
    plain = unicodedata.normalize("NFKC", row.plain_key)
    if not key or key == plain or (key.strip("\"'") == plain and key[:1] == key[-1:]):
        return
    signs = [c for c in key if c in QUOTES or unicodedata.normalize("NFKC", c) != c]
    edit = Edit(row.at("key"), row.at("key") + len(key), plain)
    yield Mistake(
        row.at("key"), f"名称里的“{signs[0]}”不是半角字符" if signs else "名称的写法不对", f"请写作 {plain}", (edit,)
    )


def _colon(row: TextRow) -> Iterator[Mistake]:
    colon = row.part("colon")
    if not colon:
        return
    sign = colon.strip("\t \u00a0\u3000\u200b\ufeff")[:1]
    at = row.at("colon") + colon.index(sign)
    if row.plain_key and not row.value:
        edit = Edit(row.at("colon"), row.at("colon") + len(colon), ":")
        if sign != ":":
            yield Mistake(at, f"这里的“{sign}”是全角符号", "请改用半角“:”", (edit,))
        elif colon.strip(": "):
            yield Mistake(at, "冒号旁边的空格不是半角空格", "请只写半角“:”", (edit,))
        return
    edit = Edit(row.at("colon"), row.at("colon") + len(colon), ": ")
    if sign != ":":
        yield Mistake(at, f"这里的“{sign}”是全角符号", "请改用半角“:”，后面空一格", (edit,))
    elif colon.endswith(":"):
        yield Mistake(at, "冒号后面少了一个空格", "请在“:”后面空一格", (edit,))
    elif re.search(r"[^ :\t]", colon):
        odd = next(c for c in colon if c not in " :\t")
        message = "冒号旁边的空格不是半角空格"
        yield Mistake(row.at("colon") + colon.index(odd), message, "请写作半角“:”，后面空一个半角空格", (edit,))


def suspect_all_signs(rows: Rows, keys: frozenset[str]) -> Iterator[Guess]:
    """Yield the signs of all rows with a name, where so many are wrong that they were all typed alike."""
    found: dict[str, list[Mistake]] = {}
    for number in range(min(len(rows), _MOST_ROWS)):
        key = rows[number].plain_key
        if key in keys or re.fullmatch("[a-z][a-z0-9_-]*", key):
            for mistake in structure(rows[number]):
                found.setdefault(mistake.message, []).append(mistake)
    if max((len(listed) for listed in found.values()), default=0) >= _ALIKE:
        yield tuple(_all_of(listed, rows) for listed in found.values())


def _all_of(listed: list[Mistake], rows: Rows) -> Mistake:
    first, last = listed[0], rows.number(listed[-1].at) + 1
    edits = tuple(edit for mistake in listed for edit in mistake.edits)
    more = f"；到第 {last} 行共有 {len(listed)} 处，请都改" if len(listed) > 1 else ""
    return Mistake(first.at, first.message, first.hint + more, edits)


def suspect_separator(row: TextRow, keys: frozenset[str]) -> Iterator[Guess]:
    """Yield the sign, or the bare room, that stands where a known name wants its colon."""
    body = row.start + row.column
    found = _NO_COLON.match(row.text[row.column :])
    if found is None or found[1] not in keys or row.part("key") == found[1]:
        return
    edit = Edit(body + found.end(1), body + found.end(2), ": ")
    sign = found[2].strip()
    message = f"名称 {found[1]} 后面应当是半角冒号，现为“{sign}”" if sign else f"名称 {found[1]} 后面少了冒号"
    yield (Mistake(body + found.end(1), message, "请改用半角“:”，后面空一格", (edit,)),)
