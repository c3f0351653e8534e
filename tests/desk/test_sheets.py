"""Sheets: chosen, tried as the command tries them, asked about, confirmed; and whatever else somebody may send."""

import io
import os
import re
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from werkzeug.test import TestResponse

from assessment.commands.import_sheets import main as import_sheet
from assessment.desk.sheet_hints import page_words
from assessment.desk.uploads import passage, safe_name
from tests.desk.conftest import HOST, Clerk
from tests.repository.county import NAMES, County

START = "/sheets/2019"
MORE = {"source": "某机构", "date": "2019-12-20"}
Rows = Sequence[Sequence[object]]
GOOD: Rows = [["单位", "最终成绩", "失分原因"], ["甲镇", 70, "栏目少"], ["乙镇", 85, "栏目少"]]


@pytest.fixture(autouse=True)
def _attributes(county: County) -> None:
    (county.top / ".gitattributes").write_text("data/evidence/** -text -ident -working-tree-encoding\n", encoding="utf-8")
    county.commit()


def book(rows: Rows) -> bytes:
    workbook, written = Workbook(), io.BytesIO()
    for row in rows:
        workbook.worksheets[0].append([*row])
    workbook.save(written)
    return written.getvalue()


def choose(clerk: Clerk, *files: tuple[str, bytes], **headers: str) -> TestResponse:
    data = {"-token": clerk.place.token, "file": [(io.BytesIO(content), name) for name, content in files]}
    return clerk.client.post(START, data=data, headers={"Host": HOST, **headers})


def sheet(clerk: Clerk, rows: Rows, *others: tuple[str, bytes]) -> str:
    """Choose a sheet; return where it is looked at."""
    answer = choose(clerk, ("成绩表.xlsx", book(rows)), *others)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"]


def look(clerk: Clerk, address: str, **fields: str) -> str:
    answer = clerk.post(address, fields, "look")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def take(clerk: Clerk, address: str, **fields: str) -> TestResponse:
    shown = re.search('name="-opened" value="([0-9a-f]+)"', look(clerk, address, **fields))
    assert shown is not None
    return clerk.post(address, {**fields, "-opened": shown[1]}, "take")


def records(clerk: Clerk) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(clerk.data.rglob("*")) if path.is_file()}


