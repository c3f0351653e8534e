"""One command at a time changes the data of a folder."""

from collections.abc import Callable
from pathlib import Path

from assessment.edit.files import writing


def alone(data: Path, command: Callable[[], int]) -> int:
    """Run a command that changes the data folder while no other command reads or changes it; return its status."""
    with writing(data):
        return command()
