"""The version of a file that was approved, as Git has it."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from assessment.approval.canonical import digest
from assessment.load.yaml_file import Document, parse
from assessment.repository.clone import clone_of
from assessment.repository.commits import texts, versions
from assessment.repository.git import GitError


def earlier(data: Path, path: str, wanted: str) -> Document | None:
    """Return the newest committed version of a file whose values have the digest, or None where Git has none.

    Args:
        path: below the data folder.
    """
    for text in committed(data, PurePosixPath(path)):
        document, findings = parse(text, path)
        if document is not None and not findings and digest(document.data) == wanted:
            return document
    return None


def committed(data: Path, path: PurePosixPath) -> Iterator[str]:
    """Yield the committed versions of a file, newest first; none where there is no repository or it cannot be read.

    Args:
        path: below the data folder.
    """
    clone = clone_of(data)
    if clone is None:
        return
    try:
        held = (version.files.get(path.name) for version in reversed(versions(clone, str(path.parent))))
        ids = list(dict.fromkeys(id for id in held if id is not None))
        yield from (text.decode("utf-8-sig", "replace") for text in texts(clone, ids).values())
    except GitError:
        return
