"""What went wrong inside the program: on a page one sentence with a number, in a log the rest."""

import secrets
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress

from assessment.clock import today
from assessment.root import CACHE


def log_fault() -> str:
    """Write down where the fault that is being handled happened; return the number by which the log knows it.

    What the fault says is left out: it may hold marks, which nobody may see before approval, or a token.
    """
    number = secrets.token_hex(4)
    text = f"{today()} {number}\n{''.join(_places(sys.exc_info()[1]))}\n"
    with suppress(OSError):
        CACHE.mkdir(parents=True, exist_ok=True)
        with (CACHE / "desk.log").open("a", encoding="utf-8") as log:
            log.write(text)
    sys.stderr.write(f"填报页面出错，编号 {number}，详见 {CACHE / 'desk.log'}\n")
    return number


def _places(fault: BaseException | None) -> Iterator[str]:
    """Yield the lines of the program that led to a fault, those of its causes first."""
    seen: list[BaseException] = []
    while fault is not None and fault not in seen:
        seen.append(fault)
        fault = fault.__cause__ or fault.__context__
    for one in reversed(seen):
        yield from traceback.format_tb(one.__traceback__)
        yield f"{type(one).__module__}.{type(one).__qualname__}\n"