def test_a_sheet_is_tried_and_then_taken_in_as_the_command_does(
    clerk: Clerk, county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "成绩表.xlsx"
    file.write_bytes(book(GOOD))
    before = records(clerk)
    # A workbook that is made again has the time in it, and so another digest.
    address = choose(clerk, (file.name, file.read_bytes())).headers["Location"]
    page = look(clerk, address, **MORE)
    assert "认出来像是这一种" in page.partition("成绩表</span>")[0] + page
    assert "76.80" in page, "70 × 0.64 + 5 + 27"
    assert "确认导入" in page
    assert records(clerk) == before
    command = ["agency", str(file), "--data", str(clerk.data), "--source", "某机构", "--date", "2019-12-20", "--dry-run"]
    assert import_sheet(command) == 0
    for line in capsys.readouterr().out.splitlines():
        assert line in page
    answer = take(clerk, address, **MORE)
    assert answer.status_code == 303
    assert "导入成绩表" in clerk.page(answer.headers["Location"])
    assert import_sheet(command[:-1]) == 0
    assert "没有变化" in capsys.readouterr().err
    assert "mark: 70" in clerk.record("jia")
    assert county.git("status", "--porcelain") == ""
    assert county.git("show", "--format=%an %s", "--name-only").splitlines()[0] == "张三 导入成绩表：2 个单位"
    assert clerk.client.get(address, headers={"Host": HOST}).status_code == 400


def test_a_fault_is_told_at_its_cell_and_nothing_is_taken_in(clerk: Clerk) -> None:
    before = records(clerk)
    address = sheet(clerk, [["单位", "最终成绩"], ["甲镇", "约七十"], ["乙镇", 130]])
    page = look(clerk, address, **MORE)
    assert "第2行B列" in page
    assert "约七十" in page
    assert "第3行B列" in page
    assert "确认导入" not in page
    assert take(clerk, address, **MORE).status_code == 409
    assert records(clerk) == before


def test_what_is_asked_is_answered_by_choosing(clerk: Clerk) -> None:
    address = sheet(clerk, [["单位", "最终成绩"], ["甲乡", 70], ["丙镇政府办", 60]])
    page = look(clerk, address, **MORE)
    assert 'name="-word-甲乡" value="甲镇"' in page
    answers = {"-word-甲乡": "甲镇", "-other-丙镇政府办": "丙镇", **MORE}
    page = look(clerk, address, **answers)
    assert "已经说明的写法" in page
    assert 'name="-other-甲乡"' not in page
    assert take(clerk, address, **answers).status_code == 303
    assert "甲乡: 甲镇" in (clerk.data / "imports.yaml").read_text(encoding="utf-8")


def test_what_changed_meanwhile_is_shown_first(clerk: Clerk, county: County) -> None:
    address = sheet(clerk, GOOD)
    shown = re.search('name="-opened" value="([0-9a-f]+)"', look(clerk, address, **MORE))
    assert shown is not None
    county.write("scores/2019/jia.yaml", clerk.record("jia").replace("mark: 90", "mark: 71"))
    answer = clerk.post(address, {**MORE, "-opened": shown[1]}, "take")
    assert answer.status_code == 409
    assert "请再核对" in answer.get_data(as_text=True)
    assert "mark: 71" in clerk.record("jia")


def test_evidence_beside_a_sheet_is_kept_and_nothing_of_elsewhere(clerk: Clerk) -> None:
    head = ["日期", "单位", "条款", "级别", "原因", "证据名称", "证据来源", "证据取得日期", "证据文件"]
    row = ["2019-08-01", "甲镇", "第1项", "省", "未更新", "通报", "省", "2019-08-02"]
    for name in ("../../../../etc/passwd", "/etc/passwd", "..\\..\\county.yaml"):
        page = look(clerk, sheet(clerk, [head, [*row, name]], ("通报.pdf", b"%PDF-1.4 x")))
        assert "没有文件" in page
        assert "确认导入" not in page
    address = sheet(clerk, [head, [*row, "通报.pdf"]], ("通报.pdf", b"%PDF-1.4 x"))
    assert take(clerk, address).status_code == 303
    assert [path.read_bytes() for path in (clerk.data / "evidence/2019/jia").iterdir()] == [b"%PDF-1.4 x"]


def test_a_sheet_that_is_given_up_is_gone(clerk: Clerk) -> None:
    address = sheet(clerk, GOOD)
    assert clerk.post(address, {}, "drop").status_code == 303
    assert clerk.get(address).status_code == 400


def test_every_blank_sheet_can_be_filled_in(clerk: Clerk) -> None:
    page = clerk.page(START)
    for kind in re.findall(f'href="{START}/blank/([a-z-]+)"', page):
        answer = clerk.get(f"{START}/blank/{kind}")
        if kind == "self-marks":
            assert answer.status_code == 400
            continue
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert load_workbook(io.BytesIO(answer.get_data())).worksheets


def bomb() -> bytes:
    """A sound workbook of 300 KB with a sheet that would be 300 MB, under the name of no XML."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(GOOD))) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            archive.writestr(
                name.replace("sheet1.xml", "sheet1.bin"), old.read(name).replace(b"sheet1.xml", b"sheet1.bin")
            )
        with archive.open("xl/worksheets/sheet1.bin", "w") as part:
            for _ in range(300):
                part.write(b" " * 1_000_000)
    return written.getvalue()


def entities() -> bytes:
    kept = io.BytesIO(book(GOOD))
    written = io.BytesIO()
    laughs = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            new.writestr(name, laughs if "sheet1" in name else old.read(name))
    return written.getvalue()


HOSTILE = {
    "bomb": ("表.xlsx", bomb),
    "entities": ("表.xlsx", entities),
    "a program": ("表.xlsx", lambda: b"MZ\x90\x00" * 200),
    "a page": ("表.xlsx", lambda: b"<html><script>alert(1)</script></html>"),
    "a cut file": ("表.xlsx", lambda: book(GOOD)[:1000]),
    "nothing": ("表.xlsx", lambda: b""),
    "an old workbook": ("表.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "a program by name": ("表.exe", lambda: book(GOOD)),
    "no name": ("表", lambda: book(GOOD)),
    "zeros": ("表.csv", lambda: b"\0" * 5000),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence_and_gone(
    clerk: Clerk, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "passage"))
    (tmp_path / "passage").mkdir()
    name, content = HOSTILE[what]
    before = records(clerk)
    answer = choose(clerk, (name, content()))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "没有办成" in page
    assert what != "bomb" or "展开后太大" in page
    assert "<script>alert" not in page
    assert records(clerk) == before
    assert [path for path in (tmp_path / "passage").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "name",
    ["../../../units/jia.xlsx", "..\\..\\jia.xlsx", "/etc/cron.d/x.xlsx", "a\0b.xlsx", ".hidden.xlsx",
     "长" * 300 + ".xlsx",
     "\u202excod.xlsx", "<script>.xlsx", "con.xlsx", "a\nb.xlsx"],
)  # fmt: skip
def test_a_hostile_name_leads_nowhere(clerk: Clerk, name: str) -> None:
    before = records(clerk)
    answer = choose(clerk, (name, book(GOOD)))
    assert answer.status_code in (303, 400)
    assert records(clerk) == before
    safe = safe_name(name)
    assert "/" not in safe
    assert "\\" not in safe
    assert not safe.startswith(".")
    assert safe.isprintable()
    assert 0 < len(safe.encode()) <= 120


def test_the_wrong_number_of_sheets_is_said(clerk: Clerk) -> None:
    assert "没有选文件" in choose(clerk).get_data(as_text=True)
    two = choose(clerk, ("甲.xlsx", book(GOOD)), ("乙.xlsx", book(GOOD)))
    assert "一次导入一张表" in two.get_data(as_text=True)
    same = choose(clerk, ("甲.xlsx", book(GOOD)), ("x/甲.xlsx", book(GOOD)))
    assert "有两个文件都叫" in same.get_data(as_text=True)


def test_what_is_too_large_is_not_read(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.desk.app.LONGEST_FILES", 50_000)
    assert choose(clerk, ("表.csv", b"x" * 60_000)).status_code == 413


def test_a_form_of_elsewhere_and_one_without_the_token_are_not_taken(clerk: Clerk) -> None:
    assert choose(clerk, ("表.xlsx", book(GOOD)), Origin="https://evil.example").status_code == 403
    data = {"file": (io.BytesIO(book(GOOD)), "表.xlsx")}
    assert clerk.client.post(START, data=data, headers={"Host": HOST}).status_code == 403


def test_hostile_text_in_cells_is_text(clerk: Clerk) -> None:
    hostile = "\"'><img src=x onerror=alert(1)>{{7*7}}"
    page = look(clerk, sheet(clerk, [["单位", hostile, "最终成绩"], [hostile, 1, hostile]]), **MORE)
    assert "<img" not in page
    assert "49" not in re.sub('"[0-9a-f]{64}"', "", page)


def test_what_a_killed_server_left_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    dead = subprocess.Popen(["true"])
    dead.wait()
    for name in (str(dead.pid), str(os.getpid()), "1", "x"):
        (tmp_path / f"assessment-desk-{name}-abc").mkdir()
    (tmp_path / f"assessment-desk-{dead.pid}-link").symlink_to(tmp_path / "assessment-desk-x-abc")
    with passage():
        kept = {path.name for path in tmp_path.iterdir()}
    assert f"assessment-desk-{dead.pid}-abc" not in kept
    assert {f"assessment-desk-{name}-abc" for name in (str(os.getpid()), "1", "x")} <= kept


def test_only_the_newest_wait(clerk: Clerk) -> None:
    first, *_, last = (sheet(clerk, GOOD) for _ in range(14))
    assert clerk.get(first).status_code == 400
    assert clerk.get(last).status_code == 200


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("请用 --date 写明，或在表中增加“日期”一列", "请填写“日期”，或在表中增加“日期”一列"),
        ("确是这样的分数，加 --as-written", "确是这样的分数，勾选“照表里写的导入”"),
        ("不是单位的，加 --map 合计=不导入", "不是单位的，写明“合计”就是“不导入”"),
        ("像是评议票，不是成绩表；请用 scripts/import ballots 表.xlsx", "像是评议票，不是成绩表；请选“评议票”"),
    ],
)
def test_a_page_speaks_of_its_own_fields(said: str, meant: str) -> None:
    assert page_words(said) == meant


def test_what_one_date_mends_is_said_once(clerk: Clerk) -> None:
    rows: Rows = [
        ["单位", "最终成绩", "日期"],
        ["甲镇", 70, ""],
        ["乙镇", 85, ""],
        ["丙镇", "九十", ""],
        ["丁局", 60, ""],
    ]
    page = look(clerk, sheet(clerk, rows), source="某机构")
    assert page.count("没有写成绩表的出具日期") == 1
    assert "第2行C列等2处" in page
    assert "请填写“日期”，或在表中增加“日期”一列" in page
    assert page.count("“九十”不是数字") == 1
    assert "--" not in page.partition("<main")[2].replace("<!--", "")


def test_one_cause_with_other_texts_is_said_once(clerk: Clerk) -> None:
    marks = ["七十", "八五", "九十", "十"]
    rows: Rows = [["单位", "最终成绩"], *([name, mark] for name, mark in zip(NAMES.values(), marks, strict=True))]
    page = look(clerk, sheet(clerk, rows), source="某机构", date="2019-12-20")
    assert page.count("不是数字") == 1
    assert "第2行B列等4处" in page
    assert "七十、八五、九十等4种写法" in page
    assert "共4处" in page
