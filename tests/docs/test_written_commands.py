"""What the pages tell people to type works as it stands."""

import importlib
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook

from assessment.commands import validate
from assessment.commands.listing import COMMANDS
from assessment.counties.settings import load_settings
from assessment.dataset.person import Right
from assessment.forge.place import forge_place
from assessment.load.json_schema import fields, schema_of
from assessment.load.people import people_of
from tests.approval.office import Office
from tests.built import ROOT
from tests.docs.pages import PAGES, blocks_of, labels_of, section_of, text_of
from tests.folder import DATA, reapprove
from tests.imports.test_another_kind import SHEETS

DOCS = ROOT / "docs"
BLOCKS = sorted({line for page in PAGES for block in blocks_of(text_of(page), "sh") for line in block.splitlines()})
NAMED = sorted({name for page in PAGES for name in re.findall(r"`(scripts/[a-z-]+(?: .*?)?)`", text_of(page))})
"""What running text calls commands by; what has to follow may be left out there."""


def behind_of(script: str) -> str | None:
    """Return the module that a script runs; some have none."""
    name = script.removeprefix("scripts/")
    return COMMANDS[name].module if name in COMMANDS else None


def arguments_of(line: str) -> None:
    """Have the command behind a line understand its arguments; a script with no program behind it has none."""
    script, *arguments = shlex.split(line, comments=True)
    assert os.access(ROOT / script, os.X_OK)
    behind = behind_of(script)
    if script == "scripts/test":
        assert all((ROOT / argument).exists() for argument in arguments if argument.startswith("tests/"))
    elif behind is None:
        assert arguments == []
    else:
        importlib.import_module(f"assessment.commands.{behind}").arguments(arguments)


@pytest.mark.parametrize("line", BLOCKS)
def test_a_line_of_a_block(line: str) -> None:
    arguments_of(line)


