"""Wrong command lines are told in one Chinese line with status 1; help is Chinese throughout."""

import argparse
import importlib
import inspect
import re
from collections.abc import Callable

import pytest

from assessment.commands import command_line
from assessment.period import HOW

COMMANDS = ("build", "validate", "serve", "sample", "benchmark", "restore")


def main_of(command: str) -> Callable[[list[str]], int]:
    """Return what runs a command."""
    main: Callable[[list[str]], int] = importlib.import_module(f"assessment.commands.{command}").main
    return main


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "build --year x",
            "--year 不能是“x”，写法是 --year 年度；" + HOW,
        ),
        (
            "build --year",
            "--year 后面缺少内容，写法是 --year 年度；" + HOW,
        ),
        ("build --audience all", "--audience 不能是“all”，写法是 --audience public|office"),
        ("build --no-pdf=1", "--no-pdf 后面不能写“1”，写法是 --no-pdf"),
        ("build --aud office", "不认识“--aud office”；是不是 --audience"),
        ("build --audiance office", "不认识“--audiance office”；是不是 --audience"),
        ("build —year 2019", "不认识“—year 2019”；是不是 --year"),
        ("build -year 2019", "不认识“-year 2019”；是不是 --year"),
        ("build 2019年", "不认识“2019年”；年度写作 --year 2019"),
        ("validate 2023-q2", "不认识“2023-q2”；年度写作 --year 2023-q2"),
        ("approve 2019", "缺少 --date；年度写作 --year 2019"),
        ("export report 2019", "缺少 --output；年度写作 --year 2019"),
        ("evidence 2019", "add 不能是“2019”，写法是 add；年度写作 --year 2019"),
        ("build 2019", "不认识“2019”；年度写作 --year 2019"),
        ("build --no-pdf --frob 凌笪乡", "不认识“--frob 凌笪乡”"),
        ("validate --format xml", "--format 不能是“xml”，写法是 --format text|github|gitlab|json"),
        ("serve --port eighty", "--port 不能是“eighty”，写法是 --port 端口"),
        ("serve --no-pdf", "不认识“--no-pdf”"),
        ("sample", "缺少 make|clear"),
        ("sample remake", "make|clear 不能是“remake”，写法是 make|clear"),
        ("sample make --seed", "--seed 后面缺少内容，写法是 --seed 文字"),
        ("benchmark --only jianping", "不认识“--only jianping”"),
        ("compare", "缺少 基准"),
        ("compare HEAD --format markdown", "不认识“--format markdown”"),
    ],
)
def test_a_wrong_line(line: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    command, *arguments = line.split()
    with pytest.raises(SystemExit) as ended:
        main_of(command)(arguments)
    output = capsys.readouterr()
    assert ended.value.code == 1
    assert output.out == ""
    assert output.err == f"{said}；运行 scripts/{command} --help 查看用法\n"


def test_argparse_asks_for_every_message_that_is_translated() -> None:
    source = inspect.getsource(argparse)
    assert [message for message in command_line.CHINESE if repr(message) not in source] == []


def test_what_is_quoted_cannot_break_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main_of("build")(["20\n19"])
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main_of(command)(["--help"])
    output = capsys.readouterr()
    assert ended.value.code == 0
    assert output.err == ""
    assert output.out.startswith(f"用法：scripts/{command} [-h]")
    assert "\n选项:\n" in output.out
    # What is left of Latin letters is what one types: options, their values, file names and the names of formats.
    prose = re.sub(r"--?[a-z-]+|scripts/[a-z]+|[a-z]+(\|[a-z]+)+|output(-office)?|data|PDF|JSON", "", output.out)
    allowed = {"public", "office", "text", "github", "gitlab", "json", "make", "clear"}
    assert set(re.findall("[A-Za-z]{2,}", prose)) <= allowed


@pytest.mark.parametrize("command", COMMANDS)
def test_data_that_is_not_there_is_one_line(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["make"] if command == "sample" else []
    assert main_of(command)([*arguments, "--data", "/nowhere"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1
    assert "/nowhere" in output.err
