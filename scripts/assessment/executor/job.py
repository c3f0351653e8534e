"""What becomes of a job wherever it is done: a whole file, or none."""

import secrets
from pathlib import Path


def write_result(target: Path, content: bytes) -> None:
    """Put the result of a job in place in one step, whoever else may be doing the same job."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
