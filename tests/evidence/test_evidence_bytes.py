"""Evidence comes out of every clone byte for byte as it was registered; what Git has changed is told and restored."""

import hashlib
import shutil
from pathlib import Path

import pytest

from assessment.commands import evidence, restore, validate
from tests.built import ROOT
from tests.repository.county import County

PIECES: dict[str, bytes] = {
    "e03.txt": "省政府办公厅\r\n第二季度抽查\r\n".encode(),
    "e04.txt": b"one\ntwo\n",
    "e05.txt": b"one\r\ntwo\nthree",
    "e06.html": b"<!doctype html>\r\n<title>t</title>\r\n",
    "e07.csv": b"a,b\r\n1,2\r\n",
    "e08.pdf": b"%PDF-1.4\r\n1 0 obj\r\n<< >>\r\nendobj\r\n%%EOF\r\n",
    "e09.txt": b"$Id$\r\n",
    "e10.txt": "通报\r\n".encode("utf-16"),
    "e11.png": b"\x89PNG\r\n\x1a\n\x00",
}
"""Every kind of bytes that Git is known to change, and some that it is not."""
IDS = {f"e{hashlib.sha256(content).hexdigest()[:8]}": Path(name).stem for name, content in PIECES.items()}
"""By the id that each is registered under: what it is called here."""

SETTINGS = {
    "as it comes": (),
    "eol=lf": ("-c", "core.eol=lf"),
    "eol=crlf": ("-c", "core.eol=crlf"),
    "autocrlf": ("-c", "core.autocrlf=true"),
    "autocrlf=input": ("-c", "core.autocrlf=input"),
}
"""What people have set for themselves."""


@pytest.fixture
def county(tmp_path: Path) -> County:
    """A county's repository with the attributes that it comes with."""
    own = County(tmp_path / "county")
    shutil.copy(ROOT / ".gitattributes", own.top)
    return own


def add(county: County, file: Path) -> int:
    return evidence.main(["add", "--data", str(county.data), "--unit", "jia", "--file", str(file), "--source", "县"])


def register(county: County) -> None:
    """Register every piece with the command that people use."""
    pieces = county.top.parent / "pieces"
    pieces.mkdir()
    for name, content in PIECES.items():
        (pieces / name).write_bytes(content)
        assert add(county, pieces / name) == 0


def commit(county: County, *settings: str) -> None:
    county.git(*settings, "add", "--all")
    county.git(*settings, "commit", "--quiet", "--message", "evidence")


def clone(county: County, copy: Path, *settings: str) -> Path:
    """Return the data folder of a fresh clone."""
    county.git(*settings, "clone", "--quiet", str(county.top), str(copy))
    return copy / "data"


def kept(data: Path) -> dict[str, bytes]:
    """Return every file of evidence, by what it is called here and in that order."""
    found = {called(path.name): path.read_bytes() for path in (data / "evidence/2019/jia").iterdir()}
    return dict(sorted(found.items()))


def called(text: str) -> str:
    """Return what is said with the pieces called as they are here."""
    for id, name in IDS.items():
        text = text.replace(id, name)
    return text


@pytest.mark.parametrize("ours", SETTINGS.values(), ids=SETTINGS)
def test_evidence_is_the_same_in_every_clone(county: County, tmp_path: Path, ours: tuple[str, ...]) -> None:
    register(county)
    commit(county, *ours)
    for name, theirs in SETTINGS.items():
        data = clone(county, tmp_path / name, *theirs)
        assert list(kept(data).values()) == list(PIECES.values()), name
        assert validate.main(["--data", str(data)]) == 0


OLD = "* text=auto eol=lf\n"
"""The attributes that counties had before."""
LINE = "请先在版本库最上层的 .gitattributes 末尾加一行：data/evidence/** -text -ident -working-tree-encoding"
"""What is asked for where they still are so."""
HARMED = ["e03.txt", "e06.html", "e07.csv", "e08.pdf", "e09.txt"]
"""The pieces that those turned from CRLF to LF; with mixed line breaks nothing can be told of what was there."""


def messages(data: Path, capsys: pytest.CaptureFixture[str], code: str) -> list[str]:
    """Return what validation says of a code, a line each."""
    capsys.readouterr()
    validate.main(["--data", str(data)])
    return [line for line in called(capsys.readouterr().out).splitlines() if line.split(": ")[1] == code]


@pytest.fixture
def harmed(county: County) -> County:
    """A county whose evidence was committed under the old attributes."""
    register(county)
    (county.top / ".gitattributes").write_text(OLD, encoding="utf-8")
    commit(county)
    return county


def mend(top: Path) -> None:
    shutil.copy(ROOT / ".gitattributes", top)


