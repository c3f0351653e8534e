"""No two files of an output share a path: reserved ids are told in the data, and whatever is left ends the build."""

import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.addresses import Addresses
from assessment.check import check
from assessment.commands import build
from assessment.period import Period
from assessment.release import pipeline
from assessment.render.output import Output, TakenError
from assessment.render.site.index import index_pages
from assessment.year.reading import read_year
from tests.built import Built, contents
from tests.repository.county import County

MARK = "zzz"


def named(county: County, old: str, new: str) -> list[str]:
    """Give a unit another id everywhere, and return what is found of ids that are taken, a line each."""
    for folder in ("units", "scores/2019"):
        (county.data / folder / f"{old}.yaml").rename(county.data / folder / f"{new}.yaml")
    for path in county.data.rglob("*.yaml"):
        path.write_text(re.sub(rf"\b{old}\b", new, path.read_text(encoding="utf-8")), encoding="utf-8")
    return [str(finding) for finding in check(read_year(county.data, Period(2019))) if finding.code == "reserved-id"]


@pytest.mark.parametrize(
    "id", ["annual", "circular", "contents", "numbers", "summary", "ranking", "method", "con", "nul", "com1", "lpt9"]
)
def test_an_id_that_the_build_or_windows_uses_is_told(id: str, tmp_path: Path) -> None:
    [found] = named(County(tmp_path / "county"), "jia", id)
    assert found.startswith(f"data/units/{id}.yaml:1:5: reserved-id: 单位编号“{id}”是")
    assert "请换一个编号，同时改" in found


@pytest.mark.parametrize("id", ["annual-office", "con1", "index", "units", "data"])
def test_an_id_that_nothing_uses_is_fine(id: str, tmp_path: Path) -> None:
    assert named(County(tmp_path / "county"), "jia", id) == []


def test_groups_and_schemes_are_looked_at_too(tmp_path: Path) -> None:
    county = County(tmp_path / "county")
    raters = "raters: {town: [office, town], office: [town]}"
    county.change("schemes/2019.yaml", raters, raters.replace("office", "aux"))
    county.change("schemes/2019.yaml", "{id: office,", "{id: aux,")
    county.change("schemes/2019.yaml", 'id: "2019"', "id: prn")
    county.change("years/2019.yaml", 'scheme: "2019"', "scheme: prn")
    (county.data / "schemes/2019.yaml").rename(county.data / "schemes/prn.yaml")
    found = [str(finding) for finding in check(read_year(county.data, Period(2019))) if finding.code == "reserved-id"]
    assert [line.partition("“")[2].partition("”")[0] for line in found] == ["prn", "aux"]


def test_names_that_differ_in_capitals_only_are_told(tmp_path: Path) -> None:
    county = County(tmp_path / "county")
    for folder in ("units", "scores/2019"):
        shutil.copy(county.data / folder / "jia.yaml", county.data / folder / "Jia.yaml")
    county.write("evidence/2019/jia/e03.pdf", b"%PDF")
    county.write("evidence/2019/jia/E03.pdf", b"%PDF")
    found = [
        str(finding) for finding in check(read_year(county.data, Period(2019))) if finding.code == "same-but-for-case"
    ]
    assert found == [
        f"data/{path}:1:1: same-but-for-case: 与 {other} 只有大小写不同，在 Windows 上会互相覆盖（请给其中一个改名）"
        for path, other in (
            ("units/jia.yaml", "Jia.yaml"),
            ("scores/2019/jia.yaml", "Jia.yaml"),
            ("evidence/2019/jia/e03.pdf", "2019/jia/E03.pdf"),
        )
    ]


def test_every_name_that_the_build_writes_is_reserved_where_units_are_named(built: Built, tmp_path: Path) -> None:
    """Every file of a whole output that has the path of a unit's file by some id is a unit's, or the id is reserved."""
    units = {path.stem for path in (built.data / "units").glob("*.yaml")}
    years = [Period(int(path.stem)) for path in (built.data / "years").glob("*.yaml")]
    patterns = [re.escape(path).replace(MARK, "([^/]+)") for year in years for path in Addresses(year).of_unit(MARK)]
    paths = [path.relative_to(built.site).as_posix() for path in built.site.rglob("*") if path.is_file()]
    found = {match[1] for path in paths for pattern in patterns if (match := re.fullmatch(pattern, path))}
    assert units <= found
    assert {"annual", "circular"} <= found
    for number, id in enumerate(sorted(found - units)):
        assert named(County(tmp_path / str(number)), "jia", id) != [], id


def test_every_path_of_a_year_is_known(built: Built) -> None:
    """What is named after nobody is there, so that the reserved names follow what is written."""
    year = max(Period(int(path.stem)) for path in (built.data / "years").glob("*.yaml"))
    assert all((built.site / path).is_file() for path in Addresses(year).of_nobody())


