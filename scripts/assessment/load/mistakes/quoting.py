"""Texts that need quotes, and quotes without their other half."""

import re
from collections.abc import Iterator

from assessment.load.mistakes.mistake import Edit, Guess, Mistake
from assessment.load.mistakes.rows import Rows, TextRow

_SHORT = 40
_HALVES = "\"'"
_CLOSERS = "”’＂＇"


def quoted(text: str) -> str:
    """Return a text in quotes, double ones where it holds neither a double quote nor a backslash."""
    return f'"{text}"' if not re.search(r'["\\]', text) else "'" + text.replace("'", "''") + "'"


def how_to_quote(text: str) -> str:
    """Return what to do about a text that needs quotes; shown as it is to be written where it is short."""
    written = quoted(text)
    return f"，写作 {written}" if len(written) <= _SHORT else ""


def suspect_value(row: TextRow) -> Iterator[Guess]:
    """Yield the value of a row as a text that needs quotes."""
    value = row.value
    if not value or value[0] in _HALVES:
        return
    edit = Edit(row.at("value"), row.at("value") + len(value), quoted(value))
    hint = f"请给整段文字加上{_quote_name(value)}{how_to_quote(value)}"
    colon = re.search(r":(?=\s|$)", value)
    comment = re.search(r"(?:^|\s)#", value)
    if re.match(r"[!&*%@`|>\[\]{},]|[-?:](?:\s|$)", value):
        yield (Mistake(row.at("value"), f"文字不能以“{value[0]}”开头", hint, (edit,)),)
    elif comment is not None and (colon is None or comment.start() < colon.start()):
        at = row.at("value") + comment.end() - 1
        yield (Mistake(at, "“#”和它后面的文字会丢失", f"是内容的，{hint}；是注释的，请另起一行", (edit,)),)
    elif colon is not None:
        hint = f"文字中含有冒号时，{hint}"
        yield (Mistake(row.at("value") + colon.start(), "这里不应再出现冒号", hint, (edit,)),)


def suspect_wrapped(row: TextRow, rows: Rows, keys: frozenset[str]) -> Iterator[Guess]:
    """Yield a text of two rows, the second of which looks like a name, as one that needs quotes."""
    above = next(rows.before(row.number, 1), None)
    if above is None or not row.part("colon") or row.part("dash") or row.plain_key in keys:
        return
    if not above.value or above.value[0] in "[{|>'" or re.search(r'["\\]', above.value + row.text):
        return
    edits = (Edit(above.at("value"), above.at("value"), '"'), Edit(row.end, row.end, '"'))
    message = "上一行的文字接到这一行，里面不能再有冒号"
    hint = "请给整段文字加上双引号；是另一栏的，请与上一栏对齐"
    yield (Mistake(row.at("colon"), message, hint, edits),)


def suspect_quotes(row: TextRow) -> Iterator[Guess]:
    """Yield what may be wrong with the quotes around the value of a row."""
    value = row.value
    if not value or value[0] not in _HALVES:
        return
    quote, at = value[0], row.at("value")
    whole = at + len(value)
    inner = value[1:-1] if len(value) > 1 and value[-1] in (quote, *_CLOSERS) else value[1:]
    if len(value) > 1 and value[-1] in _CLOSERS:
        edit = Edit(whole - 1, whole, quote)
        message = f"前面是半角引号“{quote}”，这里是“{value[-1]}”"
        yield (Mistake(whole - 1, message, f"请改成半角引号 {quote}", (edit,)),)
    broken = re.search(r'\\(?![0abtnvfre "/\\N_LPxuU])', value) if quote == '"' else None
    if broken is not None:
        again = Edit(at, whole, quoted(inner))
        message = f"双引号里不能写“{value[broken.start() : broken.start() + 2]}”"
        yield (Mistake(at + broken.start(), message, f"请把双引号改成单引号{how_to_quote(inner)}", (again,)),)
    half = value.find(quote, 1)
    if half in (-1, len(value) - 1):
        edit = Edit(whole, whole, quote)
        yield (Mistake(at, f"“{quote}”没有与之成对的另一半", f"请在这一行末尾补上 {quote}", (edit,)),)
    else:
        again = Edit(at, whole, quoted(inner if value[-1] in (quote, *_CLOSERS) else value))
        text = inner if value[-1] in (quote, *_CLOSERS) else value
        message = "引号里面又有同样的引号" if text == inner else "引号只包住了文字的一部分"
        hint = f"请给整段文字加上{_quote_name(text)}{how_to_quote(text)}；里面的引号也可以改用“”"
        yield (Mistake(at + half, message, hint, (again,)),)


def _quote_name(text: str) -> str:
    return "双引号" if quoted(text)[0] == '"' else "单引号"
