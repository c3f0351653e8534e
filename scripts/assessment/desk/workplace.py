"""What the desk works at: a data folder, its years as they stand, and who works there."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

from assessment.change.ground import Ground, ground_of, ground_with
from assessment.clock import today
from assessment.data_names import EVIDENCE, FONTS
from assessment.load.county import load_county
from assessment.load.evidence_folder import evidence_folders_of
from assessment.period import Period
from assessment.repository.repository import GIT, repository_at, top_above

_NOT_READ = frozenset({EVIDENCE, FONTS, GIT})
"""What stands beside the data files and may be large: its stamps tell whether it has changed, or the commit does."""
_YEARS = 4
"""How many years are kept as they stand."""
_NOTES = 100
_USES = 500
"""After how many looks a year is read anew, so that what was reckoned for trials is not kept for ever."""


@dataclass(frozen=True)
class _FolderState:
    """What tells one state of a data folder from another."""

    rest: str
    """Digest of everything but the year's own records."""
    records: Mapping[str, str]
    """Digest of each of those, by unit id."""


@dataclass
class Workplace:
    """A data folder at work. Its years are read again whenever a file of theirs, the day or the commit is another."""

    data: Path
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """What the forms of this run send with what was filled in."""
    lock: RLock = field(default_factory=RLock)
    """One request at a time reads or changes the data."""
    _known: dict[Period, tuple[_FolderState, Ground]] = field(default_factory=dict)
    _uses: int = 0
    _notes: dict[str, tuple[str, str]] = field(default_factory=dict)

    def ground(self, period: Period) -> Ground:
        """Return a year as it stands now.

        Raises:
            GitError: if the repository that holds the data is damaged.
        """
        with self.lock:
            self._uses += 1
            if self._uses % _USES == 0:
                self._known.clear()
            now = self._state(period)
            known = self._known.pop(period, None)
            ground = self._read(period, now, known)
            self._known[period] = (now, ground)
            for old in [*self._known][:-_YEARS]:
                del self._known[old]
            return ground

    def _read(self, period: Period, now: _FolderState, known: tuple[_FolderState, Ground] | None) -> Ground:
        """Return a year, of which only the records that have changed are read again where nothing else has."""
        if known is None or known[0].rest != now.rest or known[0].records.keys() != now.records.keys():
            return ground_of(self.data, period)
        changed = [unit for unit, digest in now.records.items() if known[0].records[unit] != digest]
        if not changed:
            return known[1]
        try:
            return ground_with(known[1], changed)
        except (OSError, UnicodeDecodeError):
            return ground_of(self.data, period)

    def take(self, ground: Ground) -> None:
        """Take note of a year that was changed just now, having been judged with the change."""
        period = ground.year.period
        self._known[period] = (self._state(period), ground)

    def take_note(self, text: str, form: str) -> str:
        """Keep what a page is to say when it is opened next, with the form that it is about; return its number."""
        number = secrets.token_hex(8)
        self._notes[number] = (text, form)
        for old in [*self._notes][:-_NOTES]:
            del self._notes[old]
        return number

    def note(self, number: str) -> tuple[str, str]:
        """Return what is to be said under a number, and the form; nothing where there is none."""
        return self._notes.get(number, ("", ""))

    def _state(self, period: Period) -> _FolderState:
        """Return what tells one state of everything that a year may depend on from another."""
        own, records = self.data / "scores" / str(period), dict[str, str]()
        rest = hashlib.sha256(today().isoformat().encode())
        for path in self._files():
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            if path.parent == own and path.suffix == ".yaml":
                records[path.stem] = content
            else:
                rest.update(b"\0%s\0%s" % (os.fsencode(path), content.encode()))
        evidence = evidence_folders_of(self.data, load_county(self.data).county)
        for path, status in _statuses((*evidence, self.data / FONTS)):
            rest.update(b"\0%s\0%d %d %d" % (os.fsencode(path), status.st_size, status.st_mtime_ns, status.st_ino))
        top = top_above(self.data.parent)
        repository = None if top is None else repository_at(top)
        rest.update(b"" if repository is None else repository.commit.encode())
        return _FolderState(rest.hexdigest(), records)

    def _files(self) -> Iterator[Path]:
        """Yield every data file, also such as nobody reads yet."""
        tops = sorted(path for path in self.data.iterdir() if path.name not in _NOT_READ)
        return (path for top in tops for path in (top, *sorted(top.rglob("*"))) if path.is_file())


def _statuses(folders: Iterable[Path]) -> Iterator[tuple[Path, os.stat_result]]:
    for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
        if path.is_file():
            yield path, path.stat()
