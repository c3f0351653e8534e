"""scripts/new-county for a county that is there: its settings, empty or with what an old file said, never run."""

import re
from pathlib import Path

import pytest

from assessment.commands.new_county import main
from assessment.load.county import load_county
from assessment.period import Period
from tests.folder import DATA

OLD = (Path(__file__).parent / "old_pelicanconf.txt").read_text(encoding="utf-8")
"""The file as it stood when a county's settings were in it."""

Say = pytest.CaptureFixture[str]


class Desk:
    """A data folder without a county's file, and an old file beside it."""

    def __init__(self, path: Path, capsys: Say) -> None:
        self.data, self.old, self.capsys = path / "data", path / "pelicanconf.py", capsys
        self.data.mkdir()
        self.file = self.data / "county.yaml"

    def move(self, text: str | bytes, status: int = 0) -> str:
        """Move what an old file says; return what is said."""
        self.old.write_bytes(text.encode() if isinstance(text, str) else text)
        assert main(["--from", str(self.old), "--data", str(self.data)]) == status
        output = self.capsys.readouterr()
        return output.out if status == 0 else output.err


@pytest.fixture
def desk(tmp_path: Path, capsys: Say) -> Desk:
    return Desk(tmp_path, capsys)


def test_the_shipped_file_is_what_the_old_settings_give(desk: Desk) -> None:
    said = desk.move(OLD)
    shipped = (DATA / "county.yaml").read_text(encoding="utf-8")
    # What goes with the sample years is no older setting.
    assert desk.file.read_text(encoding="utf-8") == re.sub("  objections: （示例）.*", "  objections:", shipped)
    assert said.startswith("移过来 13 项：\n  SITENAME → 栏目标题（column.title）：郎溪县政务公开考评\n")
    assert "没有移" not in said
    assert main(["--data", str(desk.data), "--from", str(desk.old)]) == 1
    assert desk.capsys.readouterr().err == (
        f"已有 {desk.file}，没有改动任何文件；要另建一个县，请用 --data 写明新的文件夹\n"
    )


def test_every_old_setting_has_its_place(desk: Desk) -> None:
    """Whatever a county had filled in stands in the new file, in the same sense."""
    filled = OLD
    for name in ("SITE_ID_CODE", "CONTACT", "ICP", "POLICE", "COMPLAINTS", "CIRCULAR_MARK", "CIRCULAR_TO"):
        filled = filled.replace(f'{name} = ""', f'{name} = "某{name}："')
    filled = filled.replace('SOURCE_URL = ""', 'SOURCE_URL = "https://g.cn/{commit}/{file}#L{line}"')
    filled = filled.replace('DATA_LICENSE = ""', 'DATA_LICENSE = "某许可"').replace(
        '_URL = ""', '_URL = "https://g.cn/l"'
    )
    filled = filled.replace('EVIDENCE_FOLDER = ""', 'EVIDENCE_FOLDER = "/srv/证据"').replace("/kaoping", "/kaoping/ ")
    filled = filled.replace("[int, str] = {}", "[int, str] = {2019: '5号'}")
    filled = filled.replace("[str, str] = {}", "[str, str] = {'2019/': 'n'}")
    said = desk.move(filled)
    assert "没有移" not in said
    assert said.count(" → ") == 27
    county = load_county(desk.data).county
    assert (county.column.url, county.portal.icp) == ("https://www.example.org/zwgk/kaoping", "某ICP：")
    assert (county.circular.to, county.circular.numbers) == ("某CIRCULAR_TO", {Period(2019): "5号"})
    assert county.documents.numbers == county.documents.index_numbers == {"2019/": "n"}
    assert (county.license.name, county.license.url, county.evidence_folder) == ("某许可", "https://g.cn/l", "/srv/证据")
    assert county.source("c", "f", 3) == "https://g.cn/c/f#L3"


def test_an_older_file_lacks_some_and_that_is_no_fault(desk: Desk) -> None:
    desk.move('SITENAME = "某县政务公开考评"\n')
    column = load_county(desk.data).county.column
    assert (column.title, column.type) == ("某县政务公开考评", "信息公开目录"), "what is left out has its default"


