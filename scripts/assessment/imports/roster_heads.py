"""The heads of a list of units: which column holds names, by what it is called and by what stands under it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessment.folding import folded
from assessment.imports.fold import bare
from assessment.imports.values import cell_text, number_in
from assessment.imports.vocabulary import UNIT
from assessment.workbooks.grid import Cell, Grid

_HEADS = {
    "group": re.compile("(?:所[属在])?(?:组别?|分组|类别|类型)|单位(?:类别|类型|性质|分类)|性质|分类"),
    "aliases": re.compile("(?:单位)?(?:简称|别名|其他名称|其他写法|曾用名)(?:/别名)?"),
    "full_name": re.compile("(?:单位|机构)?全称|正式名称"),
    "plates": re.compile("牌子|(?:加|另)挂的?牌子"),
    "site": re.compile("(?:公开|政府)?(?:网址|网站)(?:地址)?|信息公开网址"),
    "id": re.compile("单位编号|编号|拼音|代码"),
}
"""What columns other than that of names are called."""
_NAME = re.compile("(?:考评|考核|测评|参评)?名单|主体")
"""What columns of names are called besides what ``UNIT`` says."""
_HEAD_WITHIN = 40
"""The last row with content, counted from the first, in which a head is looked for."""
_NUMBERING = re.compile(r"^(?:\(?[一二三四五六七八九十\d]+\)?[、,.]|\([一二三四五六七八九十\d]+\))")
_NUMBER_OF_UNITS = re.compile(r"\(?共?\d+个?\)?:?$")
KINDS = re.compile(
    r"(?:各|全|直|级|属|政府|县|区|市|省|州|盟|旗|驻|中央|垂直|双重|管理|派出|工作|其他|有关|乡|镇|街道?|场|和|及|与|、|\(|\)|/)*"
    r"(?:乡镇|镇街|街镇|镇乡|乡|镇|街道|部门|单位|机构|园区|直)\)*(?:组|类)?"
)
"""What stands alone over the units of a group."""


@dataclass(frozen=True)
class RosterHead:
    """A head, and the columns below it by what they are."""

    row: int
    columns: Mapping[str, int]
    group: str = ""
    """The group that the whole column of names is, where several such columns stand beside each other."""


def roster_heads(grid: Grid) -> list[RosterHead]:
    """Return the head of a sheet, or one for each column of names where it has several; nothing where it has none."""
    rows = list(grid.rows)[:_HEAD_WITHIN]
    for number, following in zip(rows, [*rows[1:], 0], strict=True):
        heads = _heads_in(grid, number)
        # A title may be called as a column is, and a head may be spread over two rows.
        below = _heads_in(grid, following) if following and len(heads) == 1 else []
        if heads:
            return below if len(below) > 1 or (below and _is_above(grid, heads[0], following)) else heads
    return []


def names_all_units(text: str) -> bool:
    """Tell whether a text is what units are called in general, such as 考评对象, and no group of them."""
    return UNIT.rank((folded(text),)) is not None and not KINDS.fullmatch(one_line(text))


def group_name(text: str) -> str:
    """Return the name of a group without its number and the number of its units."""
    name = _NUMBER_OF_UNITS.sub("", _NUMBERING.sub("", text)).removesuffix(":")
    return name.replace("(", "（").replace(")", "）")


def one_line(text: str) -> str:
    """Return a name in one piece, full width and half width alike: nothing in it is a space or a break."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _is_above(grid: Grid, head: RosterHead, following: int) -> bool:
    """Tell whether a row of one cell, or one whose names are merged over several columns, stands above the real head."""
    cells, below = grid.rows[head.row], grid.rows[following]
    spread = {column for column, cell in cells.items() if cell.corner == (head.row, head.columns["name"])}
    parted = {below[column].corner for column in spread & below.keys()}
    return len({cell.corner for cell in cells.values()}) == 1 or len(parted) > 1


def _heads_in(grid: Grid, number: int) -> list[RosterHead]:
    """Return the heads that a row makes; one cell merged over several columns is a title or the name of a group."""
    cells = {column: cell for column, cell in grid.rows[number].items() if cell.corner == (number, column)}
    if len(cells) == 1 < len(grid.rows[number]):
        return []
    texts = {column: one_line(cell_text(cell)) for column, cell in cells.items()}
    found = {key: [c for c, text in texts.items() if head.fullmatch(bare(text))] for key, head in _HEADS.items()}
    known = {column for columns in found.values() for column in columns}
    names = [column for column, text in texts.items() if column not in known and _is_name(text)]
    names = [column for column in names if _holds_names(grid, number, column)]
    for key in ("aliases", "full_name"):
        if not names and found[key] and _holds_names(grid, number, found[key][0]):
            names = [found[key].pop(0)]
    if len(names) > 1:
        groups = {column: group_name(texts[column]) for column in names}
        apart = len(set(groups.values())) > 1
        return [RosterHead(number, {"name": column}, groups[column] if apart else "") for column in names]
    found["name"] = names
    return [RosterHead(number, {key: columns[0] for key, columns in found.items() if columns})] if names else []


def _is_name(text: str) -> bool:
    plain = group_name(text)
    return any(
        (UNIT.rank((form,)) is not None or KINDS.fullmatch(form) or _NAME.fullmatch(form))
        for form in (folded(plain), bare(plain))
    )


def _holds_names(grid: Grid, number: int, column: int) -> bool:
    """Tell whether names may stand under a head: no numbers, and not the names of groups alone."""
    below = [cells[column] for row, cells in grid.rows.items() if row > number and column in cells]
    whole = [text for cells in grid.rows.values() if column in cells and (text := one_line(cell_text(cells[column])))]
    if len(whole) > 1 and all(KINDS.fullmatch(text) for text in whole):
        return False
    texts = [text for cell in below if (text := one_line(cell_text(cell)))]
    if not texts:
        return True
    return not all(KINDS.fullmatch(text) for text in texts) and not _are_numbers(below)


def _are_numbers(cells: Iterable[Cell]) -> bool:
    return all(number_in(cell) is not None for cell in cells)