def test_one_path_is_taken_once_on_any_system(tmp_path: Path) -> None:
    for first, second in (
        ("a/b.html", "a/b.html"),
        ("a/b.html", "A/B.HTML"),
        ("é.html", "e\u0301.html"),
        ("straße", "STRASSE"),
        ("404.html", "404.html/index.html"),
        ("404.html/index.html", "404.html"),
        ("a/b/c", "a"),
        ("a", "A/b/c"),
    ):
        output = Output(tmp_path / "output")
        output.claim(first, "这个")
        said = f"{first}（这个）和 {second}（那个）要放在同一个位置，没有生成；请给其中一个改名"
        with pytest.raises(TakenError, match=f"^{re.escape(said)}$"):
            output.claim(second, "那个")
    other = Output(tmp_path / "other")
    for path in ("a/b.html", "a/c.html", "ab"):
        other.claim(path)


def page(top: Path, name: str, slug: str, more: str = "") -> None:
    """Write a page among the prose that a county keeps beside its data."""
    pages = top / "content" / "pages"
    pages.mkdir(parents=True)
    (pages / f"{name}.md").write_text(f"Title: 页面\nSlug: {slug}\n{more}\n内容\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("slug", "more", "taken"),
    [
        ("2019", "", "2019/index.html"),
        ("About", "", "about/index.html"),
        ("404.html", "", "404.html"),
        ("manifest.json", "", "manifest.json"),
        ("x", "save_as: 2019/units/jia/standing.svg\nstatus: hidden\n", "2019/units/jia/standing.svg"),
        ("x", "save_as: search/pagefind/pagefind.js\n", "search/pagefind/pagefind.js"),
    ],
)
def test_a_page_in_the_place_of_another_file_ends_the_build(
    tmp_path: Path, slug: str, more: str, taken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    county = County(tmp_path / "county")
    page(county.top, "new", slug, more)
    options = ["--data", str(county.data), "--output", str(tmp_path / "output"), "--no-pdf", "--audience", "office"]
    assert build.main(options) == 1
    said = capsys.readouterr().err.splitlines()[-1]
    assert "要放在同一个位置，没有生成；请给其中一个改名" in said
    assert taken in said
    assert "content/pages/new.md" in said or "content/pages/about.md" in said
    assert not (tmp_path / "output").exists()


def test_nothing_is_written_that_was_not_taken_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The interpreter tells of every file that is opened to be written: each is written once, and its path was taken."""
    county = County(tmp_path / "county")
    written: list[str] = []
    outputs: list[Output] = []

    def kept(folder: Path, tell: Callable[[str], None]) -> Output:
        outputs.append(Output(folder, tell))
        return outputs[-1]

    monkeypatch.setattr(pipeline, "Output", kept)

    def watch(event: str, given: tuple[object, ...]) -> None:
        if event == "open" and outputs and isinstance(given[0], str) and set(str(given[1])) & set("wxa+"):
            path = Path(given[0])
            if path.is_relative_to(outputs[0].folder):
                # What is written once more is written beside its place.
                path = path.with_name(re.sub(r"^\.(.+)\.new$", r"\1", path.name))
                written.append(path.relative_to(outputs[0].folder).as_posix())

    sys.addaudithook(watch)
    options = ["--data", str(county.data), "--output", str(tmp_path / "output"), "--audience", "office", "--only", "jia"]
    assert build.main(options) == 0
    assert {"2019/index.html", "theme/site.css", "2019/results.csv", "manifest.json"} <= set(written)
    # Pages with links to files are written once more, with what only the finished files tell.
    pages = (path for path in written if path.endswith(".html"))
    with_facts = {page for page in pages if 'class="facts"' in (tmp_path / "output" / page).read_text(encoding="utf-8")}
    assert len(with_facts) > 2
    assert Counter(written) == Counter({path: 1 + (path in with_facts) for path in written})
    # The index is made by a program of its own.
    others = {path for path in outputs[0].files if path.startswith("search/pagefind/")}
    assert set(written) | others == set(outputs[0].files)
    assert contents(tmp_path / "output").keys() == outputs[0].files.keys()
    for path in list(outputs[0].files):
        for taken in (path.upper(), f"{path}/index.html", path.partition("/")[0]):
            with pytest.raises(TakenError):
                outputs[0].claim(taken)
    # What watches cannot be taken away again.
    outputs.clear()


def test_a_file_that_nobody_took_ends_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    county = County(tmp_path / "county")

    def more(output: Output, work: Path) -> None:
        index_pages(output, work)
        (output.folder / "stray.txt").write_text("", encoding="utf-8")

    monkeypatch.setattr(pipeline, "index_pages", more)
    options = ["--data", str(county.data), "--output", str(tmp_path / "output"), "--no-pdf", "--audience", "office"]
    assert build.main(options) == 3
    assert not (tmp_path / "output").exists()
