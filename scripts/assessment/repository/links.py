"""Links on the way to the data: Git keeps where a link leads and not what stands there."""

import os
from collections.abc import Iterator
from pathlib import Path

from assessment.errors import RequestError
from assessment.repository.repository import top_above, without_links

_MAY_BE_LINKED = "evidence"
"""The folder below data that may stand elsewhere as a whole; of a link below it, Git would keep no evidence."""


class LinkedDataError(RequestError):
    """The data folder is not where its path says."""


def real_place(data: Path) -> Path:
    """Return the path of a data folder without links.

    Raises:
        LinkedDataError: if it is a link, or stands below one in its repository.
    """
    for link in links_above(data):
        raise LinkedDataError(
            f"{link} 是链接，Git 不跟着链接走，里面的历史和审定记录就看不到了；"
            f"请用数据文件夹本身的路径 {without_links(data)}，并去掉链接"
        )
    return without_links(data)


def links_above(data: Path) -> Iterator[Path]:
    """Yield the data folder if it is a link, and the folders between it and the top of its repository that are."""
    path = _without_dots(data)
    top = top_above(path.parent)
    for step in (path, *path.parents):
        inside = top is not None and without_links(step.parent).is_relative_to(top)
        if step.is_symlink() and (inside or step == path):
            yield step


def links_inside(data: Path) -> Iterator[Path]:
    """Yield the links that stand for data files or for folders of them; editors make some that begin with a point."""
    for folder, folders, files in os.walk(data):
        known = [Path(folder, name) for name in sorted((*folders, *files)) if not name.startswith(".")]
        yield from (path for path in known if path.is_symlink() and path != data / _MAY_BE_LINKED)


def _without_dots(path: Path) -> Path:
    """Return the absolute path that leads to the same place without ``..``, as far as possible through the same links."""
    walked = Path(os.sep)
    for step in path.absolute().parts[1:]:
        walked = without_links(walked).parent if step == ".." else walked / step
    return walked
