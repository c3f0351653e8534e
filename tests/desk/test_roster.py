"""Units come, move, merge and go in forms; the effect comes first, and what is approved stays as it is."""

import re
from pathlib import Path

import pytest

from assessment.commands.compare import main as compare
from assessment.commands.new_year import main as new_year
from assessment.commands.validate import main as validate
from assessment.period import Period
from assessment.year.reading import read_units, read_year
from tests.desk.conftest import Clerk
from tests.desk.test_file_forms import file, save, seen_in, send
from tests.repository.county import County

EMPTY = """\
# yaml-language-server: $schema=../../../schemas/score.json
# 丙镇2019年度考评记录；尚无成绩的不填，不要填 0
unit: bing
year: 2019
provenance: real
"""


@pytest.fixture
def clerk(county: County) -> Clerk:
    for path in ("years/2019.yaml", *(f"scores/2019/{unit}.yaml" for unit in ("jia", "yi", "ding"))):
        county.change(path, "provenance: sample", "provenance: real")
    county.change("years/2019.yaml", "stage: under-review", "stage: collecting")
    county.write("scores/2019/bing.yaml", EMPTY)
    county.commit()
    return Clerk(county.data)


def headline(page: str) -> str:
    return page.partition('<p class="headline">')[2].partition("</p>")[0]


