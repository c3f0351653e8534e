"""The open data of the shipped year, read by programs that others would read it with."""

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from frictionless import Package, Resource
from openpyxl.worksheet.worksheet import Worksheet

from assessment.commands import build
from assessment.dataset.year import Disclosure, Stage
from assessment.render.open_data.csv import csv_bytes
from assessment.render.open_data.json import json_bytes
from assessment.render.open_data.table import ColumnType, DataColumn, DataTable, Datum
from assessment.render.open_data.xlsx import ABOUT, DATA, xlsx_bytes
from assessment.render.words import SAMPLE
from tests.built import Built
from tests.hostile.county import hostile
from tests.leaks.planted import Plan, write

NAMES = ("results", "deductions", "ranges", "neighbours", "shares", "units", "scheme")

SMALL = DataTable(
    name="small",
    title="小表",
    description="两行。",
    columns=(
        DataColumn("单位", "单位名称", required=True),
        DataColumn("分数", "得分", ColumnType.NUMBER),
        DataColumn("名次", "名次", ColumnType.INTEGER),
        DataColumn("日期", "日期", ColumnType.DATE),
    ),
    rows=(
        ("甲镇", Decimal("89.70"), 1, date(2020, 1, 2)),
        ("=cmd|' /C calc'!A0,\"乙\"\n", Decimal("-0.0000001"), None, None),
    ),
)


def test_a_small_table_in_full() -> None:
    assert csv_bytes(SMALL).decode("utf-8") == (
        '\ufeff单位,分数,名次,日期\r\n甲镇,89.70,1,2020-01-02\r\n"\'=cmd|\' /C calc\'!A0,""乙""\n",-0.0000001,,\r\n'
    )
    assert json.loads(json_bytes(SMALL)) == [
        {"单位": "甲镇", "分数": "89.70", "名次": 1, "日期": "2020-01-02"},
        {"单位": "=cmd|' /C calc'!A0,\"乙\"\n", "分数": "-0.0000001", "名次": None, "日期": None},
    ]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(SMALL, ["示例"])))
    assert [[cell.value for cell in row] for row in book[DATA].iter_rows()] == [
        ["单位", "分数", "名次", "日期"],
        ["甲镇", 89.7, 1, book[DATA]["D2"].value],
        ["=cmd|' /C calc'!A0,\"乙\"\n", -0.0000001, None, None],
    ]
    assert [book[DATA][place].data_type for place in ("A2", "A3", "B3")] == ["s", "s", "n"]
    formats = [book[DATA][place].number_format for place in ("B2", "B3", "D2")]
    assert formats == ["0.00", "0.0000000", "yyyy-mm-dd"], "each number as it is written"
    assert [[cell.value for cell in row] for row in book[ABOUT].iter_rows(max_col=2)] == [
        ["小表", None],
        ["示例", None],
        ["两行。", None],
        [None, None],
        ["列", "含义"],
        ["单位", "单位名称"],
        ["分数", "得分"],
        ["名次", "名次"],
        ["日期", "日期"],
    ]
    assert xlsx_bytes(SMALL, ["示例"]) == xlsx_bytes(SMALL, ["示例"])


@pytest.fixture(scope="module")
def package(built: Built) -> Package:
    """The package as Frictionless reads it, which refuses what is no package."""
    return Package(str(built.site / "2019" / "datapackage.json"))


