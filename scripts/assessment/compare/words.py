"""The sentences of a comparison, the same as Markdown and as a page; texts from the data stand in them as they are."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from assessment.compare.comparison import Comparison, YearComparison
from assessment.compare.records import FieldChange, RecordChange
from assessment.compare.settings import ReadingChange, SettingChange
from assessment.compare.side import Faulty, NoYear, Scored
from assessment.compare.units import ComponentChange, Stand, UnitChange, totals_apart
from assessment.dataset.year import Provenance
from assessment.exact import brief_text
from assessment.history.kinds import Kind, What
from assessment.period import Period, spaced_list
from assessment.render.scheme_words import secrecy
from assessment.render.words import SAMPLE
from assessment.status import Status

ADDED = {What.RECORDED: "新增", What.CHANGED: "修改", What.REMOVED: "删除"}

_PROSE = frozenset({Kind.EVIDENCE, Kind.SELF_REVIEW, Kind.SELF_MARK})
"""Records that never move marks by themselves."""


_PARTS = 5
"""How many parts are named in one cell."""


def headline(year: YearComparison) -> str:
    """Return the one sentence that sums a year up."""
    return f"{year.period.name}：{_sums_up(year)}。"


def unchanged(chosen: Iterable[Period]) -> str:
    """Return the one sentence for years of which no file differs."""
    return f"成绩没有变化：{spaced_list(sorted(chosen))}的数据相同。"


def _sums_up(year: YearComparison) -> str:
    for side, name in ((year.before, "基准"), (year.after, "改动后")):
        if isinstance(side.marks, Faulty):
            return f"不能比较成绩，{name}的数据有 {len(side.marks.findings)} 处错误"
    match year.before.marks, year.after.marks:
        case NoYear(), Scored() as marks:
            totals = sum(ledger.status is Status.COMPLETE for ledger in marks.ledgers.values())
            return f"新增的年度，基准里没有，没有可比的成绩；现有 {len(marks.ledgers)} 个单位，{totals} 个已有总分"
        case Scored(), NoYear():
            return "整个年度被删除，改动后没有这一年的成绩"
    own = [unit for unit in year.units if unit.marks_differ]
    moved = [unit for unit in year.units if not unit.marks_differ and unit.rank_differs]
    if not year.units:
        return f"成绩没有变化{_without_effect(year)}"
    if len(own) == 1:
        others = f"；另有 {len(moved)} 个单位名次变动" if moved else ""
        return f"{own[0].name}{_of_one(year, own[0])}{others}"
    ranks = sum(unit.rank_differs for unit in year.units)
    if not own and not ranks:
        return f"各单位总分和名次不变，{len(year.units)} 个单位的分项名次变动{_because(year)}"
    if not own:
        return f"各单位总分不变，{ranks} 个单位名次变动{_because(year)}"
    moves = f"{ranks} 个单位名次变动" if ranks else "名次不变"
    return f"{len(own)} 个单位成绩变化，{moves}{_because(year)}"


def _without_effect(year: YearComparison) -> str:
    counted = len(year.records) + len(year.settings) + len(year.readings)
    return f"，{counted} 处记录或设置有改动，都不影响分数" if counted else "，只改了注释、格式或次序"


def _of_one(year: YearComparison, unit: UnitChange) -> str:
    records = [record for record in year.records if record.unit == unit.unit and record.kind not in _PROSE]
    cause = _counts_by_kind(records)
    return f"{cause and cause + '，'}{total_words(unit)}{rank_words(unit)}"


def _because(year: YearComparison) -> str:
    records = _counts_by_kind(record for record in year.records if record.kind not in _PROSE)
    parts = [f"{len(year.readings)} 条解读改变"] if year.readings else []
    parts += ["方案、年度或单位的设置有改动"] if year.settings else []
    parts += [records] if records else []
    return f"（{'；'.join(parts)}）" if parts else ""


def _counts_by_kind(records: Iterable[RecordChange]) -> str:
    """Return how many records of each kind were added, changed and removed."""
    counts = Counter((record.what, record.kind) for record in records)
    return "、".join(f"{ADDED[what]} {count} 条{kind.value}" for (what, kind), count in counts.items())


def total_words(unit: UnitChange) -> str:
    """Return a unit's total before and after."""
    if unit.before is None or unit.after is None:
        return "新列入考评" if unit.before is None else "不再列入考评"
    old, new = totals_apart(unit.before, unit.after)
    old, new = old or unit.before.label, new or unit.after.label
    if unit.difference == 0 or old == new:
        return f"总分 {new} 不变"
    by = "" if unit.difference is None else f"（{change(unit.difference)}）"
    return f"总分 {old} → {new}{by}"


def rank_words(unit: UnitChange) -> str:
    """Return a unit's rank before and after, where it differs."""
    if unit.before is None or unit.after is None or not unit.rank_differs:
        return ""
    return f"，名次 {_ranks_apart(unit)}"


def rank(stand: Stand | None) -> str:
    """Return a rank as a word."""
    if stand is None:
        return "—"
    if stand.rank is None:
        return "暂不排名" if stand.total is not None else stand.label
    return f"{stand.rank}{'（并列）' if stand.shared else ''}"


