"""Evidence at the desk: registered as the command does, shown only as a picture, and only what a record lists."""

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from assessment.check import check
from assessment.evidence.reach import Reach
from assessment.findings import Severity
from assessment.period import Period
from assessment.year.reading import read_year
from tests.desk.conftest import HOST, PERSON, Clerk
from tests.repository.county import County

AT = "/evidence/2019/jia/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
FIELDS = {"source": "省政府办", "date": "2019-08-02"}


@pytest.fixture(autouse=True)
def _attributes(county: County) -> None:
    (county.top / ".gitattributes").write_text("data/evidence/** -text -ident -working-tree-encoding\n", encoding="utf-8")
    county.commit()


def add(clerk: Clerk, *files: tuple[str, bytes], at: str = AT, **fields: str) -> TestResponse:
    data: dict[str, object] = {"-token": clerk.place.token, **PERSON, **FIELDS, **fields}
    data["file"] = [(io.BytesIO(content), name) for name, content in files]
    return clerk.client.post(at, data=data, headers={"Host": HOST})


def kept(clerk: Clerk) -> Mapping[str, bytes]:
    folder = clerk.data / "evidence"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def errors(clerk: Clerk) -> list[str]:
    return [str(one) for one in check(read_year(clerk.data, Period(2019))) if one.severity is Severity.ERROR]


def test_files_are_kept_listed_shown_and_committed(clerk: Clerk, county: County) -> None:
    before = clerk.record("jia")
    answer = add(clerk, ("../截图 一.PNG", PNG), ("通报.pdf", b"%PDF-1.4"))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    files = kept(clerk)
    assert sorted(files.values()) == [PNG, b"%PDF-1.4"] or sorted(files.values()) == [b"%PDF-1.4", PNG]
    new = [line for line in clerk.record("jia").splitlines() if line not in before.splitlines()]
    assert len(new) == 2
    assert "title: 截图 一, kind: 截图, source: 省政府办, captured: 2019-08-02" in new[0]
    assert hashlib.sha256(PNG).hexdigest() in new[0]
    assert errors(clerk) == []
    assert county.git("status", "--porcelain") == ""
    assert county.git("show", "--format=%s", "--name-only").splitlines()[0] == "甲镇：登记证据"
    page = clerk.page(answer.headers["Location"])
    assert page.count("<img ") == 1
    assert "已登记" in page
    address = page.partition('<img src="')[2].partition('"')[0]
    shown = clerk.get(address)
    assert (shown.get_data(), shown.headers["Content-Type"]) == (PNG, "image/png")
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


def test_the_same_file_twice_is_noticed(clerk: Clerk) -> None:
    add(clerk, ("甲.png", PNG))
    before = clerk.record("jia")
    again = add(clerk, ("乙.png", PNG))
    assert again.status_code == 400
    assert "同样的文件已经登记为" in again.get_data(as_text=True)
    assert clerk.record("jia") == before
    both = add(clerk, ("乙.png", PNG), ("丙.txt", b"new"))
    said = clerk.page(both.headers["Location"])
    assert "同样的文件已经登记为" in said
    assert "《丙》" in said
    assert add(clerk, ("丁.png", PNG), at="/evidence/2019/yi/").status_code == 303
    assert "同样的文件也登记在：乙镇" in clerk.page(AT)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.html", b"<script>alert(1)</script>"),
        ("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("x.png", b"<html><script>alert(1)</script>"),
        ("x.xml", b"<?xml version='1.0'?><x/>"),
        ("x.js", b"alert(1)"),
        ("x.pdf", b"%PDF-1.4"),
        ("x", b"\0\1\2"),
    ],
)
def test_what_is_no_picture_is_saved_and_never_opened(clerk: Clerk, name: str, content: bytes) -> None:
    answer = add(clerk, (name, content))
    assert answer.status_code == 303
    page = clerk.page(answer.headers["Location"])
    assert "<img" not in page
    address = page.partition(f'<a href="{AT}e')[2].partition('"')[0]
    given = clerk.get(f"{AT}e{address}")
    assert given.headers["Content-Type"] == "application/octet-stream"
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert given.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert given.get_data() == content


def test_only_what_a_record_lists_and_the_folder_holds_is_given(clerk: Clerk, county: County, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(PNG)
    (clerk.data / "evidence/2019/jia").mkdir(parents=True)
    (clerk.data / "evidence/2019/jia/link.png").symlink_to(secret)
    (clerk.data / "evidence/2019/jia/unlisted.png").write_bytes(PNG)
    about, digest = "title: x, kind: 文件, source: x, captured: 2019-08-01", "0" * 64
    lines = [
        f"  - {{id: {id}, {about}, files: [{{file: {file}, sha256: {digest}}}]}}\n"
        for id, file in (("e7", "2019/jia/link.png"), ("e8", "../county.yaml"), ("e9", "/etc/passwd"))
    ]
    county.write("scores/2019/jia.yaml", clerk.record("jia").replace("evidence:\n", f"evidence:\n{''.join(lines)}", 1))
    for address in ("e7/0", "e8/0", "e9/0", "e1/0", "e7/1", "e7/-1", "nothing/0", "../../../county.yaml"):
        assert clerk.get(AT + address).status_code == 404


@pytest.mark.parametrize(
    ("files", "fields", "said"),
    [
        ((), {}, "请选文件，或者写明网址"),
        ((("x.txt", b"x"),), {"source": ""}, "请写明证据从哪里来"),
        ((("x.txt", b"x"),), {"date": "2999-01-01"}, "还没有到"),
        ((("x.txt", b"x"),), {"date": "昨天"}, "日期应写作"),
        ((("x.txt", b"x"), ("y.txt", b"y")), {"title": "甲"}, "标题照文件名"),
        ((("x.txt", b""),), {}, "是空的"),
        ((), {"url": "file:///etc/passwd", "source": "县"}, "网址应以 http:// 或 https:// 开头"),
        ((), {"url": "http://127.0.0.1:9/", "source": "县"}, ""),
    ],
)
def test_what_stands_in_the_way_is_said(
    clerk: Clerk, files: tuple[tuple[str, bytes], ...], fields: dict[str, str], said: str
) -> None:
    before = clerk.record("jia")
    answer = add(clerk, *files, **fields)
    assert answer.status_code == 400
    assert said in answer.get_data(as_text=True)
    assert (clerk.record("jia"), kept(clerk)) == (before, {})


def test_a_page_is_captured_beside_the_lock(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    def captured(url: str, warc: Path, pdf: Path, reach: Reach) -> str:
        assert not reach.everywhere
        warc.write_bytes(b"WARC")
        pdf.write_bytes(b"%PDF")
        return f"网页 {url}"

    monkeypatch.setattr("assessment.evidence.keep.capture", captured)
    assert add(clerk, url="https://www.example.org/a", source="").status_code == 303
    assert "source: www.example.org" in clerk.record("jia")
    assert sorted(kept(clerk).values()) == [b"%PDF", b"WARC"]
    assert errors(clerk) == []


def test_what_is_too_large_is_not_read(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.desk.app.LONGEST_FILES", 50_000)
    assert add(clerk, ("x.bin", b"x" * 60_000)).status_code == 413
