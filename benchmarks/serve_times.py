"""Run by a row: prints how long after a deduction is saved a running scripts/serve shows it, as JSON.

Someone has the unit's page open, and asks for it and for its PDF again and again, as the browser does.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from benchmarks.county import YEAR, county_files, deduction_reason, shipped
from benchmarks.folders import change

_PAUSE = 0.05
"""Seconds between two questions."""


def serve_times(data: Path, output: Path, units: int, seed: str, *, pdf: bool) -> tuple[float, ...]:
    """Return the seconds until the page shows the deduction, and until the PDF is another one where there are PDFs.

    Args:
        data: of a county without the deduction, as ``county_files`` gives it.
        output: where to build.
        units: how many the county has.
        seed: as the county was made from.
        pdf: whether PDFs are made.
    """
    ground = shipped()
    unit = ground.scheme.groups[0].units[0]
    files = county_files(ground, units, seed, one_more=True)
    command = [sys.executable, "-P", "-m", "assessment.commands", "serve", "--port", "0"]
    command += ["--data", str(data), "--output", str(output), *(["--pdf"] if pdf else [])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            home = _until(process, r"http://localhost:\d+/")
            page, document = f"{home}{YEAR}/units/{unit}/", f"{home}{YEAR}/pdf/{unit}.pdf"
            before = _content(document)
            _content(page)
            change(data, files)
            saved = time.perf_counter()
            waits = [_wait(saved, lambda: deduction_reason() in _content(page).decode())]
            if pdf:
                waits.append(_wait(saved, lambda: _content(document) not in (before, b"")))
            # Ended at once it would leave behind what it is building.
            _until(process, "^已更新")
        finally:
            process.terminate()
    return tuple(waits)


def _until(process: "subprocess.Popen[str]", pattern: str) -> str:
    """Read what a process says until it matches, and return what does."""
    if process.stdout is not None:
        for line in process.stdout:
            if found := re.search(pattern, line):
                return found[0]
    raise SystemExit("scripts/serve 没有做完")


def _wait(since: float, is_there: Callable[[], bool]) -> float:
    while not is_there():
        time.sleep(_PAUSE)
    return time.perf_counter() - since


def _content(address: str) -> bytes:
    """Return what stands at an address; nothing where nothing is there."""
    try:
        with urlopen(address) as answer:
            content: bytes = answer.read()
    except HTTPError:
        return b""
    return content


if __name__ == "__main__":
    _, folder, target, count, text, *more = sys.argv
    waits = serve_times(Path(folder), Path(target), int(count), text, pdf=not more)
    sys.stdout.write(json.dumps(waits))
