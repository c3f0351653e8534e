"""Every path that a command shows opens where its reader stands, wherever the data stands and whatever it is called."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.commands.whereabouts import Whereabouts
from assessment.findings import Finding
from assessment.place import Place
from tests.commands.test_every_command import WITH_DATA, Ended, forked, line
from tests.repository.county import County

NO_PATH = {"evidence", "import", "merge", "restore", "sample"}
"""Commands that end before they come to a file of the data, or find nothing to do."""
ENDLESS = {"edit", "serve"}
FOR_REVIEW = {"compare"}
"""What they say goes into a pull request, which counts paths from the top of the repository."""
_SHOWN = re.compile(
    r"[^\s`：，、。（）“”\"=]*(?:(?:years|units|schemes|scores)/|county\.yaml|笔记\.yaml)[^\s`：，、。（）“”\"]*"
)


def paths_in(text: str) -> list[str]:
    """The paths of data files in a text, without lines, and without what is only a name for a kind of file."""
    return [found[0].rstrip("/").partition(":")[0].partition(",")[0] for found in _SHOWN.finditer(text)]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> County:
    """A county with a wrong key and a file in the wrong place, which no command changes."""
    county = County(tmp_path_factory.mktemp("某省") / "某县")
    county.commit()
    county.write("scores/2019/jia.yaml", county.text("scores/2019/jia.yaml").replace("unit:", "unitt:"))
    county.write("笔记.yaml", "a: 1\n")
    return county


def from_folder(folder: Path, words: list[str]) -> Ended:
    return forked(words, before=lambda: os.chdir(folder))


@pytest.mark.parametrize("command", sorted({*WITH_DATA} - ENDLESS))
def test_every_path_opens_from_outside_the_repository(command: str, faulty: County, tmp_path: Path) -> None:
    shutil.copytree(faulty.data.parent, tmp_path / "某县")
    ended = from_folder(tmp_path, line(command, tmp_path / "none", Path("某县/data")))
    paths = paths_in(ended.out + ended.err)
    assert paths or command in NO_PATH, ended
    where = "data/" if command in FOR_REVIEW else "某县/data/"
    assert all(path.startswith(where) for path in paths), ended


FOLDERS: list[tuple[Callable[[Path], Path], str, str]] = [
    (lambda data: data, ".", ""),
    (lambda data: data / "scores", "..", "{data}/"),
    (lambda data: data.parent, "{data}", "data/"),
    (lambda data: data.parent / ".git", "../data", "../data/"),
]


@pytest.mark.parametrize(("folder", "option", "prefix"), FOLDERS)
def test_every_path_opens_from_any_folder(
    folder: Callable[[Path], Path], option: str, prefix: str, faulty: County
) -> None:
    data = faulty.data
    ended = from_folder(folder(data), ["validate", "--data", option.replace("{data}", str(data))])
    assert {path.rpartition("scores/")[0] for path in paths_in(ended.out) if "scores/2019/" in path} == {
        prefix.replace("{data}", str(data))
    }
    assert all((folder(data) / path).exists() for path in paths_in(ended.out) if path.endswith("jia.yaml")), ended


@pytest.mark.parametrize("form", ["github", "gitlab"])
def test_a_platform_counts_paths_from_the_top_of_the_repository(form: str, faulty: County) -> None:
    ended = from_folder(faulty.data, ["validate", "--data", ".", "--format", form])
    assert "data/scores/2019/jia.yaml" in paths_in(ended.out)
    assert all(path.startswith("data/") for path in paths_in(ended.out)), ended


def test_a_program_gets_paths_that_open(faulty: County) -> None:
    ended = from_folder(faulty.data.parent.parent, ["validate", "--data", "某县/data", "--format", "json"])
    assert {entry["file"].partition("data/")[0] for entry in json.loads(ended.out)} == {"某县/"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("请看 data/units/，再看 data/county.yaml", "请看 县/资料/units/，再看 县/资料/county.yaml"),
        ("资料/笔记.yaml:1:1: x", "县/资料/笔记.yaml:1:1: x"),
        ("资料:1:1: x", "县/资料:1:1: x"),
        ("县/资料/units/a.yaml、/b/资料/units/a.yaml", "县/资料/units/a.yaml、/b/资料/units/a.yaml"),
        ("资料/evidence/** -text", "资料/evidence/** -text"),
        ("公开资料/units/1、资料/汇编、资料/unitsabc", "公开资料/units/1、资料/汇编、资料/unitsabc"),
    ],
)
def test_only_names_of_data_files_are_put_as_paths(text: str, said: str) -> None:
    assert Whereabouts("资料", "县/资料").of_text(text) == said
    assert Whereabouts("data", "data").of_text(text) == text


def test_a_finding_has_paths_in_place_message_and_hint() -> None:
    found = Finding(Place("资料/units", 1, 1), "code", "没有 资料/units/a.yaml", "见 data/county.yaml")
    assert str(Whereabouts("资料", ".").of_finding(found)) == "units:1:1: code: 没有 units/a.yaml（见 county.yaml）"
    sheet = Finding(Place("资料.xlsx", 1, 1), "code", "")
    assert Whereabouts("资料", ".").of_finding(sheet) == sheet
