"""The file of a workbook: an archive of parts that refer to each other, within bounds that hold before any is parsed."""

import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from assessment.errors import RequestError
from assessment.workbooks.foreign import refuse_foreign_archive, refuse_foreign_start
from assessment.workbooks.xml_stream import Attributes, stream

PACKED = 20_000_000
"""The largest file, in bytes; a year's sheets have less than a hundredth of it."""
UNPACKED = 200_000_000
"""The most that all parts that are XML may hold together, in bytes, and all that are read, whatever they are called."""


@dataclass(frozen=True)
class Relation:
    """A part, or an address, that another part refers to."""

    id: str
    kind: str
    """The last word of its type, such as ``worksheet``."""
    target: str
    """Name of the part in the archive, or the address."""


class Package:
    """An open workbook file."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self.name = name
        """Name of the file, for messages."""
        self._archive = archive
        self._names = {part.casefold(): part for part in archive.namelist()}
        self._read: set[str] = set()

    def __contains__(self, part: str) -> bool:
        """Tell whether there is a part of this name, in capitals or not."""
        return part.casefold() in self._names

    @contextmanager
    def opened(self, part: str) -> Iterator[IO[bytes]]:
        """Open a part for reading.

        Raises:
            KeyError: if there is none of this name.
            RequestError: if this and those that were read before hold more than any sheet of the office.
        """
        self._read.add(self._names[part.casefold()])
        refuse_large(self.name, (self._archive.getinfo(one) for one in self._read))
        with self._archive.open(self._names[part.casefold()]) as source:
            yield source

    def relations(self, part: str = "") -> list[Relation]:
        """Return what a part refers to, or the whole file; nothing where that is not said."""
        folder, name = posixpath.split(part)
        described = posixpath.join(folder, "_rels", f"{name}.rels")
        if described not in self:
            return []
        found: list[Relation] = []

        def start(element: str, attributes: Attributes) -> None:
            if element == "Relationship":
                target = attributes.get("Target", "")
                if attributes.get("TargetMode") != "External":
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                kind = attributes.get("Type", "").rpartition("/")[2]
                found.append(Relation(attributes.get("Id", ""), kind, target))

        with self.opened(described) as source:
            stream(source, start)
        return found

    def related(self, part: str, kind: str) -> str | None:
        """Return the name of the part of this kind that a part refers to, or None."""
        targets = (one.target for one in self.relations(part) if one.kind == kind and one.target in self)
        return next(targets, None)


def refuse_large(name: str, parts: Iterable[zipfile.ZipInfo]) -> None:
    """Refuse parts that hold too much together.

    Raises:
        RequestError: naming the file.
    """
    if sum(part.file_size for part in parts) > UNPACKED:
        raise RequestError(f"{name} 展开后太大；请删去空行和无关的表，只留要导入的内容后再试")


@contextmanager
def opened_package(path: Path) -> Iterator[Package]:
    """Open the file of a workbook.

    Raises:
        RequestError: if it is something else, or larger than any sheet of the office.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else "文件读不出来"
        raise RequestError(f"{why}：{path}") from error
    refuse_foreign_start(path, start)
    if size > PACKED:
        raise RequestError(f"{path.name} 太大，超过 {PACKED // 1_000_000} MB；请删去图片和无关的表后再试")
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise RequestError(
            f"{path.name} 已损坏，读不出来；请重新取得文件，或用 Excel 或 WPS 打开后另存为 .xlsx"
        ) from error
    with archive:
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise RequestError(f"{path.name} 加了密码，读不出来；请去掉密码后再试")
        refuse_foreign_archive(path.name, archive)
        refuse_large(path.name, (part for part in parts if part.filename.endswith((".xml", ".rels"))))
        yield Package(path.name, archive)
