"""A name where the id of a unit is wanted is a fault that says the id, in every field that holds one."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.check import check
from assessment.load.json_schema import schema_of
from assessment.load.yaml_file import Steps
from assessment.period import Period
from assessment.year.reading import read_year
from tests.folder import Folder

FIELDS = {
    "unit": ("scores/2019/jianping.yaml", "unit: jianping\n", "unit: {}\n", "jianping"),
    "rater": (
        "scores/2019/jianping.yaml",
        "provenance: sample\n",
        "provenance: sample\nballots:\n  peer:\n    - {{rater: {}, date: 2020-01-08, marks: [90]}}\n",
        "fagaiwei",
    ),
    "a group": ("schemes/2019.yaml", "units: [jianping, ", "units: [{}, ", "jianping"),
    "a kind": (
        "schemes/2019.yaml",
        "components:\n",
        "kinds:\n  - {{id: near, name: 近郊, units: [{}]}}\ncomponents:\n",
        "jianping",
    ),
    "eligible": ("years/2019.yaml", "[fagaiwei]", "[{}]", "fagaiwei"),
}
NAMES = {
    "jianping": ("建平镇", "郎溪县建平镇人民政府", "建 平 镇"),
    "fagaiwei": ("县发改委", "县粮储局", "发展改革委"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def faults(folder: Folder) -> Iterator[str]:
    yield from (str(finding) for finding in check(read_year(folder.data, Period(2019))))


@pytest.mark.parametrize("field", FIELDS)
def test_the_id_is_offered(folder: Folder, field: str) -> None:
    file, before, after, id = FIELDS[field]
    held = (folder.data / file).read_text(encoding="utf-8")
    for name in NAMES[id]:
        folder.write(file, held.replace(before, after.format(name), 1))
        messages = [line for line in faults(folder) if "wrong-form" in line]
        assert len(messages) == 1, (name, [*faults(folder)])
        assert re.search(rf"/{file}:\d+:\d+: wrong-form: .*（是不是“{id}”？是的话请改成 {id}）", messages[0]), (
            name,
            messages,
        )


@pytest.mark.parametrize("name", ["某某局", "镇"])
def test_a_name_of_no_unit_is_offered_nothing(folder: Folder, name: str) -> None:
    folder.change("scores/2019/jianping.yaml", "unit: jianping", f"unit: {name}")
    [message] = [line for line in faults(folder) if "wrong-form" in line]
    assert message.endswith("（单位编号，与文件名相同。）")


PATHS: dict[str, list[Steps]] = {
    "score": [("unit",), ("ballots", "peer", 0, "rater")],
    "scheme": [("groups", 0, "units", 0), ("kinds", 0, "units", 0)],
    "year": [("eligible", "一", 0)],
}


@pytest.mark.parametrize("kind", PATHS)
def test_the_fields_that_hold_one_say_so(kind: str) -> None:
    assert {schema_of(kind, path).get("x-names") for path in PATHS[kind]} == {"unit"}
