"""What is said about each way in which scheme, year and units can be wrong; the cases are in ``scheme_faults.txt``."""

from pathlib import Path

import pytest

from tests.load.fault_cases import FaultCase, fault_cases
from tests.load.small import UNITS, Small

SCHEME_FILE = "schemes/2019.yaml"


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
                moved = (folder.data / before).read_text(encoding="utf-8")
                (folder.data / before).unlink()
                if after:
                    folder.write(after, moved)
            case "- ":
                old += f"{text}\n"
            case "+ ":
                new += f"{text}\n"


@pytest.mark.parametrize("case", [*fault_cases("scheme_faults.txt")], ids=lambda case: case.what)
def test_what_is_said(case: FaultCase, tmp_path: Path) -> None:
    folder = Small(tmp_path)
    carry_out(folder, case.written)
    assert folder.messages() == case.messages
    if not case.messages:
        assert [*folder.assessed().ledgers] == [*UNITS]
