"""Every row of a record, spoilt in every way a clerk may: one finding at its place, and its advice mends the file."""

import re
from collections.abc import Callable

import pytest

from assessment.findings import Finding
from assessment.load import checked_file
from assessment.load.checked_file import check_text
from assessment.load.json_schema import names
from assessment.load.mistakes.search import EFFORT, MOST, Explanation, Judge, explain
from assessment.load.yaml_file import parse

RECORD = """\
# 一个单位一年的记录
unit: jia
year: 2019
provenance: real

self_review:
  title: 自评报告
  url: https://example.org/zp.html
  date: 2019-12-19

evidence:
  - id: e01
    title: 省政府办公厅通报
    kind: 通报
    source: 省政府办公厅
    captured: 2019-05-12
    url: https://example.org/1
  - id: e02
    title: 台账
    kind: 台账
    source: 县政府办
    captured: 2019-06-12
marks:
  agency:
    mark: 85.5
    date: 2019-12-12
    evidence: [e01, e02]
    items:
      - clause: 附件3第一类第1项
        mark: 12.5
        reason: 解读不一致
        evidence: [e02]
deductions:
  - id: d01
    clause: 附件2第4项
    rule: 被通报
    level: 省
    date: 2019-05-12
    reason: 未按时公开
    evidence: [e01]
  - id: d02
    clause: 附件2第1项
    date: 2019-06-12
    reason: 未整改
    evidence: [e02]
ballots:
  peer:
    - rater: yi
      marks: [90, 85.5, ~]
    - {rater: bing, date: 2020-01-12, marks: [88, 90]}
"""

LINES = RECORD.splitlines()


def surroundings(number: int) -> tuple[object, ...]:
    """What can make a difference to a mistake: how the row, the one above and the one below are built."""
    around = [LINES[n] if 0 <= n < len(LINES) else "" for n in (number - 1, number, number + 1)]
    return tuple(re.sub(r"[^\W_][^:]*", "x", line[: line.find(":") + 1] or line.rstrip("[]")) for line in around)


def rows_like(pattern: str) -> list[int]:
    """The rows of a pattern, of those with the same surroundings the first."""
    found: dict[object, int] = {}
    for number, line in enumerate(LINES):
        if re.match(pattern, line):
            found.setdefault(surroundings(number), number)
    return [*found.values()]


PAIRS = rows_like(r"\s*(- )?[a-z_]+: ")
"""Rows with a name and a value."""
NAMES = rows_like(r"\s*(- )?[a-z_]+:")
"""Rows with a name."""
INNER = [n for n in NAMES if LINES[n].startswith(" ")]
DASHES = [n for n, line in enumerate(LINES) if line.lstrip().startswith("- ")]
TEXTS = [n for n, line in enumerate(LINES) if re.match(r"\s*(title|reason|source): ", line)]
LISTS = [n for n, line in enumerate(LINES) if line.endswith("]")]


def spoilt(number: int, change: Callable[[str], str]) -> str:
    """The record with one line changed."""
    changed = change(LINES[number])
    assert changed != LINES[number]
    return "\n".join([*LINES[:number], changed, *LINES[number + 1 :]]) + "\n"


def explained(text: str) -> Explanation:
    """What the room of mistakes says by itself."""
    return explain(text, Judge(checked_file._stop, lambda one: checked_file._faults(one, "score"), names("score")))


def after(text: str, explanation: Explanation) -> str:
    """A text as the advice leaves it."""
    edits = [edit for mistake in explanation.mistakes for edit in mistake.edits]
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def findings(text: str) -> tuple[Finding, ...]:
    return check_text(text, "a.yaml", "score").findings


def value(line: str) -> tuple[str, str]:
    """What stands before the value, and the value."""
    before, colon, after = line.partition(": ")
    return before + colon, after


def in_value(change: Callable[[str], str]) -> Callable[[str], str]:
    def changed(line: str) -> str:
        before, after = value(line)
        return before + change(after)

    return changed


