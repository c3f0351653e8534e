"""Lists and fields in brackets on one row: full-width signs among them, and brackets without the other half."""

import re
from collections.abc import Iterator
from itertools import combinations

from assessment.load.mistakes.mistake import Edit, Guess, Mistake
from assessment.load.mistakes.quoting import how_to_quote, quoted
from assessment.load.mistakes.rows import TextRow

_MEANT = {
    "，": ", ",
    "、": ", ",
    "；": ", ",
    ";": ", ",
    "：": ": ",
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
    "｛": "{",
    "｝": "}",
    "＂": '"',
    "“": '"',
    "”": '"',
}
_OPEN, _CLOSE = "[{［【｛", "]}］】｝"
_OTHER = {"[": "]", "{": "}"}
_PAIRS = {"［": "］", "【": "】", "｛": "｝", "“": "”"}
_HALF_OF = {last: first for first, last in _PAIRS.items()}
_LONG = 2_000
"""Rows that are longer were written by no clerk."""
_SINGLY, _KINDS = 20, 4
"""How many signs of a kind are tried one by one, and how many kinds in all their combinations."""
_KEY = re.compile(r"(?:(?<=[{,，])|^)\s*[A-Za-z_]+(:)(?!//)(?=\S)")
_INNER = re.compile(r"[A-Za-z_]+: *(?P<text>[^\"'\[\]{}\s][^\"']*?)(?=\s*(?:,\s*[A-Za-z_]+:|\}\s*$))")


def suspect_brackets(row: TextRow) -> Iterator[Guess]:
    """Yield what may be wrong in the brackets of a row: each sign, all signs of a kind, all kinds, then halves."""
    start = _start(row)
    if start is None:
        return
    inside = _outside_quotes(row.text[start - row.start :])
    kinds = _kinds(inside, start)
    groups = [_mistake(sign, offsets) for sign, offsets in kinds.items()]
    for sign, offsets in kinds.items():
        yield from ((_mistake(sign, [one]),) for one in reversed(offsets[-_SINGLY:]))
    for count in range(1, len(groups) + 1):
        yield from combinations(groups, count) if len(groups) <= _KINDS else ()
    yield tuple(groups)
    yield from _halves(row, inside, start)
    yield from _texts(row)


def signs_in_brackets(row: TextRow) -> Guess:
    """Return what is wrong with the signs in the brackets of a row, a mistake for each kind of sign."""
    start = _start(row)
    kinds = {} if start is None else _kinds(_outside_quotes(row.text[start - row.start :]), start)
    return tuple(_mistake(sign, offsets) for sign, offsets in kinds.items())


def _start(row: TextRow) -> int | None:
    return row.at("value") if row.value[:1] and row.value[0] in _OPEN else None


def _kinds(inside: str, start: int) -> dict[str, list[Edit]]:
    """Return how each sign of a kind is to be written; the two halves of a pair are one kind."""
    kinds: dict[str, list[Edit]] = {}
    for index, sign in enumerate(inside):
        if sign in _MEANT:
            edit = Edit(start + index, start + index + 1, _MEANT[sign])
            kinds.setdefault(_HALF_OF.get(sign, sign), []).append(edit)
    for key in _KEY.finditer(inside):
        kinds.setdefault(":", []).append(Edit(start + key.start(1), start + key.end(1), ": "))
    return kinds


def _mistake(sign: str, edits: list[Edit]) -> Mistake:
    at, mended = edits[0].start, tuple(edits)
    more = f"；这一行共有 {len(edits)} 处" if len(edits) > 1 else ""
    if sign in _PAIRS:
        pair, meant = sign + _PAIRS[sign], _MEANT[sign] + _MEANT[_PAIRS[sign]]
        return Mistake(at, f"这里的“{pair}”是全角符号", f"请改用半角“{meant}”", mended)
    if sign == ":":
        return Mistake(at, "冒号后面少了一个空格", f"请在“:”后面空一格{more}", mended)
    if sign == ";":
        return Mistake(at, "各项之间不用“;”分开", f"请改用半角“,”{more}", mended)
    hint = f"请改用半角“{_MEANT[sign].strip()}”{'，后面空一格' if sign == '：' else ''}{more}"
    return Mistake(at, f"这里的“{sign}”是全角符号", hint, mended)


def _outside_quotes(text: str) -> str:
    """Return a text with what stands in quotes blanked out."""
    return re.sub(r"\"[^\"]*\"|'[^']*'", lambda found: " " * len(found[0]), text)


def _halves(row: TextRow, inside: str, start: int) -> Iterator[Guess]:
    held: list[tuple[str, int]] = []
    for index, sign in enumerate(inside):
        if sign in _OTHER:
            held.append((sign, start + index))
        elif sign in _OTHER.values():
            if held and _OTHER[held[-1][0]] == sign:
                held.pop()
                continue
            edit = Edit(start + index, start + index + 1, _OTHER[held[-1][0]] if held else "")
            hint = f"请改成“{edit.new}”" if held else "请删去"
            yield (Mistake(start + index, f"这里的“{sign}”没有与之成对的另一半", hint, (edit,)),)
            return
    if held:
        sign, offset = held[0]
        more = "".join(_OTHER[one] for one, _ in reversed(held))
        last = row.start + len(row.text.rstrip().rstrip(",，、"))
        edit = Edit(last, row.end, more)
        message = f"“{sign}”没有与之成对的另一半"
        yield (Mistake(offset, message, f"请在这一行末尾补上“{more}”", (edit,)),)


def _texts(row: TextRow) -> Iterator[Guess]:
    """Yield each text among fields in brackets as one that needs quotes."""
    for found in _INNER.finditer(row.value) if len(row.value) < _LONG else ():
        text = found["text"]
        if re.search(r":\s|#|^[!&*%@`|>]|[\[\]{},]|:$", text):
            start = row.at("value") + found.start("text")
            hint = f"请给整段文字加上引号{how_to_quote(text)}"
            message = "这段文字里有“: ”“, ”“#”或括号，或者以特殊符号开头"
            yield (Mistake(start, message, hint, (Edit(start, start + len(text), quoted(text)),)),)


def suspect_list(row: TextRow) -> Iterator[Guess]:
    """Yield a plain value as the list in brackets that it may be meant for."""
    value = row.value
    if not row.part("key") or not value or value[0] in "\"'[{|>":
        return
    bare = value.strip("[]［］【】（）()")
    parts = [part for part in re.split(r"[\s,，、;；]+", bare) if part]
    if not parts or not all(re.fullmatch(r"[\w.-]+", part) for part in parts):
        return
    written = f"[{', '.join(parts)}]"
    edit = Edit(row.at("value"), row.at("value") + len(value), written)
    yield (Mistake(row.at("value"), "这一栏可以有几项，要写在方括号里", f"请写作 {written}", (edit,)),)
