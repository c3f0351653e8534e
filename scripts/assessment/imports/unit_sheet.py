"""Reading a sheet that lists the units to be assessed: their names, groups and addresses, each fault at its cell."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from assessment.check.reserved import DEVICES, DOCUMENTS
from assessment.edit.new_scheme import DraftGroup
from assessment.edit.pinyin import letters_of
from assessment.errors import RequestError
from assessment.findings import Finding
from assessment.folding import folded
from assessment.imports.asides import written
from assessment.imports.layout import turned
from assessment.imports.roster_heads import KINDS, RosterHead, group_name, names_all_units, one_line, roster_heads
from assessment.imports.values import SheetRow, cell_text, is_blank
from assessment.load.json_schema import checked
from assessment.load.yaml_file import Document, Steps
from assessment.place import Place
from assessment.workbooks.grid import Cell, Grid, Workbook
from assessment.workbooks.sheet import COLUMNS

_HEAD_HINT = "请在单位上面加一行列名，要有“名称”一列，还可以有“组别”“简称”“网址”“编号”"
_LONGEST_STEM = 90
"""Letters of an id before the number that tells it from another; the schema lets ids be little longer."""
_QUOTED = 40
"""How many letters of a row are quoted."""
_COUNTING = ("序号", "排序", "次序")
"""Columns that only number the rows."""
_ASIDE = re.compile(
    r"(?:合计|总计|小计|共计)(?:[:\d(共].*)?|(?:备注|注|附注|说明|填表说明)\d*(?:[:.].*)?|\(?(?:盖章|公章|签章)\)?"
    r"|(?:填[表报]|制表|审[核批]|经办|联系|负责|打印|报送)(?:人|单位|部门|日期|时间|电话)*:.*"
)
"""What stands first in rows that are sums, notes or signatures."""
_SEVERAL = re.compile(r"[、,;]+")
_SENTENCE = re.compile(r"([^:,、]{1,20}):(.+)")
"""A sentence that lists units, such as 考评对象：桃州镇、柏垫镇。"""
_OUTSIDE_BRACKETS = re.compile(r"[、,;](?![^()]*\))")
_AND_OTHERS = re.compile("等(?:[\\d一二三四五六七八九十]*[个家])?(?:单位|部门|乡镇)?$")
_PLATES = re.compile(r"(?P<name>[^()]+)\((?P<plates>[^()]+)\)")
_OPTION = "--units"
"""What findings call units that were typed."""
_BODY = re.compile(
    r".+(?:镇|乡|街道|苏木|局|委|办|室|院|社|队|所|站|行|部|处|署|厅|公司|中心|园区?|[开高]发?新?区|馆|校|会)"
)
"""A short name that tells what kind of body it is, and so can stand for the whole name."""
_IN_FULL = re.compile(r"[^县市区旗]{2,6}[县市区旗](?=.{2})|.+(?:人民政府|委员会|办公室|办事处)$")
"""A name with the county in front, or with the words for what kind of body it is written out."""
_TOWN = re.compile(r".+(?:镇|乡|街道|街道办|街道办事处|苏木)")
_GROUPS = ("乡镇", "县直单位")
"""How units are grouped by their names where the sheet says nothing of groups."""


@dataclass(frozen=True)
class ListedUnit:
    """A unit of the list."""

    id: str
    fields: Mapping[str, object]
    """Its file, as it will be written; empty for a unit that has one."""
    called: str
    """Its name as the clause of a scheme lists it, with other plates in brackets."""


@dataclass(frozen=True)
class ListedGroup:
    """A group of the list, with its units in order."""

    name: str
    units: tuple[ListedUnit, ...]


@dataclass
class UnitList:
    """What a sheet lists, the first of each unit, and what is wrong with it."""

    groups: tuple[ListedGroup, ...] = ()
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What was decided where the sheet is silent, a line each."""
    groups_at: Place | None = None
    """The head of the column of groups, or of that of names where the sheet says nothing of groups."""
    says_groups: bool = False
    """Whether the sheet says which group a unit is in."""


