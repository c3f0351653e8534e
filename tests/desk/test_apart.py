"""What is built does not hang on the desk: its server and its framework are loaded by one command alone."""

import subprocess
import sys

from tests.built import ROOT

LOADED = (
    "import sys, assessment.commands.{}; print(sorted({{'flask', 'waitress', 'assessment.desk'}} & set(sys.modules)))"
)


def loaded_by(command: str) -> str:
    words = [sys.executable, "-c", LOADED.format(command)]
    return subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT / "scripts").stdout.strip()


def test_a_build_does_not_load_the_desk() -> None:
    assert loaded_by("build") == "[]"
    assert loaded_by("validate") == "[]"
    assert loaded_by("edit") == "['assessment.desk', 'flask', 'waitress']"
