"""Units by whatever offices call them: found where one reading is possible, else offered."""

import pytest

from assessment.commands.units import unit_id
from assessment.dataset.unit import Unit
from assessment.errors import RequestError
from assessment.imports.question import Question
from assessment.imports.roster import UnitNames, unit_names
from assessment.period import Period
from assessment.place import Origin, Place
from tests.imports.sheets import Desk

AT = Origin(Place("units/x.yaml", 1, 1))

FOUND = {
    "jianping": [
        "建平镇",
        "建平",
        "建 平 镇",
        "建平镇人民政府",
        "郎溪县建平镇",
        "郎溪县建平镇人民政府",
        "1.建平镇",
        "（1）建平镇",
        "建平\n镇",
    ],
    "shizi": ["十字镇", "2、十字镇", "3十字镇", "一、十字镇", "十字镇（乡镇）", "★十字镇", "（1）十字镇"],
    "jingkaiqu": ["经开区管委会", "郎溪经开区管委会", "县经开区管委会", "郎溪县经开区管委会"],
    "caizhengju": ["财政局", "县财政局", "郎溪县财政局", "郎溪财政局", "县财政局（国资委）"],
}
OFFERED = {
    "县发展和改革委员会": "县发改委",
    "郎溪县教育体育局": "县教体局",
    "人力资源和社会保障局": "县人社局",
    "县卫生健康委": "县卫健委",
    "县市场监督管理局": "县市场监管局",
    "县重点工程中心": "县重点工程建设中心",
    "国家税务总局郎溪县税务局": "县税务局",
    "建坪镇": "建平镇",
    "经开区": "郎溪经开区管委会",
    "郎溪经济开发区": "郎溪经开区管委会",
}


@pytest.fixture(scope="module")
def names(desk: Desk) -> UnitNames:
    return unit_names(desk.year.whole.scheme, desk.year.whole.units)


@pytest.mark.parametrize(("unit", "forms"), FOUND.items())
def test_forms_that_are_found(names: UnitNames, unit: str, forms: list[str]) -> None:
    assert [form for form in forms if names.find(form) != unit] == []


def test_every_unit_by_every_form(desk: Desk, names: UnitNames) -> None:
    for unit in desk.year.whole.units.values():
        for form in (
            unit.name,
            f"郎溪县{unit.name.removeprefix('县').removeprefix('郎溪')}",
            f"12.{unit.name}",
            unit.full_name,
        ):
            assert form == "" or names.find(form) == unit.id


def test_a_line_break_inside_a_name(desk: Desk) -> None:
    assert desk.finals([["单位", "得分"], ["建平\n镇", 90], ["县财政\n局", 80]]) == {"建平镇": 90, "县财政局": 80}


@pytest.mark.parametrize(("form", "unit"), OFFERED.items())
def test_forms_that_are_offered(desk: Desk, names: UnitNames, form: str, unit: str) -> None:
    assert names.near(form)[0] == unit
    [fault] = desk.read("agency", [["单位", "得分"], ["十字镇", 80], [form, 90]]).findings
    assert isinstance(fault, Question)
    assert (fault.code, fault.word, fault.guess) == ("unknown-unit", form, unit)
    assert f"是不是“{unit}”" in fault.hint
    assert desk.finals([["单位", "得分"], [form, 90]], words={form: unit}) == {unit: 90}


@pytest.mark.parametrize("form", ["县供销社", "县红十字会", "某某公司"])
def test_what_is_like_nothing_is_not_guessed(names: UnitNames, form: str) -> None:
    assert (names.find(form), names.near(form)) == (None, [])


def test_a_name_of_two_units_finds_neither(names: UnitNames) -> None:
    assert names.find("县") is None
    assert names.within("建平镇和十字镇") is None
    assert names.within("2019年建平镇测评表") == "jianping"


@pytest.mark.parametrize("text", ["jianping", "建平镇", "建平", "郎溪县建平镇人民政府"])
def test_a_unit_on_the_command_line(desk: Desk, text: str) -> None:
    assert unit_id(desk.year.data, Period(2019), text) == "jianping"


def test_a_unit_on_the_command_line_that_nobody_knows(desk: Desk) -> None:
    assert unit_id(desk.year.data, Period(2019), "") == ""
    with pytest.raises(RequestError, match="没有编号或名称为“建坪镇”的单位；是不是“建平镇”？"):
        unit_id(desk.year.data, Period(2019), "建坪镇")


CITY = {
    "taozhou": Unit("taozhou", "桃州镇", "广德市桃州镇人民政府", (), (), "", AT),
    "fagaiwei": Unit("fagaiwei", "市发改委", "广德市发展和改革委员会", (), (), "", AT),
    "scjgj": Unit("scjgj", "市市场监管局", "", (), (), "", AT),
}


@pytest.mark.parametrize(
    ("form", "unit"),
    [
        ("市发展和改革委员会", "fagaiwei"),
        ("发展和改革委员会", "fagaiwei"),
        ("广德市发展和改革委员会", "fagaiwei"),
        ("市桃州镇", "taozhou"),
        ("市场监管局", "scjgj"),
        ("广德市市场监管局", "scjgj"),
        ("县发展和改革委员会", None),
    ],
)
def test_the_level_is_the_one_of_the_county(form: str, unit: str | None) -> None:
    """Of a city's own departments names begin with 市, as those of a county's with 县; another level is no name."""
    assert UnitNames(CITY.values()).find(form) == unit


def test_units_of_no_level_are_those_of_a_county() -> None:
    assert UnitNames([Unit("scjgj", "市场监管局", "", (), (), "", AT)]).find("县市场监管局") == "scjgj"
