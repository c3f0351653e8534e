"""Importing the office's 台账: one row a deduction or bonus, with its evidence and what was done about it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assessment.dataset.record import EvidenceKind
from assessment.dataset.scheme import Component, Item, Method, Rule
from assessment.edit.splice import Named
from assessment.folding import folded
from assessment.sheets.fold import Names
from assessment.sheets.importing import (
    DAY_HEADS,
    UNIT_HEADS,
    Asked,
    Outcome,
    SheetFaultsError,
    ignored,
    names_of,
    outcome,
    record_rows,
    unit_at,
)
from assessment.sheets.records import Basis, Fields, Records
from assessment.sheets.roster import item_names
from assessment.sheets.table import Table, table_with, tables
from assessment.sheets.workbook import Book

NEEDED = "“日期”“单位”“条款”“原因”"
_NEEDED = {
    "day": DAY_HEADS,
    "unit": UNIT_HEADS,
    "clause": ("条款", "考评内容", "考评条款", "对应条款", "扣分条款", "项目", "指标", "事项"),
    "reason": ("原因", "扣分原因", "扣分事由", "加分原因", "加减分原因", "事由", "具体情况", "问题", "存在问题"),
}
_MORE = {
    "key": ("编号", "台账编号", "记录编号"),
    "rule": ("情形", "适用情形", "类型"),
    "level": ("级别", "通报级别", "层级"),
    "count": ("次数", "件次", "件数"),
    "incident": ("事件编号", "事件"),
    "evidence": ("证据编号",),
    "title": ("证据", "证据名称", "依据", "证明材料", "佐证材料"),
    "kind": ("证据种类", "证据类型"),
    "source": ("证据来源", "来源", "出处"),
    "captured": ("证据取得日期", "取得日期", "取证日期"),
    "file": ("证据文件", "附件"),
    "url": ("证据网址", "网址", "证据地址", "链接", "地址"),
    "rectified": ("整改情况", "整改说明", "整改结果"),
    "rectified_day": ("整改完成日期", "整改日期", "完成日期"),
    "visibility": ("可见范围", "是否公开"),
    "recorder": ("记录人", "登记人"),
    "override": ("超期说明",),
}
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_URL = re.compile(r"(?:https?://\S+|/\S*)")
_LEVEL_ENDING = re.compile(r"(?<=.)(?:级|办公厅|政府)$")
_INTERNAL = {"内部": True, "不公开": True, "否": True, "internal": True, "公开": False, "是": False, "public": False}
_LETTERS = {"deductions": "d", "bonus": "b"}


@dataclass(frozen=True)
class _Line:
    """One entry as the sheet has it."""

    unit: str
    where: str
    """``deductions`` or ``bonus``."""
    key: str
    """The id that the 台账 gives it; empty where it has none."""
    fields: Fields
    """The entry without id and evidence."""
    evidence: tuple[str, ...]
    """Ids that are listed already."""
    proof: Fields
    """Evidence to list; empty where ids are given."""


def import_ledger(book: Book, basis: Basis, asked: Asked) -> Outcome:
    """Return what a 台账 changes.

    An entry with a number takes the place of the one with that number; one without takes the place of the one
    with the same clause, day and reason. Any other is new.

    Raises:
        SheetFaultsError: if anything in the sheet is at fault.
        RequestError, FaultyDataError: if the sheet has no table, or the records cannot take it.
    """
    requires = {name for _, _, rule in _rules(basis) for name in rule.requires}
    needed = {key: tuple(map(folded, names)) for key, names in _NEEDED.items()}
    more = {key: tuple(map(folded, names)) for key, names in _MORE.items()} | {
        f"link:{name}": (folded(name), folded(f"{name}地址"), folded(f"{name}网址")) for name in sorted(requires)
    }
    found, notes = tables(book, lambda reading: table_with(reading, needed, more), NEEDED)
    records = Records(basis)
    lines: list[_Line] = []
    for table in found:
        lines += _Reader(table, basis, records, asked, book.path.parent).lines(lines)
        notes += ignored(table)
    findings = [finding for table in found for finding in table.reading.findings]
    if findings:
        raise SheetFaultsError(findings, notes)
    for line in lines:
        _record(records, line)
    return outcome(records, notes)


def _rules(basis: Basis) -> list[tuple[Component, Item, Rule]]:
    """Return the rules that entries can fall under."""
    return [
        (component, leaf, rule)
        for component in basis.scheme.components
        if component.method in (Method.DEDUCTIONS, Method.BONUS)
        for item in component.items
        for leaf in item.leaves()
        for rule in leaf.rules
        if not rule.automatic_unless
    ]


class _Reader:
    """Reads one table of entries."""

    def __init__(self, table: Table, basis: Basis, records: Records, asked: Asked, folder: Path) -> None:
        self.table, self.basis, self.records, self.asked, self.folder = table, basis, records, asked, folder
        self.reading, self.columns = table.reading, table.columns
        rules = _rules(basis)
        self.units = names_of(basis)
        self.items = {item.clause: (component, item) for component, item, _ in rules}
        self.clauses = item_names(tuple({component.id: component for component, _, _ in rules}.values()))
        self.rule_names = Names((rule.id, item.clause) for _, item, rule in rules)

    def lines(self, before: list[_Line]) -> list[_Line]:
        """Return the entries of the table; one that stands twice, here or in a table before, is a fault."""
        read: list[_Line] = []
        seen: list[tuple[_Line, int]] = []
        for row in record_rows(self.table, "unit", self.basis, self.units):
            line = self._line(row)
            if line is None:
                continue
            same = next((other for other, _ in seen if _repeats(other, line)), None)
            if same is not None or any(_repeats(other, line) for other in before):
                where = next((f"第{at}行" for other, at in seen if _repeats(other, line)), "另一张表")
                what = f"编号“{line.key}”与{where}重复" if line.key else f"与{where}完全相同"
                column = self.columns.get("key", 0) if line.key else 0
                self.reading.fault(row, column, "repeated-row", what, "重复的请删去；确是几次的，请写次数或分别编号")
            seen.append((line, row))
            read.append(line)
        return read

    def _text(self, row: int, key: str) -> str:
        return self.reading.text(row, self.columns.get(key))

    def _fault(self, row: int, key: str, code: str, message: str, hint: str) -> None:
        self.reading.fault(row, self.columns.get(key, 0), code, message, hint)

    def _line(self, row: int) -> _Line | None:
        faults = len(self.reading.findings)
        unit = unit_at(self.table, row, self.columns["unit"], self.units)
        day = self.reading.day(row, self.columns["day"])
        if day is None and len(self.reading.findings) == faults + (unit is None):
            self._fault(row, "day", "missing-date", "没有写日期", "请写明发生日期")
        reason = self._text(row, "reason")
        if not reason:
            self._fault(row, "reason", "missing-reason", "没有写原因", "请用一两句话写明")
        found = self._clause(row)
        fields: Fields = {}
        if found is not None:
            component, item = found
            fields = {"clause": item.clause} | self._rule(row, item)
            self._in_window(row, component, day)
        fields |= {"date": "" if day is None else day.isoformat()}
        count = self.reading.count(row, self.columns.get("count"))
        if count > 1:
            fields["count"] = count
        fields |= self._id(row, "incident", "incident") | {"reason": reason}
        evidence, proof = self._evidence(row)
        if proof and (file := self._file(row)) is not None and unit is not None:
            proof["files"] = [self.records.keep(f"{self.basis.year.year}/{unit}", file)]
        rest = self._links(row) | self._rectified(row) | self._more(row)
        key = str(self._id(row, "key", "id").get("id", ""))
        if len(self.reading.findings) > faults or unit is None or found is None:
            return None
        where = "deductions" if found[0].method is Method.DEDUCTIONS else "bonus"
        return _Line(unit, where, key, fields | rest, evidence, proof)

    def _clause(self, row: int) -> tuple[Component, Item] | None:
        said = self._text(row, "clause")
        clause = self.clauses.find(said) or self.rule_names.find(said) if said else None
        if clause is not None:
            return self.items[clause]
        message = f"找不到条款“{said[:30]}”" if said else "没有写条款"
        listed = "、".join(f"{clause} {item.name}" for clause, (_, item) in self.items.items())
        self._fault(row, "clause", "unknown-clause", message, f"可填条款编号或简称：{listed}")
        return None

    def _rule(self, row: int, item: Item) -> Fields:
        """Return rule and level; the rule may also stand in the column of the clause."""
        rules = {rule.id: rule for rule in item.rules if not rule.automatic_unless}
        said = self._text(row, "rule")
        wanted = folded(said or self._text(row, "clause"))
        chosen = next((rule for id, rule in rules.items() if folded(id) == wanted), None)
        if chosen is None and len(rules) == 1 and not said:
            chosen = next(iter(rules.values()))
        if chosen is None:
            message = f"“{item.clause}”没有“{said}”这种情形" if said else f"“{item.clause}”有几种情形，没有写明是哪一种"
            self._fault(row, "rule", "unknown-rule", message, f"“情形”可填：{'、'.join(rules)}")
            return {}
        rule: Fields = {"rule": chosen.id} if len(rules) > 1 else {}
        return rule | self._level(row, item, chosen)

    def _level(self, row: int, item: Item, rule: Rule) -> Fields:
        said = self._text(row, "level")
        levels = tuple(rule.points) if isinstance(rule.points, Mapping) else ()
        if not levels:
            if said:
                self._fault(row, "level", "unknown-level", f"“{item.clause}”不分级别", "请留空")
            return {}
        plain = _LEVEL_ENDING.sub("", folded(said)).removeprefix("全")
        level = next((level for level in levels if folded(level) == plain), None)
        if level is None:
            message = f"级别不能是“{said}”" if said else f"“{item.clause}”按级别计分，没有写级别"
            self._fault(row, "level", "unknown-level", message, f"可填：{'、'.join(levels)}")
            return {}
        return {"level": level}

    def _in_window(self, row: int, component: Component, day: date | None) -> None:
        window = component.window
        if day is not None and day not in window and not self._text(row, "override"):
            message = f"{day} 不在“{component.name}”的测评时间（{window.first} 至 {window.last}）之内"
            hint = "请核对日期；确应计入的，在“超期说明”列写明理由"
            self._fault(row, "day", "outside-window", message, hint)

    def _id(self, row: int, key: str, field: str) -> Fields:
        said = unicodedata.normalize("NFKC", self._text(row, key)).replace("_", "-")
        if not said:
            return {}
        id = said if not said[0].isdigit() else f"t{said}"
        if not _KEY.fullmatch(id):
            self._fault(row, key, "wrong-form", f"编号“{said[:30]}”的写法不对", "编号只用字母、数字和短横线")
        return {field: id}

    def _evidence(self, row: int) -> tuple[tuple[str, ...], Fields]:
        said = self._text(row, "evidence")
        if said:
            return tuple(dict.fromkeys(re.findall(r"[A-Za-z][A-Za-z0-9-]*", unicodedata.normalize("NFKC", said)))), {}
        title, source = self._text(row, "title"), self._text(row, "source") or self.asked.source
        captured = self.reading.day(row, self.columns.get("captured")) or self.asked.day
        kind = self._text(row, "kind") or EvidenceKind.REGISTER.value
        url = self._text(row, "url")
        if not title:
            self._fault(
                row, "title", "missing-evidence", "没有写证据", "扣分、加分都要有证据，请写明“证据名称”或“证据编号”"
            )
            return (), {}
        if not source:
            hint = "请写明“证据来源”，或用 --source 写明整张表的来源"
            self._fault(row, "source", "missing-source", "没有写证据来源", hint)
        if captured is None:
            hint = "请写明“证据取得日期”，或用 --date 写明整张表的取得日期"
            self._fault(row, "captured", "missing-date", "没有写证据取得日期", hint)
        if kind not in {known.value for known in EvidenceKind}:
            hint = f"可填：{'、'.join(known.value for known in EvidenceKind)}"
            self._fault(row, "kind", "not-a-choice", f"证据种类不能是“{kind[:30]}”", hint)
        if url and not _URL.fullmatch(url):
            self._fault(row, "url", "wrong-form", f"网址的写法不对：“{url[:40]}”", "网址以 http:// 或 https:// 开头")
        if not url and not self._text(row, "file"):
            hint = "请写“证据网址”“证据文件”，或用 scripts/evidence add 登记后写“证据编号”"
            self._fault(row, "url", "nothing-kept", "证据既没有网址也没有文件，无从核对", hint)
        day = "" if captured is None else captured.isoformat()
        address: Fields = {"url": url} if url else {}
        return (), {"title": title, "kind": kind, "source": source, "captured": day} | address

    def _file(self, row: int) -> Path | None:
        """Return the file of a row's evidence, which lies beside the sheet or in a folder there."""
        said = self._text(row, "file").replace("\\", "/")
        if not said:
            return None
        path = self.folder / said
        if not path.resolve().is_relative_to(self.folder.resolve()) or not path.is_file():
            hint = "请把文件放在表格旁边，写文件名，例如 证据/通报.pdf"
            self._fault(row, "file", "missing-evidence", f"没有文件“{said[:60]}”", hint)
            return None
        return path

    def _links(self, row: int) -> Fields:
        links: Fields = {}
        for key in self.columns:
            if key.startswith("link:") and (address := self._text(row, key)):
                if not _URL.fullmatch(address):
                    self._fault(
                        row, key, "wrong-form", f"网址的写法不对：“{address[:40]}”", "网址以 http:// 或 https:// 开头"
                    )
                links[key.removeprefix("link:")] = address
        return {"links": links} if links else {}

    def _rectified(self, row: int) -> Fields:
        note = self._text(row, "rectified")
        day = self.reading.day(row, self.columns.get("rectified_day"))
        if day is not None and not note:
            self._fault(row, "rectified", "missing-note", "写了整改日期，没有写整改情况", "请写明怎样整改的")
        done: Fields = {} if day is None else {"date": day.isoformat()}
        return {"rectified": {"note": note, **done}} if note else {}

    def _more(self, row: int) -> Fields:
        said = self._text(row, "visibility")
        internal = _INTERNAL.get(folded(said), False) if said else False
        if said and folded(said) not in _INTERNAL:
            self._fault(row, "visibility", "not-a-choice", f"可见范围不能是“{said[:30]}”", "可填：公开、内部")
        fields: Fields = {"visibility": "internal"} if internal else {}
        for key in ("recorder", "override"):
            if text := self._text(row, key):
                fields[key] = text
        return fields


