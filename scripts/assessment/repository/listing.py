"""Every file that a commit holds below some folders, and what Git calls a content."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.repository.repository import Repository, ask

LINK = "120000"
OTHER_REPOSITORY = "160000"


@dataclass(frozen=True)
class TreeEntry:
    """A file, a link or another repository in a commit."""

    path: bytes
    """From the top of the repository."""
    mode: str
    id: str


def listing(repository: Repository, commit: str, folders: Sequence[str]) -> Iterator[TreeEntry]:
    """Yield what a commit holds below folders, which are named from the top; folders themselves are not told.

    Raises:
        NoGitError, GitError: if git cannot read it.
    """
    said = ask(repository, "--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", commit, "--", *folders)
    for line in said.split(b"\0")[:-1]:
        head, _, path = line.partition(b"\t")
        mode, _, id = head.decode("ascii").split(" ")
        yield TreeEntry(path, mode, id)


def new_id(size: int, width: int) -> "hashlib._Hash":
    """Return what reckons the id that Git gives to a content of a size, in bytes, as its pieces come.

    ``width`` is the number of hexadecimal digits of an id.
    """
    digest = hashlib.sha1(usedforsecurity=False) if width == 40 else hashlib.sha256()
    digest.update(b"blob %d\0" % size)
    return digest


def id_of(held: bytes, width: int) -> str:
    """Return the id that Git gives to a content; ``width`` is the number of hexadecimal digits of its ids."""
    digest = new_id(len(held), width)
    digest.update(held)
    return digest.hexdigest()
