"""scripts/build --counties: every county by itself, the one with faults named, and the others whole."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from assessment.bundle.front_manifest import FRONT_MARKER
from assessment.bundle.sums import MARKER
from assessment.commands import build as build_command
from assessment.commands import verify as verify_command
from assessment.commands.build_counties import command_of
from assessment.counties.folder import CountyFolder
from assessment.counties.publish import publish_front
from assessment.errors import RequestError
from assessment.period import Period
from tests.built import contents
from tests.counties.conftest import Several, build, write_county
from tests.counties.published import front, listed, published, year


def test_a_county_with_faults_is_named_and_stops_no_other(several: Several) -> None:
    assert several.status == 1
    assert "丙县：没有生成，原有的输出保持不变" in several.messages
    assert "没有生成：丙县；" in several.messages
    assert "data/years/2019.yaml:2:9:" in several.messages
    assert not (several.output / "gamma").exists()
    for folder in ("alpha", "beta"):
        assert (several.output / folder / MARKER).is_file()
    listed = json.loads((several.output / FRONT_MARKER).read_bytes())
    assert [(one["folder"], "manifest" in one) for one in listed["counties"]] == [
        ("beta", True),
        ("alpha", True),
        ("gamma", False),
    ]


def test_counties_by_the_same_rules_are_ranked_together(several: Several) -> None:
    """The schemes differ in who issued them. Totals are 64 % of the agency's marks + 6 + 27 from peers."""
    rows = [
        ["".join(cell.itertext()).strip() for cell in row]
        for row in html.fromstring((several.output / "2019" / "index.html").read_bytes()).xpath("//tbody/tr")
    ]
    assert rows[:8] == [
        # alpha (57.60 + 54.40 + 51.20) / 3 + 33; beta (60.80 + 44.80 + 54.40) / 3 + 33 = 160 / 3 + 33
        ["1", "甲县", "87.40", "3", "90.60", "84.20"],
        ["2", "乙县", "86.33", "3", "93.80", "77.80"],
        ["1", "甲镇", "乙县", "93.80"],
        ["2", "甲镇", "甲县", "90.60"],
        ["3", "丙镇", "乙县", "87.40"],
        ["3", "乙镇", "甲县", "87.40"],
        ["5", "丙镇", "甲县", "84.20"],
        ["6", "乙镇", "乙县", "77.80"],
    ]


def test_every_link_leads_somewhere(several: Several) -> None:
    pages = [several.output / path for path in json.loads((several.output / FRONT_MARKER).read_bytes())["files"]]
    targets = {
        (page.parent / target).resolve()
        for page in pages
        if page.suffix == ".html"
        for target in html.fromstring(page.read_bytes()).xpath("//a/@href")
        if not target.startswith("#")
    }
    assert len(targets) > 20
    assert [target for target in sorted(targets) if not target.is_file()] == []


