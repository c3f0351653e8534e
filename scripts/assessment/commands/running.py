"""How every command ends: 0 when done, 1 with a clear line where a person can mend it, 3 with a log where we must."""

import os
import select
import sys
import traceback
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TextIO

from assessment.commands.outlets import speaking
from assessment.commands.whereabouts import whereabouts
from assessment.errors import FaultyDataError, RequestError
from assessment.findings import Format, findings_text, tally
from assessment.root import CACHE
from assessment.system_faults import reason_of

CRASHED = 3
INTERRUPTED = 130
UNHEARD = 141
"""The status of a command whose reader has gone, as shells have it."""


def run(command: Callable[[], int], data: Path | None = None, *, for_platform: bool = False) -> int:
    """Run a command and return its exit status.

    Args:
        command: does it.
        data: the data folder that it speaks of; everything that it says names files of it by paths that open.
        for_platform: whether a platform reads it, which counts paths from the top of the repository.
    """
    try:
        with nullcontext() if data is None else speaking(whereabouts(data, for_platform=for_platform).of_text):
            status = _status(command)
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as fault:
        return _status_of_silence(fault)
    return status


def _status(command: Callable[[], int]) -> int:
    """Run a command; return its exit status, having said why where it was not done.

    Raises:
        OSError: if nobody reads what is said.
    """
    try:
        return command()
    except FaultyDataError as fault:
        sys.stderr.write(findings_text(fault.findings, Format.TEXT))
        sys.stderr.write(f"数据有误，共 {tally(fault.findings)}，没有写任何文件；原有的输出保持不变。\n")
        return 1
    except RequestError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("已中断，原有的输出保持不变。\n")
        return INTERRUPTED
    except OSError as fault:
        if isinstance(fault, BrokenPipeError) and any(map(_is_unread, (sys.stdout, sys.stderr))):
            raise
        what = f" {fault.filename}" if fault.filename is not None else ""
        sys.stderr.write(f"不能读写{what}：{reason_of(fault)}；原有的输出保持不变。\n")
        return 1
    except Exception:
        log = _log()
        sys.stderr.write(f"程序出错，原有的输出保持不变；请把 {log} 交给维护人员。\n")
        return CRASHED


def _is_unread(stream: TextIO) -> bool:
    """Tell whether a stream leads into a pipe whose reader has gone."""
    try:
        outlet = select.poll()
        outlet.register(stream.fileno(), select.POLLOUT)
    except OSError:
        return False
    return any(events & select.POLLERR for _, events in outlet.poll(0))


def _status_of_silence(fault: OSError) -> int:
    """Return the status where what there was to say could not be written, and leave nothing to be written on exit."""
    with suppress(OSError):
        if not isinstance(fault, BrokenPipeError):
            sys.stderr.write(f"要显示的内容写不出去：{reason_of(fault)}。\n")
            sys.stderr.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
    return UNHEARD if isinstance(fault, BrokenPipeError) else 1


def _log() -> Path:
    text = traceback.format_exc()
    for folder in (CACHE, Path()):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            log = folder / "error.log"
            log.write_text(text, encoding="utf-8")
        except OSError:
            continue
        return log
    sys.stderr.write(text)
    return Path("以上内容")
