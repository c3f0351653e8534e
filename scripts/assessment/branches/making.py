"""Making objects of a repository: trees and commits, which nobody sees until a branch leads to them."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assessment.errors import RequestError
from assessment.repository.git import run
from assessment.repository.repository import Repository, write_empty
from assessment.visible import one_line


@dataclass(frozen=True)
class Author:
    """Who makes a commit."""

    name: str
    email: str

    def __str__(self) -> str:
        return f"{_name(self.name)} <{_name(self.email)}>"


@dataclass(frozen=True)
class TreeFile:
    """What a tree holds at a path."""

    mode: str
    id: str


@dataclass(frozen=True)
class Maker:
    """Git in a folder of its own without settings, by which objects of a repository are made."""

    repository: Repository
    folder: Path

    def git(self, *arguments: str, stdin: bytes = b"", fine: Sequence[int] = (0,)) -> bytes:
        """Return what git says.

        Raises:
            NoGitError, GitError: if git is not there or refuses.
        """
        objects = str(self.repository.objects)
        return run(self.folder, self.repository.top, arguments, stdin=stdin, fine=fine, GIT_OBJECT_DIRECTORY=objects)

    def tree(self, start: str, files: Mapping[str, TreeFile | None]) -> str:
        """Return the id of a tree that holds what another tree or commit does, but for some files."""
        self.git("read-tree", start)
        self.git("update-index", "-z", "--index-info", stdin=index_lines(files, len(start)))
        return self.git("write-tree").decode("ascii").strip()

    def content(self, content: bytes) -> str:
        """Return the id of a content, which is kept."""
        return self.git("hash-object", "-w", "--stdin", stdin=content).decode("ascii").strip()

    def join_lines(self, mine: bytes, base: bytes, theirs: bytes) -> bytes:
        """Return a text with the lines that either side changed since base, mine where both changed the same ones."""
        names = ("mine", "base", "theirs")
        for name, content in zip(names, (mine, base, theirs), strict=True):
            (self.folder / name).write_bytes(content)
        paths = (str(self.folder / name) for name in names)
        return self.git("merge-file", "-p", "--ours", *paths, fine=(0, 255))

    def tree_of(self, commit: str) -> str:
        """Return the id of the tree of a commit."""
        return self.git("rev-parse", "--verify", f"{commit}^{{tree}}").decode("ascii").strip()

    def commit(self, tree: str, parents: Sequence[str], message: str, author: Author, when: datetime) -> str:
        """Return the id of a commit.

        Raises:
            RequestError: if the author has no name or no address.
        """
        if not _name(author.name) or not _name(author.email):
            raise RequestError("还没有写明是谁提交的：请先登记姓名和邮箱")
        who = f"{author} {int(when.timestamp())} {when:%z}"
        head = [f"tree {tree}", *(f"parent {parent}" for parent in parents), f"author {who}", f"committer {who}"]
        text = "\n".join([*head, "", message.strip(), ""])
        return self.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=text.encode()).decode("ascii").strip()


@contextmanager
def making(repository: Repository) -> Iterator[Maker]:
    """Yield what makes objects of a repository."""
    with tempfile.TemporaryDirectory(prefix="assessment-") as folder:
        write_empty(repository, Path(folder))
        yield Maker(repository, Path(folder))


def index_lines(files: Mapping[str, TreeFile | None], width: int) -> bytes:
    """Return what ``git update-index -z --index-info`` reads for files of a tree; None stands for one that is gone."""
    lines = (
        f"0 {'0' * width}\t{path}\0" if file is None else f"{file.mode} {file.id}\t{path}\0"
        for path, file in files.items()
    )
    return "".join(lines).encode("utf-8", "surrogateescape")


def _name(text: str) -> str:
    """Return a text without what would end it early in a commit."""
    return one_line(text.translate({ord("<"): None, ord(">"): None})).strip(" .,:;\"'")
