"""What two people added to one record is put together; what they changed differently is left to them."""

import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from assessment.commands import merge
from assessment.edit.both_sides import put_together, two_sides
from assessment.errors import RequestError
from assessment.load.yaml_file import parse

HEAD = "# 说明\nunit: shizi\nyear: 2019\nprovenance: real\n"
TAIL = "\n# 以下是各类记录的写法\n# evidence:\n"
KINDS = {
    "evidence": "  - id: {n}\n    title: 通报\n    kind: 通报\n    source: 市\n    captured: 2019-07-05\n"
    "    url: /t\n    visibility: internal\n",
    "deductions": "  - id: {n}\n    clause: 附件2第4项\n    level: 省\n    date: 2019-07-03\n    count: 1\n"
    "    reason: 未更新\n    evidence: [e01]\n    visibility: internal\n    recorder: 某股\n",
    "bonus": "  - {{id: {n}, clause: 附件3加分项第4项, date: 2019-07-03, reason: 出席, evidence: [e01]}}\n",
    "objections": "  - id: {n}\n    about: d01\n    date: 2020-01-10\n    statement: 有误\n    outcome: 待定\n",
    "not_applicable": "  - clause: {n}\n    reason: 未开设\n",
    "ballots": "    - {{rater: {n}, date: 2020-01-08, marks: [90, ~]}}\n",
    "marks": "  {n}:\n    mark: 90\n    date: 2019-12-20\n    evidence: [e01]\n",
    "not_assessed": "  {n}: 区划调整\n",
}
"""An entry of each list and mapping of a record, alike but for its name."""


def record(kind: str, *names: str, line: str = "\n") -> str:
    """A record with some entries of a kind."""
    head = f"{kind}:\n  peer:\n" if kind == "ballots" else f"{kind}:\n"
    listed = head + "".join(KINDS[kind].format(n=name) for name in names) if names else ""
    return (HEAD + listed + TAIL).replace("\n", line)


def changed(kind: str, name: str, old: str, new: str) -> str:
    """A record with one entry, written otherwise."""
    text = record(kind, name)
    assert text.count(old) == 1
    return text.replace(old, new)