@dataclass(frozen=True)
class _UnitRow:
    """A row about a unit."""

    row: SheetRow
    group: str
    name: str
    plates: tuple[str, ...]
    whole: str = ""
    """The longer name that the sheet has for it; empty where that is the name itself."""

    @property
    def short(self) -> str:
        """The shortest name that says what kind of body it is."""
        return min((self.name, *(one for one in self.texts("aliases") if _BODY.fullmatch(one))), key=len)

    @property
    def names(self) -> Mapping[str, list[str]]:
        """What it is called, by the field of its file."""
        aliases = [one for one in self.texts("aliases") if one != self.name]
        full = _whole(self.row, "full_name") or self.whole
        aliases += [self.whole] if self.whole not in ("", full) else []
        return {"name": [self.name], "full_name": [full] if full else [], "aliases": aliases}

    def texts(self, key: str) -> list[str]:
        """Return the parts of a cell that may hold several."""
        return [part for part in _SEVERAL.split(one_line(self.row.text(key)).replace("/", "、")) if part]


def read_unit_list(book: Workbook, known: Mapping[str, str]) -> UnitList:
    """Return the units that a workbook lists; a row each, all at once what is wrong with it.

    Args:
        known: the ids of units that have files, by folded name.

    Raises:
        RequestError: if no sheet has a column of names.
    """
    read = UnitList()
    book = _readable(book)
    heads = [(grid, head) for grid in book.grids for head in roster_heads(grid)]
    if not heads:
        raise RequestError(f"{book.name} 里没有找到表头：{_HEAD_HINT}{_first_row(book)}")
    grid, head = heads[0]
    read.groups_at = grid.place(head.row, head.columns.get("group", head.columns["name"]))
    several = len({grid.name for grid, _ in heads}) > 1
    rows = [row for grid, head in heads for row in _rows(grid, head, several, read.findings)]
    read.notes += [note for grid in book.grids if (note := _unused(grid, [head for own, head in heads if own is grid]))]
    if not rows and not read.findings:
        raise RequestError(f"{book.name} 的表头下面没有单位，每个单位写一行；没有表头的，{_HEAD_HINT}")
    _take(read, rows, known)
    return read


def draft_groups(groups: tuple[ListedGroup, ...]) -> list[DraftGroup]:
    """Return groups as a draft has them, with ids of their own."""
    ids: dict[str, ListedGroup] = {}
    for number, group in enumerate(groups, 1):
        letters = letters_of(group.name)
        id = letters if letters[:1].isalpha() and letters not in ids else f"group-{number}"
        ids[id] = group
    return [
        DraftGroup(id, group.name, [unit.id for unit in group.units], [unit.called for unit in group.units])
        for id, group in ids.items()
    ]


def book_of_lines(groups: Iterable[tuple[str, str]]) -> Workbook:
    """Return a workbook for units that were typed, by group: a sheet a group, the first unit in its row 1."""
    return Workbook(Path(_OPTION), tuple(_grid_of_line(name, units) for name, units in groups), ())


def _readable(book: Workbook) -> Workbook:
    """Return a workbook with a head, as far as it can be had: turned on its side, or from a sentence that lists units."""
    if _has_units(book.grids):
        return book
    lying = tuple(turned(grid) for grid in book.grids if len(grid.rows) <= COLUMNS)
    if _has_units(lying):
        return replace(book, grids=lying)
    texts = [one_line(cell_text(cell)) for grid in book.grids for cells in grid.rows.values() for cell in written(cells)]
    sentences = [found for text in texts if (found := _SENTENCE.fullmatch(text)) and len(_names_in(found[2])) > 2]
    return replace(book, grids=tuple(_grid_of_line(found[1], found[2]) for found in sentences)) if sentences else book


def _has_units(grids: Iterable[Grid]) -> bool:
    """Tell whether some sheet has a head with something under it."""
    return any(head.row < max(grid.rows) for grid in grids for head in roster_heads(grid))


def _names_in(text: str) -> list[str]:
    """Return the names that a text lists one after the other, those in brackets left with the name before them."""
    return [name for name in _OUTSIDE_BRACKETS.split(one_line(text).removesuffix("。")) if name]


