"""What a pull request says: its title names units and kinds of records; its text is the comparison with main.

The text holds marks, which are secret before approval: it is for a private repository only, as a comment of
``scripts/comment`` is. The title goes into lists, mails and windows, so that no mark stands in it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.branches.steps import BranchStep
from assessment.branches.work_tree import WorkTree
from assessment.compare.comparison import Comparison, YearComparison
from assessment.compare.inert import inert, plain
from assessment.compare.markdown import markdown
from assessment.compare.revisions import compare_revisions
from assessment.compare.side import NoYear, Scored
from assessment.compare.words import ADDED
from assessment.dataset.year import Provenance

BEGIN, END = "<!-- 交审核：以下由程序写 -->", "<!-- 交审核：以上由程序写 -->"
"""Between them stands what is written anew each time; what people write around them stays."""
MOST = 60_000
"""Bytes of a text; platforms refuse more than 65,536 characters."""
_TITLE = 120
_UNITS = 3


@dataclass(frozen=True)
class Proposal:
    """What is handed in, as people read it."""

    title: str
    """What was changed, in one line and without marks."""
    text: str
    """What it does to the results, and every change by itself, in Markdown."""
    is_secret: bool
    """Whether it holds records that are not invented, which nobody else may read."""


def proposal(tree: WorkTree, steps: Sequence[BranchStep], commit: str = "") -> Proposal:
    """Return what a branch proposes to main.

    Args:
        tree: the working tree.
        steps: what was done on the branch.
        commit: full id of the branch's newest commit; empty for the one that the working tree stands at.

    Raises:
        RequestError, GitError: if it cannot be compared with main.
    """
    comparison, years = compare_revisions(tree.clone.data, tree.main_commit, commit or tree.commit, None)
    sentence = "；".join(_year_words(year) for year in comparison.years) or (
        "本地设置有改动" if comparison.county else ""
    )
    title = plain(sentence or next((step.subject for step in steps), ""), _TITLE) or "改动"
    # What was taken back again is not what is handed in.
    lasting = [step for step in steps if not step.is_taken_back and not step.takes_back]
    listed = (f"- {inert(step.subject)}（{inert(step.author)}，{step.when:%Y-%m-%d %H:%M}）" for step in lasting)
    text = "\n".join([markdown(comparison, years), *(["改动：", "", *listed, ""] if lasting else [])])
    return Proposal(title, _cut(text), _is_secret(comparison))


def _is_secret(comparison: Comparison) -> bool:
    sides = (side.marks for year in comparison.years for side in (year.before, year.after))
    known = [marks.dataset.year.provenance for marks in sides if isinstance(marks, Scored)]
    return not known or Provenance.REAL in known


def whole_text(before: str, text: str) -> str:
    """Return the text of a pull request with what the program writes put in its place, and all else as it was."""
    own = f"{BEGIN}\n{text.strip()}\n{END}"
    head, begin, rest = before.replace("\r\n", "\n").partition(BEGIN)
    _, end, tail = rest.partition(END)
    if begin and end:
        return f"{head}{own}{tail}"
    return f"{before.rstrip()}\n\n{own}\n" if before.strip() else f"{own}\n"


def _year_words(year: YearComparison) -> str:
    if isinstance(year.after.marks, NoYear):
        return f"删去 {year.period.name}"
    is_new = isinstance(year.before.marks, NoYear)
    if is_new and not year.records:
        return f"新增 {year.period.name}"
    units = list(dict.fromkeys(year.names.get(record.unit, record.unit) for record in year.records))
    counts = Counter((record.what, record.kind) for record in year.records)
    parts = [f"{ADDED[what]} {count} 条{kind.value}" for (what, kind), count in counts.items()]
    parts += [f"改变 {len(year.readings)} 条解读"] if year.readings else []
    parts += ["方案、年度或单位的设置有改动"] if year.settings else []
    named = "、".join(units[:_UNITS]) + (f"等 {len(units)} 个单位" if len(units) > _UNITS else "")
    what = "、".join(parts) or "只改了注释、格式或次序"
    return f"{'新增 ' if is_new else ''}{year.period.name} {named}{'：' if named else ''}{what}"


def _cut(text: str) -> str:
    content = text.encode()
    if len(content) <= MOST:
        return text
    kept = content[:MOST].rpartition(b"\n")[0].decode()
    return f"{kept}\n\n内容太长，其余请运行 `scripts/compare` 查看。\n"
