"""scripts/evidence add: files are copied, pages captured, and the record gains one entry and nothing else."""

import gzip
import hashlib
import http.server
import subprocess
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assessment.commands import evidence
from assessment.load.yaml_file import read
from tests.built import commit
from tests.folder import Folder

RECORD = """\
# 证据清单
evidence:
  - id: e03   # 第三份
    title: 通报
    kind: 通报
    source: 县
    captured: 2019-05-12
    url: /t

deductions:
  - {id: d01, clause: 附件2第1项, date: 2019-05-12, reason: 未整改, evidence: [e03]}
"""
PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title> 通知
公告 </title><link rel="stylesheet" href="style.css"></head>
<body><h1>通知公告</h1><img src="gone.png" alt=""><a href="other.html">其他</a></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    own = Folder(tmp_path)
    own.record("shizi", RECORD)
    return own


def new_id(content: bytes) -> str:
    """The id of a file as evidence: e and the first eight digits of its digest."""
    return f"e{hashlib.sha256(content).hexdigest()[:8]}"


def state(path: Path) -> dict[str, bytes]:
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def add(folder: Folder, *more: str, unit: str = "shizi") -> int:
    return evidence.main(["add", "--data", str(folder.data), "--unit", unit, *more])


def listed(folder: Folder) -> list[dict[str, object]]:
    document, findings = read(folder.data / "scores/2019/shizi.yaml", "a.yaml")
    assert document is not None
    assert findings == []
    assert isinstance(document.data, dict)
    found: list[dict[str, object]] = document.data["evidence"]
    return found


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A web server on this machine with one page and its style sheet."""
    pages = tmp_path / "site"
    pages.mkdir()
    (pages / "index.html").write_text(PAGE, encoding="utf-8")
    (pages / "style.css").write_text("h1 { color: navy }", encoding="utf-8")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *given: object) -> None:
            super().__init__(*given, directory=str(pages))  # type: ignore[arg-type]

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_file_is_copied_and_listed(folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scan = tmp_path / "市政府 通报.PNG"
    scan.write_bytes(b"picture")
    before = (folder.data / "scores/2019/shizi.yaml").read_text(encoding="utf-8")
    assert add(folder, "--file", str(scan), "--source", "市政府办", "--date", "2019-07-05") == 0
    id = new_id(b"picture")
    assert capsys.readouterr().out.startswith(f"已登记 2019 年 十字镇的 {id}：市政府 通报\n")
    assert (folder.data / f"evidence/2019/shizi/{id}.png").read_bytes() == b"picture"
    after = (folder.data / "scores/2019/shizi.yaml").read_text(encoding="utf-8")
    new = (
        f"  - {{id: {id}, title: 市政府 通报, kind: 截图, source: 市政府办, captured: 2019-07-05, "
        f"files: [{{file: 2019/shizi/{id}.png, sha256: {hashlib.sha256(b'picture').hexdigest()}}}]}}\n"
    )
    assert after == before.replace("    url: /t\n", f"    url: /t\n{new}")
    assert [line.split(": ")[1] for line in folder.messages()] == ["unused-evidence"], "good but for the missing citation"


def test_the_same_file_is_listed_once(folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scan = tmp_path / "a.pdf"
    scan.write_bytes(b"%PDF")
    assert add(folder, "--file", str(scan), "--source", "县") == 0
    before = state(tmp_path)
    capsys.readouterr()
    assert add(folder, "--file", str(scan), "--source", "市") == 1
    assert capsys.readouterr().err == f"同样的文件已经登记为“a”（编号 {new_id(b'%PDF')}），没有再登记\n"
    assert state(tmp_path) == before


def test_an_internal_file_says_so(folder: Folder, tmp_path: Path) -> None:
    scan = tmp_path / "a.pdf"
    scan.write_bytes(b"%PDF")
    assert add(folder, "--file", str(scan), "--source", "县", "--internal", "--kind", "台账", "--title", "台账甲") == 0
    assert {name: listed(folder)[1][name] for name in ("title", "kind", "visibility")} == {
        "title": "台账甲",
        "kind": "台账",
        "visibility": "internal",
    }


def test_a_page_is_captured_as_archive_and_pdf(folder: Folder, site: str) -> None:
    assert add(folder, "--url", site, "--intranet") == 0
    entry = listed(folder)[1]
    assert (entry["title"], entry["kind"], entry["source"]) == ("通知 公告", "网页", "127.0.0.1")
    kept = folder.data / "evidence/2019/shizi"
    pdf, warc = sorted(kept.iterdir())
    assert (pdf.name, warc.name) == (f"{entry['id']}.pdf", f"{entry['id']}.warc.gz")
    assert entry["id"] == new_id(pdf.read_bytes())
    said = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert "通知公告" in said
    archive = gzip.decompress(warc.read_bytes()).decode("utf-8", "replace")
    for address, found in (("", "通知公告"), ("style.css", "color: navy"), ("gone.png", "404")):
        assert f"WARC-Target-URI: {site}{address}\r\n" in archive
        assert found in archive
    assert "other.html\r\n" not in archive, "what is only linked is another page"
    assert [line.split(": ")[1] for line in folder.messages()] == ["unused-evidence"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "请用 --file 指明文件，或用 --url 指明网页；请用 --source 写明证据从哪里来"),
        (["--file", "none.pdf"], "没有 none.pdf 这个文件；请用 --source 写明证据从哪里来"),
        (["--file", "none.pdf", "--source", "县"], "没有 none.pdf 这个文件"),
        (
            ["--file", "tests"],
            "tests 不是文件；几个文件请逐个登记，或打成一个压缩包；请用 --source 写明证据从哪里来",
        ),
        (
            ["--unit", "", "--source", "县"],
            "请用 --unit 写明单位，例如 --unit 建平镇；请用 --file 指明文件，或用 --url 指明网页",
        ),
        (
            ["--url", "SITE", "--unit", "某镇", "--date", "2019-05-01"],
            "抓取网页的日期就是抓取的那一天，不能另写 --date；"
            "没有编号或名称为“某镇”的单位；编号就是 DATA/units/ 下的文件名",
        ),
        (["--url", "SITE", "--date", "2019-05-01"], "抓取网页的日期就是抓取的那一天，不能另写 --date"),
        (["--url", "ftp://example.org/"], "网址应以 http:// 或 https:// 开头：ftp://example.org/"),
        (["--url", "SITE/none.html", "--intranet"], "网页打不开（404）：SITE/none.html"),
        (["--url", "http://127.0.0.1:1/", "--intranet"], "网页打不开：http://127.0.0.1:1/"),
    ],
)
def test_what_cannot_be_kept_changes_nothing(
    folder: Folder, site: str, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(folder.data)
    assert add(folder, *(word.replace("SITE", site.rstrip("/")) for word in arguments)) == 1
    message = said.replace("SITE", site.rstrip("/")).replace("DATA", str(folder.data))
    assert capsys.readouterr().err == f"{message}\n"
    assert state(folder.data) == before


def test_a_missing_or_broken_record_is_refused(
    folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan = tmp_path / "a.pdf"
    scan.write_bytes(b"%PDF")
    assert add(folder, "--file", str(scan), "--source", "县", unit="nowhere") == 1
    folder.record("shizi", "evidence: [")
    before = state(tmp_path)
    assert add(folder, "--file", str(scan), "--source", "县") == 1
    assert state(tmp_path) == before
    first, second, *_ = capsys.readouterr().err.splitlines()
    assert first == f"没有编号或名称为“nowhere”的单位；编号就是 {folder.data}/units/ 下的文件名"
    assert second.startswith(f"{folder.data}/scores/2019/shizi.yaml:4:11: yaml-syntax: “[”没有与之成对的另一半")
    folder.record("shizi", f"<<<<<<< HEAD\n{RECORD}=======\n>>>>>>> other\n")
    assert add(folder, "--file", str(scan), "--source", "县") == 1
    assert "两个人的改动合并时的冲突" in capsys.readouterr().err


def test_a_file_in_the_way_is_not_overwritten(folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    id = new_id(b"%PDF")
    folder.write(f"evidence/2019/shizi/{id}.pdf", b"somebody's")
    scan = tmp_path / "a.pdf"
    scan.write_bytes(b"%PDF")
    before = state(tmp_path)
    assert add(folder, "--file", str(scan), "--source", "县") == 1
    assert f"{id}.pdf 已经存在，没有覆盖" in capsys.readouterr().err
    assert state(tmp_path) == before


def test_the_title_of_a_page_in_gbk_is_read(folder: Folder, site: str, tmp_path: Path) -> None:
    """A server that names no encoding, a page that names a narrower one than it is written in, and a picture's title."""
    page = "<meta charset=gb2312><title>郎溪县朱镕基镇</title><svg><title>图标</title></svg>"
    (tmp_path / "site" / "gbk.html").write_bytes(page.encode("gb18030"))
    assert add(folder, "--url", f"{site}gbk.html", "--intranet") == 0
    assert listed(folder)[1]["title"] == "郎溪县朱镕基镇"


