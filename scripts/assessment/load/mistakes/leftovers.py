"""Rows that say nothing of the data: comments in other signs, rules, marks of documents, and both sides of a merge."""

import re
from collections.abc import Iterator

from assessment.load.mistakes.mistake import Edit, Guess, Mistake
from assessment.load.mistakes.rows import Rows, TextRow

_COMMENT = re.compile(r"(＃|//|/\*|<!--|%|※)\s*")
_RULE = re.compile(r"[-=*~_—…·.＝－+/]{3,}")
_SIDES = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: .*)?")
_SIGNS = tuple(sign * 7 for sign in "<|=>")


def suspect_comment(row: TextRow) -> Iterator[Guess]:
    """Yield a row that begins as comments do elsewhere, and marks of a second document."""
    at = row.start + row.indent
    if found := _COMMENT.match(row.text, row.indent):
        edit = Edit(at, row.start + found.end(), "# ")
        yield (Mistake(at, f"注释不能以“{found[1]}”开头", "请改用半角“#”，后面空一格", (edit,)),)
    if re.fullmatch(r"---|\.\.\.", row.text.rstrip()):
        message = "一个文件只能有一份内容"
        yield (Mistake(row.start, message, f"请删去多余的 {row.text.strip()} 行", (Edit(row.start, row.end, ""),)),)

    elif _RULE.fullmatch(row.text.strip()):
        yield (Mistake(at, "这一行只有符号", "请删去这一行，或在前面加“# ”", (Edit(at, at, "# "),)),)


def suspect_stray(row: TextRow) -> Iterator[Guess]:
    """Yield a row without a name as a heading or a rule between parts."""
    if row.is_blank or row.part("key") or row.part("dash"):
        return
    at = row.start + row.indent
    hint = "请删去这一行；是说明的，请在前面加“# ”"
    yield (Mistake(at, "这一行没有“名称: 内容”", hint, (Edit(at, at, "# "),)),)


def merge_conflicts(rows: Rows) -> list[Mistake]:
    """Return the places where Git has left both sides of a merge, and marks that were left of one."""
    if not any(sign in rows.text for sign in _SIGNS):
        return []
    found: list[Mistake] = []
    held: list[TextRow] = []
    for number in range(len(rows)):
        row = rows[number]
        sign = _SIDES.fullmatch(row.text.rstrip("\r"))
        if sign is None or (not held and sign[1][0] == "=" and not _left_over(rows, number)):
            continue
        if sign[1][0] == "<" and held:
            found.append(_conflict(held))
            held = []
        held.append(row)
        if sign[1][0] == ">":
            found.append(_conflict(held))
            held = []
    return [*found, *([_conflict(held)] if held else ())]


def _left_over(rows: Rows, number: int) -> bool:
    """Tell whether a rule of seven signs is what was left of a merge: another mark of it stands in the file."""
    return any(_SIDES.fullmatch(rows[n].text) and rows[n].text[0] in "<>" for n in range(number + 1, len(rows)))


def _conflict(marks: list[TextRow]) -> Mistake:
    lines = "、".join(str(mark.number + 1) for mark in marks)
    if len(marks) > 2:
        message = f"第 {marks[0].number + 1}—{marks[-1].number + 1} 行是两个人的改动合并时的冲突，还没有处理"
        kept = "留下要用的内容（两边都要的都留下，编号不要重复）"
        hint = f"还在合并的，运行 scripts/merge；否则{kept}，再删去第 {lines} 行的标记"
    else:
        message = "这里有合并冲突留下的标记"
        hint = f"还在合并的，运行 scripts/merge；否则核对前后的内容，再删去第 {lines} 行"
    return Mistake(marks[0].start, message, hint, tuple(Edit(mark.start, mark.end, "") for mark in marks))
