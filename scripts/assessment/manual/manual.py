"""The guides of a repository and what they lead to, from the first page on."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assessment.errors import RequestError
from assessment.manual.places import FIRST, PlaceKind, kind_of, target_of
from assessment.manual.reading import ManualPage, read_guide
from assessment.system_faults import reason_of


@dataclass(frozen=True)
class Manual:
    """What is read of a repository."""

    root: Path
    guides: dict[PurePosixPath, ManualPage]
    """By their files, in the order in which a reader meets them."""
    others: frozenset[PurePosixPath]
    """Pictures, and texts that are no guides."""


def read_manual(root: Path) -> Manual:
    """Read the first page and all that it leads to, by whatever way.

    Raises:
        RequestError: if a guide cannot be read, or leads to a file that is not there.
    """
    guides, others, ahead = dict[PurePosixPath, ManualPage](), set[PurePosixPath](), [FIRST]
    while ahead:
        file = ahead.pop()
        if kind_of(file) is not PlaceKind.GUIDE:
            others.add(file)
        elif file not in guides:
            guides[file] = _guide(root, file)
            ahead += reversed([*_targets(root, file, guides[file])])
    return Manual(root, guides, frozenset(others))


def text_of(path: Path) -> str:
    """Return the text of a file.

    Raises:
        RequestError: if it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as fault:
        raise RequestError(f"{path} 读不出来：{reason_of(fault)}") from fault
    except UnicodeDecodeError as fault:
        raise RequestError(f"{path} 不是 UTF-8 编码，请用 UTF-8 编码另存") from fault


def _guide(root: Path, file: PurePosixPath) -> ManualPage:
    text = text_of(root / file)
    try:
        return read_guide(text)
    except ValueError as fault:
        raise RequestError(f"{file} 应当有一个一级标题（# 开头的一行），不多不少") from fault


def _targets(root: Path, file: PurePosixPath, guide: ManualPage) -> Iterator[PurePosixPath]:
    for _, _, link in guide.links:
        target = target_of(file, link)
        if target is not None:
            if ".." in target.parts or not (root / target).is_file():
                raise RequestError(f"{file} 里的链接 {link} 不通到版本库里的文件")
            yield target
