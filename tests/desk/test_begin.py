"""A year and a county begun from a list of units in the browser: tried first, then written as the commands do."""

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from assessment.commands.new_county import main as new_county
from assessment.commands.new_year import main as new_year
from tests.built import ROOT
from tests.desk.conftest import HOST, PERSON, Clerk
from tests.desk.test_file_forms import seen_in, send
from tests.desk.test_roster import fault_at
from tests.repository.county import County

LIST = [["名称", "组别"], ["甲镇", "乡镇"], ["乙镇", "乡镇"], ["戊镇", "乡镇"], ["丁局", "部门"]]


def workbook(rows: list[list[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def choose(clerk: Clerk, fields: dict[str, str], content: bytes, name: str = "名单.xlsx") -> str:
    """Choose a list; return the address where it waits."""
    sent = {"-token": clerk.place.token, **fields, "file": (BytesIO(content), name)}
    answer = clerk.client.post("/begin/roster", data=sent, headers={"Host": HOST})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"]


def files(data: Path) -> dict[str, bytes]:
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def test_a_year_begins_as_the_command_begins_it(clerk: Clerk, county: County, tmp_path: Path) -> None:
    copy, before = tmp_path / "copy", files(county.data)
    county.git("clone", "--quiet", str(county.top), str(copy))
    address = choose(clerk, {"new": "2020", "from": "2019"}, workbook(LIST))
    page = clerk.page(address)
    assert page.count("从名单开始") == 1, "in the way here"
    assert re.findall(r"[\w/]*\.yaml|undecided|earlier|--", re.sub("<[^>]*>", " ", page.partition("要写进")[0])) == []
    for said in ("考评对象新列入 1 个：戊镇", "考评对象不再列入 1 个：丙镇", "要写进 schemes/2020.yaml 的内容", "2020"):
        assert said in page
    assert files(county.data) == before, "it is only tried"
    answer = send(clerk, address, {"new": "2020", "from": "2019"}, seen=seen_in(page))
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (303, "/2020/")
    (tmp_path / "名单.xlsx").write_bytes(workbook(LIST))
    assert new_year(["2020", "--roster", str(tmp_path / "名单.xlsx"), "--data", str(copy / "data")]) == 0
    assert files(county.data) == files(copy / "data")
    assert county.git("log", "-1", "--format=%an %s") == "张三 建立2020"
    assert clerk.get(address).status_code == 400, "the list waits no longer"
    assert "戊镇" in clerk.page("/2020/")


def test_what_is_still_to_be_decided_is_said_before(clerk: Clerk) -> None:
    """As the command says it, without where it stands in the files."""
    effect = clerk.post("/begin", {"new": "2020"}, do="effect").get_data(as_text=True)
    for page in (effect, clerk.page(choose(clerk, {"new": "2020"}, workbook(LIST)))):
        listed = page.partition("<h3>建立以后还要决定</h3>")[2].partition("<details")[0]
        lines = [line for line in re.split(r"\s*<[^>]*>\s*", listed) if line]
        assert lines[:2] == ["文件：标题、印发日期、原文。现照 2019 年", "测评时间，现按上年顺延："]
        assert "评议票怎样平均？　先按评议单位平均。" in lines
        assert re.findall(r"[a-z_]{3,}", "".join(lines)) == []


def test_each_fault_stands_at_its_cell(clerk: Clerk, county: County) -> None:
    rows = [*LIST, ["甲镇", "乡镇"], ["", "部门"], ["己局等", "部门"]]
    answer = clerk.get(choose(clerk, {"new": "2020"}, workbook(rows)))
    assert answer.status_code == 200, "the script goes on to no other page"
    page = answer.get_data(as_text=True)
    table = re.findall(r'<th scope="row">([^<]*)<span class="from">[^<]*</span></th><td [^>]*>([^<]*)</td>', page)
    assert [cell for cell, _ in table] == ["第6行A列", "第7行A列", "第8行A列"]
    assert [held for _, held in table] == ["甲镇", "—", "己局等"]
    numbered = [["名称", "组别", "编号"], ["甲镇", "乡镇", ""], ["戊镇", "乡镇", "a" * 101], ["丁局", "部门", ""]]
    page = clerk.page(choose(clerk, {"new": "2020"}, workbook(numbered)))
    assert "第3行C列" in page
    assert "“单位编号”的写法不对" in page
    assert county.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("rows", "cell", "said", "meant"),
    [
        (
            [["序号", "名称"], ["1", "甲镇"], ["2", "丁局"]],
            ("第1行B列", "名称"),
            "名单没有“组别”一列，分不出各单位在方案的哪一组",
            "请加“组别”一列，照方案写 乡镇、部门",
        ),
        (
            [["名称", "组别"], ["甲镇", "乡镇"], ["丁局", "县直单位"]],
            ("第1行B列", "组别"),
            "名单里没有“部门”这一组的单位，方案别处还要用到这一组",
            "请照方案写组别：乡镇、部门；确要改组的，先在方案里改",
        ),
    ],
)
def test_groups_that_the_scheme_needs_are_one_fault(
    clerk: Clerk,
    rows: list[list[str]],
    cell: tuple[str, str],
    said: str,
    meant: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = clerk.page(choose(clerk, {"new": "2020"}, workbook(rows)))
    rows_shown = re.findall(r'<th scope="row">([^<]*)<span class="from">[^<]*</span></th><td [^>]*>([^<]*)</td>', page)
    assert rows_shown == [cell]
    assert said in page
    assert meant in page
    (tmp_path / "名单.xlsx").write_bytes(workbook(rows))
    assert new_year(["2020", "--roster", str(tmp_path / "名单.xlsx"), "--data", str(clerk.data)]) == 1
    printed = capsys.readouterr().err
    assert printed.count(f"{cell[0]}: lost-group: 名单") == 1
    assert said in printed


def test_a_round_is_begun_with_a_scheme_that_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first round of its kind has none before it to be like."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    shutil.copytree(ROOT / "examples/quarters/data", tmp_path / "data")
    clerk = Clerk(tmp_path / "data")
    refused = clerk.post("/begin", {"new": "2023-h1"}, do="effect")
    assert refused.status_code == 400
    assert "请在“用哪个方案”里选" in refused.get_data(as_text=True)
    fields = {"new": "2023-h1", "scheme": "2023-quarterly"}
    page = clerk.post("/begin", fields, do="effect").get_data(as_text=True)
    assert send(clerk, "/begin", fields, seen=seen_in(page)).status_code == 303
    assert "scheme: 2023-quarterly" in (clerk.data / "years/2023-h1.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"new": ""}, "new", "年度应为四位数字"),
        ({"new": "二〇二〇年"}, "new", "年度应为四位数字，例如 2020，不能是“二〇二〇年”"),
        ({"new": "2019"}, "new", "已经有 2019 年了"),
        ({"new": "2018"}, "from", "请在“照哪一年或哪一轮”里选复制哪一年的方案"),
        ({"new": "2020-q1"}, "scheme", "请在“用哪个方案”里选"),
        ({"new": "2020", "scheme": "2019"}, "scheme", "“用哪个方案”只有开始一轮才选"),
    ],
)
def test_what_cannot_be_begun_is_said_at_its_field(clerk: Clerk, fields: dict[str, str], field: str, said: str) -> None:
    """With what was filled in, for which nobody has to go back."""
    page = clerk.post("/begin", fields, do="effect").get_data(as_text=True)
    assert said in fault_at(page, field)
    assert f'value="{fields["new"]}"' in page or f">\n{fields['new']}</textarea>" in page


def test_a_year_before_all_is_like_one_that_is_chosen(clerk: Clerk) -> None:
    """What the page says to do is what helps."""
    answer = clerk.post("/begin", {"new": "2018"}, do="effect")
    assert answer.status_code == 400
    assert "请在“照哪一年或哪一轮”里选复制哪一年的方案" in answer.get_data(as_text=True)
    answer = clerk.post("/begin", {"new": "2018", "from": "2019"}, do="effect")
    assert "要写进 schemes/2018.yaml 的内容" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "content", "name", "said"),
    [
        ({"new": "2019"}, workbook(LIST), "名单.xlsx", "已经有"),
        ({"new": "2020-q1"}, workbook(LIST), "名单.xlsx", "开始一轮不用名单"),
        ({"new": "明年"}, workbook(LIST), "名单.xlsx", "年度应为四位数字"),
        ({"new": ""}, workbook(LIST), "名单.xlsx", "年度应为四位数字"),
    ],
)
def test_what_cannot_be_begun(clerk: Clerk, fields: dict[str, str], content: bytes, name: str, said: str) -> None:
    answer = clerk.get(choose(clerk, fields, content, name))
    assert answer.status_code == 400
    assert said in answer.get_data(as_text=True)