def test_the_whole_folder_is_verified(several: Several, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify_command.main([str(several.output)]) == 0
    assert "首页 11 个文件，2 个地区" in capsys.readouterr().out
    copy = tmp_path / "copy"
    shutil.copytree(several.output, copy)
    for path in ("2019/units.csv", "beta/2019/results.csv"):
        with (copy / path).open("ab") as file:
            file.write(b"x")
    (copy / "alpha" / "more.html").write_bytes(b"")
    (copy / "delta").mkdir()
    (copy / "delta" / MARKER).write_bytes(b"{}")
    (copy / "elder" / "index.html").unlink()
    (copy / "theme" / "link").symlink_to(copy / "index.html")
    assert verify_command.main([str(copy)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "改动：2019/units.csv",
        "多出：delta/manifest.json",
        "缺少：elder/index.html",
        "不是普通文件：theme/link",
        "改动：beta/2019/results.csv",
        "多出：alpha/more.html",
    ]


def test_a_bundle_from_another_day_is_not_the_one_of_the_front(
    several: Several, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(several.output, copy)
    shutil.rmtree(copy / "beta")
    shutil.copytree(copy / "alpha", copy / "beta")
    assert verify_command.main([str(copy)]) == 1
    assert capsys.readouterr().err == "beta：不是首页所据的那一份，请重新生成首页\n"
    shutil.rmtree(copy / "beta")
    assert verify_command.main([str(copy)]) == 1
    assert "beta：" in capsys.readouterr().err


@pytest.mark.parametrize(
    "written",
    ["{", "[]", '{"audience": "public"}', '{"audience":"public","counties":[{"folder":"..","name":""}],"files":{}}'],
)
def test_what_is_no_manifest_of_a_front_is_refused(
    written: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / FRONT_MARKER).write_text(written, encoding="utf-8")
    assert verify_command.main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == "counties.json 不是首页清单的写法（见 schemas/front.json），没有核对\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--only", "jia"], "--only 只生成一个单位，不能和 --counties 一起用\n"),
        (["--data", "data2"], "--data 是一个地区的数据，不能和 --counties 一起用\n"),
        (["--jobs", "0"], "--jobs 至少是 1\n"),
        (["--output", "{plain}"], "{plain} 不是文件夹，请换一个输出位置\n"),
        (["--output", "{folder}"], "{folder} 里有别的文件，不会覆盖；请换一个空的输出位置\n"),
    ],
)
def test_options_that_do_not_fit(
    options: list[str], said: str, several: Several, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "plain", tmp_path / "folder" / "mine.txt"):
        path.write_text("mine", encoding="utf-8")
    names = {"plain": tmp_path / "plain", "folder": tmp_path / "folder"}
    argv = ["--counties", str(several.folder), *(word.format(**names) for word in options)]
    assert build_command.main(argv) == 1
    assert capsys.readouterr().err == said.format(**names)
    assert (tmp_path / "plain").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        ({}, "{top} 里没有一个地区：每个地区一个文件夹，里面有 data/years/\n"),
        ({"elder/data/years/2019.yaml": ""}, "文件夹不能叫“elder”，首页自己要用这个名称；请改名\n"),
        ({"2019/data/years/2019.yaml": ""}, "文件夹不能叫“2019”，首页自己要用这个名称；请改名\n"),
        (
            {"a/data/years/2019.yaml": "", "counties.yaml": "own: b"},
            "counties.yaml 写的“b”不是有年度数据的文件夹；现有：a\n",
        ),
        (
            {"a/data/years/2019.yaml": "", "counties.yaml": "names: {c: 丙县}"},
            "counties.yaml 写的“c”不是有年度数据的文件夹；现有：a\n",
        ),
        (
            {"counties.yaml": "name: {c: 丙县}"},
            "counties.yaml:1:1: unknown-key: “几个地区的设置”里没有“name”这一栏（请改成 names）\n"
            "数据有误，共 1 处错误，没有写任何文件；原有的输出保持不变。\n",
        ),
        (
            {"counties.yaml": "organiser: {contact: 张 13800138000}"},
            "counties.yaml:1:22: personal-data: 这里像是手机号",
        ),
    ],
)
def test_folders_that_hold_no_counties(
    make: dict[str, str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in make.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert build_command.main(["--counties", str(tmp_path)]) == 1
    assert said.format(top=tmp_path) in capsys.readouterr().err
    assert not (tmp_path / "output").exists()


@pytest.mark.slow
def test_one_county_after_the_other_and_at_once_give_the_same(tmp_path: Path) -> None:
    """A county that has published keeps its earlier output when it fails later; what nobody publishes shows nowhere."""
    folder = tmp_path / "city"
    write_county(folder / "alpha", 90, 85, 80, 90)
    write_county(folder / "beta", 80, 80, 80, 80, disclosure="none")
    hidden = contents_of(folder, tmp_path / "one")
    shutil.rmtree(folder / "beta")
    write_county(folder / "beta", 99, 60, 70, 50, disclosure="none")
    assert contents_of(folder, tmp_path / "two", "--jobs", "2") == hidden
    fault = folder / "alpha" / "data" / "years" / "2019.yaml"
    fault.write_text(fault.read_text(encoding="utf-8").replace("stage:", "stag:"), encoding="utf-8")
    before = contents(tmp_path / "two" / "alpha")
    done = build(folder, "--output", str(tmp_path / "two"))
    assert done.returncode == 1
    assert contents(tmp_path / "two" / "alpha") == before
    assert front_of(tmp_path / "two") == hidden


def contents_of(folder: Path, output: Path, *options: str) -> dict[str, bytes]:
    """Build, and return the files of the front page."""
    done = build(folder, "--output", str(output), *options)
    assert done.returncode == 0, done.stderr
    return front_of(output)


def front_of(output: Path) -> dict[str, bytes]:
    """Return the files of a front page, but for the list of them, which names the bundles of commits."""
    listed = json.loads((output / FRONT_MARKER).read_bytes())["files"]
    return {path: (output / path).read_bytes() for path in listed}


OPTIONS = {"--year": "2018", "--audience": "office", "--no-pdf": "", "--no-cache": "", "--cluster": "tcp://a:1"}
OF_ALL = {"--help", "--counties", "--jobs", "--data", "--output", "--only"}
"""What is said of all counties together, or cannot be said of several."""


def test_every_option_reaches_the_build_of_each_county(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build_command.arguments(["--help"])
    options = set(re.findall(r"^  (?:-h, )?(--[a-z-]+)", capsys.readouterr().out, re.MULTILINE))
    assert options == OPTIONS.keys() | OF_ALL
    output = tmp_path / "output"
    alpha = CountyFolder("alpha", "甲县", tmp_path / "alpha" / "data")
    for option, value in OPTIONS.items():
        words = [option, *filter(None, [value])]
        options_of_all = build_command.arguments(["--counties", str(tmp_path), *words])
        built = build_command.arguments([*command_of(alpha, options_of_all, output)][5:])
        alone = build_command.arguments(["--data", str(alpha.data), "--output", str(output / "alpha"), *words])
        assert built == alone, option


def test_the_front_replaces_its_own_files_and_no_others(tmp_path: Path) -> None:
    """A year that nobody publishes any more goes; what a listing of somebody else's names outside stays."""
    output, kept = tmp_path / "output", tmp_path / "kept.txt"
    kept.write_text("mine", encoding="utf-8")
    (tmp_path / ".output.new-0123").mkdir()
    before = published(year({"乡镇": listed("90")}), year({"乡镇": listed("80")}, period=Period(2022)))
    output.mkdir()
    publish_front(front(tmp_path / "settings", {"a": before, "b": before}), output)
    assert (output / "2022" / "units.csv").is_file()
    listing = json.loads((output / FRONT_MARKER).read_bytes())
    listing["files"]["../kept.txt"] = "0" * 64
    (output / FRONT_MARKER).write_text(json.dumps(listing), encoding="utf-8")
    after = published(year({"乡镇": listed("90")}))
    publish_front(front(tmp_path / "settings", {"a": after, "b": after}), output)
    assert not (output / "2022").exists()
    assert not (output / "elder" / "2022").exists()
    assert kept.read_text(encoding="utf-8") == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"output", "settings", "kept.txt"}
    assert {path.name for path in output.iterdir()} == {"2023", "elder", "theme", "index.html", FRONT_MARKER}


def test_a_front_page_leads_at_no_moment_to_what_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    city, output = published(year({"乡镇": listed("90.00")})), tmp_path / "output"
    replace_file, looks = Path.replace, list[str]()

    def replace_and_look(source: Path, target: Path) -> Path:
        there = replace_file(source, target)
        if there.suffix == ".html":
            page = html.fromstring(there.read_bytes())
            for link in map(str, page.xpath("//@src | //link[@rel='stylesheet']/@href | //main//a/@href")):
                if not re.match(r"(\.\./)*[ab]/|http|#", link):
                    looks.append(link)
                    assert (there.parent / link.partition("#")[0]).exists(), (there, link)
        return there

    monkeypatch.setattr(Path, "replace", replace_and_look)
    publish_front(front(tmp_path / "settings", {"a": city, "b": city}), output)
    assert any(link.endswith(".css") for link in looks)
    assert any(link.endswith(".html") for link in looks)


def test_a_number_of_a_person_never_gets_to_the_front(tmp_path: Path) -> None:
    named = published(year({"乡镇": [replace(unit, name="张 13800138000") for unit in listed("90", "80")]}))
    with pytest.raises(RequestError, match="像是有手机号"):
        publish_front(front(tmp_path / "settings", {"a": named, "b": named}), tmp_path / "output")
    assert not (tmp_path / "output" / "index.html").exists()
