"""What a county says of itself: read like any other file, with a default for whatever it leaves out."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path

import pytest

from assessment.approval.fixed import fixed
from assessment.check.county_blanks import find_county_blanks
from assessment.dataset.county import TO_FILL, County
from assessment.edit.layout import yaml_text
from assessment.load.county import KIND, county_of, load_county
from assessment.load.evidence_folder import evidence_folder_of
from assessment.load.evidence_place import refusal
from assessment.load.json_schema import SCHEMAS, checked, schema_of
from assessment.load.yaml_file import Document
from assessment.period import Period
from assessment.year.reading import read_year
from tests.folder import DATA
from tests.load.fault_cases import FaultCase, fault_cases
from tests.load.small import Small

SCHEMA = json.loads((SCHEMAS / "county.json").read_text(encoding="utf-8"))


def leaves(schema: Mapping[str, object], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every field that holds a value, by its path in the file."""
    properties = schema["properties"]
    assert isinstance(properties, dict)
    for name, field in properties.items():
        if "properties" in field:
            yield from leaves(field, (*path, name))
        else:
            yield (*path, name)


LEAVES = list(leaves(SCHEMA))
NUMBERED = {"index_numbers": "2019/scheme/", "documents.numbers": "2019/scheme/", "circular.numbers": "2019"}


def sample(path: tuple[str, ...]) -> object:
    """An unmistakable value of the kind that a field takes."""
    if (key := NUMBERED.get(".".join(path[-2:]), NUMBERED.get(path[-1]))) is not None:
        return {key: "某号"}
    if "array" in str(schema_of(KIND, path)["type"]):
        return ["某项"]
    if path[-1] == "icon":
        return "some.png"
    return "https://某.cn/某" if path[-1].endswith("url") else "某文"


def nested(path: tuple[str, ...], value: object) -> dict[str, object]:
    for step in reversed(path):
        value = {step: value}
    assert isinstance(value, dict)
    return value


