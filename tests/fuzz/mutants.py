"""Damaged files: what slips of the hand, bad disks and other programs make of good ones. One seed, one mutant, always."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Mapping

ODD = (
    "", "~", "null", "true", "-1", "0", "1e309", "99999999999999999999", "0.0000000000000001", "[]", "{}", "[", "{a: b",
    '"', "'", "*a", "&a b", "!!python/object:os.system x", "|", ">", "- ", "? x", "@", "%", "`", "\t", "<<: *a",
    "2019-02-30", "2019-13-01", "10000-01-01", "2019", "８５", "—", "\u202e反", "\ud7ff", "\x85", "\u2028", "\ufeff",
    "附件2第4项", "附件9", "jianping", "e01", "d01", "town", "internal", "real", "sample", "国家", "a" * 3000, "[" * 80,
)  # fmt: skip
"""Values that have no business where they are put."""

_ODD_BYTES = (
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n",
    b"\t",
    b" ",
    b":",
    b"-",
    b"#",
    b"&",
    b"<",
    b">",
    b'"',
)

Mutation = Callable[[bytes, random.Random], bytes]


def _flip(raw: bytes, chance: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(changed))
        changed[at] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _insert(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice(_ODD_BYTES) + raw[at:]


def _truncate(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw))]


def _delete_piece(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    return raw[:at] + raw[at + chance.randrange(1, 40) :]


def _repeat_piece(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw))
    end = at + chance.randrange(1, 200)
    return raw[:end] + raw[at:end] + raw[end:]


def _delete_line(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)


def _repeat_line(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
    return b"".join(lines)


def _indent_line(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((b" ", b"  ", b"\t", b"    - ")) + lines[at]
    return b"".join(lines)


def _swap_values(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    keyed = [index for index, line in enumerate(lines) if b": " in line]
    if len(keyed) < 2:
        return _flip(raw, chance)
    one, other = chance.sample(keyed, 2)
    first, second = (lines[index].split(b": ", 1) for index in (one, other))
    lines[one], lines[other] = first[0] + b": " + second[1], second[0] + b": " + first[1]
    return b"".join(lines)


def _odd_value(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    keyed = [index for index, line in enumerate(lines) if b": " in line]
    if not keyed:
        return _insert(raw, chance)
    at = chance.choice(keyed)
    lines[at] = lines[at].split(b": ", 1)[0] + b": " + chance.choice(ODD).encode() + b"\n"
    return b"".join(lines)


_TEXT: tuple[Mutation, ...] = (
    _flip, _insert, _truncate, _delete_piece, _repeat_piece, _delete_line, _repeat_line, _indent_line,
    _swap_values, _swap_values, _odd_value, _odd_value, _odd_value,
)  # fmt: skip


def text_mutant(raw: bytes, chance: random.Random) -> bytes:
    """Return a damaged data file."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        raw = chance.choice(_TEXT)(raw, chance) if raw else b"a: b\n"
    return raw


_CONTENT = re.compile(rb">([^<>]+)<")
_ATTRIBUTE = re.compile(rb'="([^"<>]*)"')
_ELEMENT = re.compile(rb"<(\w+)[^<>]*?(?:/>|>[^<>]*</\1>)")


def _spans(pattern: re.Pattern[bytes], raw: bytes, group: int) -> list[tuple[int, int]]:
    return [found.span(group) for found in pattern.finditer(raw)]


def _odd_in(pattern: re.Pattern[bytes]) -> Mutation:
    def mutate(raw: bytes, chance: random.Random) -> bytes:
        spans = _spans(pattern, raw, 1)
        if not spans:
            return _flip(raw, chance)
        start, end = chance.choice(spans)
        odd = chance.choice(
            (*ODD, "A1:XFD1048576", "XFE1", "ZZZ9", "A0", "1048577", "#REF!", "=1+1", "s", "b", "d", "e", "str")
        )
        safe = odd.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        return raw[:start] + safe.encode() + raw[end:]

    return mutate


def _swap_in(pattern: re.Pattern[bytes], group: int) -> Mutation:
    def mutate(raw: bytes, chance: random.Random) -> bytes:
        spans = _spans(pattern, raw, group)
        if len(spans) < 2:
            return _flip(raw, chance)
        (a, b), (c, d) = sorted(chance.sample(spans, 2))
        return raw[:a] + raw[c:d] + raw[b:c] + raw[a:b] + raw[d:] if b <= c else raw

    return mutate


def _delete_element(raw: bytes, chance: random.Random) -> bytes:
    spans = _spans(_ELEMENT, raw, 0)
    if not spans:
        return _delete_piece(raw, chance)
    start, end = chance.choice(spans)
    return raw[:start] + raw[end:]


def _repeat_element(raw: bytes, chance: random.Random) -> bytes:
    spans = _spans(_ELEMENT, raw, 0)
    if not spans:
        return _repeat_piece(raw, chance)
    start, end = chance.choice(spans)
    return raw[:end] + raw[start:end] * chance.choice((1, 2, 50)) + raw[end:]


_XML: tuple[Mutation, ...] = (
    _flip, _insert, _truncate, _delete_piece, _repeat_piece, _delete_element, _delete_element, _repeat_element,
    _odd_in(_CONTENT), _odd_in(_CONTENT), _odd_in(_CONTENT), _odd_in(_ATTRIBUTE), _odd_in(_ATTRIBUTE),
    _swap_in(_CONTENT, 1), _swap_in(_CONTENT, 1), _swap_in(_ATTRIBUTE, 1), _swap_in(_ELEMENT, 0),
)  # fmt: skip


def book_mutant(raw: bytes, chance: random.Random) -> bytes:
    """Return a damaged workbook: mostly with sound wrapping around damaged parts, sometimes damaged as a whole."""
    if chance.random() < 0.15:
        return chance.choice((_flip, _truncate, _delete_piece, _repeat_piece))(raw, chance)
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    for _ in range(chance.choice((1, 1, 2, 4))):
        name = chance.choices(list(parts), [_weight(name) for name in parts])[0]
        parts[name] = chance.choice(_XML)(parts[name], chance) if parts[name] else b"<a/>"
    if chance.random() < 0.05:
        del parts[chance.choice(list(parts))]
    return packed(parts)


def _weight(name: str) -> int:
    """Sheets and their texts are where people's mistakes are."""
    return 12 if "sheet1" in name or "sharedStrings" in name else 1


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as an archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as into:
        for name, content in parts.items():
            into.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()
