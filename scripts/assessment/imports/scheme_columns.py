"""Which columns of a sheet of assessment rules hold what: levels of indicators, full marks, words, whom it is for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.folding import folded
from assessment.imports.layout import HeadView
from assessment.imports.vocabulary import ColumnKind, heading
from assessment.workbooks.grid import Grid

_LEVEL = heading(
    "指标",
    "(?:[一二三四]|第[一二三四])级?(?:考[核评]|测评|评[价估])?(?:指标|项目|内容|事项|任务)(?:名称)?",
    "(?:考[核评]|测评|评[价估]|检查|督查|工作|主要|具体|重点|评分)*(?:指标|项目|类别|内容|事项|要点|任务|大类|名称|要素)",
    examples=("一级指标", "二级指标", "考评内容"),
)
_FULL = heading(
    "分值",
    "(?:标准|基础?|基准|满|考[核评]|总|权重|指标|赋|设定)*(?:分值?|分数|满分|权重|赋分)",
    examples=("满分", "权重", "标准分"),
)
_TEXT = heading(
    "评分细则",
    "(?:考[核评]|测评|评[价估分]|检查|扣分|加分|计分|赋分|打分|得分|具体|评定)*"
    "(?:细则|标准|办法|方法|规则|说明|依据|要求|方式)(?:及[要说]?[求明])?(?:[(/、和及].*)?",
    examples=("评分标准", "扣分标准", "计分办法"),
)
_OBJECT = heading(
    "考评对象",
    "(?:考[核评]|测评|评[价估]|适用|被考[核评]|涉及)*(?:对象|单位|范围|部门)",
    examples=("适用对象", "适用范围"),
)


@dataclass(frozen=True)
class SchemeColumns:
    """The columns of a head."""

    view: HeadView
    levels: tuple[int, ...]
    """From the outermost to the innermost."""
    full: Mapping[str, int]
    """By group; under an empty name the column for all."""
    sums: Mapping[int, int]
    """Columns that say what a level is worth, by its number from 0: those between the columns of levels."""
    text: int | None
    object: int | None

    @property
    def all(self) -> Mapping[str, int]:
        """Every column, by what a row calls it."""
        levels = {f"level{number}": column for number, column in enumerate(self.levels)}
        fulls = {f"full:{group}": column for group, column in self.full.items()}
        levels |= {f"sum{number}": column for number, column in self.sums.items()}
        others = {"text": self.text, "object": self.object}
        return levels | fulls | {key: column for key, column in others.items() if column is not None}


_HEAD_WITHIN = 20
_DEPTH = 3


def scheme_columns(grid: Grid, groups: Mapping[str, str]) -> SchemeColumns | None:
    """Return the columns of the first head in a sheet that has levels and full marks; None where there is none.

    Args:
        groups: names of the groups by id.
    """
    for depth in range(1, _DEPTH + 1):
        for top in list(grid.rows)[:_HEAD_WITHIN]:
            if top + depth - 1 in grid.rows and (found := _columns(HeadView.of(grid, top, top + depth - 1), groups)):
                return _deepened(grid, found, groups)
    return None


def _deepened(grid: Grid, found: SchemeColumns, groups: Mapping[str, str]) -> SchemeColumns:
    """Return the columns with the rows below taken in that belong to the head, as cells are merged with it."""
    while (bottom := found.view.bottom + 1) in grid.rows and any(
        cell.corner[0] <= found.view.bottom for cell in grid.rows[bottom].values()
    ):
        deeper = _columns(HeadView.of(grid, found.view.top, bottom), groups)
        if deeper is None:
            break
        found = deeper
    return found


def _columns(view: HeadView, groups: Mapping[str, str]) -> SchemeColumns | None:
    full = _full(view, groups)
    used = {*full.values()}
    text = _one(view, _TEXT, used)
    used |= {text} if text is not None else set()
    level = [column for column, texts in view.texts.items() if column not in used and _LEVEL.rank(texts) is not None]
    surest = min((rank for column in level if (rank := _LEVEL.rank(view.texts[column])) is not None), default=0)
    if len(level) > 1 and text is None:
        text = next((column for column in level if _LEVEL.rank(view.texts[column]) != surest), None)
        level = [column for column in level if column != text]
    used |= {*level}
    object = _one(view, _OBJECT, used)
    return SchemeColumns(view, tuple(level), full, _sums(view, full, level), text, object) if level and full else None


def _sums(view: HeadView, full: Mapping[str, int], levels: Sequence[int]) -> Mapping[int, int]:
    """Return the further columns of full marks, each for the level that stands nearest on its left."""
    found: dict[int, int] = {}
    for column, texts in view.texts.items():
        left = [number for number, level in enumerate(levels) if level < column]
        if column not in full.values() and column not in levels and left and _FULL.rank(texts) is not None:
            found.setdefault(left[-1], column)
    return found


def _one(view: HeadView, kind: ColumnKind, used: set[int]) -> int | None:
    ranks = {
        column: rank
        for column, texts in view.texts.items()
        if column not in used and (rank := kind.rank(texts)) is not None
    }
    return min(ranks, key=lambda column: ranks[column], default=None)


def _full(view: HeadView, groups: Mapping[str, str]) -> Mapping[str, int]:
    """Return the columns of full marks: one for all, or one for each group that a head names."""
    found: dict[str, int] = {}
    for column, texts in view.texts.items():
        of = _group_of(texts, groups)
        if of is not None and any(_FULL.rank((_without(text, groups),)) is not None for text in texts):
            found.setdefault(of, column)
        elif _FULL.rank(texts) is not None and (
            column - 1 not in view.texts or _FULL.rank(view.texts[column - 1]) is None
        ):
            found[""] = column
    named = {group: column for group, column in found.items() if group}
    return named or found


def _group_of(texts: Sequence[str], groups: Mapping[str, str]) -> str | None:
    return next((id for id, name in groups.items() if any(folded(name) in text for text in texts)), None)


def _without(text: str, groups: Mapping[str, str]) -> str:
    for name in groups.values():
        text = text.replace(folded(name), "")
    return text.strip("()[]:-") or "分值"