def _repeats(one: _Line, other: _Line) -> bool:
    if one.unit != other.unit:
        return False
    if one.key or other.key:
        return one.key == other.key
    return _core(one.fields) == _core(other.fields)


def _core(fields: Fields) -> list[object]:
    """What makes an entry without a number the same as another, whatever was added about it later."""
    return [fields.get(key) for key in ("clause", "rule", "level", "date", "reason")]


def _occasion(fields: Fields) -> list[object]:
    """What two rows share that may be about the same thing told in other words."""
    return _core(fields)[:-1]


def _record(records: Records, line: _Line) -> None:
    places = [(where, entry) for where in _LETTERS for entry in records.listed(line.unit, where)]
    if line.key:
        same = [(where, entry) for where, entry in places if entry.get("id") == line.key]
    else:
        same = [(where, entry) for where, entry in places if _core(entry) == _core(line.fields)]
    if any(_is_recorded(records, line, entry) for _, entry in same):
        return
    cited = list(line.evidence) or [records.cite(line.unit, line.proof)]
    if same:
        _change(records, line, *same[0], cited)
        return
    id = line.key or records.new_id(line.unit, _LETTERS[line.where], line.where)
    occasion = _occasion(line.fields)
    alike = [str(entry.get("id")) for _, entry in places if not line.key and _occasion(entry) == occasion]
    caution = f"（与 {'、'.join(alike)} 同日同条款，只有原因不同；是同一笔的，请写编号 {alike[0]}）" if alike else ""
    records.say(line.unit, f"增加 {id} {_told(line.fields)}{caution}")
    records.append(line.unit, (line.where,), [_entry(id, line.fields, cited)])


