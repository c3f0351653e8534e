"""Units, county and scheme in forms: the effect comes first, and what was shown is what is saved."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from assessment.commands.compare import main as compare
from assessment.commands.new_year import main as new_year
from assessment.edit.county_file import county_text
from assessment.period import Period
from assessment.year.reading import read_units
from tests.desk.conftest import HOST, PERSON, Clerk
from tests.repository.county import SETTINGS, County

UNIT = """\
# yaml-language-server: $schema=../../schemas/unit.json
id: jia
name: "甲镇"  # 照方案

# 群众的叫法
also_called: [老甲镇]
"""
UNDECIDED = """\
# 待定：改定一处，删去一行
undecided:
  - title
  - components/agency/window # 等通知
  - clauses

"""


def send(clerk: Clerk, address: str, fields: Mapping[str, object], do: str = "save", seen: str = "") -> TestResponse:
    own = {"-token": clerk.place.token, "-do": do, "-seen": seen, "-opened": clerk.opened(address)}
    sent = {**own, **PERSON, **fields}
    return clerk.client.post(address, data=sent, headers={"Host": HOST})


def seen_in(page: str) -> str:
    found = re.search(r'name="-seen" value="([0-9a-f]+)"', page)
    assert found, page
    return found[1]


def save(clerk: Clerk, address: str, fields: Mapping[str, object]) -> str:
    """Look at the effect, then save; return the page with the effect."""
    shown = send(clerk, address, fields, "effect")
    assert shown.status_code == 200, shown.get_data(as_text=True)
    page = shown.get_data(as_text=True)
    answer = send(clerk, address, fields, seen=seen_in(page))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return page


def file(clerk: Clerk, path: str) -> str:
    return (clerk.data / path).read_text(encoding="utf-8")


@pytest.fixture
def clerk(county: County) -> Clerk:
    county.write("units/jia.yaml", UNIT)
    scheme = (county.data / "schemes/2019.yaml").read_text(encoding="utf-8")
    county.write("schemes/2019.yaml", UNDECIDED + scheme)
    county.change("years/2019.yaml", "stage: under-review", "stage: collecting")
    county.commit()
    return Clerk(county.data)


def test_a_unit_that_is_renamed_keeps_its_name_for_the_years_before(clerk: Clerk, county: County) -> None:
    page = save(clerk, "/roster/jia", {"name": "新甲镇", "full_name": "新甲镇人民政府", "-since": "2020"})
    assert "要写进 units/jia.yaml 的内容" in page
    assert "2019年的成绩和记录不受影响" in page
    text = file(clerk, "units/jia.yaml")
    renamed = UNIT.replace('甲镇"  # 照方案\n', '新甲镇"  # 照方案\nfull_name: 新甲镇人民政府\n')
    assert text == f"{renamed}earlier:\n  - until: 2019\n    name: 甲镇\n    full_name: ~\n"
    assert read_units(clerk.data, Period(2019))["jia"].name == "甲镇"
    assert read_units(clerk.data, Period(2020))["jia"].name == "新甲镇"
    assert county.git("log", "-1", "--format=%an %s") == "张三 甲镇：修改单位信息"


def test_a_slip_in_a_name_leaves_nothing_behind(clerk: Clerk) -> None:
    save(clerk, "/roster/jia", {"name": "甲乡"})
    assert file(clerk, "units/jia.yaml") == UNIT.replace('甲镇"', '甲乡"')


def test_what_a_unit_is_also_called_needs_no_year(clerk: Clerk) -> None:
    save(clerk, "/roster/jia", {"name": "甲镇", "also_called": "老甲镇、甲乡", "-since": "2020"})
    assert file(clerk, "units/jia.yaml") == UNIT.replace("[老甲镇]", "[老甲镇, 甲乡]")


def test_nothing_is_saved_that_was_not_shown(clerk: Clerk) -> None:
    """A first click shows the effect; another change than the one that was shown is shown first, too."""
    for seen in ("", "0" * 64, seen_in(send(clerk, "/roster/jia", {"name": "丁"}, "effect").get_data(as_text=True))):
        answer = send(clerk, "/roster/jia", {"name": "新甲镇"}, seen=seen)
        assert answer.status_code == 200
        assert "照此保存" in answer.get_data(as_text=True)
    assert file(clerk, "units/jia.yaml") == UNIT


def test_what_changed_meanwhile_is_not_overwritten(clerk: Clerk, county: County) -> None:
    """Not even where the form does not ask for it, such as a comment."""
    seen = seen_in(send(clerk, "/roster/jia", {"name": "新甲镇"}, "effect").get_data(as_text=True))
    county.write("units/jia.yaml", UNIT.replace("# 照方案", "# 照批复"))
    assert send(clerk, "/roster/jia", {"name": "新甲镇"}, seen=seen).status_code == 200
    assert file(clerk, "units/jia.yaml") == UNIT.replace("# 照方案", "# 照批复")


@pytest.mark.parametrize(
    ("address", "fields", "path", "change", "row"),
    [
        (
            "/roster/jia",
            {"name": "甲镇", "also_called": "老甲镇、甲", "site": ""},
            "units/jia.yaml",
            ("id: jia\n", "id: jia\nsite: https://www.example.gov.cn/jia\n"),
            ("公开网站", "https://www.example.gov.cn/jia", "没有写"),
        ),
        (
            "/county",
            {"portal/name": "某县人民政府", "portal/icp": ""},
            "county.yaml",
            ("portal: {", "portal: {icp: 备1号, "),
            ("ICP备案号", "备1号", "没有写"),
        ),
        (
            "/scheme/2019/at/title",
            {"-value": "考评办法", "-settled": ["", "yes"]},
            "schemes/2019.yaml",
            ("title: 考评方案", "title: 测评方案"),
            ("标题", "测评方案", "考评办法"),
        ),
        (
            "/scheme/2019/reading/averaging",
            {"choice": ["", "by-rater"]},
            "schemes/2019.yaml",
            ("choice: by-rater", "choice: pooled"),
            ("怎样理解", "全部票一起平均。", "先按评议单位平均。"),
        ),
        (
            "/roster/bing/group",
            {"-group": ["", "town"]},
            "schemes/2019.yaml",
            (
                ", bing]}\n  - {id: office, name: 部门, clause: 乙类, units: [",
                "]}\n  - {id: office, name: 部门, clause: 乙类, units: [bing, ",
            ),
            ("在哪一组考评", "部门", "乡镇"),
        ),
    ],
)
def test_what_others_changed_stands_beside_what_was_filled_in(
    clerk: Clerk,
    county: County,
    address: str,
    fields: dict[str, object],
    path: str,
    change: tuple[str, str],
    row: tuple[str, str, str],
) -> None:
    """It is saved over only by one who saw both versions, and then what that does."""
    sent = {**fields, "-opened": clerk.opened(address), "-sure": "yes"}
    seen = seen_in(send(clerk, address, sent, "effect").get_data(as_text=True))
    county.change(path, *change)
    changed = file(clerk, path)
    for do in ("effect", "save"):
        answer = send(clerk, address, sent, do, seen)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 409
        assert "照此保存" not in page
        assert file(clerk, path) == changed
        cells = r'<th scope="row">([^<]*)</th><td[^>]*>([^<]*)</td><td[^>]*>([^<]*)</td>'
        assert row in re.findall(cells, page)
    known = page.partition('name="-opened" value="')[2].partition('"')[0]
    page = send(clerk, address, {**fields, "-opened": known}, "effect").get_data(as_text=True)
    assert "照此保存" in page


def test_an_error_is_shown_and_saved_only_when_that_is_meant(clerk: Clerk) -> None:
    page = send(clerk, "/roster/jia", {"name": "甲镇", "site": "javascript:alert(1)"}, "effect").get_data(as_text=True)
    assert "数据会有1处错误，写在填错的那一栏下面" in page
    seen = seen_in(page)
    assert send(clerk, "/roster/jia", {"name": "甲镇", "site": "javascript:alert(1)"}, seen=seen).status_code == 200
    assert file(clerk, "units/jia.yaml") == UNIT
    sure = {"name": "甲镇", "site": "javascript:alert(1)", "-sure": "yes"}
    assert send(clerk, "/roster/jia", sure, seen=seen).status_code == 303


def test_no_year_is_lost_even_when_that_is_meant(clerk: Clerk, county: County) -> None:
    """The form that would mend it would be gone with it."""
    county.change("schemes/2019.yaml", "undecided:\n", "undecided:\n  - issued\n")
    county.commit()
    before, sent = file(clerk, "schemes/2019.yaml"), {"-value": "去年年底", "-settled": ["", "yes"], "-sure": "yes"}
    page = send(clerk, "/scheme/2019/at/issued", sent, "effect").get_data(as_text=True)
    assert "照这样写，2019年就读不出来了，不能保存" in page
    assert "照此保存" not in page
    assert "知道有错" not in page
    assert send(clerk, "/scheme/2019/at/issued", sent, seen=seen_in(page)).status_code == 200
    assert file(clerk, "schemes/2019.yaml") == before


@pytest.mark.parametrize(
    "address", ["/2019/", "/2019/jia/", "/scheme/2019/", "/scheme/2019/at/title", "/scheme/2019/reading/averaging"]
)
def test_a_year_that_cannot_be_read_says_what_to_do(clerk: Clerk, county: County, address: str) -> None:
    county.change("schemes/2019.yaml", "groups:", "groupz:")
    page = clerk.page(address)
    assert "年度文件或方案有错" in page
    assert 'href="/mine">我的改动</a>里收回' in page
    clerk.page("/mine")


def test_the_settings_of_the_county_keep_their_comments(clerk: Clerk, county: County) -> None:
    before = county_text({"portal": {"name": "某县人民政府", "icp": "备1号"}, "organiser": {"name": "某县政府办"}})
    county.write("county.yaml", before)
    save(clerk, "/county", {"portal/name": "某市人民政府", "portal/icp": "", "organiser/contact": "办公电话"})
    expected = before.replace("name: 某县人民政府", "name: 某市人民政府").replace("icp: 备1号", "icp: ~")
    assert file(clerk, "county.yaml") == expected.replace("  contact:\n", "  contact: 办公电话\n", 1)


@pytest.mark.parametrize(("field", "written"), [("column/url", "没有网址"), ("evidence_folder", "data")])
def test_settings_that_were_saved_with_a_mistake_are_mended_in_their_form(
    clerk: Clerk, county: County, field: str, written: str
) -> None:
    """A mistake in them stops nothing but the taking in of evidence."""
    sound = {"portal/name": "某县人民政府"}
    page = send(clerk, "/county", {**sound, field: written}, "effect").get_data(as_text=True)
    assert "数据会有1处错误" in page
    wrong = {**sound, field: written, "-sure": "yes"}
    assert send(clerk, "/county", wrong, seen=seen_in(page)).status_code == 303
    assert written in file(clerk, "county.yaml")
    for address in ("/2019/", "/2019/jia/", "/roster/", "/county", "/mine", "/sheets/2019", "/steps/2019/"):
        clerk.page(address)
    assert clerk.post("/2019/jia/marks/agency", {"mark": "80"}).status_code == 303
    save(clerk, "/roster/jia", {"name": "甲乡"})
    save(clerk, "/county", {**sound, field: ""})
    assert written not in file(clerk, "county.yaml")
    assert county.git("status", "--porcelain") == ""


def test_a_form_without_a_change_writes_nothing(clerk: Clerk) -> None:
    for address, fields in (("/roster/jia", {"name": "甲镇"}), ("/county", {"portal/name": "某县人民政府"})):
        answer = send(clerk, address, fields, "effect").get_data(as_text=True)
        assert "没有变化，不用保存" in answer
    assert file(clerk, "county.yaml") == SETTINGS


@pytest.mark.parametrize(
    ("at", "fields", "changes"),
    [
        ("title", {"-value": "考评办法"}, {"title: 考评方案": "title: 考评办法", "  - title\n": ""}),
        (
            "components/agency/window",
            {"first": "2019-12-02", "last": "2019-12-31"},
            {"first: 2019-12-01": "first: 2019-12-02", "  - components/agency/window # 等通知\n": ""},
        ),
        ("clauses", {}, {"  - clauses\n": ""}),
    ],
)
def test_what_is_decided_goes_from_the_list(
    clerk: Clerk, at: str, fields: dict[str, str], changes: dict[str, str]
) -> None:
    before = file(clerk, "schemes/2019.yaml")
    assert f"/scheme/2019/at/{at}" in clerk.page("/scheme/2019/")
    clerk.page(f"/scheme/2019/at/{at}")
    save(clerk, f"/scheme/2019/at/{at}", {**fields, "-settled": ["", "yes"]})
    for old, new in changes.items():
        assert before.count(old) == 1
        before = before.replace(old, new)
    assert file(clerk, "schemes/2019.yaml") == before


def test_what_is_changed_and_not_settled_stays_on_the_list(clerk: Clerk) -> None:
    before = file(clerk, "schemes/2019.yaml")
    save(clerk, "/scheme/2019/at/title", {"-value": "考评办法", "-settled": ""})
    assert file(clerk, "schemes/2019.yaml") == before.replace("title: 考评方案", "title: 考评办法")


def test_another_reading_is_chosen_after_its_effect_was_seen(clerk: Clerk, capsys: pytest.CaptureFixture[str]) -> None:
    before = file(clerk, "schemes/2019.yaml")
    page = save(clerk, "/scheme/2019/reading/averaging", {"choice": ["", "pooled"]})
    headline = page.partition('<p class="headline">')[2].partition("</p>")[0]
    assert headline
    assert file(clerk, "schemes/2019.yaml") == before.replace("choice: by-rater", "choice: pooled")
    assert compare(["main", "--data", str(clerk.data)]) == 0
    assert headline in capsys.readouterr().out


def test_a_new_year_is_the_commands_own(clerk: Clerk, county: County, tmp_path: Path) -> None:
    """The same files, byte for byte, and committed; nothing of them is there before."""
    copy = tmp_path / "copy"
    county.git("clone", "--quiet", str(county.top), str(copy))
    page = save(clerk, "/begin", {"new": "2020", "from": ["", "2019"]})
    assert "要写进 schemes/2020.yaml 的内容" in page
    assert new_year(["2020", "--data", str(copy / "data")]) == 0
    names = county.git("show", "--format=", "--name-only").split("\n")
    assert len(names) == 6
    for name in names:
        assert (county.top / name).read_bytes() == (copy / name).read_bytes()
    assert "components/agency/window" in clerk.page("/scheme/2020/")
    clerk.page("/2020/")


@pytest.mark.parametrize("new", ["", "二〇二〇", "2019", "1999", "2020-x1"])
def test_no_other_year_is_begun(clerk: Clerk, county: County, new: str) -> None:
    assert send(clerk, "/begin", {"new": new, "from": ""}, "effect").status_code == 400
    assert county.git("status", "--porcelain") == ""


def test_what_is_wrong_with_a_scheme_a_unit_or_the_county_leads_to_its_form(clerk: Clerk, county: County) -> None:
    county.write("units/yi.yaml", "id: yi\nname: 乙镇\nsite: nowhere\n")
    county.change("county.yaml", "https://www.example.org/kaoping", "nowhere")
    page = clerk.page("/2019/")
    assert '<a href="/scheme/2019/">“标题”还是待定</a>' in page
    assert '<a href="/roster/yi">' in page
    assert '<a href="/county">' in page


@pytest.mark.parametrize(
    "address",
    ["/roster/nobody", "/roster/..%2fcounty", "/scheme/2018/", "/scheme/2019/at/full", "/scheme/2019/reading/none"],
)
def test_no_address_leads_elsewhere(clerk: Clerk, address: str) -> None:
    assert clerk.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/roster/jia", "/county", "/begin", "/scheme/2019/at/title", "/scheme/2019/reading/averaging"]
)
def test_who_may_send_is_as_for_every_form(clerk: Clerk, address: str) -> None:
    assert clerk.client.post(address, data={"-do": "save"}, headers={"Host": HOST}).status_code == 403
    page = clerk.page(address)
    assert "<script>" not in page
    assert clerk.get(address).headers["Cache-Control"] == "no-store"


def test_hostile_text_is_text(clerk: Clerk) -> None:
    hostile = "</textarea><script>alert(1)</script>"
    page = save(clerk, "/roster/jia", {"name": "甲镇", "also_called": "老甲镇", "full_name": hostile})
    assert "<script>alert" not in page + clerk.page("/roster/jia") + clerk.page("/roster/")