def test_a_clone_that_lost_line_breaks_is_told_of_and_gets_them_back(
    harmed: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = clone(harmed, tmp_path / "copy")
    found = messages(data, capsys, "converted-evidence")
    assert [line.split(" ")[3].removeprefix("2019/jia/") for line in found] == HARMED
    assert found[0].endswith(
        "证据“e03”的文件 2019/jia/e03.txt 的换行被改过（多半是 Git 改的），内容没有少，校验值对不上"
        "（请运行 scripts/restore 恢复，然后提交）"
    )
    before = kept(data)
    assert restore.main(["--data", str(data)]) == 1
    assert f"没有改动任何文件；{LINE}\n" in capsys.readouterr().err
    assert kept(data) == before
    mend(tmp_path / "copy")
    assert restore.main(["--data", str(data)]) == 0
    said = sorted(called(capsys.readouterr().out).splitlines())
    assert said == [f"已恢复 {data}/evidence/2019/jia/{name}" for name in HARMED]
    assert {name: content for name, content in kept(data).items() if name != "e05.txt"} == {
        name: content for name, content in PIECES.items() if name != "e05.txt"
    }
    assert restore.main(["--data", str(data)]) == 0
    assert capsys.readouterr().err == "没有被改过换行的证据。\n"


def test_line_breaks_that_a_checkout_added_are_taken_back(harmed: County, tmp_path: Path) -> None:
    (harmed.top / ".gitattributes").unlink()
    commit(harmed)
    data = clone(harmed, tmp_path / "copy", "-c", "core.autocrlf=true")
    assert kept(data)["e04.txt"] == b"one\r\ntwo\r\n"
    mend(tmp_path / "copy")
    assert restore.main(["--data", str(data)]) == 0
    assert kept(data)["e04.txt"] == PIECES["e04.txt"]


def test_what_was_committed_otherwise_is_told_while_the_original_is_there(
    harmed: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = messages(harmed.data, capsys, "converted-evidence")
    assert len(found) == len(HARMED) + 1, "with the mixed one, of which everything is still here"
    assert "证据文件 2019/jia/e03.txt 提交时换行被 Git 改过，别处取出的校验值就对不上；这里的还是原样（" in found[0]
    mend(harmed.top)
    harmed.git("add", "--renormalize", ".")
    commit(harmed)
    assert messages(harmed.data, capsys, "converted-evidence") == []
    assert kept(clone(harmed, tmp_path / "copy")) == PIECES


@pytest.mark.parametrize(
    ("attributes", "tells"),
    [
        ("", True),
        (OLD, True),
        ("data/** -text\n", False),
        ("*.txt binary\n*.html binary\n*.csv binary\n*.pdf -text\n*.png -text\n", False),
        ("* -text\n*.txt ident\n", True),
        ("* -text\n*.csv working-tree-encoding=UTF-16\n", True),
        ("* -text\n*.pdf filter=mine\n", True),
        ("* -text filter=lfs diff=lfs merge=lfs\n", False),
    ],
)
def test_attributes_that_change_evidence_are_told_and_take_none_in(
    county: County, tmp_path: Path, attributes: str, tells: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    register(county)
    (county.top / ".gitattributes").write_text(attributes, encoding="utf-8")
    found = messages(county.data, capsys, "changeable-evidence")
    assert bool(found) == tells
    before = kept(county.data)
    for ending in ("txt", "csv", "pdf"):
        new = tmp_path / f"new.{ending}"
        new.write_bytes(ending.encode())
        add(county, new)
    assert (len(kept(county.data)) < len(before) + 3) == tells
    if tells:
        assert found[0].startswith(".gitattributes:1:1: changeable-evidence: Git 会改动证据文件的换行或编码")
        assert found[0].endswith(f"（{LINE}）")
        assert f"没有改动任何文件；{LINE}" in capsys.readouterr().err


@pytest.mark.parametrize("where", ["data", "data/evidence", "data/evidence/2019"])
def test_attributes_that_go_before_those_at_the_top_are_what_has_to_go(
    where: str, county: County, capsys: pytest.CaptureFixture[str]
) -> None:
    register(county)
    (county.top / ".gitattributes").write_text("data/evidence/** -text\n", encoding="utf-8")
    path = county.top / where / ".gitattributes"
    path.write_text("*.csv text\n", encoding="utf-8")
    (line,) = messages(county.data, capsys, "changeable-evidence")
    assert line.endswith(f"（请先删去 {path} 里对证据文件的规定）")


def test_attributes_beside_the_repository_go_before_all(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    register(county)
    (county.top / ".gitattributes").write_text("data/evidence/** -text\n", encoding="utf-8")
    path = county.top / ".git" / "info" / "attributes"
    path.parent.mkdir(exist_ok=True)
    path.write_text("*.csv text\n", encoding="utf-8")
    (line,) = messages(county.data, capsys, "changeable-evidence")
    assert line.endswith(f"（请先删去 {path} 里对证据文件的规定）")


@pytest.mark.parametrize("attributes", ["", OLD, "* text=auto eol=crlf\n", "*.txt ident\n*.csv text\n"])
def test_attributes_of_this_copy_alone_keep_nothing(
    attributes: str, county: County, capsys: pytest.CaptureFixture[str]
) -> None:
    """No other copy has them."""
    register(county)
    (county.top / ".gitattributes").write_text(attributes, encoding="utf-8")
    commit(county)
    path = county.top / ".git" / "info" / "attributes"
    path.parent.mkdir(exist_ok=True)
    path.write_text("data/evidence/** -text -ident -working-tree-encoding\n", encoding="utf-8")
    assert len(messages(county.data, capsys, "changeable-evidence")) == 1


def test_the_line_that_is_asked_for_is_enough(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    register(county)
    (county.top / ".gitattributes").write_text(f"{OLD}data/evidence/** -text\n", encoding="utf-8")
    assert messages(county.data, capsys, "changeable-evidence") == []