@pytest.mark.parametrize("line", NAMED)
def test_a_command_named_in_the_text(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        arguments_of(line)
    except SystemExit:
        assert capsys.readouterr().err.startswith("缺少 ")


def lines_elsewhere() -> set[str]:
    """The lines of blocks that are typed outside of the repository, or that another program runs."""
    lines = {line for page in PAGES for block in blocks_of(text_of(page), "console") for line in block.splitlines()}
    units = "".join(block for page in PAGES for block in blocks_of(text_of(page), "ini"))
    return {line.removeprefix("$ ") for line in lines} | {*re.findall(r"^ExecStart=(.*)$", units, re.MULTILINE)}


@pytest.mark.parametrize("line", sorted(lines_elsewhere()))
def test_a_line_that_is_typed_elsewhere(line: str) -> None:
    """What it names of this repository is there, and what it says to the program is understood."""
    match shlex.split(line):
        case [script, *words] if "/scripts/" in f"/{script}":
            arguments_of(shlex.join([f"scripts/{script.rpartition('scripts/')[2]}", *words]))
        case ["PYTHONPATH=scripts", dask, part, *words] | [dask, part, *words] if dask.endswith("/dask"):
            importlib.import_module(f"distributed.cli.dask_{part}").main.make_context(part, words)
        case [assessment, command, *words] if assessment.endswith("/assessment"):
            importlib.import_module(f"assessment.commands.{COMMANDS[command].module}").arguments(words)
        case ["podman", "run", "--rm", "-it", _, "-v", _, "assessment", command, *words]:
            importlib.import_module(f"assessment.commands.{COMMANDS[command].module}").arguments(words)
        case ["podman", "build", "-t", "assessment", "."]:
            assert (ROOT / "Containerfile").is_file()
        case ["git", "config", "core.hooksPath", folder]:
            assert os.access(ROOT / folder / "pre-commit", os.X_OK)
        case ["git", "config", "assessment.forge", kind]:
            assert forge_place("https://git.example.gov.cn/xian/kaoping.git", kind) is not None
        case ["git", "config", "assessment.forgeAddress", address]:
            assert forge_place("git@git.example.gov.cn:xian/kaoping.git", "gitea", address) is not None
        case [pip, "install", "--no-deps", "."] if pip.endswith("/pip"):
            """tests/fresh types these lines on a new machine."""
        case [pip, "install", "--require-hashes", "-r", lock] if pip.endswith("/pip"):
            assert (ROOT / lock).is_file()
        case ["sudo", "apt-get", "install", *_] | ["python3", "-m", "venv", _] | ["cd", _]:
            """tests/package/test_project_files.py compares the packages with the list."""
        case _:
            pytest.fail(f"nobody looks at {line}")


def test_every_block_is_of_a_kind_that_is_looked_at() -> None:
    kinds = {label.partition(" ")[0] for page in PAGES for label in labels_of(text_of(page))}
    assert kinds <= {"sh", "console", "yaml", "ini", "nginx", ""}
    without = {page.name for page in PAGES if "" in labels_of(text_of(page))}
    assert without == {"architecture.md", "counties.md"}, "pictures of data and of folders"


def run(line: str) -> int:
    """Do what a line says in the folder where the test stands; return the status."""
    script, *arguments = shlex.split(line, comments=True)
    status = importlib.import_module(f"assessment.commands.{behind_of(script)}").main(arguments)
    assert isinstance(status, int)
    return status


def lines_of(text: str) -> list[str]:
    """The commands of a text that need no network."""
    lines = "".join(blocks_of(text, "sh")).splitlines()
    assert lines
    return [line for line in lines if "https://" not in line]


CALLED = {"agency": "成绩.xlsx", "ballots": "互评.xlsx", "ledger": "台账.xlsx"}


def fill(book: Path, rows: list[list[object]]) -> None:
    """What somebody brings for a blank sheet."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    workbook.save(book)


def test_the_examples_of_the_daily_work_do_what_they_say_once_the_sample_is_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    assert run("scripts/sample clear") == 0
    Path("通报扫描件.pdf").write_bytes(b"%PDF-1.4")
    pages = [text_of(DOCS / f"{page}.md") for page in ("evidence", "import", "export")]
    for text in (*pages, section_of(text_of(DOCS / "years.md"), "开始新的一年")):
        for line in lines_of(text):
            assert run(line) == 0, line
            if "template" in line:
                for kind, sheet in SHEETS.items():
                    fill(Path(CALLED[kind]), sheet)
    assert {path.suffix for path in tmp_path.iterdir() if path.is_file()} == {".pdf", ".xlsx", ".md"}
    assert validate.main([]) == 0


def test_the_examples_of_approval_do_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office(tmp_path)
    monkeypatch.chdir(tmp_path)
    approve, publish, amend, withdraw = lines_of(text_of(DOCS / "approval.md"))
    assert run(approve) == 0
    office.county.commit()
    assert run(withdraw) == 0
    office.county.commit()
    assert run(approve.replace("2020-02-20", "2020-02-26")) == run(publish) == 0
    office.county.commit()
    office.county.change("scores/2019/jia.yaml", "level: 省\n", "level: 国家\n")
    assert run(amend) == validate.main([]) == 0


def test_the_two_commands_come_first() -> None:
    lines = "".join(blocks_of(text_of(ROOT / "README.md"), "sh")).splitlines()
    assert [line.split()[0] for line in lines] == ["scripts/build", "scripts/test"]


def options_of(command: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The options that a command lists in its help."""
    with pytest.raises(SystemExit):
        importlib.import_module(f"assessment.commands.{command}").arguments(["--help"])
    return set(re.findall(r"^  (?:-h, )?(--[a-z-]+)", capsys.readouterr().out, re.MULTILINE))


def test_options_in_the_table_are_options_of_their_commands(capsys: pytest.CaptureFixture[str]) -> None:
    rows = re.findall(r"^\| `scripts/([a-z-]+)[^|]*\| (.*) \|$", text_of(DOCS / "commands.md"), re.MULTILINE)
    assert len(rows) > 15
    for script, about in rows:
        if behind := behind_of(f"scripts/{script}"):
            assert set(re.findall(r"`(--[a-z-]+)", about)) <= options_of(behind, capsys), script


def test_every_command_stands_in_the_table() -> None:
    """But what others run: the set-up and the environment of the rest."""
    named = set(re.findall(r"`scripts/([a-z-]+)", section_of(text_of(DOCS / "commands.md"), "一览")))
    scripts = {path.name for path in (ROOT / "scripts").iterdir() if path.is_file() and os.access(path, os.X_OK)}
    assert scripts - named == {"setup", "run"}
    assert COMMANDS.keys() <= named <= scripts


def test_the_examples_are_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    entries = text_of(DOCS / "deductions.md")
    [named] = set(re.findall(r"`data/(scores/2019/[a-z]+\.yaml)`", entries))
    example, objections = blocks_of(entries, "yaml")
    [unit] = blocks_of(text_of(DOCS / "years.md"), "yaml")
    evidence, deductions = re.fullmatch(r"evidence:\n(.*)deductions:\n(.*)", example, re.DOTALL).groups()  # type: ignore[union-attr]
    text = (data / named).read_text(encoding="utf-8")
    for key, entry in (("evidence", evidence), ("deductions", deductions)):
        assert text.count(f"\n{key}:\n") == 1
        text = text.replace(f"\n{key}:\n", f"\n{key}:\n{entry}")
    assert "\nobjections:\n" not in text
    (data / named).write_text(text + objections, encoding="utf-8")
    # The name of the year itself stays, so that this is no change of it.
    (data / "units" / "fagaiwei.yaml").write_text(unit, encoding="utf-8")
    reapprove(data)
    assert validate.main(["--data", str(data)]) == 0
    assert capsys.readouterr().out == ""


def test_no_other_page_has_examples_of_data() -> None:
    """Those of docs/schemes.md have tests of their own."""
    with_data = {page.name for page in DOCS.glob("*.md") if "```yaml" in text_of(page)}
    assert with_data == {"counties.md", "deductions.md", "office.md", "years.md", "schemes.md"}


def test_the_example_of_several_counties_shows_every_field(tmp_path: Path) -> None:
    [example] = blocks_of(text_of(DOCS / "counties.md"), "yaml")
    (tmp_path / "counties.yaml").write_text(example, encoding="utf-8")
    settings = load_settings(tmp_path)
    assert (settings.names, settings.own) == ({"广德": "广德市", "郎溪": "郎溪县"}, "宣城")
    written = yaml.safe_load(example)
    for name in fields("counties"):
        section = schema_of("counties", (name,)).get("properties")
        assert isinstance(written[name], dict) == (section is not None or name == "names"), name
        assert section is None or written[name].keys() == section.keys()  # type: ignore[attr-defined]


def test_the_people_of_the_example_have_the_rights_that_are_explained() -> None:
    page = text_of(DOCS / "office.md")
    [example] = blocks_of(page, "yaml")
    people = people_of(example, "people.yaml")
    assert ([*people.persons], people.findings) == (["zhang", "li", "wang"], ())
    explained = section_of(page, "谁可以做什么")
    assert [right for right in Right if f"`{right.value}`" not in explained] == []
