"""Files that were chosen and are not confirmed yet: in a folder of passage, never run, and gone at the end."""

import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from werkzeug.datastructures import FileStorage

from assessment.errors import RequestError
from assessment.system_faults import reason_of

_PREFIX = "assessment-desk-"
_MOST = 12
"""How many uploads wait at a time; of more, the oldest goes."""
_LONGEST = 120
"""Bytes of a name, which file systems bound."""
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}")
_UNSAFE = re.compile(r'[<>:"|?*]')


class Uploads:
    """What waits to be confirmed."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._known: dict[str, Path] = {}

    def keep(self, files: Sequence[FileStorage]) -> str:
        """Keep files that were chosen together; return the number that they wait under.

        Raises:
            RequestError: if there is none, two have one name, or they cannot be kept.
        """
        if self._folder is None:
            self._folder = passage()
        number = secrets.token_urlsafe(16)
        place = Path(self._folder.name) / number
        place.mkdir(mode=0o700)
        try:
            save_files(files, place)
        except RequestError:
            shutil.rmtree(place, ignore_errors=True)
            raise
        self._known[number] = place
        for old in [*self._known][:-_MOST]:
            self.drop(old)
        return number

    def files(self, number: str) -> list[Path]:
        """Return the files under a number; none where nothing waits there any more."""
        place = self._known.get(number)
        return [] if place is None else sorted(place.iterdir())

    def drop(self, number: str) -> None:
        """Remove what waits under a number."""
        place = self._known.pop(number, None)
        if place is not None:
            shutil.rmtree(place, ignore_errors=True)


def passage() -> TemporaryDirectory[str]:
    """Return a new folder of passage; those that killed servers of this user have left go first."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*-*"):
        owner = left.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isascii() and owner.isdecimal() and left.lstat().st_uid == os.geteuid() and not _runs(int(owner)):
            shutil.rmtree(left, ignore_errors=True)
    return TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def passing(files: Sequence[FileStorage]) -> Iterator[list[Path]]:
    """Yield files that were chosen, in a folder of passage that goes with the block; errors as ``Uploads.keep``."""
    with passage() as folder:
        yield save_files(files, Path(folder))


def save_files(files: Sequence[FileStorage], place: Path) -> list[Path]:
    """Write files that were chosen into a folder, under safe names; return them in order."""
    chosen = [file for file in files if file.filename]
    if not chosen:
        raise RequestError("没有选文件，请退回上一页选好再提交")
    kept: list[Path] = []
    for file in chosen:
        path = place / safe_name(file.filename or "")
        if path.exists():
            raise RequestError(f"有两个文件都叫 {path.name}，请改名以后分开提交")
        try:
            file.save(path)
        except OSError as fault:
            raise RequestError(f"文件没有收下：{reason_of(fault)}") from fault
        path.chmod(0o600)
        kept.append(path)
    return kept


def safe_name(written: str) -> str:
    """Return a name under which a file can be written into a folder: no path, nothing unseen, nothing hidden."""
    last = unicodedata.normalize("NFC", written).replace("\\", "/").rpartition("/")[2]
    seen = _UNSAFE.sub("", "".join(sign for sign in last if sign.isprintable())).strip(" .")
    suffix = Path(seen).suffix if _SUFFIX.fullmatch(Path(seen).suffix) else ""
    stem = seen.removesuffix(suffix)
    while len(f"{stem}{suffix}".encode()) > _LONGEST:
        stem = stem[:-1]
    return f"{stem}{suffix}" or "文件"
