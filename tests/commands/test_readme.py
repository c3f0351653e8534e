"""What README.md tells people to type works as it stands."""

import importlib
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from assessment.commands import validate
from tests.built import ROOT
from tests.folder import DATA

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL_ONLY = {"test", "setup"}
"""Commands that are shell scripts with no program of the package behind them."""


def lines() -> list[str]:
    """Every command line that the README shows, in blocks and in running text."""
    blocks = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
    return sorted({*(line for line in blocks if line), *re.findall(r"`(scripts/[a-z].*?)`", README)} - folders())


def folders() -> set[str]:
    return {f"{path.relative_to(ROOT)}/" for path in (ROOT / "scripts").iterdir() if path.is_dir()}


@pytest.mark.parametrize("line", lines())
def test_a_command_line(line: str) -> None:
    script, *arguments = shlex.split(line, comments=True)
    assert os.access(ROOT / script, os.X_OK)
    command = script.removeprefix("scripts/")
    if command in SHELL_ONLY:
        assert arguments == []
    else:
        importlib.import_module(f"assessment.commands.{command.replace('-', '_')}").arguments(arguments)


def test_the_two_commands_come_first() -> None:
    assert [line.split()[0] for line in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)[0].splitlines()] == [
        "scripts/build",
        "scripts/test",
    ]


def test_options_in_the_table_are_options_of_their_commands() -> None:
    for command, about in re.findall(r"^\| `scripts/([a-z]+)[^|]*\| (.*) \|$", README, re.MULTILINE):
        for option in re.findall(r"`(--[a-z-]+)", about):
            source = ROOT / "scripts" / "assessment" / "commands"
            texts = [(source / name).read_text(encoding="utf-8") for name in (f"{command}.py", "options.py")]
            assert any(f'"{option}"' in text for text in texts), (command, option)


def test_the_example_of_a_deduction_is_valid(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    [named] = set(re.findall(r"`data/(scores/2019/[a-z]+\.yaml)`", README))
    [example] = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    evidence, deductions = re.fullmatch(r"evidence:\n(.*)deductions:\n(.*)", example, re.DOTALL).groups()  # type: ignore[union-attr]
    text = (data / named).read_text(encoding="utf-8")
    for key, entry in (("evidence", evidence), ("deductions", deductions)):
        assert text.count(f"\n{key}:\n") == 1
        text = text.replace(f"\n{key}:\n", f"\n{key}:\n{entry}")
    (data / named).write_text(text, encoding="utf-8")
    assert validate.main(["--data", str(data)]) == 0
    assert capsys.readouterr().out == ""
