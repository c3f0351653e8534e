"""The desk as a browser has it: started as a command and asked by HTTP; nothing is saved."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode, urljoin
from urllib.request import ProxyHandler, build_opener

from benchmarks.clock import CommandError, Spent

_TICKS = os.sysconf("SC_CLK_TCK")
_SHOWN = "headline"
"""What is in every answer that shows an effect, and in no form as it is opened."""


@dataclass(frozen=True)
class DeskEffect:
    """A change that is typed into a form, of which the effect is shown."""

    key: str
    what: str
    """In Chinese."""
    address: str
    """Of the form; ``{unit}`` stands for a unit."""
    change: Callable[[Mapping[str, str]], Mapping[str, str]]
    """From the fields of the form to those that are filled in otherwise."""


EFFECTS = (
    DeskEffect("desk-record", "一条记录", "2019/{unit}/marks/agency", lambda _: {"mark": "71.5"}),
    DeskEffect("desk-reading", "另选一种理解", "scheme/2019/reading/key-area-block", lambda _: {"choice": "leave"}),
    DeskEffect("desk-name", "单位改名", "roster/{unit}", lambda form: {"name": f"{form['name']}甲"}),
    DeskEffect("desk-county", "改本地设置", "county", lambda _: {"column/name": "结果公开"}),
    DeskEffect("desk-group", "单位换到另一组", "roster/{unit}/group", lambda _: {"-group": "department"}),
)


def spend_at_desk(data: Path, unit: str, environment: Mapping[str, str], log: Path) -> Iterator[tuple[str, Spent]]:
    """Yield what it takes to start the desk, to open it, and to show each effect, each for the first time.

    Args:
        data: of a year that is being filled.
        unit: a unit of the group ``town``.
        environment: of the process.
        log: what the process says is written there.

    Raises:
        CommandError: if the desk does not start, or does not show an effect.
    """
    with log.open("wb") as words:
        begun = time.perf_counter()
        command = (sys.executable, "-P", "-m", "assessment.commands", "edit", "--no-browser", "--port", "0")
        process = subprocess.Popen(
            (*command, "--data", str(data)), stdout=subprocess.PIPE, stderr=words, env=environment, text=True
        )
        try:
            line = process.stdout.readline() if process.stdout is not None else ""
            found = re.search(r"http://\S+", line)
            if found is None:
                raise CommandError(f"填报没有启动：{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
            yield "desk-start", Spent(_cpu(process.pid), time.perf_counter() - begun)
            desk = _Desk(process.pid, found[0])
            with desk.timing() as spent:
                desk.ask("")
            yield "desk-year", spent()
            for one in EFFECTS:
                yield one.key, desk.show(replace(one, address=one.address.format(unit=unit)))
        finally:
            process.terminate()
            process.wait()


@dataclass(frozen=True)
class _Desk:
    """A desk that answers."""

    pid: int
    home: str

    def ask(self, address: str, fields: Mapping[str, str] | None = None) -> str:
        """Return a page; with fields it is the answer to a form."""
        sent = None if fields is None else urlencode(fields).encode()
        with build_opener(ProxyHandler({})).open(urljoin(self.home, address), sent) as answer:
            return str(answer.read().decode())

    @contextmanager
    def timing(self) -> Iterator[Callable[[], Spent]]:
        """Yield what tells, after the block, what it took: how long it was, and what the desk took of the processor."""
        cpu, wall = _cpu(self.pid), time.perf_counter()
        ended: list[Spent] = []
        yield lambda: ended[0]
        ended.append(Spent(_cpu(self.pid) - cpu, time.perf_counter() - wall))

    def show(self, effect: DeskEffect) -> Spent:
        """Open a form, fill it in, and have its effect shown, which alone is timed."""
        form = _Form()
        form.feed(self.ask(effect.address))
        fields = {**form.fields, **effect.change(form.fields), "-do": "effect"}
        with self.timing() as spent:
            answer = self.ask(effect.address, fields)
        if _SHOWN not in answer:
            raise CommandError(f"填报页没有显示影响：{effect.what}")
        return spent()


class _Form(HTMLParser):
    """What a page would send if its form were sent as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a field."""
        held = dict(attrs)
        name, is_box = held.get("name") or "", held.get("type") in ("radio", "checkbox")
        if tag == "textarea":
            self._text = name
            self.fields[name] = ""
        elif tag == "input" and name and (not is_box or "checked" in held):
            self.fields[name] = held.get("value") or ""

    def handle_data(self, data: str) -> None:
        """Take note of what stands in a field of several lines."""
        if self._text:
            self.fields[self._text] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        """Leave such a field."""
        if tag == "textarea":
            self._text = ""


def _cpu(pid: int) -> float:
    """Return the seconds that a process and those that it waited for have taken of the processor."""
    counts = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, counts[11:15])) / _TICKS
