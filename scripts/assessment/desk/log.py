"""What went wrong inside the program: on a page one sentence with a number, in a log the rest."""

import secrets
import sys
import traceback
from contextlib import suppress

from assessment.clock import today
from assessment.root import CACHE


def log_fault() -> str:
    """Write down the fault that is being handled; return the number by which the log knows it."""
    number = secrets.token_hex(4)
    text = f"{today()} {number}\n{traceback.format_exc()}\n"
    with suppress(OSError):
        CACHE.mkdir(parents=True, exist_ok=True)
        with (CACHE / "desk.log").open("a", encoding="utf-8") as log:
            log.write(text)
    sys.stderr.write(f"填报页面出错，编号 {number}，详见 {CACHE / 'desk.log'}\n")
    return number
