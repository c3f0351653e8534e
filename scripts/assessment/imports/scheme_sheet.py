"""Reading a sheet of assessment rules as counties issue it: levels merged down, sums, notes, a full mark to each item."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assessment.edit.draft_part import DraftComponent, DraftKind, DraftPart, sum_by_group
from assessment.edit.layout import Flow
from assessment.errors import RequestError
from assessment.exact import exact_sum
from assessment.findings import Finding
from assessment.folding import folded
from assessment.imports.asides import is_note, is_total
from assessment.imports.scheme_columns import SchemeColumns, scheme_columns
from assessment.imports.scheme_rules import rules_in
from assessment.imports.values import SheetRow, is_blank
from assessment.place import Place
from assessment.workbooks.grid import Grid, Workbook

_NUMBERING = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十\d]+[)）]|第?[一二三四五六七八九十]+[、.．,，]"
    r"|\d+(?:\.\d+)*[、.．)）]?(?=\D))\s*"
)
_WORTH = re.compile(r"[（(\[]?(?:满分|计|共|权重|占|总分)?[:：]?(\d+(?:\.\d+)?)(?:分|%)[)）\]]?$")
_MARKS = re.compile(r"[(（]?[+＋加扣]?\s*(-?\d+(?:\.\d+)?)\s*[分%]?[)）]?")
_TOTAL = re.compile("总分|合计|总计|共计|小计")
_BONUS = re.compile("加分|奖励")
_PENALTY = re.compile("扣分项|减分|惩罚|负面|倒扣")
_EVERYBODY = re.compile("全部|所有|各|均|-|—")
_MOST_NAME = 20


@dataclass
class _Node:
    """A part as its rows are read."""

    name: str
    corner: tuple[int, int]
    place: Place
    name_before: str = ""
    """Its name as the sheet writes it."""
    declared: Decimal | None = None
    declared_place: Place | None = None
    full: dict[str, Decimal] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    below: list["_Node"] = field(default_factory=list)

    def leaves(self) -> Iterator["_Node"]:
        if not self.below:
            yield self
        for node in self.below:
            yield from node.leaves()


@dataclass
class SchemeSheet:
    """What a sheet says, and what is wrong with it."""

    title: str = ""
    components: list[DraftComponent] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What was decided where the sheet leaves room, a line each."""


def read_scheme_sheet(book: Workbook, groups: Mapping[str, str], *, as_issued: bool = False) -> SchemeSheet:
    """Return the parts that a workbook lists; what does not add up is a fault at its cell.

    Args:
        groups: names of the groups by id.
        as_issued: whether full marks that the items do not come to are taken as they are, for a reading to decide.

    Raises:
        RequestError: if no sheet has levels and full marks.
    """
    heads = [(grid, found) for grid in book.grids if (found := scheme_columns(grid, groups)) is not None]
    if not heads:
        raise RequestError(f"{book.name} 里没有找到表头：要有“一级指标”“分值”，还可以有“二级指标”“评分细则”“考评对象”")
    read = SchemeSheet()
    for grid, columns in heads:
        read.title = read.title or _title(grid, columns)
        _RuleTable(read, grid, columns, groups, as_issued).read()
    passed = [grid.name for grid in book.grids if grid.rows and grid not in [one for one, _ in heads]]
    read.notes += [f"没有读取表“{name}”：没有找到表头" for name in passed]
    if not any(one.kind is DraftKind.BASE for one in read.components) and not read.findings:
        raise RequestError(f"{book.name} 的表头下面没有计入总分的指标，每项写一行：名称和分值")
    return read


def _title(grid: Grid, columns: SchemeColumns) -> str:
    """Return the longest text above the head."""
    above = [cell.value for row, cells in grid.rows.items() if row < columns.view.top for cell in cells.values()]
    texts = ["".join(text.split()) for text in above if isinstance(text, str)]
    return max((text for text in texts if len(text) > 5 and not is_note(text)), key=len, default="")


