"""How every command ends: 0 when done, 1 with a clear line where a person can mend it, 3 with a log where we must."""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from assessment.errors import FaultyDataError, RequestError
from assessment.findings import Format, findings_text
from assessment.root import ROOT

CRASHED = 3
INTERRUPTED = 130


def run(command: Callable[[], int]) -> int:
    """Run a command and return its exit status."""
    try:
        return command()
    except FaultyDataError as fault:
        sys.stderr.write(findings_text(fault.findings, Format.TEXT))
        sys.stderr.write(f"数据有误，共 {len(set(fault.findings))} 处，没有生成任何文件；原有的输出保持不变。\n")
        return 1
    except RequestError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("已中断，原有的输出保持不变。\n")
        return INTERRUPTED
    except Exception:
        log = _log()
        sys.stderr.write(f"程序出错，原有的输出保持不变；请把 {log} 交给维护人员。\n")
        return CRASHED


def _log() -> Path:
    text = traceback.format_exc()
    for folder in (ROOT / ".cache", Path.cwd()):
        try:
            folder.mkdir(exist_ok=True)
            log = folder / "error.log"
            log.write_text(text, encoding="utf-8")
        except OSError:
            continue
        return log
    sys.stderr.write(text)
    return Path("以上内容")