def _change(records: Records, line: _Line, where: str, old: Fields, cited: list[str]) -> None:
    """Bring a recorded entry up to what the row says; what the sheet has no say in stays."""
    id = str(old["id"])
    kept = {key: value for key, value in old.items() if key != "count" and key not in line.fields}
    entry = _entry(id, kept | line.fields, cited)
    records.say(line.unit, f"修改 {id} {_told(line.fields)}")
    records.put(line.unit, (where, Named("id", id)), entry)


def _is_recorded(records: Records, line: _Line, entry: Fields) -> bool:
    """Tell whether an entry says all that a row says, with the same evidence."""
    said = {"count": 1} | line.fields
    if any(entry.get(key, 1 if key == "count" else None) != value for key, value in said.items()):
        return False
    ids = entry.get("evidence")
    cited = [str(id) for id in ids] if isinstance(ids, list) else []
    if line.evidence:
        return set(line.evidence) <= set(cited)
    pieces = [piece for piece in records.listed(line.unit, "evidence") if piece.get("id") in cited]
    return any(all(piece.get(key) == value for key, value in line.proof.items()) for piece in pieces)


def _entry(id: str, fields: Fields, cited: list[str]) -> Fields:
    order = ("clause", "rule", "level", "date", "count", "incident", "reason", "evidence")
    whole = fields | {"evidence": cited}
    first = {key: whole[key] for key in order if key in whole}
    return {"id": id} | first | {key: value for key, value in whole.items() if key not in order and key != "id"}


def _told(fields: Fields) -> str:
    level = f"（{fields['level']}）" if "level" in fields else ""
    return f"{fields['clause']}{level} {fields['date']} {fields['reason']}"
