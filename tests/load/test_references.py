"""References inside a file are refused, each at its place, with why and what to write instead."""

import pytest

from assessment.load.checked_file import check_text

WHY = "每个数都要写在用它的那一行"
COPY = "（请照抄那里的内容；几项共同的 method、window、not_applicable、raters、reasons 写在上级，下级就沿用）"


def finding_lines(text: str, kind: str = "scheme") -> list[str]:
    """What is said of a file, a line each."""
    return [str(finding).removeprefix("a.yaml:") for finding in check_text(text, "a.yaml", kind).findings]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "a: &b {c: 1}\nd: *b\n",
            [
                f"1:4: yaml-reference: 不能给一段内容取名 &b 供别处引用：{WHY}（请删去 &b）",
                f"2:4: yaml-reference: 不能用 *b 引用第 1 行的内容：{WHY}{COPY}",
            ],
        ),
        (
            "a: &b {c: 1}\nd:\n  <<: *b\n  e: 2\n",
            [
                f"1:4: yaml-reference: 不能给一段内容取名 &b 供别处引用：{WHY}（请删去 &b）",
                f"3:7: yaml-reference: 不能用 *b 引用第 1 行的内容：{WHY}{COPY}",
                f"3:3: yaml-reference: 不能用 << 合并别处的内容：{WHY}{COPY}",
            ],
        ),
        ("<<: {a: 1}\n", [f"1:1: yaml-reference: 不能用 << 合并别处的内容：{WHY}{COPY}"]),
    ],
)
def test_every_reference_is_refused_at_its_place(text: str, lines: list[str]) -> None:
    assert finding_lines(text) == lines


def test_all_references_are_told_at_once_even_where_the_text_breaks_off() -> None:
    messages = finding_lines("a: &b 1\nc: *b\nd: *b\ne: [\n")
    assert [line.split(": yaml-reference")[0] for line in messages] == ["1:4", "2:4", "3:4"]


@pytest.mark.parametrize("text", ["a: *b\n", "a: &b c\n", "a: '<<'\n", 'title: "*b"\n'])
def test_a_text_that_only_begins_with_such_a_sign_is_another_mistake(text: str) -> None:
    assert not [line for line in finding_lines(text) if "yaml-reference" in line]


def test_other_files_are_not_told_of_parts_above() -> None:
    assert finding_lines("a: &b 1\nc: *b\n", "unit")[1].endswith("（请照抄那里的内容）")
