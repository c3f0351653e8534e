"""A row of a register as an entry: what it claims, and the evidence that it tells of."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.record import EvidenceKind, Visibility
from assessment.folding import folded
from assessment.imports.draft import Fields, fields_of
from assessment.imports.importing import Intake, day_of, demanded
from assessment.imports.levels import level_in
from assessment.imports.question import Question
from assessment.imports.register_clauses import Clauses, rules_of
from assessment.imports.register_layout import EVIDENCE_COLUMNS
from assessment.imports.register_points import level_by_points
from assessment.imports.register_proof import register_as_proof
from assessment.imports.values import SheetRow, is_blank

_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_VISIBILITY = {
    "内部": Visibility.INTERNAL,
    "不公开": Visibility.INTERNAL,
    "否": Visibility.INTERNAL,
    "internal": Visibility.INTERNAL,
    "公开": Visibility.PUBLIC,
    "是": Visibility.PUBLIC,
    "public": Visibility.PUBLIC,
}


@dataclass(frozen=True)
class RegisterRow:
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
    is_at_fault: bool
    """Whether a part of it could not be read."""

    @property
    def fields(self) -> Fields:
        """The entry as it will be recorded."""
        return fields_of(self.claims)


def entry_of(intake: Intake, clauses: Clauses, row: SheetRow, unit: str) -> RegisterRow:
    """Return what a row claims; what it has to say and does not is claimed as empty, for the rules to come upon."""
    item = _item(row, clauses)
    claims: Fields = {} if item is None else {"clause": row.claim("clause", item.clause)} | _rule(row, item)
    day = row.day("day", intake.draft.year.period.year)
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
    where, key = "bonus" if bonus else "deductions", _id(row, "key")
    return RegisterRow(row, unit, where, key, claims, evidence, proof, row.is_at_fault)


def _item(row: SheetRow, clauses: Clauses) -> Part | None:
    """Return the item that a row names; a fault and None where it names none."""
    text = row.text("clause")
    found = clauses.find(text) if text else None
    if found is None:
        message = f"找不到条款“{text[:30]}”" if text else "没有写条款"
        listed = "、".join(f"{clause} {item.name}" for clause, (_, item) in clauses.items.items())
        near = clauses.near(text) if text else None
        if near is None:
            row.fault("clause", "unknown-clause", message, f"可填条款编号或简称：{listed}")
        else:
            hint = f"是不是“{near}”：是的话加 --map {text}={near}"
            row.findings.append(Question(row.place("clause"), "unknown-clause", message, hint, word=text, guess=near))
    return None if found is None else found[1]


def _rule(row: SheetRow, item: Part) -> Fields:
    """Return rule and level as the scheme writes them; the rule may also stand in the column of the clause."""
    rules = {folded(rule.id): rule for rule in rules_of(item)}
    rule, level = row.text("rule"), row.text("level")
    only = next(iter(rules.values())) if len(rules) == 1 and not rule else None
    chosen = rules.get(folded(rule or row.text("clause")), only)
    claims: Fields = {}
    if rule and chosen is None:
        claims["rule"] = row.claim("rule", rule)
    elif chosen is not None and len(rules) > 1:
        claims["rule"] = row.claim("rule" if rule else "clause", chosen.id)
    if level:
        known = level_in(level, chosen.levels) if chosen else None
        claims["level"] = row.claim("level", known or level)
    elif chosen is not None and not level and (by_points := level_by_points(row, chosen)) is not None:
        meant = level_in(row.text("reason"), chosen.levels)
        if meant not in (None, by_points):
            message = f"没有写级别：原因里说的是“{meant}”，表中的分数是“{by_points}”一次的"
            row.fault("points", "unclear-level", message, "请加“级别”一列写明；不止一次的，另写“次数”")
        claims["level"] = row.claim("points", by_points)
    if chosen is not None and chosen.range is not None and (points := row.number("points", None)) is not None:
        # Of what comes off, sheets write the number with its sign or without.
        claims["points"] = row.claim("points", -abs(points) if chosen.range[1] <= 0 else points)
    return claims


def _id(row: SheetRow, key: str) -> str:
    """Return an id as records write it; a number has no letter of its own."""
    text = unicodedata.normalize("NFKC", row.text(key)).replace("_", "-")
    return f"t{text}" if text[:1].isdigit() else text


def _proof(intake: Intake, row: SheetRow, unit: str) -> Fields:
    """Return the evidence that a row tells of; a fault where it tells of none."""
    if not row.columns.keys() & set(EVIDENCE_COLUMNS):
        return register_as_proof(intake, row)
    if not row.text("title"):
        row.fault("title", "empty", "没有写证据", "扣分、加分都要有证据，请写明“证据名称”或“证据编号”")
        return {}
    source, day = (
        row.text("source") or intake.options.source,
        day_of(row, "captured", intake.options, intake.draft.year.period.year),
    )
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
        kept = intake.draft.keep(f"{intake.draft.year.period}/{unit}", file)
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
