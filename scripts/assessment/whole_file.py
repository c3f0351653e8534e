"""A file that is written where somebody asks for it: whole, or not at all."""

from pathlib import Path

from assessment.errors import RequestError
from assessment.system_faults import reason_of


def write_whole(file: Path, content: bytes) -> None:
    """Write a file beside its place, then put it there in one step.

    Raises:
        RequestError: if it cannot be written.
    """
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as fault:
        raise RequestError(f"不能写入 {file}：{reason_of(fault)}") from fault
    finally:
        beside.unlink(missing_ok=True)