class Desk:
    """A data folder with one record that two people have changed."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self.capsys = path, capsys
        self.record = path / "data/scores/2019/shizi.yaml"
        self.record.parent.mkdir(parents=True)

    def merged(self, base: str, ours: str, theirs: str, *options: str) -> bool:
        """Let Git merge three texts into the record; tell whether it left a conflict."""
        for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
            (self.path / name).write_bytes(text.encode())
        names = [self.path / name for name in ("ours", "base", "theirs")]
        done = subprocess.run(["git", "merge-file", "-p", *options, *names], capture_output=True, check=False)
        self.record.write_bytes(done.stdout)
        return done.returncode > 0

    def run(self, status: int = 0) -> str:
        """Put the record together; return what is said."""
        assert merge.main(["--data", str(self.path / "data")]) == status
        said = self.capsys.readouterr()
        return said.out + said.err

    def data(self) -> object:
        """What the record says."""
        return read(self.record.read_bytes().decode())


def read(text: str) -> object:
    """What a text says, which is sound."""
    document, findings = parse(text, "a.yaml")
    assert document is not None
    assert findings == []
    return document.data


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


@pytest.mark.parametrize("options", [(), ("--diff3",)])
@pytest.mark.parametrize("line", ["\n", "\r\n"])
@pytest.mark.parametrize("before", [(), ("old",)])
@pytest.mark.parametrize("kind", KINDS)
def test_what_both_added_is_kept(
    desk: Desk, kind: str, before: tuple[str, ...], line: str, options: tuple[str, ...]
) -> None:
    """However Git has cut the entries apart, everything of both is there, and every comment."""
    base, ours, theirs = (record(kind, *before, *new, line=line) for new in ((), ("one", "two"), ("three",)))
    assert desk.merged(base, ours, theirs, *options)
    assert desk.run().splitlines()[0].endswith("three")
    assert desk.data() == read(record(kind, *before, "one", "two", "three", line=line))
    text = desk.record.read_bytes().decode()
    assert text.startswith(HEAD.replace("\n", line))
    assert text.endswith(TAIL.replace("\n", line))


def test_two_kinds_at_once_and_the_same_entry_on_both_sides(desk: Desk) -> None:
    bonus = "bonus:\n" + KINDS["bonus"].format(n="b1")
    ours, theirs = record("deductions", "d1").replace(TAIL, bonus + TAIL), record("deductions", "d1", "d2")
    assert desk.merged(HEAD + TAIL, ours, theirs)
    desk.run()
    assert desk.data() == read(record("deductions", "d1", "d2").replace(TAIL, bonus + TAIL))


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        (record("deductions", "d1"), changed("deductions", "d1", "未更新", "错链"), "“deductions”的“d1”两边写的不一样"),
        (record("marks", "agency"), changed("marks", "agency", "90", "91"), "“marks.agency.mark”两边写的不一样"),
        (
            changed("evidence", "e1", "市\n", "市  # 县里收\n"),
            changed("evidence", "e2", "市\n", "市  # 县里转来\n"),
            "对方还写了注释",
        ),
        (record("evidence", "e1"), changed("evidence", "e2", "title: ", "title: ["), "有一边的写法有错"),
    ],
)
def test_what_cannot_be_put_together_is_left_as_it_is(desk: Desk, ours: str, theirs: str, said: str) -> None:
    assert desk.merged(HEAD + TAIL, ours, theirs)
    before = desk.record.read_bytes()
    result = desk.run(status=1)
    assert result.startswith(f"{desk.record}：{said}，没有合，请打开文件自己改\n")
    assert result.endswith("合好 0 个文件，还有 1 个要自己改。\n")
    assert desk.record.read_bytes() == before


@pytest.mark.parametrize(("old", "new"), [("市\n", "市  # 县里转来\n"), ("  - id", "  # 县里转来\n  - id")])
def test_a_comment_of_the_other_side_is_kept(desk: Desk, old: str, new: str) -> None:
    theirs = changed("evidence", "e2", old, new)
    assert desk.merged(HEAD + TAIL, record("evidence", "e1"), theirs)
    desk.run()
    assert "# 县里转来" in desk.record.read_text(encoding="utf-8")
    assert "e1" in desk.record.read_text(encoding="utf-8")


def test_two_fields_of_one_entry_are_joined() -> None:
    """What only one side changed is as that side has it, also where the lines stand side by side."""
    before = record("deductions", "d1")
    ours, theirs = before.replace("未更新", "三个月未更新"), before.replace("count: 1", "count: 2")
    whole = put_together(ours, theirs, "a.yaml", before)
    assert read(whole.text) == read(before.replace("未更新", "三个月未更新").replace("count: 1", "count: 2"))
    assert (whole.added, whole.undecided) == (["d1"], [])


def test_every_field_that_both_changed_is_named() -> None:
    before = record("deductions", "d1")
    ours = before.replace("未更新", "甲").replace("count: 1", "count: 2")
    theirs = before.replace("未更新", "乙").replace("count: 1", "count: 3")
    with pytest.raises(RequestError) as fault:
        put_together(ours, theirs, "a.yaml", before)
    assert str(fault.value) == "“deductions”的“d1”的“count”、“deductions”的“d1”的“reason”两边写的不一样"


PROOF = "evidence:\n  - {id: e01, title: %s, kind: 通报, source: 市, captured: 2019-07-05, url: /t}\n"
CITING = "deductions:\n  - {id: %s, clause: 附件2第4项, date: 2019-07-03, reason: %s, evidence: [e01]}\n"


def test_different_new_entries_of_one_id_are_both_kept() -> None:
    """The one of the other side has the next free id, and what that side wrote beside it cites it by that."""
    objection = "objections:\n  - {id: o1, about: d1, date: 2020-01-10, statement: 有误}\n"
    ours = HEAD + PROOF % "甲" + CITING % ("d1", "甲")
    items = "items: [{clause: 第1项, mark: 9, evidence: [e01]}, {clause: 第2项, mark: 9}]"
    marks = f"marks:\n  agency: {{mark: 90, evidence: [e01], {items}, waves: {{q1: {{mark: 9, {items}}}}}}}\n"
    theirs = HEAD + PROOF % "乙" + CITING % ("d1", "乙") + objection + marks
    whole = put_together(ours, theirs, "a.yaml", HEAD)
    assert whole.new_ids == {"e01": "e02", "d1": "d2"}
    said = read(whole.text)
    assert isinstance(said, dict)
    assert [(entry["id"], entry["title"]) for entry in said["evidence"]] == [("e01", "甲"), ("e02", "乙")]
    assert [(entry["id"], entry["reason"], entry["evidence"]) for entry in said["deductions"]] == [
        ("d1", "甲", ["e01"]),
        ("d2", "乙", ["e02"]),
    ]
    assert said["objections"][0]["about"] == "d2"
    assert said["marks"]["agency"]["evidence"] == ["e02"]
    assert said["marks"]["agency"]["items"][0]["evidence"] == ["e02"]
    assert said["marks"]["agency"]["waves"]["q1"]["items"][0]["evidence"] == ["e02"]


def test_what_cites_no_ids_is_passed_over() -> None:
    theirs = HEAD + PROOF % "乙" + "bonus:\n  - {id: b1, evidence: [{a: 甲}, e01]}\n"
    said = read(put_together(HEAD + PROOF % "甲", theirs, "a.yaml", HEAD).text)
    assert isinstance(said, dict)
    assert said["bonus"] == [{"id": "b1", "evidence": [{"a": "甲"}, "e02"]}]


@pytest.mark.parametrize(("id", "taken", "new"), [("e09", ["e10"], "e11"), ("d", [], "d2"), ("d1", ["d2"], "d3")])
def test_the_next_free_id(id: str, taken: list[str], new: str) -> None:
    own, other = record("deductions", id, *taken), record("deductions", id).replace("未更新", "错链")
    assert put_together(own, other, "a.yaml", HEAD).new_ids == {id: new}


def test_one_entry_that_both_have_keeps_its_id() -> None:
    """Whether both added the same, or it was there before and both changed it."""
    both = record("deductions", "d1")
    assert put_together(both, record("deductions", "d1", "d2"), "a.yaml", HEAD).new_ids == {}
    changes = both.replace("未更新", "错链"), both.replace("count: 1", "count: 2")
    assert put_together(*changes, "a.yaml", both).new_ids == {}


def test_without_a_conflict_nothing_changes(desk: Desk) -> None:
    marks = ("<" * 7, "=" * 7, ">" * 7, "|" * 7)
    halves = ["\n".join(pair) for pair in pairwise(marks)]
    for text in (record("evidence", "e1"), HEAD + "note: |\n  =======\n", *halves):
        desk.record.write_text(text, encoding="utf-8")
        assert desk.run() == "没有有冲突的记录。\n"
        assert desk.record.read_text(encoding="utf-8") == text


def test_the_lines_of_each_side() -> None:
    text = "a\n<<<<<<< HEAD\nb\n||||||| 1234567\nc\n=======\nd\n>>>>>>> two\ne\n"
    assert two_sides(text) == ("a\nb\ne\n", "a\nd\ne\n")
