"""Points that a register writes: a help where the level is missing, else compared with the scheme's."""

from collections.abc import Mapping
from decimal import Decimal

from assessment.dataset.part import Part, Rule
from assessment.imports.draft import Draft, Fields
from assessment.imports.register_clauses import rules_of
from assessment.imports.values import SheetRow, number_in

_SHOWN = 5


def level_by_points(row: SheetRow, rule: Rule) -> str | None:
    """Return the one level of a rule at which an entry costs or gives what a row says; None for none or several."""
    points = _points(row)
    if points is None or not isinstance(rule.points, Mapping):
        return None
    fitting = [level for level, each in rule.points.items() if abs(each) * _count(row) == points]
    return fitting[0] if len(fitting) == 1 else None


def note_points(draft: Draft, entries: list[tuple[SheetRow, Part, Fields]]) -> None:
    """Say which rows have other points than the scheme gives, and which levels were read from points.

    The scheme decides what an entry costs; what a sheet says of it is compared, never recorded.
    """
    differences: list[str] = []
    by_points: list[str] = []
    for row, item, fields in entries:
        points, due = _points(row), _due(item, fields)
        if points is not None and due is not None and points != due:
            differences.append(f"{row.label}表中 {points.normalize():f} 分、方案 {due.normalize():f} 分（{item.clause}）")
        if not row.text("level") and "level" in fields and points is not None:
            by_points.append(f"{row.label}（{fields['level']}）")
    if by_points:
        draft.notes.append(f"没有写级别，按表中的分数认定的：{_some(by_points)}；不对的请写明“级别”")
    if differences:
        draft.notes.append(f"表中的分数与方案不同，以方案为准：{_some(differences)}")


def _some(listed: list[str]) -> str:
    return "、".join(listed[:_SHOWN]) + (f"等 {len(listed)} 处" if len(listed) > _SHOWN else "")


def _points(row: SheetRow) -> Decimal | None:
    """Return the points that a row says, without sign; None where it says none that can be read."""
    cell = row.cell("points")
    found = None if cell is None else number_in(cell)
    return abs(found) if isinstance(found, Decimal) else None


def _due(item: Part, fields: Fields) -> Decimal | None:
    """Return what the scheme gives or takes for an entry before any limit; None where that depends on more."""
    rules = {rule.id: rule for rule in rules_of(item)}
    rule = rules.get(str(fields.get("rule", ""))) or (next(iter(rules.values())) if len(rules) == 1 else None)
    if rule is None or rule.range is not None or rule.percent is not None or rule.veto:
        return None
    level = str(fields.get("level", ""))
    if rule.levels and level not in rule.levels:
        return None
    count = fields.get("count", 1)
    return abs(rule.each(level)) * (count if isinstance(count, int) else 1)


def _count(row: SheetRow) -> int:
    return SheetRow(row.grid, row.row, row.columns, []).count("count")