def _grid_of_line(group: str, units: str) -> Grid:
    names = _names_in(units)
    more = () if names_all_units(group) else (group,)
    rows = [("名称", "组别")[: 1 + len(more)], *((name, *more) for name in names)]
    cells = {
        row: {column: Cell(text, (row, column)) for column, text in enumerate(texts, 1)} for row, texts in enumerate(rows)
    }
    return Grid(_OPTION, group, cells)


def _first_row(book: Workbook) -> str:
    """Quote the first row that says something, to show what was taken for no head."""
    rows = (cells for grid in book.grids for cells in grid.rows.values())
    texts = next(([one_line(cell_text(cell)) for cell in written(cells)] for cells in rows if cells), [])
    return f"；第一行现在是“{'、'.join(texts)[:_QUOTED]}”" if texts else ""


def _unused(grid: Grid, heads: list[RosterHead]) -> str:
    """Say which columns of a sheet are not used; empty where all are."""
    used = {column for head in heads for column in head.columns.values()}
    cells = grid.rows[heads[0].row] if heads else {}
    named = [one_line(cell_text(cell)) for column, cell in cells.items() if column not in used and not is_blank(cell)]
    left = [name for name in dict.fromkeys(named) if name not in _COUNTING]
    return f"名单里没有使用的列：{'、'.join(left)}" if left else ""


def _rows(grid: Grid, head: RosterHead, several: bool, findings: list[Finding]) -> Iterator[_UnitRow]:
    """Yield the rows about units, each with the name of its group; empty where nothing says it."""
    columns = head.columns
    once = _groups_once(grid, head)
    above = head.group or (one_line(grid.name) if several else "")
    for number, cells in grid.rows.items():
        if number <= head.row or all(is_blank(cells.get(column)) for column in columns.values()):
            continue
        row = SheetRow(grid, number, columns, findings)
        if number in grid.hidden_rows:
            row.fault("", "hidden-row", "这一行被隐藏了", "请取消隐藏或筛选，核对后再来；不要的行请删去")
            continue
        if _ASIDE.fullmatch(one_line(cell_text(cells[min(cells)]))):
            continue
        text = _whole(row, "name")
        if _is_heading(row, text):
            above = group_name(text)
            continue
        if not text:
            row.fault("name", "empty", "没有写单位名称", "请写明，或删去这一行")
            continue
        group = group_name(_whole(row, "group")) if "group" in columns else above
        if once:
            group = above = group or above
        if "group" in columns and not group:
            row.fault("group", "empty", f"“{text}”没有写组别", "请写明，例如 乡镇、县直单位")
        split = _PLATES.fullmatch(text)
        name = split["name"] if split else text
        if _AND_OTHERS.search(name):
            hint = "请写出每一个单位，删去“等”字"
            row.fault("name", "several-names", f"“{text[:30]}”没有写全：“等”字指的是哪些单位，看不出来", hint)
            continue
        if _SEVERAL.search(name):
            row.fault("name", "several-names", f"一格里写了几个名称：“{text[:30]}”", "请每个单位写一行")
            continue
        plates = tuple(_SEVERAL.split(split["plates"])) if split else ()
        yield _called_shortly(_UnitRow(row, group, name, plates))


def _called_shortly(row: _UnitRow) -> _UnitRow:
    """Return a row with its short name for a name, where it is called in full: what people call it stands on pages."""
    is_full = _IN_FULL.match(row.name) and row.short != row.name and not _IN_FULL.match(row.short)
    return replace(row, name=row.short, whole=row.name) if is_full else row


def _groups_once(grid: Grid, head: RosterHead) -> bool:
    """Tell whether groups are written with the first of their units only, and so hold for the units below, too.

    Where fewer cells are empty than written, one was forgotten.
    """
    cells = [cells.get(head.columns.get("group", 0)) for row, cells in grid.rows.items() if row > head.row]
    names = [name for cell in cells if (name := one_line(cell_text(cell)) if cell is not None else "")]
    return bool(names) and len(names) == len(set(names)) <= len(cells) - len(names)


def _is_heading(row: SheetRow, text: str) -> bool:
    """Tell whether a row holds nothing but the name of the group below it."""
    cells = row.grid.rows[row.row].values()
    bare = one_line(group_name(text))
    alone = len({cell.corner for cell in cells}) == 1
    return alone and bool(KINDS.fullmatch(bare) or (bare != text and not _TOWN.fullmatch(bare)))


