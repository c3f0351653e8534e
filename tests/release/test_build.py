"""The shipped year, built as a user builds it, and what must hold for every file of it."""

import json
import posixpath
import re
from collections.abc import Iterator
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft202012Validator

from assessment.addresses import ELDER, FRAGMENTS
from assessment.commands import build, validate
from assessment.render.words import INTERNAL, SAMPLE
from tests.built import Built
from tests.documents.reading import texts
from tests.folder import DATA

ROOT = DATA.parent


class Links(HTMLParser):
    """Collects the links and the anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.append(value)
            if name == "id" and value:
                self.ids.add(value)


@pytest.fixture
def site(built: Built) -> Path:
    return built.site


def everything(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")


def pages(site: Path) -> Iterator[tuple[str, str]]:
    return ((name, text) for name, text in everything(site) if not name.startswith(FRAGMENTS))


def test_every_page_is_there(site: Path) -> None:
    names = {name for name, _ in pages(site)}
    parts = ("ranking", "scheme", "method", "downloads")
    assert {"index.html", "404.html", "about/index.html", *(f"2019/{part}/index.html" for part in parts)} <= names
    assert sum(name.startswith("2019/units/") for name in names) == 42
    repeated = names - {"404.html"} - {name for name in names if name.startswith(ELDER)}
    assert {name for name in names if name.startswith(ELDER)} == {ELDER + name for name in repeated}
    fragments = {name.removeprefix(FRAGMENTS) for name, _ in everything(site) if name.startswith(FRAGMENTS)}
    assert repeated - fragments == {"about/index.html", "search/index.html"}, "prose the office can paste itself"
    assert (site / "sitemap.xml").is_file()
    assert (site / "feed.xml").is_file()


def test_every_page_says_that_the_marks_are_invented(site: Path) -> None:
    for name, text in everything(site):
        assert SAMPLE in text, name
        assert name.startswith(FRAGMENTS) or '<meta name="robots" content="noindex' in text, name
        assert INTERNAL not in text, name


def test_every_link_and_anchor_inside_the_site_leads_somewhere(site: Path) -> None:
    parsed = {name: Links(text) for name, text in everything(site)}
    for name, page in parsed.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = name if not parts.path else posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path))
            assert (site / unquote(target)).is_file(), (name, link)
            if parts.fragment:
                assert unquote(parts.fragment) in parsed[target].ids, (name, link)


def test_beside_every_download_stand_type_size_and_date(site: Path) -> None:
    """The day is that of the commit, see ``tests/built.py``."""
    link = re.compile(
        r'<a [^>]*href="([^":]+\.(?:pdf|docx|json|csv|xlsx))"[^>]*>([^<]*)</a>'
        r'(?: <span class="facts">(.*?)</span></span>)?'
    )
    found = set()
    for name, text in pages(site):
        for one in link.finditer(text):
            address, words, facts = one.groups()
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address)))
            if (site / target).is_file():
                size, day = "<span>[0-9]+([.][0-9])? [KM]B</span>", "<span>2020年3月2日</span>"
                count = "<span>[0-9]+页</span>，" if target.endswith(".pdf") else ""
                assert re.fullmatch(f"{count}{size}，{day}", f"{facts}</span>"), (name, address, facts)
                heading = text[: one.start()].rpartition("<h2")[2].partition("</h2>")[0]
                assert target.rpartition(".")[2].upper() in f"{words}{heading}".upper(), (name, address)
                found.add(target)
    assert {path.relative_to(site).as_posix() for path in site.rglob("*.pdf")} <= found
    assert {"2019/circular.docx", "2019/results.csv", "2019/results.json", "2019/datapackage.json"} <= found


def test_the_results_follow_their_schema_and_add_up(site: Path) -> None:
    results = json.loads((site / "2019" / "results.json").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "schemas" / "results.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(results)) == []
    assert len(results["units"]) == 42
    for unit in results["units"]:
        for name, component in unit["components"].items():
            rows = [Fraction(row["points"]) for row in unit["rows"] if row["component"] == name]
            assert sum(rows, Fraction(0)) == Fraction(component["mark"]["exact"]), (unit["id"], name)
        weighted = [Fraction(component["weighted"]["exact"]) for component in unit["components"].values()]
        assert sum(weighted, Fraction(0)) == Fraction(unit["total"]["exact"]), unit["id"]


def test_nothing_of_ballots_or_recorders_is_public(site: Path) -> None:
    recorders = {
        found
        for file in (DATA / "scores" / "2019").glob("*.yaml")
        for found in re.findall(r"recorder: (\S+)", file.read_text(encoding="utf-8"))
    }
    assert recorders
    for name, text in pages(site):
        assert "评议票（不得对外）" not in text, name
        assert not any(recorder in text for recorder in recorders), name


def test_the_office_sees_ballots_on_pages_that_say_so(tmp_path: Path) -> None:
    output = tmp_path / "output"
    options = ["--data", str(DATA), "--output", str(output), "--audience", "office", "--only", "jianping"]
    assert build.main(options) == 0
    for name, text in pages(output):
        assert INTERNAL in text, name
    assert "评议票（不得对外）" in (output / "2019" / "units" / "jianping" / "index.html").read_text(encoding="utf-8")
    assert [path.name for path in (output / "2019" / "pdf").iterdir()] == ["jianping.pdf"], "no more than was asked for"
    for page in texts(output / "2019" / "pdf" / "jianping.pdf"):
        assert INTERNAL in page


def test_the_shipped_data_is_valid(built: Built, capsys: pytest.CaptureFixture[str]) -> None:
    # The copy has its own whole repository; the one of the project may be a shallow clone, which is warned of.
    assert validate.main(["--data", str(built.data), "--format", "json"]) == 0
    assert capsys.readouterr().out == "[]\n"
