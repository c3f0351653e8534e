"""YAML's guesses are off, every value knows its line and column, and no file can do harm."""

from decimal import Decimal
from pathlib import Path

import pytest

from assessment.load.yaml_file import DEPTH, Document, read

TAB = "yaml-syntax: 缩进里有制表符（Tab）（请改用空格缩进）"
COLON = "yaml-syntax: 这里不应再出现冒号（文字中含有冒号时，请给整段文字加上双引号）"
ALIAS = "yaml-syntax: 不能使用以 * 开头的引用（文字以 * 开头时，请加上双引号）"
ODD = "yaml-syntax: 格式有误，读到这里读不下去（请检查本行和上一行的缩进、冒号和引号）"
INVISIBLE = "yaml-syntax: 这里有一个看不见的特殊字符（请删去后重新输入）"
EMPTY = "empty-file: 文件是空的（请补充内容或删除文件）"
NOT_UTF8 = "not-utf8: 文件不是 UTF-8 编码（请用 UTF-8 编码另存）"
TOO_DEEP = "too-deep: 层次超过 64 层（请检查缩进和括号）"
NO_NAME = "bad-key: 这里应当是一个名称（请检查缩进和冒号）"


def half(mark: str) -> str:
    """A quote or bracket that nothing closes."""
    return f"yaml-syntax: “{mark}”没有与之成对的另一半（请补上另一半，或给整段文字加上双引号）"


def opening(mark: str) -> str:
    """A sign that no text may begin with."""
    return f"yaml-syntax: 文字不能以“{mark}”开头（请给文字加上双引号）"


def twice(key: str, line: int = 1) -> str:
    """A key that stands twice."""
    return f"duplicate-key: “{key}”写了两次，第 {line} 行已经写过（请合并或删去一处）"


def lost(sign: str) -> str:
    """A sign that YAML would take off a text."""
    return f"lost-text: 文字以“{sign}”开头，会丢失“{sign}”和紧接着的文字（请给整段文字加上双引号）"


BOMB = "".join(
    f"{name}: &{name} [{'x' if before == ' ' else '*' + before}{', *a' * 9}]\n"
    for before, name in zip(" abcdefghij", "abcdefghijk", strict=True)
)


def document(folder: Path, content: str | bytes) -> tuple[Document | None, list[str]]:
    """What is read of a file, and what is said about it."""
    path = folder / "a.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found, findings = read(path, "a.yaml")
    return found, [str(finding).removeprefix("a.yaml:") for finding in findings]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.10", Decimal("3.10")),
        ("85", Decimal("85")),
        ("-0.5", Decimal("-0.5")),
        ("+2", Decimal("2")),
        ("0", Decimal("0")),
        ("999999999999999.000000000000001", Decimal("999999999999999.000000000000001")),
        ("9999999999999999", "9999999999999999"),
        ("1e5", "1e5"),
        (".5", ".5"),
        ("5.", "5."),
        ("007", "007"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("1:30", "1:30"),
        ("８５", "８５"),
        ("NaN", "NaN"),
        (".inf", ".inf"),
        ("2019-05-12", "2019-05-12"),
        ("true", True),
        ("false", False),
        ("True", "True"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("~", None),
        ("null", None),
        ("", None),
        ("Null", "Null"),
        ("'85'", "85"),
        ('"true"', "true"),
        ("|\n  85\n", "85\n"),
    ],
)
def test_scalars_are_what_they_look_like(tmp_path: Path, text: str, value: object) -> None:
    found, said = document(tmp_path, f"a: {text}\n")
    assert said == []
    assert found is not None
    assert repr(found.data) == repr({"a": value})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("!!float 85.5", "85.5"),
        ("!!float abc", "abc"),
        ("!!float 1e999", "1e999"),
        ("!!int 85", "85"),
        ("!!bool maybe", "maybe"),
        ("!!null x", "x"),
        ("!!str ~", "~"),
        ("!other x", "x"),
        ("! x", "x"),
    ],
)
def test_a_tag_makes_a_value_text_whatever_it_asks_for_and_is_a_fault(tmp_path: Path, text: str, value: str) -> None:
    found, said = document(tmp_path, f"a: {text}\n")
    assert said == [f"1:4: {lost('!')}"]
    assert found is not None
    assert found.data == {"a": value}