def texts(value: object) -> Iterator[str]:
    """Every text within a County, wherever it stands."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, below in value.items():
            yield from texts(key.value if isinstance(key, Enum) else str(key))
            yield from texts(below)
    elif isinstance(value, tuple):
        for below in value:
            yield from texts(below)
    elif is_dataclass(value):
        for field in fields(value):
            if not field.name.endswith("origin"):
                yield from texts(getattr(value, field.name))


def county(values: Mapping[str, object]) -> County:
    document, findings = checked(Document("county.yaml", values, {}), KIND)
    assert (findings, document is not None) == ([], True)
    assert document is not None
    return county_of(document)


@pytest.fixture
def folder(tmp_path: Path) -> Small:
    return Small(tmp_path)


@pytest.mark.parametrize("path", LEAVES, ids=".".join)
def test_every_field_of_the_schema_is_read(path: tuple[str, ...]) -> None:
    value = sample(path)
    wanted = next(iter(value.values())) if isinstance(value, dict) else value[0] if isinstance(value, list) else value
    assert wanted in [*texts(county(nested(path, value)))]
    assert wanted not in [*texts(county({}))]


@pytest.mark.parametrize("path", LEAVES, ids=".".join)
def test_every_field_may_be_left_empty_and_its_section_too(path: tuple[str, ...]) -> None:
    if schema_of(KIND, path)["type"] != "array":
        county(nested(path, None))
    if len(path) == 2:
        assert [*texts(county({path[0]: None}))] == [*texts(county({}))]


@pytest.mark.parametrize("path", [(), *LEAVES, *{path[:depth] for path in LEAVES for depth in range(1, len(path))}])
def test_every_field_says_what_it_is_and_refuses_another_kind(path: tuple[str, ...]) -> None:
    about = schema_of(KIND, path)
    assert str(about["title"])
    assert str(about["description"]).endswith("。")
    wrong = nested(path, 5) if path else 5
    _, findings = checked(Document("county.yaml", wrong, {}), KIND)
    assert [finding.code for finding in findings] == ["wrong-type"]


@pytest.mark.parametrize("path", LEAVES, ids=".".join)
def test_no_field_holds_a_number_of_a_person(folder: Small, path: tuple[str, ...]) -> None:
    value = sample(path)
    number = "电话13800138000"
    if isinstance(value, dict):
        value = dict.fromkeys(value, number)
    elif isinstance(value, list):
        value = [number]
    else:
        value = number
    folder.write("county.yaml", yaml_text(nested(path, value)))
    assert any(" personal-data: 这里像是手机号码" in line for line in folder.messages())


def test_the_shipped_county_is_sound_and_what_is_missing_is_not_invented() -> None:
    loaded = load_county(DATA)
    assert loaded.findings == ()
    portal = loaded.county.portal
    assert (portal.name, portal.id_code, portal.icp) == ("郎溪县人民政府", TO_FILL, TO_FILL)


def test_older_data_without_the_file_is_told_how_to_make_it_and_goes_on(folder: Small) -> None:
    (folder.data / "county.yaml").unlink()
    assert folder.messages() == [
        "county.yaml:1:1: missing-county: 没有本地设置，网页上的名称、网址等显示“待填”"
        "（请运行 scripts/new-county 建立这个文件；原来写在 pelicanconf.py 里的，加上 --from pelicanconf.py 移过来）"
    ]
    [finding] = load_county(folder.data).findings
    assert finding.severity.value == "warning"
    known = read_year(folder.data, Period(2019)).county
    assert (known.portal.name, known.column.name, known.column.breadcrumb) == (TO_FILL, "监督保障", (TO_FILL,))
    assert known.column.url.startswith("https://")
    assert all(names for names in known.circular.fonts.values())


def test_a_file_with_another_ending_is_not_overlooked(folder: Small) -> None:
    (folder.data / "county.yaml").rename(folder.data / "county.yml")
    assert folder.messages() == ["county.yml:1:1: wrong-ending: 文件名的结尾是“.yml”，不会被读取（请把结尾改成 .yaml）"]


@pytest.mark.parametrize("case", [*fault_cases("county_faults.txt")], ids=lambda case: case.what)
def test_what_is_said(case: FaultCase, folder: Small) -> None:
    folder.write("county.yaml", case.text)
    assert folder.messages() == [f"county.yaml:{line}" for line in case.messages]


def test_what_a_real_publication_needs_is_named_with_its_place() -> None:
    needed = {*LEAVES} - {path for path in LEAVES if path[0] in ("circular", "license", "source_url", "evidence_folder")}
    needed -= {("documents", "index_numbers"), ("documents", "numbers"), ("organiser", "objections"), ("column", "icon")}
    empty: dict[str, dict[str, None]] = {}
    for section, name in needed:
        empty.setdefault(section, {})[name] = None
    assert {field for field, _ in county(empty).blanks()} == needed
    filled = {section: {name: sample((section, name)) for name in names} for section, names in empty.items()}
    assert [*county(filled).blanks()] == []
    findings = [str(finding) for finding in find_county_blanks(load_county(DATA).county)]
    assert findings[1] == (
        "data/county.yaml:11:11: not-filled-in: 正式公布前请填写“网站标识码”（portal.id_code）"
        "（不能留空，也不能用示例网址）"
    )
    assert len(findings) == 7, findings


def test_nothing_of_it_is_sealed() -> None:
    loaded = read_year(DATA, Period(2019))
    assert not any("county" in path for path in loaded.documents)
    assert "county" not in str(fixed(loaded.whole, loaded.documents))


def test_evidence_is_kept_where_the_county_says(folder: Small) -> None:
    assert evidence_folder_of(folder.data) == folder.data / "evidence"
    folder.write("county.yaml", "evidence_folder: 共享/证据\n")
    assert evidence_folder_of(folder.data) == folder.data.resolve().parent / "共享/证据"
    folder.write("county.yaml", "evidence_folder: /srv/证据\n")
    assert evidence_folder_of(folder.data) == Path("/srv/证据")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("/", "里面有数据文件夹本身"),
        ("/srv", "是系统的文件夹"),
        ("/usr/share", "是系统的文件夹"),
        ("/etc/../etc", "是系统的文件夹"),
        (".", "里面有数据文件夹本身"),
        ("..", "里面有数据文件夹本身"),
        ("data", "里面有数据文件夹本身"),
        ("data/scores", "在数据文件夹里"),
        ("共享/../data/approvals", "在数据文件夹里"),
        (".git", "以点开头"),
        (".git/objects", "以点开头"),
        (".venv/share", "以点开头"),
        ("/var/lib/x", "是系统的文件夹"),
        ("/root", "是系统的文件夹"),
        ("/home/x", "是个人的整个文件夹"),
        ("/home/x/.ssh", "以点开头"),
        ("county/data/scores", "在数据文件夹里"),
        ("other", "是版本库的文件夹"),
    ],
)
def test_evidence_lies_in_a_folder_of_its_own(folder: Small, written: str, why: str) -> None:
    for path in ("other/.git", "county/data/years", "county/data/scores"):
        (folder.data.parent / path).mkdir(parents=True)
    folder.write("county.yaml", f"evidence_folder: {written}\n")
    loaded = load_county(folder.data)
    (finding,) = (one for one in loaded.findings if one.code == "evidence-folder")
    assert (finding.place.line, finding.place.column) == (1, 18)
    assert why in finding.message
    assert loaded.county.evidence_folder == "", "nothing of it is read"


@pytest.mark.parametrize(
    "written",
    ["共享/证据", "data/evidence/x", "/mnt/共享/证据", "/run/user/1000/gvfs/share/证据", "/run/media/u/盘", "/srv/证据"],
)
def test_shared_folders_and_disks_may_hold_evidence(folder: Small, written: str) -> None:
    assert refusal(folder.data, written) == ""