class _RuleTable:
    """Reads the rows of one table."""

    def __init__(
        self, read: SchemeSheet, grid: Grid, columns: SchemeColumns, groups: Mapping[str, str], as_issued: bool
    ) -> None:
        self._read, self._grid, self._columns, self._groups = read, grid, columns, groups
        self._as_issued = as_issued
        self._tops: list[_Node] = []
        self._sums: list[tuple[SheetRow, str, int]] = []

    def read(self) -> None:
        for number in self._grid.rows:
            if number > self._columns.view.bottom:
                self._row(number)
        self._merge_alone()
        for node in self._tops:
            self._check(node)
        for row, text, count in self._sums:
            self._check_sum(row, text, self._tops[:count])
        self._read.components += [component for node in self._tops for component in self._components(node)]

    def _row(self, number: int) -> None:
        cells = self._grid.rows[number]
        row = SheetRow(self._grid, number, self._columns.all, self._read.findings)
        if all(is_blank(cells.get(column)) for column in self._columns.all.values()):
            return
        first = next((cell for _, cell in sorted(cells.items()) if not is_blank(cell)), None)
        text = "" if first is None else "".join(str(first.value).split())
        if number in self._grid.hidden_rows:
            row.fault("", "hidden-row", "这一行被隐藏了", "请取消隐藏或筛选，核对后再来；不要的行请删去")
            return
        names = [row.name(f"level{n}") for n in range(len(self._columns.levels))]
        summary = next((name for name in (text, *names) if is_total(name) or _TOTAL.fullmatch(folded(name))), "")
        if summary:
            self._sums.append((row, summary, len(self._tops)))
            return
        if is_note(text) or (first is not None and len({cell.corner for cell in cells.values()}) == 1 and len(text) > 15):
            return
        node = self._place(row, names)
        if node is not None:
            self._fill(row, node)

    def _place(self, row: SheetRow, names: Sequence[str]) -> _Node | None:
        """Return the innermost part that a row is about, made where it is new."""
        listed, node, is_new = self._tops, None, False
        for level, name in enumerate(names):
            cell = row.raw(f"level{level}")
            if not name or cell is None:
                if listed and not is_new:
                    node, listed = listed[-1], listed[-1].below
                continue
            again = listed and not is_new and any(names[level + 1 :]) and listed[-1].name_before == name
            if listed and not is_new and (again or listed[-1].corner == cell.corner):
                node = listed[-1]
            else:
                node = self._new(row, f"level{level}", name, cell.corner)
                listed.append(node)
                is_new = True
            listed = node.below
        if node is None:
            row.fault("level0", "empty", "没有写指标的名称", "请写明，或删去这一行")
        return node

    def _new(self, row: SheetRow, key: str, name: str, corner: tuple[int, int]) -> _Node:
        plain = _NUMBERING.sub("", name).strip()
        worth = _WORTH.search(plain)
        called = (plain[: worth.start()] if worth else plain) or plain
        node = _Node(called, corner, row.place(key), name)
        if self._columns.text is None and len(called) > _MOST_NAME:
            node.name, node.texts = _short(called), [name]
        if worth:
            node.declared, node.declared_place = Decimal(worth[1]), row.place(key)
        level = int(key.removeprefix("level"))
        if level in self._columns.sums and row.cell(f"sum{level}") is not None:
            node.declared, node.declared_place = self._number(row, f"sum{level}"), row.place(f"sum{level}")
        return node

    def _fill(self, row: SheetRow, node: _Node) -> None:
        """Put the full marks and the words of a row into the part that it is about."""
        own = {key: cell for key in self._full_keys() if (cell := row.cell(key)) is not None}
        begun = {key: cell.corner for key, cell in own.items()}
        text = row.text("text") if self._columns.text is not None else ""
        fresh = any(corner[0] == row.row for corner in begun.values())
        if not fresh:
            node.texts += [text] if text and text not in node.texts else []
            if not own and not node.full and node.declared is None and not node.below:
                row.fault(self._full_keys()[0], "missing-marks", f"“{node.name}”没有写分值", "请写明满分")
            return
        full = self._full_marks(row, node)
        if node.full or (node.texts and text) or node.below:
            node.below += [self._as_item(node)] if node.full and not node.below else []
            node.texts = []
            item = _Node(_short(text) or f"{node.name}{len(node.below) + 1}", (row.row, 0), row.place("text"))
            node.below.append(item)
            node.full, node = {}, item
        node.full = full
        node.texts += [text] if text else []

    def _as_item(self, node: _Node) -> _Node:
        """Return what a part has said so far as an item of it: another row of it has marks of its own."""
        first = node.texts[0] if node.texts else ""
        return _Node(_short(first) or f"{node.name}1", node.corner, node.place, full=node.full, texts=[*node.texts])

    def _full_keys(self) -> list[str]:
        return [f"full:{group}" for group in self._columns.full]

    def _full_marks(self, row: SheetRow, node: _Node) -> dict[str, Decimal]:
        """Return the full marks that a row gives, by group."""
        groups = self._of_object(row)
        found: dict[str, Decimal] = {}
        for group, key in zip(self._columns.full, self._full_keys(), strict=True):
            number = self._number(row, key)
            if number is not None and number != 0:
                found |= {id: abs(number) for id in ((group,) if group else groups)}
        if not found:
            row.fault(self._full_keys()[0], "missing-marks", f"“{node.name}”没有写分值", "请写明满分")
        return found

    def _number(self, row: SheetRow, key: str) -> Decimal | None:
        cell = row.cell(key)
        if cell is not None and isinstance(cell.value, str) and (found := _MARKS.fullmatch(cell.value.strip())):
            return Decimal(found[1])
        return row.number(key, Decimal(100))

    def _of_object(self, row: SheetRow) -> list[str]:
        """Return the groups that a row is for: those that its cell names, or else all."""
        text = folded(row.text("object")) if self._columns.object is not None else ""
        named = [id for id, name in self._groups.items() if folded(name) in text]
        if text and not named and not _EVERYBODY.search(text):
            note = f"第{row.row}行的考评对象“{row.text('object')}”不是组名，照各组都适用起草；只适用于一部分单位的请改"
            self._read.notes.append(note)
        return named or [*self._groups]

    def _merge_alone(self) -> None:
        """Let a part that has only one below, with no full marks of its own, keep it."""
        for top in self._tops:
            for node in top.leaves():
                if not node.full and node.declared is not None:
                    node.full = dict.fromkeys(self._groups, node.declared)
                    node.declared = None

    def _check(self, node: _Node) -> dict[str, Decimal]:
        """Return what a part comes to by group; where that is not what is written beside it, it is a fault."""
        if not node.below:
            if node.declared is not None and node.full and {*node.full.values()} != {node.declared}:
                self._fault(node, "、".join(f"{full:f}" for full in dict.fromkeys(node.full.values())))
            return node.full
        if node.full:
            node.declared, node.declared_place, node.full = next(iter(node.full.values())), node.place, {}
        parts = [self._check(below) for below in node.below]
        sums = {id: exact_sum(full[id] for full in parts if id in full) for id in self._groups}
        sums = {id: total for id, total in sums.items() if any(id in full for full in parts)}
        wrong = {id: total for id, total in sums.items() if node.declared is not None and total != node.declared}
        if wrong and not self._as_issued:
            whose = "" if len(wrong) == len(sums) else f"{'、'.join(self._groups[id] for id in wrong)}："
            self._fault(node, whose + "、".join(f"{total:f}" for total in dict.fromkeys(wrong.values())))
        elif not wrong:
            node.declared = None
        return dict.fromkeys(sums, node.declared) if node.declared is not None else sums

    def _fault(self, node: _Node, found: str) -> None:
        message = f"“{node.name}”标示 {node.declared:f} 分，下面各项合计 {found} 分"
        hint = "请核对分值；印发的原文就是这样的，加 --as-issued 照原文起草，由解读决定怎样计算"
        self._read.findings.append(Finding(node.declared_place or node.place, "weights-do-not-add-up", message, hint))

    def _check_sum(self, row: SheetRow, text: str, tops: Sequence[_Node]) -> None:
        """Find a row of sums that says another number than the rows above it come to."""
        if not re.search("合计|总计|小计|共计|总分", text):
            return
        of = [node for node in tops if _kind(node.name) is DraftKind.BASE]
        if "小计" in text:
            of = tops[-1].below or [tops[-1]] if tops else []
        for group, key in zip(self._columns.full, self._full_keys(), strict=True):
            sum_there = self._number(row, key)
            ids = [group] if group else [*self._groups]
            worth = {id: exact_sum(self._worth(node).get(id, Decimal(0)) for node in of) for id in ids}
            every = exact_sum(self._worth(node).get(id, Decimal(0)) for node in tops for id in ids[:1])
            if sum_there is None or sum_there in {*worth.values(), every}:
                continue
            found = "、".join(f"{total:f}" for total in dict.fromkeys(worth.values()))
            message = f"“{text}”写 {sum_there:f} 分，上面各项合计 {found} 分"
            if self._as_issued:
                self._read.notes.append(f"第{row.row}行：{message}，照各项的分值起草")
                continue
            hint = "请核对各项的分值和合计；印发的原文就是这样的，加 --as-issued 照各项的分值起草"
            row.fault(key, "weights-do-not-add-up", message, hint)

    def _worth(self, node: _Node) -> dict[str, Decimal]:
        if not node.below:
            return node.full
        parts = [self._worth(below) for below in node.below]
        ids = dict.fromkeys(id for full in parts for id in full)
        if node.declared is not None:
            return dict.fromkeys(ids, node.declared)
        return {id: exact_sum(full[id] for full in parts if id in full) for id in ids}

    def _components(self, node: _Node) -> Iterator[DraftComponent]:
        kind = _kind(node.name)
        part = self._part(node, kind)
        if part.full:
            yield DraftComponent(part, kind)

    def _part(self, node: _Node, kind: DraftKind) -> DraftPart:
        text = "\n".join(node.texts)
        if node.below:
            items = tuple(self._part(below, kind) for below in node.below)
            return DraftPart(node.name, sum_by_group(items), text, declared=node.declared, items=items)
        return drafted_leaf(node.name, text, node.full, kind)