def described(site: Path) -> dict[str, dict[str, object]]:
    package = json.loads((site / "2019" / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def test_frictionless_finds_no_fault(built: Built, package: Package) -> None:
    assert [resource.name for resource in package.resources] == [
        f"{name}{form}" for name in NAMES for form in ("", "-json", "-xlsx")
    ]
    for resource in package.resources:
        result = resource
        if resource.format == "json":
            # Its reader of JSON files is an extra; the rows are the same when they are given to it.
            rows = json.loads((built.site / "2019" / str(resource.path)).read_text(encoding="utf-8"))
            result = Resource(data=rows, schema=resource.schema)
        report = result.validate()
        assert report.valid, (resource.name, report.flatten(["rowNumber", "fieldName", "message"])[:5])
        assert report.tasks[0].stats["rows"] >= (8 if resource.name.startswith("shares") else 33)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [(",-2.5,", ",两分半,", "type-error"), ("jianping", "nobody", "foreign-key"), ("建平镇", "", "constraint-error")],
)
def test_frictionless_would_find_one(built: Built, tmp_path: Path, before: str, after: str, fault: str) -> None:
    result = shutil.copytree(built.site / "2019" / "data", tmp_path / "data").parent
    package = json.loads((built.site / "2019" / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"] in ("deductions", "units")]
    for one in package["resources"]:
        del one["hash"], one["bytes"]
    table = result / "data" / "deductions.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    (result / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    tasks = Package(str(result / "datapackage.json")).validate().tasks
    assert [(task.name, [error.type for error in task.errors]) for task in tasks] == [
        ("deductions", [fault]),
        ("units", []),
    ]


def test_every_format_says_the_same(built: Built) -> None:
    resources = described(built.site)
    for name in NAMES:
        fields = resources[name]["schema"]["fields"]  # type: ignore[index]
        head, *rows = csv_rows(built.site / "2019" / str(resources[name]["path"]))
        assert head == [field["name"] for field in fields]
        kinds = [field["type"] for field in fields]
        lines = [[value(kind, text) for kind, text in zip(kinds, row, strict=True)] for row in rows]
        objects = json.loads((built.site / "2019" / "data" / f"{name}.json").read_text(encoding="utf-8"))
        assert [[*one] for one in objects] == [head] * len(rows)
        assert [[value(k, v) for k, v in zip(kinds, one.values(), strict=True)] for one in objects] == lines
        path = built.site / "2019" / "data" / f"{name}.xlsx"
        read = [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[DATA].iter_rows()]
        assert read[0] == head
        assert [[value(k, v) for k, v in zip(kinds, row, strict=True)] for row in read[1:]] == lines


def csv_rows(path: Path) -> Iterator[list[str]]:
    yield from csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))


def value(kind: str, message: object) -> Datum:
    """Return what a cell says, whichever program has read it."""
    if message in ("", None):
        return None
    match kind:
        case "number":
            return Decimal(str(message)).normalize()
        case "integer":
            return int(Decimal(str(message)))
        case "date":
            return message.date() if isinstance(message, datetime) else date.fromisoformat(str(message))
        case _:
            return str(message).replace("\r\n", "\n")


def test_every_column_and_table_is_explained_in_chinese(built: Built) -> None:
    for resource in described(built.site).values():
        fields = resource["schema"]["fields"]  # type: ignore[index]
        for text in (resource["title"], resource["description"], *(f["description"] for f in fields)):
            assert re.search("[\u4e00-\u9fff]{2}", str(text)), resource["name"]
        assert len({field["name"] for field in fields}) == len(fields)


def test_everything_says_that_the_marks_are_invented(built: Built) -> None:
    package = json.loads((built.site / "2019" / "datapackage.json").read_text(encoding="utf-8"))
    assert SAMPLE in package["title"]
    assert SAMPLE in package["description"]
    assert package["sources"] == [{"title": "郎溪县人民政府办公室", "path": package["homepage"]}]
    assert "licenses" not in package, "no county has said so"
    for name, resource in described(built.site).items():
        assert SAMPLE in str(resource["title"])
        path = built.site / "2019" / str(resource["path"])
        if path.suffix == ".csv":
            head, *rows = csv_rows(path)
            assert head[-1] == "说明"
            assert all(row[-1] == SAMPLE for row in rows), name
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            assert book[ABOUT]["A2"].value == SAMPLE
            with zipfile.ZipFile(path) as parts:
                assert "creator" not in parts.read("docProps/core.xml").decode()
            assert frozen(book[DATA]) == "C2"


def frozen(sheet: object) -> str | None:
    assert isinstance(sheet, Worksheet)
    return sheet.freeze_panes


def test_deductions_add_up_to_what_the_results_lack(built: Built) -> None:
    """The rows of a component, with what it starts from in results.json, make its mark."""
    head, *rows = csv_rows(built.site / "2019" / "data" / "deductions.csv")
    sums: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        result = dict(zip(head, row, strict=True))
        place = (result["单位编号"], result["环节"])
        sums[place] = sums.get(place, Decimal(0)) + Decimal(result["分数"])
    results = json.loads((built.site / "2019" / "results.json").read_text(encoding="utf-8"))
    names = {"agency": "专业机构测评", "daily": "日常测评", "peer": "双向互评", "bonus": "加分项"}
    for unit in results["units"]:
        for component, mark in unit["components"].items():
            starts = [
                Fraction(row["points"])
                for row in unit["rows"]
                if row["component"] == component and row["kind"] in ("full", "given", "mean", "source")
            ]
            lacking = Fraction(mark["mark"]["exact"]) - sum(starts, Fraction(0))
            assert abs(lacking - Fraction(sums.get((unit["id"], names[component]), Decimal(0)))) < Fraction(1, 10**8)


METADATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def test_the_downloads_page_describes_the_data_to_search_engines(built: Built) -> None:
    page = (built.site / "2019" / "downloads" / "index.html").read_text(encoding="utf-8")
    [text] = METADATA.findall(page)
    document = json.loads(text)
    assert (document["@context"], document["@type"]) == ("https://schema.org", "Dataset")
    assert 50 <= len(document["description"]) <= 5000, "as search engines want it"
    assert SAMPLE in document["name"]
    assert document["creator"]["name"] == "郎溪县人民政府办公室"
    home = document["url"].removesuffix("2019/downloads/index.html")
    assert len(document["distribution"]) == 21, "seven tables in three forms"
    for one in document["distribution"]:
        assert (built.site / one["contentUrl"].removeprefix(home)).is_file()
        assert one["contentUrl"].removeprefix(f"{home}2019/") in {r["path"] for r in described(built.site).values()}


def test_no_text_ends_the_element_that_the_metadata_stands_in(tmp_path: Path) -> None:
    text = "</script><script>alert(1)</script><!--<script>&lt;/script&gt;\u2028"
    output = output_of(tmp_path, hostile(tmp_path / "data", text))
    page = (output / "2019" / "downloads" / "index.html").read_text(encoding="utf-8")
    [result] = METADATA.findall(page)
    assert text in json.loads(result)["description"]
    assert not re.search("[<>&\u2028]", result)


@pytest.mark.parametrize(
    ("stage", "level", "names"),
    [
        (Stage.UNDER_REVIEW, Disclosure.FULL, {"units", "scheme"}),
        (Stage.PUBLISHED, Disclosure.NONE, {"units", "scheme"}),
        (Stage.PUBLISHED, Disclosure.NAMES, {"results", "units", "scheme"}),
        (Stage.PUBLISHED, Disclosure.GRADES, {"results", "units", "scheme"}),
        (Stage.PUBLISHED, Disclosure.TOTALS, {"results", "units", "scheme"}),
        (Stage.PUBLISHED, Disclosure.COMPONENTS, {"results", "neighbours", "shares", "units", "scheme"}),
        (Stage.PUBLISHED, Disclosure.FULL, {*NAMES}),
    ],
)
def test_a_level_has_the_tables_and_columns_that_it_shows(
    tmp_path: Path, stage: Stage, level: Disclosure, names: set[str]
) -> None:
    output = output_of(tmp_path, write(tmp_path / "data", Plan(), stage, level))
    resources = described(output)
    assert {name for name in resources if "-" not in name} == names
    known = {str((output / "2019" / str(resource["path"])).relative_to(output)) for resource in resources.values()}
    sheets = (path for path in (output / "2019").rglob("*") if path.suffix in (".csv", ".xlsx"))
    # The data of a chart stands beside the chart.
    files = {str(path.relative_to(output)) for path in sheets if not path.with_suffix(".svg").is_file()}
    assert files == {name for name in known if not name.endswith(".json")}
    if "results" in names:
        fields = resources["results"]["schema"]["fields"]  # type: ignore[index]
        shown = {field["name"] for field in fields}
        assert ("先进" in shown, "状态" in shown, "总分" in shown, "专业测评得分" in shown) == (
            level is Disclosure.NAMES,
            level.shows_results,
            level.shows_totals,
            level in (Disclosure.COMPONENTS, Disclosure.FULL),
        )
    page = (output / "2019" / "downloads" / "index.html").read_text(encoding="utf-8")
    for name in known:
        assert f'href="../{name.removeprefix("2019/")}"' in page


def output_of(place: Path, data: Path) -> Path:
    assert build.main(["--data", str(data), "--output", str(place / "output"), "--no-pdf"]) == 0
    return place / "output"


def test_gaps_between_neighbours_are_one_number_wherever_they_stand(built: Built) -> None:
    tables = {}
    for name in ("ranges", "neighbours"):
        head, *rows = csv_rows(built.site / "2019" / "data" / f"{name}.csv")
        tables[name] = [dict(zip(head, row, strict=True)) for row in rows]
    leads = {row["单位编号"]: row["比下一名多"] for row in tables["ranges"] if row["比下一名多"]}
    gaps = {row["单位编号"]: row["比下一个多"] for row in tables["neighbours"]}
    assert leads == gaps
    results = json.loads((built.site / "2019" / "results.json").read_text(encoding="utf-8"))
    gap_below = {two["above"]: two["gap"] for of in results["weights"] for two in of["neighbours"]}
    assert gap_below.keys() == gaps.keys()
    assert all(abs(Fraction(gap_below[unit]) - Fraction(gaps[unit])) < Fraction(1, 10**9) for unit in gap_below)
