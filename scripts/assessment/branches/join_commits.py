"""Putting two commits together: Git joins what it can, and what both changed in a data file is joined field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assessment.branches.lay_out import differing
from assessment.branches.making import Maker, TreeFile, making
from assessment.branches.names import name_of_field, name_of_record, schema_kind
from assessment.branches.work_tree import WorkTree
from assessment.edit.join_text import Sides, join_text, lost_comments
from assessment.edit.splice import Keys
from assessment.edit.three_ways import Nothing, Whose
from assessment.repository.objects import contents
from assessment.repository.repository import text

_LONGEST = 2000
"""How much of a file is shown that is a question as a whole."""

PlaceInFile = tuple[str, Keys]
"""A file, by path from the top, and where in it."""


@dataclass(frozen=True)
class Meeting:
    """A field that two commits changed, and not alike."""

    file: str
    """From the top of the repository."""
    keys: Keys
    """Where it stands in the file; empty where the whole file is the question."""
    record: str
    """What people call the record that it is of; empty for what stands at the top of a file."""
    field: str
    """What people call the field; empty where the whole record or file is the question."""
    base: object
    """As it was when the two parted; ``Nothing.NOTHING`` where there was nothing, and so below."""
    mine: object
    theirs: object


@dataclass(frozen=True)
class CommitMerge:
    """Two commits put together."""

    tree: str
    """Id of the tree."""
    meetings: tuple[Meeting, ...]
    """What there was to decide, decided or not."""
    comments: tuple[tuple[str, str], ...]
    """Comments of either side that found no place, each behind its file; they stand in the history only."""


@dataclass(frozen=True)
class _Stages:
    """A file as both commits have it, and as it was when they parted; None where it is not there."""

    base: TreeFile | None
    mine: TreeFile | None
    theirs: TreeFile | None

    def ids(self) -> tuple[str, str, str]:
        """Return the ids of the contents, one that no repository has for what is not there."""
        base, mine, theirs = ("-" if side is None else side.id for side in (self.base, self.mine, self.theirs))
        return base, mine, theirs


def join_commits(tree: WorkTree, mine: str, theirs: str, choices: Mapping[PlaceInFile, Whose]) -> CommitMerge:
    """Return two commits put together.

    Args:
        tree: where the repository is.
        mine: full id of one commit.
        theirs: of the other one.
        choices: what was decided of fields that both changed; what is not decided is as in ``mine``.

    Raises:
        GitError: if the repository is damaged, or a partial clone.
    """
    files: dict[str, TreeFile | None] = {}
    meetings: list[Meeting] = []
    comments: list[tuple[str, str]] = []
    with making(tree.repository) as maker:
        start, stages = _by_git(maker, mine, theirs)
        by_lines = {path: both for path, both in _both_changed(tree, mine, theirs) if path not in stages}
        for path, both in {**stages, **by_lines}.items():
            own = {keys: choice for (file, keys), choice in choices.items() if file == path}
            sides = Sides(*contents(tree.repository, both.ids()))
            kind = schema_kind(tree, path)
            lines = maker.join_lines(*(side or b"" for side in (sides.mine, sides.base, sides.theirs)))
            whole = None if kind is None else join_text(path, sides, own, lines)
            if whole is None and path in by_lines:
                continue
            if kind is None or whole is None:
                files[path] = both.theirs if own.get(()) is Whose.THEIRS else both.mine
                meetings.append(Meeting(path, (), "", "", *map(_shown, (sides.base, sides.mine, sides.theirs))))
                continue
            files[path] = replace(both.mine or TreeFile("100644", ""), id=maker.content(whole.content))
            for one in whole.differences:
                record, field = name_of_record(kind, one.keys), name_of_field(kind, one.keys)
                meetings.append(Meeting(path, one.keys, record, field, one.base, one.mine, one.theirs))
            comments += [(path, line) for line in lost_comments(sides, whole.content)]
        return CommitMerge(maker.tree(start, files), tuple(meetings), tuple(comments))


def _by_git(maker: Maker, mine: str, theirs: str) -> tuple[str, dict[str, _Stages]]:
    """Return the tree that Git makes of two commits, and the files that it left to be settled."""
    options = ("--write-tree", "-z", "--no-messages", "--allow-unrelated-histories")
    answer = maker.git("merge-tree", *options, mine, theirs, fine=(0, 1)).decode("utf-8", "surrogateescape")
    tree, *lines = answer.removesuffix("\0").split("\0")
    found: dict[str, dict[str, TreeFile]] = {}
    for line in lines:
        head, _, path = line.partition("\t")
        mode, id, stage = head.split(" ")
        found.setdefault(path, {})[stage] = TreeFile(mode, id)
    return tree, {path: _Stages(*(sides.get(stage) for stage in "123")) for path, sides in found.items()}


def _both_changed(tree: WorkTree, mine: str, theirs: str) -> Iterator[tuple[str, _Stages]]:
    """Yield the data files that both commits changed, and not alike, and that each of them has."""
    base = text(tree.repository, "merge-base", mine, theirs)
    own, other = differing(tree, base, mine), differing(tree, base, theirs)
    before = differing(tree, mine, base)
    for path, file in own.items():
        their = other.get(path)
        if file is not None and their is not None and file.id != their.id and schema_kind(tree, path) is not None:
            yield path, _Stages(before.get(path), file, their)


def _shown(content: bytes | None) -> object:
    """Return what is shown of a file that is a question as a whole."""
    if content is None:
        return Nothing.NOTHING
    try:
        written = content.decode()
    except UnicodeDecodeError:
        return f"（不是文字，{len(content)} 字节）"
    return written if len(written) <= _LONGEST else f"{written[:_LONGEST]}……（共 {len(written)} 字）"
