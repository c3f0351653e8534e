"""One command at a time changes the data of a folder."""

from collections.abc import Callable
from pathlib import Path

from assessment.edit.files import writing
from assessment.errors import RequestError


def alone(data: Path, command: Callable[[], int]) -> int:
    """Run a command that changes the data folder while no other command reads or changes it; return its status.

    Raises:
        RequestError: if there is no such folder.
    """
    if not data.is_dir():
        raise RequestError(f"没有文件夹 {data}，请核对路径")
    with writing(data):
        return command()