def _take(read: UnitList, rows: list[_UnitRow], known: Mapping[str, str]) -> None:
    """Put rows into groups, each unit once."""
    read.says_groups = any(row.group for row in rows)
    if not read.says_groups:
        read.notes.append(f"名单没有写组别，按名称分为{'、'.join(_GROUPS)}；不对的，加“组别”一列再来")
    numbered = all(row.row.text("id").isdecimal() for row in rows if row.row.text("id"))
    if numbered and any(row.row.text("id") for row in rows):
        read.notes.append("“编号”一列都是数字，当作序号；单位编号由名称的拼音而来")
    first: dict[str, SheetRow] = {}
    taken = {*known.values()}
    units: dict[str, list[ListedUnit]] = {}
    for row in rows:
        if _repeats(row, first):
            continue
        called = f"{row.name}（{'、'.join(row.plates)}）" if row.plates else row.name
        group = row.group or _GROUPS[0 if _TOWN.fullmatch(row.name) else 1]
        id = next((known[name] for one in (row.name, row.whole) if (name := folded(one)) in known), None)
        if id is not None:
            units.setdefault(group, []).append(ListedUnit(id, {}, called))
            continue
        given = "" if numbered else _whole(row.row, "id")
        if given in taken:
            row.row.fault("id", "repeated-unit", f"编号“{given}”已有别的单位用了", "请换一个编号")
        id = given or free_id(row.short, taken)
        taken.add(id)
        fields = _checked(read, row, id)
        units.setdefault(group, []).append(ListedUnit(id, fields, called))
    read.groups = tuple(ListedGroup(name, tuple(listed)) for name, listed in units.items())


def _repeats(row: _UnitRow, first: dict[str, SheetRow]) -> bool:
    """Note names that another row has too; tell whether the unit itself is one of another row."""
    same = first.get(folded(row.name))
    for key, listed in row.names.items():
        for name in listed:
            other = first.setdefault(folded(name), row.row)
            if other is not row.row:
                where = f"第{other.row}行" if other.grid is row.row.grid else str(other.place())
                hint = "请只留一行" if key == "name" else "一个名称只能指一个单位，请删去一处"
                row.row.fault(key, "repeated-unit", f"“{name}”在{where}已有", hint)
    return same is not None


def free_id(name: str, taken: Collection[str]) -> str:
    """Return the pinyin of a name without what most have, or a number where the sound of no character is known."""
    short = re.sub(r"^[县市区](?=..)|(?<=..)(?:镇|乡|街道)$", "", name)
    letters = letters_of(short)
    stem = (letters if letters[:1].isalpha() else f"unit{letters}")[:_LONGEST_STEM]
    free = (id for number in range(1, len(taken) + 3) if (id := stem if number == 1 else f"{stem}-{number}") not in taken)
    return next(id for id in free if id not in DEVICES | DOCUMENTS)


def _checked(read: UnitList, row: _UnitRow, id: str) -> dict[str, object]:
    """Return the file of a unit; what its schema refuses is a fault of the cell."""
    names = row.names
    texts = {"full_name": "".join(names["full_name"][:1]), "site": row.row.text("site")}
    plates = list(dict.fromkeys([*row.plates, *row.texts("plates")]))
    fields: dict[str, object] = {"id": id, "name": row.name}
    fields |= {key: text for key, text in texts.items() if text}
    fields |= {"plates": plates} if plates else {}
    fields |= {"aliases": list(dict.fromkeys(names["aliases"]))} if names["aliases"] else {}
    places: dict[Steps, Place] = {(key,): row.row.place(key) for key in fields}
    places[()] = row.row.place()
    read.findings += checked(Document(row.row.place().file, fields, places), "unit")[1]
    return fields


def _whole(row: SheetRow, key: str) -> str:
    """Return what a cell calls one thing; a break in it is the width of its column."""
    cell = row.cell(key)
    if cell is None:
        return ""
    return one_line(cell.value if isinstance(cell.value, str) else cell_text(cell))
