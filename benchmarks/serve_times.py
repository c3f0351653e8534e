"""Run by a row: prints how long after a deduction is saved a running scripts/serve shows it, as JSON.

Someone has the unit's page open, and asks for it and for its PDF again and again, as the browser does.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.request import ProxyHandler, build_opener

from benchmarks.county import YEAR, county_files, deduction_reason, shipped
from benchmarks.folders import change

_PAUSE = 0.05
"""Seconds between two questions."""
_LONGEST = 600
"""Seconds after which a server is given up."""


@dataclass(frozen=True)
class Server:
    """A running scripts/serve."""

    process: "subprocess.Popen[bytes]"
    words: Path
    """The file with all that it says."""
    longest: float = _LONGEST

    def wait(self, is_there: Callable[[], bool]) -> None:
        """Wait until something is there.

        Raises:
            SystemExit: if the server ends before, does not update, or takes too long; with what it said.
        """
        end = time.perf_counter() + self.longest
        while not is_there():
            is_late = time.perf_counter() > end
            if self.process.poll() is not None or self.line_like("^没有更新") or is_late:
                raise SystemExit(f"scripts/serve 没有做完：\n{self._text()}")
            time.sleep(_PAUSE)

    def line_like(self, pattern: str) -> str:
        """Return the first line of what it says that matches; nothing where none does."""
        found = re.search(pattern, self._text(), re.MULTILINE)
        return found[0] if found else ""

    def _text(self) -> str:
        return self.words.read_text(encoding="utf-8", errors="replace")


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
    with NamedTemporaryFile() as words, subprocess.Popen(command, stdout=words, stderr=words) as process:
        server = Server(process, Path(words.name))
        try:
            address = r"http://localhost:\d+/"
            server.wait(lambda: server.line_like(address) != "")
            home = server.line_like(address)
            page, document = f"{home}{YEAR}/units/{unit}/", f"{home}{YEAR}/pdf/{unit}.pdf"
            before = _content(document)
            _content(page)
            change(data, files)
            saved = time.perf_counter()
            server.wait(lambda: deduction_reason() in _content(page).decode())
            waits = [time.perf_counter() - saved]
            if pdf:
                server.wait(lambda: _content(document) not in (before, b""))
                waits.append(time.perf_counter() - saved)
            # Ended at once it would leave behind what it is building.
            server.wait(lambda: server.line_like("^已更新") != "")
        finally:
            process.terminate()
    return tuple(waits)


def _content(address: str) -> bytes:
    """Return what stands at an address; nothing where nothing is there, or nobody answers."""
    try:
        # A proxy of the office would look for the server on its own machine.
        with build_opener(ProxyHandler({})).open(address, timeout=_LONGEST) as answer:
            content: bytes = answer.read()
    except OSError:
        return b""
    return content


if __name__ == "__main__":
    _, folder, target, count, text, *more = sys.argv
    waits = serve_times(Path(folder), Path(target), int(count), text, pdf=not more)
    sys.stdout.write(json.dumps(waits))
