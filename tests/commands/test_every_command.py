"""Every command, wherever it is started and whatever it meets: one Chinese line, no traceback, no English."""

import os
import re
import shlex
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from assessment.commands import __main__ as launcher
from assessment.commands.listing import COMMANDS
from assessment.commands.running import INTERRUPTED, UNHEARD
from assessment.root import ROOT, own_place
from tests.repository.county import County

ARGUMENTS: Mapping[str, Sequence[str]] = {
    "amend": ["--reason", "有误", "--date", "2020-03-10"],
    "approve": ["--body", "领导小组", "--document", "纪要1号", "--date", "2020-03-10"],
    "cache": ["clear"],
    "comment": ["12"],
    "compare": ["HEAD"],
    "evidence": ["add", "--unit", "jia", "--file", "{file}", "--source", "县"],
    "export": ["deductions", "--output", "{file}/a.xlsx"],
    "import": ["ledger", "{file}"],
    "new-county": ["--from", "{file}"],
    "new-scheme": ["2019", "--table", "{file}"],
    "new-year": ["2020"],
    "pin-image": ["--folder", "{file}"],
    "sample": ["make"],
    "verify": ["{file}"],
}
"""What a command cannot do without; ``{file}`` is what it reads, or where it writes."""
WITH_FILE = [command for command, words in ARGUMENTS.items() if "{file}" in "".join(words)]
WITHOUT_DATA = {"cache", "comment", "docs", "pin-image", "sentences"}
WITH_DATA = sorted(COMMANDS.keys() - WITHOUT_DATA - {"verify"})
PLACES = ("missing", "folder", "loop", "x" * 300, "plain/below", "unreadable")
"""What a path may lead to in place of a file, or of a folder."""


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str


def forked(argv: Sequence[str], *, unread: int = 0, before: Callable[[], object] = lambda: None) -> Ended:
    """Run what scripts/run starts in a process of its own; nobody reads one of its outlets if that is named."""
    pipes = {outlet: os.pipe() for outlet in (1, 2)}
    child = os.fork()
    if child == 0:
        status = 99
        try:
            for outlet, (read, write) in pipes.items():
                os.dup2(write, outlet)
                os.close(read)
                os.close(write)
            if unread:
                read, write = os.pipe()
                os.close(read)
                os.dup2(write, unread)
            sys.stdout, sys.stderr = (os.fdopen(outlet, "w", encoding="utf-8") for outlet in (1, 2))
            sys.argv = ["", *argv]
            before()
            status = launcher.main()
            sys.stdout.flush()
            sys.stderr.flush()
        except BaseException:
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(status)
    said = {}
    for outlet, (read, write) in pipes.items():
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            said[outlet] = pipe.read().decode()
    _, ended = os.waitpid(child, 0)
    return Ended(os.waitstatus_to_exitcode(ended), said[1], said[2])


def line(command: str, file: Path, data: Path | None) -> list[str]:
    """The command line with which a command reads or writes a file."""
    words = [word.replace("{file}", str(file)) for word in ARGUMENTS.get(command, ())]
    own = [] if data is None or command in WITHOUT_DATA else ["--data", str(data)]
    return [command, *words, *own]


def is_plain(words: str, *paths: Path) -> bool:
    """Tell whether words are Chinese and, but for paths and what one types, hold no two English ones side by side."""
    for path in paths:
        words = words.replace(str(path), "")
    words = re.sub(r"scripts/[a-z-]+|--[a-z-]+|x{20,}", "", words)
    return bool(re.search("[\u4e00-\u9fff]", words)) and not re.search("[A-Za-z]{2,} [A-Za-z]{2,}|Error|Traceback", words)


@pytest.fixture
def county(tmp_path: Path) -> County:
    """A county with a commit."""
    county = County(tmp_path / "county")
    county.commit()
    return county


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """A folder with what a path may lead to in place of a file."""
    places = tmp_path / "places"
    (places / "folder").mkdir(parents=True)
    (places / "loop").symlink_to(places / "loop")
    (places / "plain").write_text("plain", encoding="utf-8")
    (places / "unreadable").symlink_to("/proc/self/mem")
    return places


@pytest.mark.parametrize("command", COMMANDS)
def test_its_reader_may_go(command: str) -> None:
    assert forked([command, "--help"], unread=1) == Ended(UNHEARD, "", "")
    assert forked([command, "--nonsense"], unread=2) == Ended(UNHEARD, "", "")


