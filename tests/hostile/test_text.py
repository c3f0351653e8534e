"""Whatever stands in a field for text is text in everything that is built, and nothing more."""

import csv
import html
import io
import json
import re
import xml.dom.minidom
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from assessment.commands import build, export
from assessment.disclosure.disclose import disclose
from assessment.disclosure.publication import Audience
from assessment.period import Period
from assessment.release.edition import edition_of
from assessment.render.open_data.csv import csv_bytes
from assessment.render.open_data.results import results
from assessment.scoring.assessment import assess
from assessment.year.reading import read_year
from tests.folder import Folder
from tests.hostile.county import hostile
from tests.leaks.reading import everything

PLAIN = "一般的文字"
TAGS = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)><!-- --> ]]> </style></title><svg/onload=alert(1)>"
TEMPLATES = "{{ 7 * 7 }} {% for x in y %} {# z #} ${7*7} #{7*7} %(a)s {0} %s"
TURNED = "\u202e反\u2066\u200f向\u061c\u2069\u0000空\u001b[31m"
FORMULA = "=cmd|' /C calc'!A0"
HOSTILE = {
    "tags": TAGS,
    "templates": TEMPLATES,
    "turned": TURNED,
    "formula": FORMULA,
    "long": "长" * 10_000,
}
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Skeleton(HTMLParser):
    """The tags of a page with the names of their attributes, and its text, that which programs read of it included."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.text = ""
        self.for_programs = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *(name for name, _ in attrs)))
        self.for_programs = ("type", "application/ld+json") in attrs

    def handle_endtag(self, tag: str) -> None:
        del tag
        self.for_programs = False

    def handle_data(self, data: str) -> None:
        self.text += UNSEEN.sub("", "".join(strings(json.loads(data)))) if self.for_programs else data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("comment", data))


def strings(message: object) -> Iterator[str]:
    """Yield the texts that JSON holds."""
    match message:
        case str():
            yield message
        case dict():
            for value in message.values():
                yield from strings(value)
        case list():
            for value in message:
                yield from strings(value)


def built(place: Path, text: str, *options: str) -> Path:
    data = hostile(place / "data", text)
    assert build.main(["--data", str(data), "--output", str(place / "output"), *options]) == 0
    return place / "output"


def skeletons(output: Path) -> dict[str, Skeleton]:
    pages = sorted(output.rglob("*.html"))
    return {path.relative_to(output).as_posix(): Skeleton(path.read_text(encoding="utf-8")) for path in pages}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Skeleton]]:
    """The pages of the same year with harmless text, by audience."""
    return {
        audience: skeletons(built(tmp_path_factory.mktemp("plain"), PLAIN, "--no-pdf", "--audience", audience))
        for audience in ("public", "office")
    }


@pytest.mark.parametrize("audience", ["public", "office"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_shown_and_changes_no_tag(
    tmp_path: Path, plain: dict[str, dict[str, Skeleton]], kind: str, audience: str
) -> None:
    output = built(tmp_path, HOSTILE[kind], "--no-pdf", "--audience", audience)
    pages = skeletons(output)
    assert pages.keys() == plain[audience].keys()
    shown = UNSEEN.sub("", HOSTILE[kind])
    for name, page in pages.items():
        assert page.tags == plain[audience][name].tags, name
        assert page.text.count(shown) == plain[audience][name].text.count(PLAIN), name
    assert pages["2019/units/jia/index.html"].text.count(shown) > 10
    for path in output.rglob("*"):
        if path.suffix in (".xml", ".svg"):
            xml.dom.minidom.parseString(path.read_bytes())
        if path.suffix in (".html", ".xml", ".svg", ".json", ".csv"):
            assert not UNSEEN.search(path.read_text(encoding="utf-8")), path
    document = json.loads((output / "2019/results.json").read_text(encoding="utf-8"))
    assert next(unit["name"] for unit in document["units"] if unit["id"] == "jia") == HOSTILE[kind]


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "\u202e=1", FORMULA])
def test_no_cell_of_the_table_is_a_formula(tmp_path: Path, sign: str) -> None:
    data = read_year(hostile(tmp_path / "data", sign), Period(2019)).whole
    table = results(disclose(data, assess(data), Audience.PUBLIC, edition_of(None)))
    assert table is not None
    text = csv_bytes(table).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    numbers = [index for index, name in enumerate(head) if "分" in name or name == "名次"]
    assert len(numbers) > 8
    for row in (head, *rows):
        for index, cell in enumerate(row):
            if row is head or index not in numbers:
                assert not cell.startswith(tuple("=+-@\t\r＝")), cell
            else:
                float(cell)
    assert {row[1]: row[2] for row in rows}["jia"] == f"'{UNSEEN.sub('', sign)}"


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    data = hostile(tmp_path / "data", FORMULA)
    for what in ("performance", "deductions"):
        target = tmp_path / f"{what}.xlsx"
        assert export.main([what, "--data", str(data), "--output", str(target)]) == 0
        cells = [cell for sheet in openpyxl.load_workbook(target) for row in sheet.iter_rows() for cell in row]
        assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
        assert any(cell.value == FORMULA for cell in cells), what


def test_documents_show_it_as_text(tmp_path: Path) -> None:
    output = built(tmp_path, TAGS + TEMPLATES + TURNED)
    read = "".join(text for name, text in everything(output) if name == "2019/pdf/jia.pdf")
    for part in (*TAGS.split(), *TEMPLATES.split()):
        assert part in html.unescape(read), part
    assert "49" not in re.sub(r"\d*\.\d+|\d{3,}", "", "".join(TEMPLATES.split()))


LINKS = {
    "javascript:alert(1)": False,
    "JavaScript:alert(1)": False,
    "data:text/html,x": False,
    "file:///etc/passwd": False,
    "ftp://example.org/": False,
    "//example.org/": False,
    "/\\example.org/": False,
    "zwgk/": False,
    "https://example.org/a b": False,
    "https://example.org/": True,
    "http://example.org/": True,
    "/": True,
    "/zwgk/2019/": True,
}


@pytest.mark.parametrize("link", LINKS)
def test_links_lead_to_the_web_or_into_the_site(tmp_path: Path, link: str) -> None:
    folder = Folder(tmp_path)
    folder.record("jianping", f"self_review: {{title: 自评, url: {json.dumps(link)}}}\n")
    folder.write("units/shizi.yaml", f"id: shizi\nname: 十字镇\nsite: {json.dumps(link)}\n")
    result = folder.messages_by_file()
    faults = {file: rest for file, rest in result.items() if any("wrong-form" in line for line in rest)}
    files = [] if LINKS[link] else ["data/scores/2019/jianping.yaml", "data/units/shizi.yaml"]
    assert sorted(faults) == files
    for [line] in faults.values():
        is_spaced = link == "https://example.org/a b"
        assert ("地址中间有空格" if is_spaced else "以 http://、https:// 或一条 / 开头") in line
