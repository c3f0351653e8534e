"""What a command leaves in a data folder that was killed while it wrote."""

from collections.abc import Iterator
from pathlib import Path

from assessment.findings import Finding
from assessment.place import Place

UNFINISHED = ".unfinished"
"""The folder, in the data folder, that is there while files take their places: with it they can be taken back."""


def unfinished(data: Path) -> Iterator[Finding]:
    """Find that some files of a data folder may be new and others old; asked while nobody writes."""
    if (data / UNFINISHED).exists():
        message = "上一个命令写到一半就中断了，有的文件是新的，有的是旧的"
        hint = "请运行 scripts/restore 还原到写之前，或再运行一次那个命令（它会先还原）"
        yield Finding(Place(f"{data.name}/{UNFINISHED}", 1, 1), "unfinished-write", message, hint)
