"""scripts/validate says what is wrong with the data, for people, for pull requests and for programs."""

import json
import re
from pathlib import Path

import pytest

from assessment.commands.validate import main
from assessment.findings import Finding, Format, Severity, findings_text
from assessment.place import Place
from tests.folder import Folder

EVIDENCE = "evidence:\n  - {id: e01, title: 通报, kind: 通报, source: 县, captured: 2019-05-12, url: /t}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def bad(folder: Folder) -> Path:
    """Two files with a fault each; one message quotes what has a meaning in annotations."""
    folder.record("meizhu", "not_assessed: 3\n")
    folder.record("shizi", '"50%,:\\n50%": 1\n')
    return folder.data


def test_good_data(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(folder.data)]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "2019 年的数据没有问题。\n")


@pytest.mark.parametrize(("form", "said"), [("github", ""), ("json", "[]\n")])
def test_good_data_for_programs(folder: Folder, form: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(folder.data), "--format", form]) == 0
    assert capsys.readouterr() == (said, "")


def test_text_is_one_line_a_fault(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(bad)]) == 1
    said = capsys.readouterr()
    first, second = said.out.splitlines()
    assert first.startswith(f"{bad}/scores/2019/meizhu.yaml:4:15: wrong-type: “未参评”应当是")
    assert second.startswith(f"{bad}/scores/2019/shizi.yaml:4:1: unknown-key: ")
    assert said.err == "2019 年的数据共有 2 处错误。\n"


def test_json_has_the_parts_of_each_line(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(bad), "--format", "json"]) == 1
    said = capsys.readouterr()
    assert said.err == ""
    first, second = json.loads(said.out)
    assert first.pop("message").startswith("“未参评”应当是")
    assert first.pop("hint")
    assert first == {
        "file": f"{bad}/scores/2019/meizhu.yaml",
        "line": 4,
        "column": 15,
        "severity": "error",
        "code": "wrong-type",
    }
    assert "50%,:\n50%" in second["message"]


def test_github_annotations_are_one_line_each(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A message keeps , and : but not % and line ends, which would end it or be taken for an escape."""
    assert main(["--data", str(bad), "--format", "github"]) == 1
    said = capsys.readouterr()
    assert said.err == ""
    first, second = said.out.splitlines()
    assert first.startswith(f"::error file={bad}/scores/2019/meizhu.yaml,line=4,col=15,title=wrong-type::“未参评”应当是")
    assert "50%25,:%0A50%25" in second


def test_github_properties_escape_more_than_messages() -> None:
    place = Place("data/a,b:c%d.yaml", 3, 7)
    warning = Finding(place, "code", "100%, a:b\r\nc", "提示", Severity.WARNING)
    expected = "::warning file=data/a%2Cb%3Ac%25d.yaml,line=3,col=7,title=code::100%25, a:b%0D%0Ac（提示）\n"
    assert findings_text([warning], Format.GITHUB) == expected


def test_text_stays_one_line_whatever_is_quoted() -> None:
    finding = Finding(Place("data/a.yaml", 1, 1), "code", "一\n二\r三\x1b[31m四")
    assert findings_text([finding], Format.TEXT) == "data/a.yaml:1:1: code: 一␣二␣三␣[31m四\n"


def test_a_warning_does_not_fail(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.record("meizhu", EVIDENCE)
    assert main(["--data", str(folder.data)]) == 0
    said = capsys.readouterr()
    assert re.fullmatch(rf"{folder.data}/scores/2019/meizhu\.yaml:5:\d+: [a-z-]+: .*e01.*\n", said.out)
    assert said.err == "2019 年的数据没有错误，有 1 处提示。\n"


def test_every_year_is_looked_at_unless_one_is_named(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("years/2020.yaml", "year: 2020\n")
    assert main(["--data", str(folder.data)]) == 1
    assert f"{folder.data}/years/2020.yaml:" in capsys.readouterr().out
    assert main(["--data", str(folder.data), "--year", "2019"]) == 0


def test_nothing_is_written(bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bad.parent)
    before = sorted(bad.parent.rglob("*"))
    main([])
    assert sorted(bad.parent.rglob("*")) == before
