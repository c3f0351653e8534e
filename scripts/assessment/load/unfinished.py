"""What a command leaves that was killed while it wrote, and what only looks so."""

import os
from collections.abc import Iterator
from pathlib import Path

from assessment.findings import Finding
from assessment.load.journal_folder import JOURNAL, journal_folders
from assessment.place import Place

_LOOKALIKE = ".unfinished"


def unfinished(data: Path) -> Iterator[Finding]:
    """Find that some files of a data folder may be new and others old; asked while nobody writes."""
    if any((folder / JOURNAL).exists() for folder in journal_folders(data)):
        message = "上一个命令写到一半就中断了，有的文件是新的，有的是旧的"
        hint = "请运行 scripts/restore 还原到写之前，或再运行一次那个命令（它会先还原）"
        yield Finding(Place(data.name, 1, 1), "unfinished-write", message, hint)
    if os.path.lexists(data / _LOOKALIKE):
        message = "这个文件夹看起来是写到一半留下的，但命令从不把记录放在数据里，没有照它还原"
        hint = "请删去这个文件夹，再用 git status 核对数据文件"
        yield Finding(Place(f"{data.name}/{_LOOKALIKE}", 1, 1), "foreign-journal", message, hint)