def test_without_an_old_file_everything_is_there_to_be_filled_in(desk: Desk) -> None:
    (desk.data / "years").mkdir()
    assert main(["--data", str(desk.data)]) == 0
    output = desk.capsys.readouterr()
    assert (output.out, output.err) == ("", f"已建立 {desk.file}，照里面的说明填写；填好以后运行 scripts/validate。\n")
    loaded = load_county(desk.data)
    assert loaded.findings == ()
    assert {section for (section, _), _ in loaded.county.blanks()} == {"portal", "column", "organiser"}
    shipped = (DATA / "county.yaml").read_text(encoding="utf-8").splitlines()
    written = desk.file.read_text(encoding="utf-8").splitlines()
    assert [line.split(": ")[0].rstrip(":") for line in written] == [line.split(": ")[0].rstrip(":") for line in shipped]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('BASE = "a"\nSITEURL = BASE + "/b"', "3:1: not-plain: SITEURL 不是直接写出的值，没有移（请照着填"),
        ('import os\nICP = os.environ["ICP"]', "3:1: not-plain: ICP "),
        ('ICP = f"{1}"', "2:1: not-plain: ICP "),
        ('ICP = "a"\nif 1:\n    ICP = "b"', "3:1: not-plain: ICP "),
        ('ICP = "a"\nICP += "b"', "3:1: not-plain: ICP "),
        ('ICP, POLICE = "a", "b"', "2:1: not-plain: POLICE "),
        ('for ICP in "ab":\n    pass', "2:1: not-plain: ICP "),
        ('ICP = "\\ud800"', "2:1: not-plain: ICP "),
        ("ICP = 5", "2:1: wrong-type: “ICP备案号”应当是文字或空，现为“5”"),
        ("ICP = None\nBREADCRUMB = {1}", "3:1: wrong-type: “当前位置”"),
        ("INDEX_NUMBERS = {'2019/': 5}", "2:1: wrong-type: “索引号”"),
        ('SITEURL = "www.example.org"', "2:1: wrong-form: “栏目网址”的写法不对：“www.example.org”"),
        ("CIRCULAR_FONTS = {'脚注': ['宋体']}", "unknown-key: “通报字体”里没有“脚注”"),
        ('SITENAME = "a"\nGITHUB_URL = "b"', "3:1: not-of-a-county: GITHUB_URL 不是本地设置，没有移"),
        ('SITENAME = "a"\nTIMEZONE = "UTC"', "3:1: not-of-a-county: TIMEZONE "),
    ],
)  # fmt: skip
def test_what_cannot_be_moved_is_told_with_its_line_and_the_rest_is_moved(desk: Desk, text: str, said: str) -> None:
    result = desk.move(f'SITE_NAME = "某县人民政府"; THEME = "theme"\n{text}\n')
    assert said in result
    assert "THEME" not in result, "what the program has too is no loss"
    loaded = load_county(desk.data)
    assert loaded.findings == ()
    assert loaded.county.portal.name == "某县人民政府"


def test_the_last_word_counts_and_nothing_is_run(desk: Desk, tmp_path: Path) -> None:
    trace = tmp_path / "run"
    text = f"open({str(trace)!r}, 'w')\nICP = POLICE = 'a'\nICP = 'b'\ndef f():\n    ICP = 'c'\nraise SystemExit(7)\n"
    desk.move(text)
    portal = load_county(desk.data).county.portal
    assert (portal.icp, portal.police) == ("b", "a")
    assert not trace.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"ICP = ", "pelicanconf.py 第1行读不出来：不是 Python 的写法\n"),
        (b"\xff", "pelicanconf.py 第1行读不出来：不是 Python 的写法\n"),
        (b"ICP = '\0'", "不是 Python 的写法\n"),
        (b"ICP = " + b"(" * 5000 + b")" * 5000, "不是 Python 的写法\n"),
        (b"x = 1\n", "里没有本地设置，没有建立文件；不写 --from 就建立空白的\n"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_makes_nothing(desk: Desk, text: bytes, said: str) -> None:
    result = desk.move(text, status=1)
    assert result.endswith(said)
    assert result.count("\n") == 1
    assert not desk.file.exists()


def test_a_folder_or_a_file_that_is_not_there_is_one_line(desk: Desk, tmp_path: Path) -> None:
    assert main(["--data", str(tmp_path / "none"), "--from", str(desk.old)]) == 1
    assert desk.capsys.readouterr().err == f"没有文件夹 {tmp_path / 'none'}，请核对 --data\n"
    assert main(["--data", str(desk.data), "--from", str(desk.old)]) == 1
    assert desk.capsys.readouterr().err == f"{desk.old} 读不出来：没有这个文件或文件夹\n"