@pytest.mark.parametrize("outlet", [1, 2])
def test_a_reader_may_go_in_the_middle(outlet: int) -> None:
    def speak(_: Sequence[str]) -> int:
        (sys.stdout if outlet == 1 else sys.stderr).write("说" * 100_000)
        return 0

    def load_a_speaker() -> None:
        setattr(launcher, "import_module", lambda _: SimpleNamespace(main=speak))  # noqa: B010

    assert forked(["validate"], unread=outlet, before=load_a_speaker) == Ended(UNHEARD, "", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_it_is_interrupted_while_it_is_loaded(command: str) -> None:
    def interrupt_loading() -> None:
        setattr(launcher, "import_module", lambda _: os.kill(os.getpid(), signal.SIGINT))  # noqa: B010

    ended = forked([command], before=interrupt_loading)
    assert ended == Ended(INTERRUPTED, "", "已中断，原有的输出保持不变。\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_words_that_are_not_utf_8_are_refused(command: str) -> None:
    ended = forked([command, os.fsdecode("通报".encode("gb18030"))])
    assert (ended.status, ended.err.count("\n")) == (1, 1)
    assert ended.err.endswith("不是 UTF-8 编码；文件名用别的编码写的，请先改名\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_its_help_is_chinese(command: str) -> None:
    ended = forked([command, "--help"])
    assert ended.status == 0
    assert ended.out.startswith(f"用法：scripts/{command} [-h]")
    assert is_plain(ended.out.partition("\n\n")[2]), ended.out


@pytest.mark.parametrize("command", COMMANDS)
def test_its_help_has_an_example_that_it_understands(command: str) -> None:
    example = forked([command, "--help"]).out.splitlines()[-1].removeprefix(f"例如：scripts/{command}")
    assert example.strip() == COMMANDS[command].example
    import_module(f"assessment.commands.{COMMANDS[command].module}").arguments(shlex.split(example))


@pytest.mark.parametrize("command", COMMANDS)
def test_nonsense_is_refused_in_one_line(command: str) -> None:
    """An option that there is not, a value of the wrong kind, a word too many."""
    for words in (["--nonsense"], ["--data"], ["--year", "去年"], ["胡言", "乱语", "又一词", "再一词"]):
        ended = forked([command, *words])
        assert (ended.status, ended.out, ended.err.count("\n")) == (1, "", 1), ended
        assert is_plain(ended.err, Path("nonsense")), ended


@pytest.mark.parametrize("name", ["valdate", "", "../validate", "x" * 300, "running"])
def test_what_is_no_command_is_refused_in_one_line(name: str) -> None:
    ended = forked([name])
    assert (ended.status, ended.out, ended.err.count("\n")) == (1, "", 1), ended
    assert is_plain(ended.err, Path(name or "nothing")), ended


def test_every_door_leads_to_the_command_of_its_name() -> None:
    """But for the one that runs where nothing is installed."""
    doors = {}
    for path in (ROOT / "scripts").iterdir():
        if path.is_file() and (found := re.search(r'/run" ([a-z_-]+) "\$@"$', path.read_text(encoding="utf-8"))):
            doors[path.name] = found[1]
    assert doors == {name: name for name in COMMANDS if name != "comment"}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("command", WITH_FILE)
def test_a_file_that_cannot_be_read_or_written(command: str, place: str, county: County, places: Path) -> None:
    if (command, place) == ("export", "folder"):
        place = "plain"
    ended = forked(line(command, places / place, county.data))
    assert ended.status == 1, ended
    assert is_plain(ended.err, places / place, places), ended


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("command", WITH_DATA)
def test_a_data_folder_that_cannot_be_read(command: str, place: str, places: Path) -> None:
    ended = forked(line(command, places / "plain", places / place))
    assert (ended.status, ended.err.count("\n")) == (1, 1), ended
    assert is_plain(ended.err, places / place, places), ended


@pytest.mark.parametrize("file", ["years/2019.yaml", "schemes/2019.yaml", "scores/2019/jia.yaml", "county.yaml"])
@pytest.mark.parametrize("command", sorted(set(WITH_DATA) - {"edit", "serve", "new-county"}))
def test_data_that_is_not_utf_8(command: str, file: str, county: County, places: Path) -> None:
    (county.data / file).write_bytes("名称: 甲镇\n".encode("gb18030"))
    ended = forked(line(command, places / "plain", county.data))
    assert ended.status in (0, 1), ended
    assert is_plain(ended.out + ended.err, county.data, places), ended


def test_a_full_disk_behind_what_is_shown_is_one_line() -> None:
    ended = forked(["validate", "--help"], before=lambda: os.dup2(os.open("/dev/full", os.O_WRONLY), 1))
    assert ended == Ended(1, "", "要显示的内容写不出去：磁盘已满。\n")


@pytest.mark.parametrize("command", sorted(COMMANDS.keys() - WITHOUT_DATA))
def test_data_is_sought_here_and_else_in_the_repository(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = import_module(f"assessment.commands.{COMMANDS[command].module}").arguments
    words = line(command, tmp_path, None)[1:]
    monkeypatch.chdir(tmp_path)
    assert (arguments(words).data, own_place("output")) == (ROOT / "data", ROOT / "output")
    assert arguments([*words, "--data", "some"]).data == Path("some")
    (tmp_path / "data" / "years").mkdir(parents=True)
    for folder in (tmp_path, ROOT):
        monkeypatch.chdir(folder)
        assert (arguments(words).data, own_place("output")) == (Path("data"), Path("output"))
        for inside in (folder / "data", folder / "data" / "years"):
            monkeypatch.chdir(inside)
            assert (arguments(words).data, own_place("output")) == (folder / "data", folder / "output")


@pytest.mark.parametrize("outlets", [(1,), (2,), (0, 1, 2)])
def test_outlets_that_are_closed_are_no_fault(outlets: tuple[int, ...]) -> None:
    """As with ``>&-``; the system's own numbers are filled, so that no data file takes one of them."""

    def close() -> None:
        for outlet in outlets:
            os.close(outlet)
            setattr(sys, ("stdin", "stdout", "stderr")[outlet], None)

    ended = forked(["validate", "--help"], before=close)
    assert (ended.status, ended.err) == (0, "")
    assert bool(ended.out) is (1 not in outlets)
