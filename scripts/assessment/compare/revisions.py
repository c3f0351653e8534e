"""From what was asked for to two data folders, the older one laid out from Git."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.compare.comparison import Comparison, compare_years
from assessment.compare.settings import county_changes
from assessment.errors import RequestError
from assessment.load.data_files import years
from assessment.load.lock import Use, locked
from assessment.period import Period
from assessment.repository.clone import Clone, needed_clone
from assessment.repository.revision import commit_of, common_start
from assessment.repository.snapshot import write_snapshot

_SHORT = 10


def compare_revisions(data: Path, base: str, head: str, period: Period | None) -> tuple[Comparison, frozenset[Period]]:
    """Return what differs between two revisions, and the years that were looked at.

    As in a pull request, what ``base`` has got since the two parted is no change of ``head``: the older side is the
    newest commit that both contain.

    Args:
        data: the data folder.
        base: a branch, tag or commit.
        head: the same; empty for the files as they are now.
        period: the year or round to compare; None for all.

    Raises:
        RequestError: if a revision or the year is not there.
        GitError: if the repository is damaged or a partial clone.
    """
    clone = needed_clone(data)
    base_commit = commit_of(clone, base)
    newer = commit_of(clone, head) if head else clone.commit
    start = common_start(clone, base_commit, newer)
    older = start or base_commit
    notes = list(_notes(base_commit, start, shallow=clone.shallow))
    with _check_out(clone, older) as before, _check_out(clone, newer) if head else _as_it_is(data) as after:
        known = {*years(before), *years(after)}
        chosen = frozenset(known if period is None else {period})
        if not chosen or not chosen <= known:
            listed = "、".join(str(one) for one in sorted(known)) or "没有"
            raise RequestError(f"两个版本都没有 {period.spaced if period else ''}的年度文件，现有：{listed}")
        name = newer[:_SHORT] if head else "工作区的文件（含尚未提交的修改）"
        differing, county = compare_years(before, after, chosen), county_changes(before, after)
        return Comparison(older[:_SHORT], name, tuple(notes), differing, county), chosen


def _notes(base_commit: str, start: str | None, *, shallow: bool) -> Iterator[str]:
    if start is None:
        yield "两个版本没有共同的起点，直接与基准比较。"
    elif start != base_commit:
        yield f"基准 {base_commit[:_SHORT]} 已有新的提交，从两者分开的地方（{start[:_SHORT]}）起比较。"
    if shallow:
        yield "版本库是浅克隆，找到的起点可能不准；运行 git fetch --unshallow 补全。"


@contextmanager
def _as_it_is(data: Path) -> Iterator[Path]:
    """Yield the data folder itself, which nobody changes meanwhile."""
    with locked(data, Use.READING):
        yield data


@contextmanager
def _check_out(clone: Clone, commit: str) -> Iterator[Path]:
    """Yield the data folder as it was at a commit."""
    with TemporaryDirectory(prefix="assessment-") as folder:
        # The same name, so that places read the same on both sides.
        target = Path(folder) / clone.data.name
        write_snapshot(clone, commit, target)
        yield target