@pytest.mark.parametrize(("content", "name"), [(b"not a workbook", "名单.xlsx"), (b"", "名单.pdf")])
def test_what_is_no_list_is_not_kept(clerk: Clerk, content: bytes, name: str) -> None:
    sent = {"-token": clerk.place.token, "new": "2020", "file": (BytesIO(content), name)}
    assert clerk.client.post("/begin/roster", data=sent, headers={"Host": HOST}).status_code == 400


def test_a_county_begins_as_the_command_begins_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    data, other = tmp_path / "desk/data", tmp_path / "other/data"
    data.mkdir(parents=True)
    clerk = Clerk(data)
    assert clerk.get("/").headers["Location"] == "/begin/roster"
    assert "地名" in clerk.page("/begin/roster")
    fields = {"name": "广德市", "new": "2020"}
    address = choose(clerk, fields, workbook(LIST))
    page = clerk.page(address)
    assert "乡镇 3 个：甲镇、乙镇、戊镇" in page
    assert files(data) == {}
    assert send(clerk, address, fields, seen=seen_in(page)).status_code == 303
    (tmp_path / "名单.xlsx").write_bytes(workbook(LIST))
    command = ["--name", "广德市", "--year", "2020", "--roster", str(tmp_path / "名单.xlsx"), "--data", str(other)]
    assert new_county(command) == 0
    assert files(data) == files(other)
    assert "甲镇" in clerk.page("/2020/")


def test_a_county_that_is_there_is_not_written_over(clerk: Clerk, county: County) -> None:
    for path in ("years/2019.yaml", "approvals/2019.yaml"):
        (county.data / path).unlink(missing_ok=True)
    fields = {"name": "广德市", "new": "2020"}
    before = files(county.data)
    answer = clerk.get(choose(clerk, fields, workbook(LIST)))
    assert answer.status_code == 400
    assert "没有改动任何文件" in answer.get_data(as_text=True)
    assert files(county.data) == before


def test_only_forms_of_the_desk_are_taken(clerk: Clerk) -> None:
    sent = {"new": "2020", "file": (BytesIO(workbook(LIST)), "名单.xlsx"), **PERSON}
    assert clerk.client.post("/begin/roster", data=sent, headers={"Host": HOST}).status_code == 403