def assert_as_compare_says(clerk: Clerk, page: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What was shown is what ``compare`` says of the commit, and what was not called a fault is none."""
    capsys.readouterr()
    assert compare(["main", "--data", str(clerk.data)]) == 0
    assert headline(page) in capsys.readouterr().out
    assert ("数据会有" in page) == (validate(["--data", str(clerk.data)]) != 0)


def test_a_new_unit_is_what_the_command_writes(
    clerk: Clerk, county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    county.git("clone", "--quiet", str(county.top), str(copy))
    page = save(clerk, "/roster/+", {"name": "戊镇", "-group": ["", "town"]})
    assert county.git("log", "-1", "--format=%an %s") == "张三 新列入戊镇"
    assert "要写进 units/wuzhen.yaml 的内容" in page
    assert file(clerk, "units/wuzhen.yaml") == (
        "# yaml-language-server: $schema=../../schemas/unit.json\nid: wuzhen\nname: 戊镇\n"
    )
    (copy / "data/units/wuzhen.yaml").write_text(file(clerk, "units/wuzhen.yaml"), encoding="utf-8")
    (copy / "data/schemes/2019.yaml").write_text(file(clerk, "schemes/2019.yaml"), encoding="utf-8")
    assert new_year(["2019", "--data", str(copy / "data")]) == 0
    record = "scores/2019/wuzhen.yaml"
    assert file(clerk, record) == (copy / "data" / record).read_text(encoding="utf-8")
    assert_as_compare_says(clerk, page, capsys)
    clerk.page("/2019/wuzhen/")


def test_a_scheme_keeps_its_lines_when_a_unit_comes_and_goes(clerk: Clerk) -> None:
    before = file(clerk, "schemes/2019.yaml")
    save(clerk, "/roster/+", {"name": "戊镇", "id": "wu", "-group": "town"})
    after = file(clerk, "schemes/2019.yaml")
    assert after == before.replace("units: [jia, yi, bing]", "units: [jia, yi, bing, wu]")
    save(clerk, "/roster/wu/leave", {})
    assert file(clerk, "schemes/2019.yaml") == before
    assert not (clerk.data / "scores/2019/wu.yaml").exists()
    assert (clerk.data / "units/wu.yaml").exists()
    save(clerk, "/roster/wu/group", {"-group": "office"})
    assert "wu" in read_year(clerk.data, Period(2019)).whole.records


def test_a_unit_moves_with_its_record(clerk: Clerk, capsys: pytest.CaptureFixture[str]) -> None:
    page = save(clerk, "/roster/bing/group", {"-group": ["", "office"]})
    assert file(clerk, "scores/2019/bing.yaml") == EMPTY
    year = read_year(clerk.data, Period(2019))
    group = year.whole.scheme.group_of("bing")
    assert group is not None
    assert group.id == "office"
    assert_as_compare_says(clerk, page, capsys)


def test_what_a_move_makes_wrong_is_said_before(clerk: Clerk, capsys: pytest.CaptureFixture[str]) -> None:
    fields = {"-group": ["", "office"]}
    page = send(clerk, "/roster/jia/group", fields, "effect").get_data(as_text=True)
    assert "“甲镇”属于“部门”，不能评议“丁局”" in page
    answer = send(clerk, "/roster/jia/group", {**fields, "-sure": "yes"}, seen=seen_in(page))
    assert answer.status_code == 303
    assert_as_compare_says(clerk, page, capsys)


def test_an_empty_record_goes_with_its_unit(clerk: Clerk, county: County, capsys: pytest.CaptureFixture[str]) -> None:
    page = save(clerk, "/roster/bing/leave", {})
    assert not (clerk.data / "scores/2019/bing.yaml").exists()
    assert "deleted" not in county.git("status", "--porcelain")
    assert_as_compare_says(clerk, page, capsys)
    assert "2019年不在考评之列" in clerk.page("/roster/")
    assert 'href="/roster/bing/group">列入考评' in clerk.page("/roster/")


@pytest.mark.parametrize(
    ("address", "fields"),
    [("/roster/ding/group", {"-group": "town"}), ("/roster/ding/leave", {}), ("/roster/ding/merge", {"-other": "jia"})],
)
def test_no_group_is_left_without_units(clerk: Clerk, county: County, address: str, fields: dict[str, str]) -> None:
    answer = send(clerk, address, fields, "effect")
    assert answer.status_code == 400
    assert "“部门”只有这一个单位，不能空着" in answer.get_data(as_text=True)
    assert county.git("status", "--porcelain") == ""


def test_no_kind_is_left_without_units(clerk: Clerk, county: County) -> None:
    county.change(
        "schemes/2019.yaml", "components:\n", "kinds:\n  - {id: seat, name: 驻地, units: [bing]}\ncomponents:\n"
    )
    county.commit()
    answer = send(clerk, "/roster/bing/leave", {}, "effect")
    assert answer.status_code == 400
    assert "“驻地”只有这一个单位，不能空着" in answer.get_data(as_text=True)


def test_of_a_year_that_cannot_be_read_nobody_is_said_to_be_in_no_group(clerk: Clerk, county: County) -> None:
    county.change("schemes/2019.yaml", "groups:", "groupz:")
    page = clerk.page("/roster/")
    assert "2019年的年度文件或方案有错，看不出各单位在哪一组" in page
    assert "不在考评之列" not in page
    assert "列入考评" not in page
    answer = clerk.get("/roster/jia/leave")
    assert answer.status_code == 400
    assert "改好以后才能增减考评对象" in answer.get_data(as_text=True)


def test_a_unit_of_which_something_is_recorded_stays(clerk: Clerk, county: County) -> None:
    for address, fields in (("/roster/jia/leave", {}), ("/roster/jia/merge", {"-other": "yi"})):
        answer = send(clerk, address, fields, "effect")
        assert answer.status_code == 400
        assert "已有记录" in answer.get_data(as_text=True)
    assert county.git("status", "--porcelain") == ""


def test_a_merged_unit_has_its_new_name_from_this_year_on(clerk: Clerk, capsys: pytest.CaptureFixture[str]) -> None:
    page = save(clerk, "/roster/bing/merge", {"-other": ["", "yi"], "-name-then": "新乙镇"})
    assert read_units(clerk.data, Period(2018))["yi"].name == "乙镇"
    assert read_units(clerk.data, Period(2019))["yi"].name == "新乙镇"
    assert read_year(clerk.data, Period(2019)).whole.scheme.group_of("bing") is None
    assert_as_compare_says(clerk, page, capsys)


def test_a_merged_unit_may_keep_its_name(clerk: Clerk) -> None:
    before = file(clerk, "units/yi.yaml")
    save(clerk, "/roster/bing/merge", {"-other": ["", "yi"], "-name-then": ""})
    assert file(clerk, "units/yi.yaml") == before


def test_a_year_that_is_a_sample_takes_no_other_units(clerk: Clerk, county: County) -> None:
    """As the command says, of which approved years are the other case."""
    county.change("years/2019.yaml", "provenance: real", "provenance: sample")
    for address, fields in (
        ("/roster/+", {"name": "戊镇", "-group": "town"}),
        ("/roster/bing/leave", {}),
        ("/roster/bing/merge", {"-other": "yi"}),
    ):
        answer = send(clerk, address, fields, "effect")
        assert "不能再增减考评对象" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("address", "fields", "field"),
    [
        ("/roster/+", {"name": "", "-group": "town"}, "name"),
        ("/roster/+", {"name": "戊镇", "-group": ""}, "-group"),
        ("/roster/jia/group", {"-group": "nothing"}, "-group"),
        ("/roster/bing/merge", {"-other": "bing"}, "-other"),
    ],
)
def test_what_is_not_filled_in_is_said_at_its_field(
    clerk: Clerk, address: str, fields: dict[str, str], field: str
) -> None:
    page = send(clerk, address, fields, "effect").get_data(as_text=True)
    assert fault_at(page, field) == "还没有填"
    assert "-seen" not in page


def fault_at(page: str, field: str) -> str:
    """What is said at a field, without marks of the page."""
    said = page.partition(f'data-fault="{field}" aria-live="polite">')[2].partition("</ul>")[0]
    return re.sub("<[^>]*>", "", said)


def test_faults_of_files_stand_at_their_fields(clerk: Clerk, county: County) -> None:
    page = send(clerk, "/roster/jia", {"name": "甲镇", "site": "nowhere"}, "effect").get_data(as_text=True)
    assert "http" in fault_at(page, "site")
    assert "数据会有1处错误，写在填错的那一栏下面" in page
    assert "nowhere" not in page.partition('<div class="caution"')[2].partition("</div>")[0]
    page = send(clerk, "/roster/+", {"name": "戊镇", "id": "戊", "-group": "town"}, "effect").get_data(as_text=True)
    assert "小写字母" in fault_at(page, "id")
    page = send(clerk, "/county", {"portal/name": "某县", "column/url": "nowhere"}, "effect").get_data(as_text=True)
    assert fault_at(page, "column/url")
    seen = seen_in(page)
    assert send(clerk, "/county", {"portal/name": "某县", "column/url": "nowhere"}, seen=seen).status_code == 200
    assert county.git("status", "--porcelain") == ""


def test_no_id_is_longer_than_a_file_may_be_called(clerk: Clerk) -> None:
    long = {"name": "甲" * 300, "-group": "town"}
    page = send(clerk, "/roster/+", {**long, "id": "a" * 101}, "effect").get_data(as_text=True)
    assert "最多100个" in fault_at(page, "id")
    page = send(clerk, "/roster/+", long, "effect").get_data(as_text=True)
    assert f"要写进 units/{'jia' * 30}.yaml 的内容" in page


def test_an_id_that_leads_elsewhere_is_refused(clerk: Clerk, county: County) -> None:
    for id in ("../years/2019", "jia", "a/b"):
        answer = send(clerk, "/roster/+", {"name": "戊镇", "id": id, "-group": "town"}, "effect")
        assert answer.status_code in (200, 400)
        assert "照此保存" not in answer.get_data(as_text=True)
    assert county.git("status", "--porcelain") == ""


@pytest.mark.parametrize("address", ["/roster/nobody/leave", "/roster/nobody/group", "/roster/nobody/merge"])
def test_nobody_is_not_there(clerk: Clerk, address: str) -> None:
    assert clerk.get(address).status_code == 404
