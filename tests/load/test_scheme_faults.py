"""What is said about each way in which scheme, year and units can be wrong; the cases are in ``scheme_faults.txt``."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.load.small import UNITS, Small

SCHEME_FILE = "schemes/2019.yaml"


class Case(NamedTuple):
    """Changes of a folder in which nothing was wrong, and what is then said."""

    what: str
    commands: list[str]
    lines: list[str]


def cases() -> Iterator[Case]:
    """The cases in the order of the file."""
    text = (Path(__file__).parent / "scheme_faults.txt").read_text(encoding="utf-8")
    for block in text.split("\n## ")[1:]:
        what, *lines = block.rstrip("\n").split("\n")
        commands = [line for line in lines if not line.startswith("=> ")]
        yield Case(what, commands, [line.removeprefix("=> ") for line in lines if line.startswith("=> ")])


def carry_out(folder: Small, commands: list[str]) -> None:
    """Change the folder: ``@ file`` names the file that - and + lines are of, ``! old new`` renames or removes one."""
    file, old, new = SCHEME_FILE, "", ""
    for command in [*commands, "@ "]:
        sign, text = command[:2], command[2:]
        if (old or new) and (sign in ("@ ", "! ") or (new and sign == "- ")):
            folder.change(file, old, new)
            old = new = ""
        match sign:
            case "@ ":
                file = text
            case "! ":
                before, _, after = text.partition(" ")
                moved = (folder.path / before).read_text(encoding="utf-8")
                (folder.path / before).unlink()
                if after:
                    folder.write(after, moved)
            case "- ":
                old += f"{text}\n"
            case "+ ":
                new += f"{text}\n"


@pytest.mark.parametrize("case", [*cases()], ids=lambda case: case.what)
def test_what_is_said(case: Case, tmp_path: Path) -> None:
    folder = Small(tmp_path)
    carry_out(folder, case.commands)
    assert folder.told() == case.lines
    if not case.lines:
        assert [*folder.assessed().ledgers] == [*UNITS]