def drafted_leaf(name: str, text: str, full: Mapping[str, Decimal], kind: DraftKind) -> DraftPart:
    """Return a part without parts below, its method and its rules as its words have them, for an office to go over."""
    most = max(full.values(), default=Decimal(0))
    found = rules_in(text, most)
    if kind is DraftKind.BASE:
        if not found.deductions:
            return DraftPart(name, full, text)
        return DraftPart(name, full, text, "deductions", found.deductions)
    rules = found.awards if kind is DraftKind.BONUS else found.deductions
    ends = [0, most] if kind is DraftKind.BONUS else [-most, 0]
    judged: Mapping[str, object] = {"id": name[:_MOST_NAME], "range": Flow(ends), "count": "once"}
    return DraftPart(name, full, text, "accrual", _limited(rules, most) or [judged])


def _limited(rules: Sequence[Mapping[str, object]], most: Decimal) -> list[Mapping[str, object]]:
    """Return rules that can go on without end with the full marks as their limit."""
    return [{**rule, "limit": rule.get("limit", most)} if rule.get("count") == "each" else rule for rule in rules]


def _kind(name: str) -> DraftKind:
    if _PENALTY.search(name):
        return DraftKind.PENALTY
    return DraftKind.BONUS if _BONUS.search(name) else DraftKind.BASE


def _short(text: str) -> str:
    """Return the first words of a clause, to call it by."""
    return re.split("[，。；：,;:\n]", _NUMBERING.sub("", text))[0][:_MOST_NAME].strip()