def reindented(indent: Callable[[str], str]) -> Callable[[str], str]:
    def changed(line: str) -> str:
        body = line.lstrip()
        return indent(line[: len(line) - len(body)]) + body

    return changed


KINDS: dict[str, tuple[list[int], Callable[[str], str]]] = {
    "no space after the colon": (PAIRS, lambda line: line.replace(": ", ":", 1)),
    "a full-width colon": (PAIRS, lambda line: line.replace(": ", "：", 1)),
    "a full-width colon and a space": (PAIRS, lambda line: line.replace(": ", "： ", 1)),
    "a full-width space after the colon": (PAIRS, lambda line: line.replace(": ", ":\u3000", 1)),
    "a hard space after the colon": (PAIRS, lambda line: line.replace(": ", ":\u00a0", 1)),
    "another colon": (PAIRS, lambda line: line.replace(": ", "∶", 1)),
    "an equals sign": (PAIRS, lambda line: line.replace(": ", " = ", 1)),
    "a full-width equals sign": (PAIRS, lambda line: line.replace(": ", "＝", 1)),
    "a semicolon": (PAIRS, lambda line: line.replace(": ", "; ", 1)),
    "no colon": (PAIRS, lambda line: line.replace(": ", " ", 1)),
    "a full-width colon at the end": ([n for n in NAMES if LINES[n].endswith(":")], lambda line: line[:-1] + "："),
    "an indent in full width": (INNER, reindented(lambda indent: "\u3000" * (len(indent) // 2))),
    "an indent of as many in full width": (INNER, reindented(lambda indent: "\u3000" * len(indent))),
    "an indent of a tab for two": (INNER, reindented(lambda indent: "\t" * (len(indent) // 2))),
    "an indent of one tab": (INNER, reindented(lambda _: "\t")),
    "an indent of hard spaces": (INNER, reindented(lambda indent: "\u00a0" * len(indent))),
    "one space too many": (INNER, reindented(lambda indent: indent + " ")),
    "one space too few": (INNER, reindented(lambda indent: indent[1:])),
    "no space after the dash": (DASHES, lambda line: line.replace("- ", "-", 1)),
    "two spaces after the dash": (DASHES, lambda line: line.replace("- ", "-  ", 1)),
    "a full-width space after the dash": (DASHES, lambda line: line.replace("- ", "-\u3000", 1)),
    "a full-width dash": (DASHES, lambda line: line.replace("- ", "－ ", 1)),
    "a long dash": (DASHES, lambda line: line.replace("- ", "— ", 1)),
    "a half-long dash without space": (DASHES, lambda line: line.replace("- ", "–", 1)),
    "a bullet": (DASHES, lambda line: line.replace("- ", "• ", 1)),
    "a middle dot": (DASHES, lambda line: line.replace("- ", "·", 1)),
    "two dashes": (DASHES, lambda line: line.replace("- ", "--", 1)),
    "a quote at the beginning only": (TEXTS, in_value(lambda text: f'"{text}')),
    "a single quote at the beginning only": (TEXTS, in_value(lambda text: f"'{text}")),
    "a quote that ends in a full-width one": (TEXTS, in_value(lambda text: f'"{text}”')),
    "quotes inside quotes": (TEXTS, in_value(lambda text: f'"{text[:1]}"{text[1:]}"等"')),
    "text after quotes": (TEXTS, in_value(lambda text: f'"{text}"等')),
    "a backslash in quotes": (TEXTS, in_value(lambda text: f'"D:\\公{text}"')),
    "a colon inside": (TEXTS, in_value(lambda text: f"{text}: 一")),
    "a colon at the end": (TEXTS, in_value(lambda text: f"{text}:")),
    "a comment inside": (TEXTS, in_value(lambda text: f"{text} #4")),
    "a comment sign at the beginning": (TEXTS, in_value(lambda text: f"#{text}")),
    "full-width brackets": (LISTS, lambda line: line.replace("[", "［").replace("]", "］")),
    "corner brackets": (LISTS, lambda line: line.replace("[", "【").replace("]", "】")),
    "no closing bracket": (LISTS, lambda line: line[:-1]),
    "two closing brackets": (LISTS, lambda line: line + "]"),
}
KINDS |= {
    f"a text that begins with {sign}": (TEXTS, in_value(lambda text, sign=sign: f"{sign}{text}"))  # type: ignore[misc]
    for sign in ("!", "! ", "&", "& ", "*", "@", "`", "%", "|", "> ", "[", "{", "]", "}", ", ", "? ", "- ", ": ")
}
KINDS |= {
    f"a full-width {name}": (NAMES, lambda line, old=old, new=new: re.sub(old, new, line, count=1))  # type: ignore[misc]
    for name, old, new in (("letter", "([a-z])", lambda found: chr(ord(found[1]) + 0xFEE0)),)
}
KINDS["a name in full-width quotes"] = NAMES, lambda line: re.sub("([a-z_]+):", r"“\1”:", line, count=1)
KINDS["a name in single ones"] = NAMES, lambda line: re.sub("([a-z_]+):", r"‘\1’:", line, count=1)


def test_the_record_is_sound() -> None:
    assert findings(RECORD) == ()


def is_the_same(text: str) -> bool:
    """Tell whether a change is none: YAML takes any indent that is the same for all rows of a part."""
    changed, sound = parse(text, "")[0], parse(RECORD, "")[0]
    return sound is not None and changed is not None and changed.data == sound.data


@pytest.mark.parametrize("kind", KINDS)
def test_one_finding_at_its_row_and_the_advice_mends_it(kind: str) -> None:
    numbers, change = KINDS[kind]
    wrong = {}
    for number in numbers:
        text = spoilt(number, change)
        if is_the_same(text):
            continue
        explanation = explained(text)
        rows = [rows_before(text, mistake.at) for mistake in explanation.mistakes]
        left = checked_file._faults(after(text, explanation), "score")
        if rows != [number] or left or explanation.faults:
            wrong[LINES[number].strip()] = explanation.mistakes, left
    assert wrong == {}


def rows_before(text: str, offset: int) -> int:
    return text.count("\n", 0, offset)


def messages_after(old: str, new: str, text: str = RECORD) -> list[str]:
    """What is said where some text, which stands once, is changed."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return [str(one).removeprefix("a.yaml:") for one in findings(text.replace(old, new))]


SHAPES = {
    "a heading": (("deductions:\n", "以下是扣分\ndeductions:\n"), 33, "这一行没有“名称: 内容”"),
    "a rule of dashes": (("deductions:\n", "----------\ndeductions:\n"), 33, "这一行只有符号"),
    "a second document": (("deductions:\n", "---\ndeductions:\n"), 33, "一个文件只能有一份内容"),
    "a comment in full width": (("deductions:\n", "＃扣分\ndeductions:\n"), 33, "注释不能以“＃”开头"),
    "a comment of another language": (("deductions:\n", "// 扣分\ndeductions:\n"), 33, "注释不能以“//”开头"),
    "a text that goes on in the first column": (("未按时公开\n", "未按时公开\n也未整改\n"), 40, "这一行没有“名称: 内容”"),
    "an entry without a dash": (("  - id: d02\n", "    id: d02\n"), 41, "这里是列表的一项，前面少了“- ”"),
    "a first entry without a dash": (("  - id: d01\n", "    id: d01\n"), 34, "这里是列表的一项，前面少了“- ”"),
    "an entry on the row of its list": (("deductions:\n  - id", "deductions: - id"), 33, "列表的第一项要另起一行"),
    "a dash before each field": (
        ("    rule: 被通报\n    level: 省\n", "  - rule: 被通报\n  - level: 省\n"),
        36,
        "这一栏前面多写了“-”",
    ),
    "one item without brackets": (("    evidence: [e01]\n", "    evidence: e01\n"), 40, "这一栏可以有几项"),
    "items without brackets": (("[e01, e02]", "e01、e02"), 27, "这一栏可以有几项"),
    "signs of full width in braces": (
        ("{rater: bing, date: 2020-01-12, marks", "{rater：bing，date：2020-01-12，marks"),
        50,
        "这里的“：”是全角符号",
    ),
    "a text in braces with a comma": (("{rater: bing, date", "{rater：bing, date"), 50, "这里的“：”是全角符号"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_that_are_none(shape: str) -> None:
    (old, new), line, message = SHAPES[shape]
    assert RECORD.count(old) == 1
    text = RECORD.replace(old, new)
    first, *_ = findings(text)
    explanation = explained(text)
    assert (first.place.line, first.message[: len(message)]) == (line, message)
    assert checked_file._faults(after(text, explanation), "score") == ()


def test_both_sides_of_a_merge_are_one_finding() -> None:
    ours, theirs = "    level: 省\n", "    level: 国家\n"
    both = f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> other\n"
    [message] = messages_after(ours, both)
    assert message.startswith("37:1: yaml-syntax: 第 37—41 行是两个人的改动合并时的冲突")
    assert "运行 scripts/merge" in message
    assert "第 37、39、41 行" in message
    assert messages_after(ours, theirs) == [], "one side without the marks"


@pytest.mark.parametrize(
    "left", ["<<<<<<< HEAD\n", ">>>>>>> other\n", "||||||| base\n", "=======\n>>>>>>> other\n", "<<<<<<< HEAD\n=======\n"]
)
def test_marks_that_were_left_of_a_merge(left: str) -> None:
    [message] = messages_after("    level: 省\n", f"    level: 省\n{left}")
    assert message.startswith("38:1: yaml-syntax: 这里有合并冲突留下的标记（还在合并的，运行 scripts/merge")


def test_text_behind_a_comment_sign_is_lost_and_said_so() -> None:
    [message] = messages_after("reason: 未整改", "reason: 省政府办公厅通报 #4")
    assert message.startswith("44:22: yaml-syntax: “#”和它后面的文字会丢失")
    assert '写作 "省政府办公厅通报 #4"' in message
    assert messages_after("reason: 未整改", 'reason: "省政府办公厅通报 #4"') == []
    assert messages_after("reason: 未整改", 'reason: "省政府办公厅通报" # 第四期') == [], "a comment beyond doubt"
    assert messages_after("date: 2019-12-12", "date: 2019-12-12 # 机构报告") == [], "no text can stand there"
    assert messages_after("reason: 未整改", "reason: 通报#4") == []


def test_a_row_that_is_taken_into_the_text_above_is_said() -> None:
    row = "    level: 省\n"
    first = messages_after(row, "      level：省\n")
    assert {message.split(":")[0] for message in first} == {"37"}
    assert messages_after(row, "      - 省级\n") == [
        "37:7: lost-text: 这一行接到了上一栏的文字里"
        "（是另一栏的，请与上一栏对齐，冒号后面空一格；是文字的，请给整段文字加上双引号）"
    ]


@pytest.mark.parametrize("value", ["! 未整改", "!!str 未整改", "&a 未整改"])
def test_a_sign_that_yaml_takes_off_is_said(value: str) -> None:
    [message] = messages_after("reason: 未整改", f"reason: {value}")
    assert message.startswith(f"44:13: yaml-syntax: 文字不能以“{value[0]}”开头")
    assert f'写作 "{value}"' in message
    assert messages_after("reason: 未整改", f'reason: "{value}"') == []


def test_mistakes_far_apart_are_all_said_at_once() -> None:
    text = (
        RECORD.replace("level: 省", "level:省").replace("  - id: d02", "  -id: d02").replace("title: 台账", "title：台账")
    )
    assert [one.place.line for one in findings(text)] == [19, 37, 41]


def test_what_was_typed_alike_throughout_is_one_finding() -> None:
    text = RECORD[: RECORD.index("ballots:")]
    [message] = findings(re.sub(r"(?m)^( *(?:- )?[a-z_]+): ?", r"\1：", text))
    assert message.place.line == 2
    assert "到第 45 行共有 42 处，请都改" in message.hint


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("level: 省", "levle: 省", "请改成 level"),
        ("level: 省", "级别: 省", "请改成 level"),
        ("level: 省", "Level: 省", "请改成 level"),
        ("clause: 附件2第4项", "clasue: 附件2第4项", "请改成 clause"),
        ("kind: 通报", "kind: 通告", "是不是“通报”？是的话请改成 通报"),
        ("kind: 台账", "kind: 台帐", "是不是“台账”？是的话请改成 台账"),
        ("provenance: real", "provenance: Real", "是不是“real”？是的话请改成 real"),
        ("provenance: real", "provenance: “real”", "是不是“real”？是的话请改成 real"),
        ("mark: 85.5", "mark: ８５．５", "请写作 85.5，即 mark: 85.5"),
        ("mark: 85.5", "mark: 85。5", "请写作 85.5，即 mark: 85.5"),
        ("mark: 85.5", "mark: 85.5分", "请写作 85.5，即 mark: 85.5"),
        ("mark: 85.5", "mark: 85.5 分", "请写作 85.5，即 mark: 85.5"),
        ("year: 2019", "year: ２０１９", "请写作 2019，即 year: 2019"),
        ("year: 2019", "year: 2019年", "请写作 2019，即 year: 2019"),
        ("mark: 85.5", "mark: 八十五分", "请写作 85，即 mark: 85"),
        ("level: 省", "count: 两次\n    level: 省", "请写作 2，即 count: 2"),
        ("level: 省", "count: 二\n    level: 省", "请写作 2，即 count: 2"),
        ("level: 省", "count: 十二次\n    level: 省", "请写作 12，即 count: 12"),
        ("level: 省", "count: 多次\n    level: 省", "整数用阿拉伯数字写，不带单位，例如 2，即 count: 2"),
        ("year: 2019", "year: 二〇一九年", "请写作 2019，即 year: 2019"),
        ("captured: 2019-06-12", "captured: 2019年6月12日", "请写作 2019-06-12"),
        ("captured: 2019-06-12", "captured: 2019．6．12", "请写作 2019-06-12"),
    ],
)
def test_one_near_match_and_no_list(old: str, new: str, hint: str) -> None:
    [message] = messages_after(old, new)
    assert message.endswith(f"（{hint}）")


def test_a_sign_that_cannot_be_seen_is_said_and_nothing_else() -> None:
    lines = ["44:14: yaml-syntax: 这里有一个看不见的特殊字符（请删去后重新输入）"]
    assert messages_after("reason: 未整改", "reason: 未\x07整改") == lines


@pytest.mark.parametrize(
    "text",
    [
        "a: [" + ", ".join("一: 二" for _ in range(2_000)) + "\n",
        "evidence:\n" + "".join(f"  -id: e{n}\n    title: 通报\n" for n in range(400)),
        "deductions:\n" + "".join(f"  - id: d{n}\n   clause: 附件2第4项\n" for n in range(400)),
        "unit: jia\n" + "\n".join(f"甲{n}" for n in range(2_000)),
        "reason: " + "未：整改，" * 20_000 + "\nunit：jia\n",
    ],
    ids=["a long row", "dashes", "indents", "texts", "a very long text"],
)
def test_the_effort_has_a_bound(text: str) -> None:
    effort = [0]

    def counted(one: str) -> int | None:
        effort[0] += len(one)
        return checked_file._stop(one)

    explanation = explain(text, Judge(counted, lambda one: checked_file._faults(one, "score"), names("score")))
    assert explanation.mistakes or explanation.faults
    assert effort[0] < EFFORT + (MOST + 2) * len(text)
