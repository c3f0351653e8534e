"""Writing data files: all of them beside the old ones first, then each in its place."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from assessment.errors import RequestError


def write_all(folder: Path, files: Mapping[str, str], stale: Iterable[str] = ()) -> int:
    """Write the files that differ, by path below the folder, and remove stale ones and the folders they leave empty.

    Return how many files changed.

    Raises:
        RequestError: if they cannot be written.
    """
    wanted = {folder / path: text.encode() for path, text in files.items()}
    changed = {path: content for path, content in wanted.items() if _bytes(path) != content}
    left = [folder / path for path in stale]
    beside = {path.with_name(f".{path.name}.new"): path for path in changed}
    try:
        for new, path in beside.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(changed[path])
        for new, path in beside.items():
            new.replace(path)
        for path in left:
            path.unlink()
            _remove_empty(path.parent, folder)
    except OSError as fault:
        raise RequestError(f"不能写入 {folder}：{fault.strerror}") from fault
    finally:
        for new in beside:
            new.unlink(missing_ok=True)
    return len(changed) + len(left)


def _remove_empty(path: Path, above: Path) -> None:
    while path != above and not any(path.iterdir()):
        path.rmdir()
        path = path.parent


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
