"""Importing the office's register (台账): one row a deduction or bonus, with its evidence and what was done about it."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assessment.dataset.part import Method, Part, Rule
from assessment.dataset.record import EvidenceKind, Visibility
from assessment.dataset.scheme import Scheme
from assessment.edit.new_ids import digest_of_fields
from assessment.edit.splice import EntryStep
from assessment.folding import folded
from assessment.imports.draft import Draft, Fields, fields_of, says
from assessment.imports.fold import Names
from assessment.imports.importing import DAY_HEADS, UNIT_HEADS, Intake, Options, day_of, demanded, unit_at, unit_rows
from assessment.imports.roster import item_names, unit_names
from assessment.imports.table import table_with, tables
from assessment.imports.values import SheetRow, is_blank
from assessment.workbooks.grid import Workbook

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
_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_LEVEL_ENDING = re.compile(r"(?<=.)(?:级|办公厅|政府)$")
_VISIBILITY = {
    "内部": Visibility.INTERNAL,
    "不公开": Visibility.INTERNAL,
    "否": Visibility.INTERNAL,
    "internal": Visibility.INTERNAL,
    "公开": Visibility.PUBLIC,
    "是": Visibility.PUBLIC,
    "public": Visibility.PUBLIC,
}
_LETTERS = {"deductions": "d", "bonus": "b"}


@dataclass(frozen=True)
class _RegisterRow:
    """An entry as the sheet has it."""

    row: SheetRow
    unit: str
    where: str
    """``deductions`` or ``bonus``."""
    key: str
    """The id that the register gives it; empty where it has none."""
    claims: Fields
    """The entry without id and evidence."""
    evidence: tuple[str, ...]
    """Ids that are listed already."""
    proof: Fields
    """Evidence to list; empty where ids are given, or nothing is."""

    @property
    def fields(self) -> Fields:
        """The entry as it will be recorded."""
        return fields_of(self.claims)


@dataclass(frozen=True)
class _Clauses:
    """The items and rules that entries can fall under, and what finds them."""

    items: Mapping[str, tuple[Part, Part]]
    names: Names
    rules: Names

    @classmethod
    def of(cls, scheme: Scheme) -> "_Clauses":
        """Return those of a scheme."""
        components = tuple(one for one in scheme.components if one.takes(Method.DEDUCTIONS, Method.ACCRUAL))
        leaves = [(one, leaf) for one in components for leaf in one.leaves() if _rules(leaf)]
        rules = Names((rule.id, leaf.clause) for _, leaf in leaves for rule in _rules(leaf))
        return cls({leaf.clause: (one, leaf) for one, leaf in leaves}, item_names(components), rules)

    def find(self, text: str) -> tuple[Part, Part] | None:
        """Return the item that a text names, by clause, by name, or by one of its rules."""
        return self.items.get(self.names.find(text) or self.rules.find(text) or "")


def _rules(item: Part) -> list[Rule]:
    """Return the rules of an item that entries can fall under."""
    return [rule for rule in item.rules if not rule.automatic_unless]


def import_register(book: Workbook, draft: Draft, options: Options) -> None:
    """Put into a draft what a register claims.

    An entry with a number takes the place of the one with that number; one without takes the place of the one
    with the same clause, day and reason. Any other is new.

    Raises:
        RequestError, FaultyDataError: if the sheet has no table, or the records cannot take it.
    """
    clauses = _Clauses.of(draft.year.whole.scheme)
    names = unit_names(draft.year.whole.scheme, draft.year.whole.units)
    requires = sorted({name for _, item in clauses.items.values() for rule in _rules(item) for name in rule.requires})
    needed = {key: tuple(map(folded, heads)) for key, heads in _NEEDED.items()}
    more = {key: tuple(map(folded, heads)) for key, heads in _MORE.items()} | {
        f"link:{name}": (folded(name), folded(f"{name}地址"), folded(f"{name}网址")) for name in requires
    }
    intake = Intake(book.path, draft, options)
    read: list[_RegisterRow] = []
    for table in tables(book, lambda grid: table_with(grid, draft.findings, needed, more), NEEDED, draft):
        draft.notes += table.unused()
        for row in unit_rows(table, "unit", draft, names):
            unit = unit_at(row, "unit", names)
            if unit is None:
                continue
            entry = _entry(intake, clauses, row, unit)
            same = next((other for other in read if _repeats(other, entry)), None)
            if same is None:
                read.append(entry)
                continue
            where = f"第{same.row.row}行" if same.row.grid is row.grid else "另一张表"
            what = f"编号“{entry.key}”与{where}重复" if entry.key else f"与{where}完全相同"
            hint = "重复的请删去；确是几次的，请写次数或分别编号"
            row.fault("key" if entry.key else "", "repeated-row", what, hint)
    for entry in read:
        _record(draft, entry)


def _entry(intake: Intake, clauses: _Clauses, row: SheetRow, unit: str) -> _RegisterRow:
    """Return what a row claims; what it has to say and does not is claimed as empty, for the rules to come upon."""
    item = _item(row, clauses)
    claims: Fields = {} if item is None else {"clause": row.claim("clause", item.clause)} | _rule(row, item)
    day = row.day("day")
    claims["date"] = row.claim("day", day.isoformat() if day else "")
    count = row.count("count")
    if count > 1:
        claims["count"] = row.claim("count", count)
    if incident := _id(row, "incident"):
        claims["incident"] = row.claim("incident", incident)
    claims["reason"] = row.claim("reason", row.text("reason"))
    evidence = tuple(dict.fromkeys(_ID.findall(unicodedata.normalize("NFKC", row.text("evidence")))))
    proof = {} if evidence else _proof(intake, row, unit)
    links = {key[5:]: row.claim(key, url) for key in row.columns if key.startswith("link:") and (url := row.text(key))}
    claims |= ({"links": links} if links else {}) | _rectified(row) | _visibility(row)
    claims |= {key: row.claim(key, text) for key in ("recorder", "override") if (text := row.text(key))}
    bonus = item is not None and item.method is Method.ACCRUAL
    return _RegisterRow(row, unit, "bonus" if bonus else "deductions", _id(row, "key"), claims, evidence, proof)


def _item(row: SheetRow, clauses: _Clauses) -> Part | None:
    """Return the item that a row names; a fault and None where it names none."""
    text = row.text("clause")
    found = clauses.find(text) if text else None
    if found is None:
        message = f"找不到条款“{text[:30]}”" if text else "没有写条款"
        listed = "、".join(f"{clause} {item.name}" for clause, (_, item) in clauses.items.items())
        row.fault("clause", "unknown-clause", message, f"可填条款编号或简称：{listed}")
    return None if found is None else found[1]


def _rule(row: SheetRow, item: Part) -> Fields:
    """Return rule and level as the scheme writes them; the rule may also stand in the column of the clause."""
    rules = {folded(rule.id): rule for rule in _rules(item)}
    rule, level = row.text("rule"), row.text("level")
    only = next(iter(rules.values())) if len(rules) == 1 and not rule else None
    chosen = rules.get(folded(rule or row.text("clause")), only)
    claims: Fields = {}
    if rule and chosen is None:
        claims["rule"] = row.claim("rule", rule)
    elif chosen is not None and len(rules) > 1:
        claims["rule"] = row.claim("rule" if rule else "clause", chosen.id)
    if level:
        plain = _LEVEL_ENDING.sub("", folded(level)).removeprefix("全")
        known = next((name for name in (chosen.levels if chosen else ()) if folded(name) == plain), level)
        claims["level"] = row.claim("level", known)
    return claims


def _id(row: SheetRow, key: str) -> str:
    """Return an id as records write it; a number has no letter of its own."""
    text = unicodedata.normalize("NFKC", row.text(key)).replace("_", "-")
    return f"t{text}" if text[:1].isdigit() else text


def _proof(intake: Intake, row: SheetRow, unit: str) -> Fields:
    """Return the evidence that a row tells of; a fault where it tells of none."""
    if not row.text("title"):
        row.fault("title", "empty", "没有写证据", "扣分、加分都要有证据，请写明“证据名称”或“证据编号”")
        return {}
    source, day = row.text("source") or intake.options.source, day_of(row, "captured", intake.options)
    claim = row.claim("source", source) if source else None
    hint = "请写明，或用 {} 写明整张表的"
    proof: Fields = {
        "title": row.claim("title", row.text("title")),
        "kind": row.claim("kind", row.text("kind") or EvidenceKind.REGISTER.value),
        "source": demanded(row, "source", claim, "证据来源", hint.format("--source")),
        "captured": demanded(row, "captured", day, "证据取得日期", hint.format("--date")),
    }
    key = "title" if is_blank(row.raw("url")) else "url"
    if url := row.link(key) if key == "title" else row.address(key):
        proof["url"] = row.claim(key, url)
    if file := _file(row, intake.path.parent):
        kept = intake.draft.keep(f"{intake.draft.year.number}/{unit}", file)
        proof["files"] = [row.claim("file", kept)]
    return proof


def _file(row: SheetRow, folder: Path) -> Path | None:
    """Return the file of a row's evidence, which lies beside the sheet or in a folder there."""
    name = row.text("file").replace("\\", "/")
    path = folder / name
    if name and not (path.resolve().is_relative_to(folder.resolve()) and path.is_file()):
        hint = "请把文件放在表格旁边，写文件名，例如 证据/通报.pdf"
        row.fault("file", "missing-evidence", f"没有文件“{name[:60]}”", hint)
        return None
    return path if name else None


