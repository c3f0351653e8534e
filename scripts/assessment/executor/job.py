"""What becomes of a job wherever it is done: a whole file, or none."""

import secrets
from collections.abc import Callable
from pathlib import Path


def write_result(target: Path, work: Callable[[], bytes]) -> None:
    """Do a job and put its result in place in one step, whoever else may be doing the same job."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        beside.write_bytes(work())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