def test_an_empty_file_is_no_evidence(folder: Folder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scan = tmp_path / "a.pdf"
    scan.write_bytes(b"")
    before = state(tmp_path)
    assert add(folder, "--file", str(scan), "--source", "县") == 1
    assert capsys.readouterr().err == f"{scan} 是空的，没有登记；请核对文件\n"
    assert state(tmp_path) == before


@pytest.mark.parametrize("by_lfs", [False, True])
def test_a_large_file_is_remarked_unless_lfs_keeps_it(
    by_lfs: bool,
    folder: Folder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    how = " filter=lfs diff=lfs merge=lfs" if by_lfs else ""
    (tmp_path / ".gitattributes").write_text(f"data/evidence/** -text -ident -working-tree-encoding{how}\n")
    commit(tmp_path)
    monkeypatch.setattr("assessment.evidence.size.LARGE", 1_999_999)
    scan = tmp_path / "a.pdf"
    content = b"%PDF" + bytes(1_999_996)
    scan.write_bytes(content)
    id = new_id(content)
    assert add(folder, "--file", str(scan), "--source", "县", "--date", "2019-07-05") == 0
    remark = f"注意：{id}.pdf 有 2 MB，多数平台不接受 100 MB 以上的文件，提交后可能推送不了；请用 Git LFS"
    assert (remark in capsys.readouterr().out) is not by_lfs
    message = f"large-evidence: 证据“{id}”的文件 2019/shizi/{id}.pdf 有 2 MB，多数平台不接受 100 MB 以上的文件"
    assert any(message in line for line in folder.messages()) is not by_lfs


def test_a_registered_file_that_is_empty_is_a_hint(folder: Folder) -> None:
    sha256 = hashlib.sha256(b"").hexdigest()
    kept = f"    files: [{{file: 2019/shizi/e03.pdf, sha256: {sha256}}}]\n"
    folder.change("scores/2019/shizi.yaml", "    url: /t\n", f"    url: /t\n{kept}")
    folder.write("evidence/2019/shizi/e03.pdf", b"")
    assert any("empty-evidence: 证据“e03”的文件 2019/shizi/e03.pdf 是空的" in line for line in folder.messages())


def test_a_file_is_not_obtained_tomorrow(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("assessment.commands.options.today", lambda: date(2020, 3, 31))
    scan = tmp_path / "a.pdf"
    scan.write_bytes(b"%PDF")
    assert add(folder, "--file", str(scan), "--source", "县", "--date", "2020-04-01") == 1
    assert capsys.readouterr().err == "--date 写的 2020-04-01 还没有到，今天是 2020-03-31，请核对\n"