def _rectified(row: SheetRow) -> Fields:
    note, day = row.text("rectified"), row.day("rectified_day")
    claims: Fields = {"note": row.claim("rectified", note)}
    if day is not None:
        claims["date"] = row.claim("rectified_day", day.isoformat())
    return {"rectified": row.claim("rectified", claims)} if note or day else {}


def _visibility(row: SheetRow) -> Fields:
    text = row.text("visibility")
    found = _VISIBILITY.get(folded(text))
    if text and found is None:
        row.fault("visibility", "not-a-choice", f"可见范围不能是“{text[:30]}”", "可填：公开、内部")
    return {"visibility": row.claim("visibility", found.value)} if found is Visibility.INTERNAL else {}


def _repeats(one: _RegisterRow, other: _RegisterRow) -> bool:
    if one.unit != other.unit:
        return False
    if one.key or other.key:
        return one.key == other.key
    return _core(one.fields) == _core(other.fields)


def _core(fields: Fields) -> list[object]:
    """What makes an entry without a number the same as another, whatever was added about it later."""
    return [fields.get(key) for key in ("clause", "rule", "level", "date", "reason")]


def _record(draft: Draft, entry: _RegisterRow) -> None:
    fields = entry.fields
    recorded = [(where, old) for where in _LETTERS for old in draft.listed(entry.unit, where) if "id" in old]
    if entry.key:
        same = [(where, old) for where, old in recorded if old["id"] == entry.key]
    else:
        same = [(where, old) for where, old in recorded if _core(old) == _core(fields)]
    if any(_is_recorded(draft, entry, old) for _, old in same):
        return
    cited = list(entry.evidence) or ([draft.cite(entry.unit, entry.row.claim("", entry.proof))] if entry.proof else [])
    if same:
        where, old = same[0]
        id = str(old["id"])
        # What the sheet has no say in stays; a count that it leaves out is 1.
        kept = {key: value for key, value in old.items() if key != "count"}
        draft.say(entry.unit, f"修改 {id} {_summary(fields)}")
        draft.put(entry.unit, (where, EntryStep("id", id)), _ordered(id, kept | fields, cited))
    else:
        digest = digest_of_fields({str(place): value for place, value in enumerate(_core(fields))})
        where, id = entry.where, entry.key or draft.new_id(entry.unit, _LETTERS[entry.where], digest)
        # On the same occasion, but for another reason: perhaps the same thing told in other words.
        alike = [str(old["id"]) for _, old in recorded if not entry.key and _core(old)[:-1] == _core(fields)[:-1]]
        caution = f"（与 {'、'.join(alike)} 同日同条款，只有原因不同；是同一笔的，请写编号 {alike[0]}）" if alike else ""
        draft.say(entry.unit, f"增加 {id} {_summary(fields)}{caution}")
        draft.append(entry.unit, (where,), [_ordered(id, fields, cited)])
    claims = {"id": entry.row.claim("key", id)} | entry.claims
    draft.trace(entry.unit, (where, EntryStep("id", id)), entry.row.claim("", claims))


def _is_recorded(draft: Draft, entry: _RegisterRow, old: Fields) -> bool:
    """Tell whether an entry says all that a row says, with the same evidence."""
    if not says({"count": 1} | old, {"count": 1} | entry.fields):
        return False
    ids = old.get("evidence")
    cited = [str(id) for id in ids] if isinstance(ids, list) else []
    if entry.evidence:
        return set(entry.evidence) <= set(cited)
    pieces = [piece for piece in draft.listed(entry.unit, "evidence") if piece.get("id") in cited]
    return any(says(piece, fields_of(entry.proof)) for piece in pieces)


def _ordered(id: str, fields: Fields, cited: list[str]) -> Fields:
    """Return an entry in the order in which people write one; it begins and ends with what few others have.

    So both sides of a merge can be kept whole: a last line that two entries share would be left to one of them.
    """
    whole = {"id": id} | fields
    order = ("id", "clause", "rule", "level", "date", "count", "incident", "reason")
    return {key: whole[key] for key in (*order, *whole) if key in whole and key != "evidence"} | {"evidence": cited}


def _summary(fields: Fields) -> str:
    level = f"（{fields['level']}）" if "level" in fields else ""
    return f"{fields.get('clause', '')}{level} {fields['date']} {fields['reason']}"