def test_no_tag_calls_anything(tmp_path: Path) -> None:
    found, _ = document(tmp_path, f"a: !!python/object/apply:os.mkdir [{tmp_path}/made]\n")
    assert found is not None
    assert found.data == {"a": [f"{tmp_path}/made"]}
    assert not (tmp_path / "made").exists()


def test_places_count_from_one(tmp_path: Path) -> None:
    found, _ = document(tmp_path, "甲:\n  - 乙: 丙\n    c: 丁\n")
    assert found is not None
    assert str(found.place(("甲", 0, "c"))) == "a.yaml:3:8"
    assert str(found.key_place(("甲", 0), "c")) == "a.yaml:3:5"
    assert str(found.place(("甲", 0, "e"))) == "a.yaml:2:5", "of the nearest one above"
    assert str(found.key_place(("甲", 0), "e")) == "a.yaml:2:5"
    assert str(found.place(())) == "a.yaml:1:1"
    origin = found.origin(("甲", 0))
    assert str(origin.place) == "a.yaml:2:5"
    assert {name: str(place) for name, place in origin.fields.items()} == {"乙": "a.yaml:2:8", "c": "a.yaml:3:8"}


def test_a_byte_order_mark_moves_no_column(tmp_path: Path) -> None:
    found, said = document(tmp_path, b"\xef\xbb\xbfa: 1\n")
    assert said == []
    assert found is not None
    assert (found.data, str(found.place(("a",)))) == ({"a": Decimal(1)}, "a.yaml:1:4")


def test_lines_end_as_they_like(tmp_path: Path) -> None:
    found, _ = document(tmp_path, "a: 1\r\nb: 2\r\n")
    assert found is not None
    assert str(found.place(("b",))) == "a.yaml:2:4"


