"""The data folder as it was at a commit, laid out in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

from assessment.errors import RequestError
from assessment.repository.clone import Clone
from assessment.repository.objects import FOLDER, FolderEntry, contents, contents_by_id, folder_entries
from assessment.repository.repository import Repository

_ENDINGS = (b".yaml", b".yml")
_OF_SCHEMES = (*_ENDINGS, b".txt")


def write_snapshot(clone: Clone, commit: str, target: Path) -> None:
    """Write the YAML files and the texts of schemes that the data folder held at a commit below ``target``.

    Only what a clerk writes is laid out: links and other repositories are left out, and so is evidence, which may be
    large. Names that would lead out of ``target`` are left out too.

    Raises:
        RequestError: if the commit has no such folder.
        GitError: if the repository is damaged, or a partial clone.
    """
    [top] = contents(clone.repository, [f"{commit}:{clone.below}"])
    if top is None:
        raise RequestError(f"版本 {commit[:10]} 里没有数据文件夹 {clone.below}")
    target.mkdir(parents=True)
    files = list(_walk(clone.repository, [(target, top)], len(commit)))
    for (path, _), content in zip(files, contents_by_id(clone.repository, [entry.id for _, entry in files]), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _walk(repository: Repository, folders: list[tuple[Path, bytes]], width: int) -> Iterator[tuple[Path, FolderEntry]]:
    """Yield where each file goes, asking git once for every level of folders."""
    while folders:
        below: list[tuple[Path, FolderEntry]] = []
        for path, folder in folders:
            for entry in folder_entries(folder, width):
                name = entry.name.decode("utf-8", "surrogateescape")
                if name in (".", "..") or "/" in name:
                    continue
                if entry.mode == FOLDER:
                    below.append((path / name, entry))
                elif entry.is_file and entry.name.lower().endswith(_OF_SCHEMES if path.name == "schemes" else _ENDINGS):
                    yield path / name, entry
        objects = contents_by_id(repository, [entry.id for _, entry in below])
        folders = [(path, folder) for (path, _), folder in zip(below, objects, strict=True)]
