"""Build each county in a process of its own, and the front page from what all of them have published since."""

import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic

from assessment.bundle.fault import BundleError
from assessment.bundle.sums import MARKER
from assessment.counties.folder import CountyFolder
from assessment.counties.front import Front
from assessment.counties.published import PublishedCounty, read_published
from assessment.counties.settings import CountiesSettings
from assessment.disclosure.publication import Audience


@dataclass(frozen=True)
class CountyBuild:
    """How the build of one county ended."""

    of: CountyFolder
    status: int
    """Of the process; 0 where everything was built."""
    messages: str
    """What it said of warnings and faults."""
    seconds: float


def build_counties(
    counties: Sequence[CountyFolder], command: Callable[[CountyFolder], Sequence[str]], jobs: int
) -> Iterator[CountyBuild]:
    """Build counties, so many at a time, and yield each as it ends; one that fails stops no other.

    A process each: what a build holds in memory ends with it, and what one county does wrong touches no other.
    Where the caller stops, so do the builds that run.
    """
    processes = _Processes()
    with ThreadPoolExecutor(jobs) as executor:
        try:
            waiting = [executor.submit(processes.run, of, command(of)) for of in counties]
            for done in as_completed(waiting):
                yield done.result()
        except BaseException:
            executor.shutdown(wait=False, cancel_futures=True)
            processes.stop()
            raise


class _Processes:
    """The builds that run."""

    def __init__(self) -> None:
        self._running: set[subprocess.Popen[str]] = set()
        self._stopped = False
        self._lock = Lock()

    def run(self, of: CountyFolder, command: Sequence[str]) -> CountyBuild:
        """Build one county and wait for it."""
        begun = monotonic()
        with self._lock:
            if self._stopped:
                return CountyBuild(of, 1, "", 0)
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
            )
            self._running.add(process)
        _, messages = process.communicate()
        with self._lock:
            self._running.discard(process)
        return CountyBuild(of, process.returncode, messages, monotonic() - begun)

    def stop(self) -> None:
        """End every build that runs; none begins any more."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.send_signal(signal.SIGINT)


def front_of(
    counties: Sequence[CountyFolder], settings: CountiesSettings, audience: Audience, output: Path
) -> tuple[Front, dict[str, str]]:
    """Return what the front page is made of, and why nothing of a county can be shown that has an output, by folder."""
    shown: list[tuple[CountyFolder, PublishedCounty | None]] = []
    unreadable = {}
    for of in counties:
        published = None
        if (output / of.folder / MARKER).exists():
            try:
                published = read_published(output / of.folder, audience)
            except BundleError as fault:
                unreadable[of.folder] = str(fault)
        shown.append((of, published))
    return Front(settings, audience, tuple(shown)), unreadable
