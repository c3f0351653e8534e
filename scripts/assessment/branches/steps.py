"""What a person has done on a branch since main: the commits, and the records that each changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from assessment.branches.lay_out import differing
from assessment.branches.work_tree import WorkTree
from assessment.history.held import Values, held_records
from assessment.history.kinds import Key, What
from assessment.repository.objects import contents
from assessment.repository.repository import text

TAKES_BACK = "Takes-Back"
"""The last line of a commit that takes another one back begins with it."""

_FORM = f"%H%x00%P%x00%an%x00%ae%x00%aI%x00%s%x00%(trailers:key={TAKES_BACK},valueonly,separator=%x2C)%x00"


@dataclass(frozen=True)
class RecordStep:
    """A record that a commit added, changed or removed."""

    period: str
    """The year or round, as its folder is called."""
    unit: str
    key: Key
    what: What


@dataclass(frozen=True)
class BranchStep:
    """A commit of a branch that main does not have."""

    commit: str
    parent: str
    author: str
    email: str
    when: datetime
    subject: str
    """What was done, in one line."""
    takes_back: str
    """Id of the commit that this one takes back; empty where it is none of these."""
    is_taken_back: bool
    is_handed_in: bool
    """Whether the remote has it."""
    files: tuple[str, ...]
    """The files that it changed, by path from the top."""
    records: tuple[RecordStep, ...]
    """The records of units that it changed."""


def steps(tree: WorkTree) -> tuple[BranchStep, ...]:
    """Return what was done on the branch of a working tree and is not in main, newest first.

    Merges, which bring the branch up to date, are left out.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    handed_in = _since(tree, tree.handed_in) if tree.handed_in else None
    found: list[BranchStep] = []
    void: set[str] = set()
    for fields in _commits(tree, tree.main_commit):
        commit, parents, author, email, when, subject, takes_back = fields
        parent, *others = parents.split()
        if others:
            continue
        if takes_back and commit not in void:
            void.add(takes_back)
        files = tuple(differing(tree, parent, commit))
        found.append(
            BranchStep(
                commit=commit,
                parent=parent,
                author=author,
                email=email,
                when=datetime.fromisoformat(when),
                subject=subject,
                takes_back=takes_back,
                is_taken_back=commit in void,
                is_handed_in=handed_in is not None and commit not in handed_in,
                files=files,
                records=tuple(record_steps(tree, parent, commit, files)),
            )
        )
    return tuple(found)


def record_steps(tree: WorkTree, old: str, new: str, files: tuple[str, ...]) -> Iterator[RecordStep]:
    """Yield the records of units that differ between two commits in files of those units, which are named from the top.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    below = PurePosixPath(tree.clone.inside("scores"))
    paths = [path for path in map(PurePosixPath, files) if path.parent.parent == below and path.suffix == ".yaml"]
    texts = contents(tree.repository, [f"{commit}:{path}" for commit in (old, new) for path in paths])
    for path, before, after in zip(paths, texts[: len(paths)], texts[len(paths) :], strict=True):
        then, now = _values(before), _values(after)
        for key in dict.fromkeys((*now, *then)):
            if (what := _what(then, now, key)) is not None:
                yield RecordStep(path.parent.name, path.stem, key, what)


def _what(then: Values, now: Values, key: Key) -> What | None:
    if key not in then:
        return What.RECORDED
    if key not in now:
        return What.REMOVED
    return None if then[key] == now[key] else What.CHANGED


def _values(content: bytes | None) -> Values:
    held = None if content is None else held_records(content)
    none: Mapping[Key, Mapping[str, object]] = {}
    return none if held is None else held.values


def _since(tree: WorkTree, commit: str) -> frozenset[str]:
    """Return the commits of the working tree's branch that another commit does not contain."""
    return frozenset(text(tree.repository, "rev-list", tree.commit, f"^{commit}").split())


def _commits(tree: WorkTree, main: str) -> Iterator[tuple[str, str, str, str, str, str, str]]:
    """Yield the fields of each commit that main has not, along the branch, newest first."""
    options = ("--first-parent", "--topo-order", "--no-show-signature", "--no-notes", f"--format={_FORM}")
    words = text(tree.repository, "log", *options, tree.commit, f"^{main}").split("\0")
    for at in range(0, len(words) - 7, 7):
        commit, parents, author, email, when, subject, takes_back = words[at : at + 7]
        yield commit.strip(), parents, author, email, when, subject, takes_back.strip()