def test_without_a_part_the_rest_keeps_its_places(tmp_path: Path) -> None:
    found, _ = document(tmp_path, "a:\n  - {b: 1}\n  - {b: 2, c: 3}\n  - {b: 4}\nd: 5\n'': 6\n")
    assert found is not None
    less = found.without(("a", 0))
    assert less.data == {"a": [{"b": Decimal(2), "c": Decimal(3)}, {"b": Decimal(4)}], "d": Decimal(5), "": Decimal(6)}
    assert str(less.place(("a", 0, "c"))) == "a.yaml:3:15"
    assert str(less.key_place(("a", 1), "b")) == "a.yaml:4:6"
    assert ("a", 2) not in less.places
    least = less.without(("a", 0, "c")).without(("d",))
    assert least.data == {"a": [{"b": Decimal(2)}, {"b": Decimal(4)}], "": Decimal(6)}
    assert str(least.key_place(("a", 0), "c")) == "a.yaml:3:5", "of the entry, as the key is gone"
    assert least.without(("",)).data == {"a": [{"b": Decimal(2)}, {"b": Decimal(4)}]}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", [f"1:1: {EMPTY}"]),
        ("\n\n", [f"1:1: {EMPTY}"]),
        ("# 只有注释\n", [f"1:1: {EMPTY}"]),
        ("a: b: c\n", [f"1:5: {COLON}"]),
        ("甲: 乙: 丙\n", [f"1:5: {COLON}"]),
        ("a: 1\n b: 2\n", [f"2:3: {COLON}"]),
        ("a:\n\t- b\n", [f"2:1: {TAB}"]),
        ("a: b\n\tc: d\n", [f"2:1: {TAB}"]),
        ("- \t- a\n", [f"1:3: {TAB}"]),
        ("a: 'b\nc: d\n", ["1:4: " + half("'")]),
        ('a: "b\n', ["1:4: " + half('"')]),
        ("a: [b, c\nd: e\n", ["1:4: " + half("[")]),
        ("a: {b: c\n", ["1:4: " + half("{")]),
        ("a: @b\n", ["1:4: " + opening("@")]),
        ("a: `b`\n", ["1:4: " + opening("`")]),
        ("a: %b\n", ["1:4: " + opening("%")]),
        ("a: 1\n---\nb: 2\n", ["2:1: yaml-syntax: 一个文件只能有一份内容（请删去多余的 --- 行）"]),
        ("%YAML 3.0\n---\na: 1\n", [f"1:1: {ODD}"]),
        ("  a: 1\nb: 2\n", [f"2:1: {ODD}"]),
        ("a: -\n", [f"1:4: {ODD}"]),
        (": b\n", [f"1:1: {ODD}"]),
        # keys
        ("a: 1\nb: 2\na: 3\n", ["3:1: " + twice("a")]),
        ("- {a: 1, b: 2, a: 3, a: 4}\n", ["1:16: " + twice("a"), "1:22: " + twice("a")]),
        ("? [a]\n: b\n? {c: d}\n: e\n", [f"1:3: {NO_NAME}", f"3:3: {NO_NAME}"]),
        # references
        ("a: *b\n", [f"1:4: {ALIAS}"]),
        ("a: &b [1]\nc: *b\n", [f"2:4: {ALIAS}"]),
        ("a: &b c\n", [f"1:4: {lost('&')}"]),
        ("a: &b c\nd:\n  - x\n  - *b\n", [f"4:5: {ALIAS}"]),
        ("a: &b {c: d}\ne: {<<: *b}\n", [f"2:9: {ALIAS}"]),
        ("a: &a [*a]\n", [f"1:8: {ALIAS}"]),
        ("a: &a {b: *a}\n", [f"1:11: {ALIAS}"]),
        (BOMB, [f"1:11: {ALIAS}"]),
        # depth
        ("[" * (DEPTH + 1) + "]" * (DEPTH + 1), []),
        ("[" * (DEPTH + 2) + "]" * (DEPTH + 2), [f"1:66: {TOO_DEEP}"]),
        ("[" * 10_000 + "]" * 10_000, [f"1:66: {TOO_DEEP}"]),
        ("[" * 10_000, [f"1:66: {TOO_DEEP}"]),
        ("- " * 3_000 + "x\n", [f"1:131: {TOO_DEEP}"]),
        ("\n".join(" " * n + "a:" for n in range(3_000)) + " 1\n", [f"66:66: {TOO_DEEP}"]),
        # characters
        ("a: \0b\n", [f"1:4: {INVISIBLE}"]),
        ("\0", [f"1:1: {INVISIBLE}"]),
        ("甲: 乙\n丙: 丁\7\n", [f"2:5: {INVISIBLE}"]),
        ("a: 1\r\n\vb: 2\r\n", [f"2:1: {INVISIBLE}"]),
        # encodings
        ("单位: 建平镇\n".encode("gb18030"), [f"1:1: {NOT_UTF8}"]),
        ("a: 1\n".encode("utf-16"), [f"1:1: {NOT_UTF8}"]),
        (b"a: \xed\xa0\x80\n", [f"1:1: {NOT_UTF8}"]),
    ],
)
def test_faults_say_where(tmp_path: Path, content: str | bytes, said: list[str]) -> None:
    assert document(tmp_path, content)[1] == said


def test_a_value_after_a_fault_is_read(tmp_path: Path) -> None:
    found, _ = document(tmp_path, "a: 1\na: 2\n? [b]\n: 3\nc: 4\n")
    assert found is not None
    assert found.data == {"a": Decimal(1), "c": Decimal(4)}


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    _, missing = read(tmp_path / "none.yaml", "a.yaml")
    assert [str(finding) for finding in missing] == [
        "a.yaml:1:1: unreadable: 文件读不出来：没有这个文件（请检查文件和权限）"
    ]
    _, folder = read(tmp_path, "a.yaml")
    assert [str(finding) for finding in folder] == [
        "a.yaml:1:1: unreadable: 文件读不出来：这是文件夹，不是文件（请检查文件和权限）"
    ]
