"""What pages and findings say of the past: everything for the office, dates and short ids for the public."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from assessment.commands import build, validate
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience, Edition
from assessment.history.folder import history_of
from assessment.history.kinds import Key, Kind
from assessment.period import Period
from assessment.repository.clone import clone_of
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.built import commit
from tests.folder import DATA, reapprove
from tests.repository.county import BONUS, DEDUCTION, NAMES, YEAR, County

NAME = "王科员"


@pytest.fixture
def county(tmp_path: Path) -> County:
    county = County(tmp_path / "county")
    county.raters = 3
    for unit in NAMES:
        county.record(unit)
    approval = "approval: {body: 领导小组, date: 2020-02-20, document: 纪要}\n"
    county.write("years/2019.yaml", YEAR.replace("under-review", "approved").replace("none", "full") + approval)
    county.commit()
    internal = BONUS + "    visibility: internal\n"
    county.record("jia", more=DEDUCTION + internal)
    county.commit()
    county.record("jia", ballots="[91]", more=DEDUCTION.replace("level: 省", "level: 国家") + internal)
    county.commit()
    county.record("yi", more=DEDUCTION)
    county.commit()
    county.record("yi")
    reapprove(county.data)
    county.commit()
    return county


def pages(data: Path, output: Path, audience: str) -> dict[str, str]:
    reapprove(data)
    assert build.main(["--data", str(data), "--output", str(output), "--audience", audience, "--no-pdf"]) == 0
    return {path.parent.name: path.read_text(encoding="utf-8") for path in output.glob("2019/units/*/index.html")}


def steps(page: str) -> list[str]:
    """The rows of the table of commits, as text, without ids."""
    table = page.partition('id="past"')[2].partition("</table>")[0].partition("<tbody>")[2]
    rows = [re.sub(r"<[^>]+>", "|", row) for row in table.split("</tr>")]
    cells = [[cell.strip() for cell in row.split("|") if cell.strip()] for row in rows]
    return [" ".join("ID" if re.fullmatch("[0-9a-f]{10}", cell) else cell for cell in row) for row in cells if row]


def test_the_office_sees_who_did_what(county: County, tmp_path: Path) -> None:
    texts = pages(county.data, tmp_path / "output", "office")
    assert steps(texts["jia"]) == [
        f"2020年3月3日 ID {NAME} 修改扣分记录 d1（级别）；修改评议票 互评（评议票）",
        f"2020年3月2日 ID {NAME} 登记扣分记录 d1；登记加分记录 b1",
        f"2020年3月1日 ID {NAME} 登记环节成绩 专业测评；登记评议票 互评；登记证据 e1、e2",
    ]
    assert steps(texts["yi"])[:2] == [
        f"2020年3月5日 ID {NAME} 删除扣分记录 d1",
        f"2020年3月4日 ID {NAME} 登记扣分记录 d1",
    ]
    commit = county.git("rev-parse", "HEAD~3")[:10]
    assert f"历史：2020年3月2日登记（{commit} {NAME}）；2020年3月3日修改（" in texts["jia"]


def test_the_public_sees_days_and_short_ids_of_what_its_page_shows(county: County, tmp_path: Path) -> None:
    texts = pages(county.data, tmp_path / "output", "public")
    assert steps(texts["jia"]) == [
        "2020年3月3日 ID 修改扣分记录 d1",
        "2020年3月2日 ID 登记扣分记录 d1；登记证据 e2",
        "2020年3月1日 ID 登记环节成绩 专业测评；登记证据 e1",
    ]
    assert steps(texts["yi"]) == ["2020年3月1日 ID 登记环节成绩 专业测评；登记证据 e1"]
    first = county.git("rev-parse", "HEAD~3")[:10]
    second = county.git("rev-parse", "HEAD~2")[:10]
    assert f"历史：2020年3月2日登记（{first}）；2020年3月3日修改（{second}）" in texts["jia"]
    for file in (tmp_path / "output").rglob("*"):
        if file.is_file():
            assert NAME.encode() not in file.read_bytes(), file
            assert county.git("rev-parse", "HEAD~1").encode() not in file.read_bytes(), file


@pytest.mark.parametrize("disclosure", ["none", "names", "totals", "components"])
def test_below_the_full_level_the_public_sees_no_past(county: County, tmp_path: Path, disclosure: str) -> None:
    county.change(
        "years/2019.yaml",
        "disclosure: full",
        f"disclosure: {disclosure}\nleading: 1" if disclosure == "names" else f"disclosure: {disclosure}",
    )
    texts = pages(county.data, tmp_path / "output", "public")
    assert not any("登记和修改的历史" in page or "历史：" in page for page in texts.values())


def test_what_is_not_committed_is_said_on_the_page(county: County, tmp_path: Path) -> None:
    county.record("bing", more=DEDUCTION)
    texts = pages(county.data, tmp_path / "output", "office")
    assert steps(texts["bing"])[0] == "尚未提交 — — 登记扣分记录 d1"
    assert "历史：登记，尚未提交" in texts["bing"]


def test_a_version_that_cannot_be_read_is_said_on_the_page(county: County, tmp_path: Path) -> None:
    county.write("scores/2019/bing.yaml", "unit: [\n")
    bad = county.commit()
    county.record("bing")
    county.commit()
    texts = pages(county.data, tmp_path / "output", "office")
    assert f"版本 {bad[:10]} 的文件读不出来，其间的改动记在其后第一个读得出来的版本。" in texts["bing"]
    assert "读不出来" not in texts["jia"]


def test_a_shallow_clone_is_warned_of_and_said_on_the_page(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    county.git("clone", "--quiet", "--depth", "1", f"file://{county.top}", str(copy))
    assert validate.main(["--data", str(copy / "data")]) == 0
    warning = "data/years/2019.yaml:1:1: shallow-clone: 版本库是浅克隆，较早的提交没有取来，页面上的修改历史不完整"
    assert warning in capsys.readouterr().out
    texts = pages(copy / "data", tmp_path / "output", "public")
    assert warning in capsys.readouterr().err
    assert "下面的历史不完整" in texts["jia"]
    assert steps(texts["jia"]) == [
        "2020年3月5日 ID 此前已登记环节成绩 专业测评；此前已登记扣分记录 d1；此前已登记证据 e1、e2"
    ]
    assert validate.main(["--data", str(county.data)]) == 0
    assert "shallow-clone" not in capsys.readouterr().out


def test_data_outside_of_a_repository_says_so(county: County, tmp_path: Path) -> None:
    (county.top / ".git").rename(tmp_path / "away")
    texts = pages(county.data, tmp_path / "output", "office")
    assert "数据不在版本库中，没有修改历史。" in texts["jia"]
    assert steps(texts["jia"]) == []


def test_an_author_cannot_write_on_the_page(county: County, tmp_path: Path) -> None:
    county.record("bing", more=DEDUCTION)
    county.git("add", "--all")
    county.git("-c", "user.name=x", "commit", "--quiet", "--message", "m", "--author", "a&lt;b <x@example.org>")
    texts = pages(county.data, tmp_path / "output", "office")
    assert '<td data-label="提交人">a&amp;lt;b</td>' in texts["bing"]


def test_who_recorded_an_entry_is_no_change_to_the_public(county: County, tmp_path: Path) -> None:
    for recorder in ("张三", "李四"):
        county.record("bing", more=f"{DEDUCTION}    recorder: {recorder}\n")
        county.commit()
    office = pages(county.data, tmp_path / "office", "office")
    assert steps(office["bing"])[0] == f"2020年3月7日 ID {NAME} 修改扣分记录 d1（记录人）"
    public = pages(county.data, tmp_path / "public", "public")
    assert steps(public["bing"])[0] == "2020年3月6日 ID 登记扣分记录 d1；登记证据 e2"


def test_internal_marks_of_items_have_no_public_past(tmp_path: Path) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "county" / "data"))
    path = data / "scores" / "2019" / "jianping.yaml"
    text = path.read_text(encoding="utf-8")
    item = "      - clause: 附件3第三类第2项\n"
    assert text.count(item) == 1
    path.write_text(text.replace(item, f"{item}        visibility: internal\n"), encoding="utf-8")
    commit(tmp_path)
    dataset = read_year(data, Period(2019)).whole
    history = history_of(clone_of(data), Period(2019))
    marks = assess(dataset)
    by_name = {}
    for audience in Audience:
        publication = disclose(dataset, marks, audience, Edition("", False, date(2020, 3, 2)), history)
        known = publication.units["jianping"].history
        assert known is not None
        by_name[audience] = {record.key for record in known.records}
    hidden = by_name[Audience.OFFICE] - by_name[Audience.PUBLIC]
    assert Key(Kind.ITEM, "agency/附件3第三类第2项") in hidden
    assert Key(Kind.ITEM, "agency/附件3第三类第1项") in by_name[Audience.PUBLIC]
    assert Key(Kind.BALLOTS, "peer") in hidden
