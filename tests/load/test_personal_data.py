"""Personal numbers in records are told where they stand; where the public would read them they stop everything."""

from pathlib import Path

import openpyxl
import pytest

from assessment.commands import build
from assessment.dataset.year import Disclosure, Stage
from assessment.errors import RequestError
from assessment.release.guard import refuse_personal_numbers
from assessment.render.documents.compose import Composer
from tests.folder import Folder
from tests.leaks.planted import Plan, write

RECORD = """\
evidence:
  - {id: e01, title: 通报, kind: 通报, source: 县, captured: 2019-05-12, url: /t}
  - {id: e02, title: 联系张三13800138000, kind: 台账, source: 县, captured: 2019-05-12, url: /t, visibility: internal}
deductions:
  - id: d01
    clause: 附件2第1项
    date: 2019-05-12
    reason: 未整改，联系人 138 0013 8000
    evidence: [e01, e02]
    recorder: 李四 13800138000
"""


def test_a_record_says_where(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.record("shizi", RECORD)
    assert folder.messages() == [
        "data/scores/2019/shizi.yaml:6:22: personal-data: 这里像是手机号码（138…00），属于个人信息"
        "（请删去，或改成看不出是谁的说法）",
        "data/scores/2019/shizi.yaml:11:13: personal-data: 这里像是手机号码（138…00），属于个人信息"
        "（请删去，或改成看不出是谁的说法）",
        "data/scores/2019/shizi.yaml:13:15: personal-data: 这里像是手机号码（138…00），属于个人信息"
        "（请删去，或改成看不出是谁的说法）",
    ]
    errors = [finding.place.line for finding in folder.findings() if finding.severity.value == "error"]
    assert errors == [11], "what only the office reads is a warning"


HIDING = {
    "reason: 未整改，联系人 138 0013 8000": [
        "138.0013.8000",
        "138\u00a00013\u00a08000",
        "138\u20110013\u20118000",
        "138—0013—8000",
        "008613800138000",
        "5/13800138000",
        "0563-7012345、13800138000",
        "13800138000/144000007",
        "一三八〇〇一三八〇〇〇",
        "110105 19491231 002X",
    ]
}


@pytest.mark.parametrize(("line", "number"), [(line, number) for line in HIDING for number in HIDING[line]])
def test_a_record_says_so_however_the_number_is_written(line: str, number: str, tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.record("shizi", RECORD.replace(line, f'reason: "{number}"'))
    messages = [finding for finding in folder.findings() if finding.code == "personal-data" and finding.place.line == 11]
    assert [finding.severity.value for finding in messages] == ["error"]


def test_a_number_may_be_a_key_or_cut_over_lines(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.record(
        "shizi", RECORD.replace("    evidence: [e01, e02]", "    evidence: [e01, e02]\n    links: {13800138000: /t}")
    )
    assert any(":13:13: personal-data" in message for message in folder.messages())
    folder.record("shizi", RECORD.replace("未整改，联系人 138 0013 8000", "|\n      电话 138\n      0013\n      8000"))
    assert any(":11:13: personal-data" in message for message in folder.messages())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("about/index.html", "<p>电话：138-0013-8000</p>"),
        ("index.html", '<meta name="description" content="电话&#49;3800138000">'),
        ("2019/results.json", '{"rows": [{"reason": "电话13800138000"}]}'),
        ("2019/results.csv", "建平镇,13800138000\r\n"),
        ("feed.xml", "<title>13800138000</title>"),
    ],
)
def test_no_page_leaves_with_one(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RequestError, match=f"将要公开的 {name} 里像是有手机号码（138…00）"):
        refuse_personal_numbers(tmp_path)


def test_no_drawing_or_office_file_leaves_with_one(tmp_path: Path) -> None:
    (tmp_path / "rates.svg").write_text("<svg><text>138 0013 8000</text></svg>", encoding="utf-8")
    with pytest.raises(RequestError, match=r"rates\.svg 里像是有手机号码"):
        refuse_personal_numbers(tmp_path)
    (tmp_path / "rates.svg").unlink()
    book = openpyxl.Workbook()
    book.properties.title = "电话13800138000"
    book.save(tmp_path / "results.xlsx")
    with pytest.raises(RequestError, match=r"results\.xlsx 里像是有手机号码"):
        refuse_personal_numbers(tmp_path)


def test_no_document_leaves_with_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write(tmp_path / "data", Plan(), Stage.PUBLISHED, Disclosure.TOTALS)
    sheet = Composer.sheet
    monkeypatch.setattr(Composer, "sheet", lambda *of: f"{sheet(*of)}<p>11010519491231002X</p>")
    options = ["--data", str(data), "--output", str(tmp_path / "output")]
    assert build.main(options) == 1
    assert "将要公开的 PDF 里像是有身份证号码（110…2X），没有生成" in capsys.readouterr().err
    assert not (tmp_path / "output").exists()
    assert build.main([*options, "--no-pdf", "--audience", "office"]) == 0


def test_other_numbers_pass(tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text('{"exact": "13800138000/144000007", "rank": 13800138000}', encoding="utf-8")
    (tmp_path / "index.html").write_text(
        '<a href="https://example.org/13800138000.html">0563-7012345</a>', encoding="utf-8"
    )
    refuse_personal_numbers(tmp_path)
