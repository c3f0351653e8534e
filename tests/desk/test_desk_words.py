"""What the desk says names what is done at the desk: no command where there is a page for it, no path of the machine."""

import re
from collections.abc import Iterator

import pytest

from assessment.desk.desk_words import desk_words
from assessment.desk.sheet_hints import page_words
from assessment.sentences.modules import strings
from assessment.sentences.sentence import is_chinese
from tests.built import ROOT
from tests.desk.conftest import Clerk

PACKAGE = ROOT / "scripts/assessment"
ELSEWHERE = {
    *("commands", "executor", "render", "verify", "release", "counties", "bundle", "manual", "compare", "sentences"),
    *("exports", "sample"),
}
"""Rooms whose sentences no page of the desk shows."""
NOT_SHOWN = {
    "approval/record.py": "stands in a file as a comment",
    "edit/guide.py": "stands in a file as a comment",
    "branches/person_tree.py": "is said when the server starts",
    "hand_in/words.py": "is said to reviewers",
    "imports/report.py": "is said by the command",
    "imports/glossary.py": "is said of options",
    "imports/scheme_sheet.py": "is said of a draft of a scheme",
    "desk/desk_words.py": "are the rules themselves",
    "desk/sheet_hints.py": "are the rules themselves",
}
NEEDED = re.compile(r"(?:由维护人员运行|名单里的人用|核对以后用|（)(?: ?(?:scripts/|git )[ -~]*)")
"""A command for whoever looks after the program, or whoever signs."""


def sentences() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        if file.partition("/")[0] not in ELSEWHERE and file not in NOT_SHOWN:
            yield from ((f"{file}:{line}", text) for line, text in strings(path.read_text("utf-8")) if is_chinese(text))


def test_no_sentence_names_a_command_for_what_the_desk_does() -> None:
    said = [(place, page_words(text)) for place, text in sentences()]
    found = [(place, text) for place, text in said if re.search(r"scripts/|git [a-z]|--[a-z]", NEEDED.sub("", text))]
    assert found == []
    assert len(said) > 1000


def test_what_is_not_shown_is_there() -> None:
    assert [file for file in NOT_SHOWN if not (PACKAGE / file).is_file()] == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "请改回原样；确需更正的，运行 scripts/amend --reason 原因 --date 日期，有文件的加 --document 文号",
            "请改回原样；确需更正的，在“转入审核、审定、公布、更正”一页记一次更正",
        ),
        ("要更正请用 scripts/amend", "要更正请在“转入审核、审定、公布、更正”一页记一次更正"),
        (
            "还没有公布的审定用 scripts/approve --withdraw 撤回",
            "还没有公布的审定在“转入审核、审定、公布、更正”一页撤回",
        ),
        ("请写网址，或用 scripts/evidence add 留存文件", "请写网址，或在单位的“证据文件”里留存文件"),
        ("请先运行 scripts/validate --year 2020-q1 并改正", "请先照 2020-q1 的年度页列出的问题改正"),
        ("请先运行 scripts/validate 并改正", "请先照年度页列出的问题改正"),
        ("用 scripts/new-year 2020-q1 建立", "在“新的年度或一轮”里建立 2020-q1"),
        ("请运行 scripts/restore 恢复，然后提交", "请由维护人员运行 scripts/restore 恢复，然后提交"),
        ("请运行 git fetch --unshallow 后再检查", "请由维护人员运行 git fetch --unshallow 后再检查"),
        ("请由名单里的人用 git commit -S 签名提交", "请由名单里的人用 git commit -S 签名提交"),
    ],
)
def test_commands_are_said_by_their_places(said: str, meant: str) -> None:
    assert desk_words(said) == meant


def test_no_page_names_where_the_data_is(clerk: Clerk) -> None:
    """What a command says with the path of a file, the desk says with its path below the data folder."""
    (clerk.data / "schemes/2020.yaml").write_text("id: x\n", encoding="utf-8")
    answer = clerk.post("/begin", {"new": "2020"}, do="effect")
    assert answer.status_code == 400
    page = answer.get_data(as_text=True)
    assert "已有 schemes/2020.yaml，没有改动任何文件" in page
    assert str(clerk.data) not in page