def _ranks_apart(unit: UnitChange) -> str:
    """Return a unit's rank before and after, each with its group where that differs too."""
    return " → ".join(
        f"{stand.group} {rank(stand)}" if stand and unit.group_differs else rank(stand)
        for stand in (unit.before, unit.after)
    )


def group(unit: UnitChange) -> str:
    """Return a cell with the unit's group, before and after where it moved."""
    groups = dict.fromkeys(stand.group for stand in (unit.before, unit.after) if stand is not None)
    return " → ".join(groups)


def change(value: Fraction) -> str:
    """Return a difference with its sign, exact where four places suffice."""
    text = brief_text(abs(value))
    about = "≈" if text.startswith("≈") else ""
    sign = "−" if value < 0 else "＋" if value > 0 else ""
    return f"{about}{sign}{text.removeprefix('≈')}"


def totals(unit: UnitChange) -> str:
    """Return a cell with the total before and after."""
    if unit.before is None or unit.after is None:
        known = unit.before or unit.after
        return f"{total_words(unit)}（{known.published or known.label}）" if known else total_words(unit)
    return total_words(unit).removeprefix("总分 ").removesuffix(" 不变")


def ranks(unit: UnitChange) -> str:
    """Return a cell with the rank before and after."""
    if not unit.rank_differs:
        return rank(unit.after or unit.before)
    return _ranks_apart(unit)


def part_ranks(unit: UnitChange) -> str:
    """Return a cell with the parts in which a unit is ranked otherwise."""
    parts = "、".join(f"{part.name} {part.before} → {part.after}" for part in unit.parts[:_PARTS])
    return f"{parts}，另有 {len(unit.parts) - _PARTS} 项" if len(unit.parts) > _PARTS else parts or "不变"


def record(change: RecordChange) -> str:
    """Return what happened to a record, without where it stands."""
    line = f"{ADDED[change.what]}{change.kind.value}{f' {change.name}' if change.name else ''}"
    if change.what is What.CHANGED:
        line += "：" + "；".join(field(one) for one in change.fields)
        return line
    facts = "，".join(bare for text in change.facts if (bare := text.rstrip("。，；")))
    return f"{line}：{facts}" if facts else line


def others(year: YearComparison) -> str:
    """Return the heading over the records of units whose own marks do not differ."""
    both = isinstance(year.before.marks, Scored) and isinstance(year.after.marks, Scored)
    return "不影响分数的改动" if both else "记录的改动"


def field(change: FieldChange) -> str:
    """Return what happened to a field."""
    if change.before is None:
        return f"{change.title}写明为“{value(change.after)}”"
    if change.after is None:
        return f"{change.title}不再写（原为“{value(change.before)}”）"
    return f"{change.title}由“{value(change.before)}”改为“{value(change.after)}”"


def value(held: object) -> str:
    """Return a value of the data as text."""
    match held:
        case None:
            return "空"
        case bool():
            return "true" if held else "false"
        case list():
            return "、".join(value(one) for one in held)
        case dict():
            return "，".join(f"{name} {value(one)}" for name, one in held.items())
        case _:
            return str(held)


def component(change_of: ComponentChange) -> str:
    """Return what happened to a component's mark, and by which lines of the ledger."""
    text = f"{change_of.name} {change_of.before} → {change_of.after}"
    if change_of.weighted is not None:
        text += f"，计入总分 {change(change_of.weighted)}"
    lines = [
        " ".join(part for part in (row.clause, row.label, row.entry, change(row.points) if row.points else "") if part)
        for row in change_of.rows
    ]
    return f"{text}：{'；'.join(lines)}" if lines else text


def reading(changed: ReadingChange) -> str:
    """Return how a clause is read now."""
    return f"{changed.reading}（{changed.question}）：由“{changed.before}”改为“{changed.after}”"


def setting(changed: SettingChange) -> str:
    """Return what happened to a value of year, scheme or unit."""
    if changed.before is None:
        return f"新增 {changed.what}：{changed.after}"
    if changed.after is None:
        return f"删除 {changed.what}（原为“{changed.before}”）"
    return f"{changed.what} 由“{changed.before}”改为“{changed.after}”"


def cautions(comparison: Comparison) -> tuple[str, ...]:
    """Return what must be said of the marks that a comparison shows."""
    texts = []
    sides = [side.marks for year in comparison.years for side in (year.before, year.after)]
    datasets = [marks.dataset for marks in sides if isinstance(marks, Scored)]
    if any(dataset.year.provenance is Provenance.SAMPLE for dataset in datasets):
        texts.append(f"{SAMPLE}。")
    secret = [one for one in datasets if one.year.provenance is Provenance.REAL and not one.year.stage.is_approved]
    if secret:
        clauses = "".join(dict.fromkeys(secrecy(dataset.scheme) for dataset in secret))
        texts.append(f"审定前成绩保密{clauses}，不得外传。")
    return (*texts, *comparison.notes)
