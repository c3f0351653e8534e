"""The comparison as short Markdown, for the comment on a pull request."""

from collections.abc import Iterable, Iterator, Sequence

from assessment.compare import words
from assessment.compare.comparison import Comparison, YearComparison
from assessment.compare.inert import code, inert
from assessment.compare.records import RecordChange
from assessment.compare.settings import SettingChange
from assessment.compare.side import Faulty
from assessment.compare.units import UnitChange
from assessment.history.kinds import What
from assessment.period import Period
from assessment.place import Place

_UNITS = 15
_LINES = 10
"""How many units, and lines under one heading, a comment shows; the page shows all."""

_FEW = 3
"""Up to how many units have their ledgers told where no record of theirs changed, as under another reading."""

_ELSEWHERE = "完整内容见网页 changes.html（合并请求的附件；本机用 `--html` 生成）"


def markdown(comparison: Comparison, chosen: Iterable[Period]) -> str:
    """Return the comparison of the chosen years; a change that leaves all marks and settings alone is one line."""
    parts = [part for year in comparison.years for part in _year(year)] or [f"**{words.unchanged(chosen)}**"]
    if comparison.county:
        parts.append(_list("本地设置", map(_setting, comparison.county)))
    text = "\n\n".join(parts)
    head, _, rest = text.partition("\n\n")
    if not rest:
        return f"{head}\n"
    cautions = "".join(f" {inert(note)}" for note in words.cautions(comparison))
    sides = f"基准 {code(comparison.before)}，改动后 {code(comparison.after)}。{cautions}"
    return f"{head}\n\n{sides}\n\n{rest}\n"


def _year(year: YearComparison) -> Iterator[str]:
    yield f"**{inert(words.headline(year))}**"
    for side, name in ((year.before, "基准"), (year.after, "改动后")):
        if isinstance(side.marks, Faulty):
            lines = [f"{code(str(f.place))} {inert(f.message)}" for f in side.marks.findings]
            yield _list(f"{name}的错误", lines)
    if year.units:
        yield "\n".join(_table(year.units[:_UNITS]))
        if len(year.units) > _UNITS:
            yield f"另有 {len(year.units) - _UNITS} 个单位变动，{_ELSEWHERE}。"
    if year.readings:
        yield _list("解读改变", (f"{inert(words.reading(r), 400)}，{_place(r.place)}" for r in year.readings))
    if year.settings:
        yield _list("方案、年度和单位的设置", map(_setting, year.settings))
    yield from _reasons(year)


def _table(units: Sequence[UnitChange]) -> Iterator[str]:
    of_parts = any(unit.parts for unit in units)
    yield f"| 单位 | 组 | 总分 | 名次 |{' 各项名次 |' if of_parts else ''}"
    yield f"|:--|:--|:--|:--|{':--|' if of_parts else ''}"
    for unit in units:
        cells = [unit.name, words.group(unit), words.totals(unit), words.ranks(unit)]
        cells += [words.part_ranks(unit)] if of_parts else []
        yield f"| {' | '.join(map(inert, cells))} |"


def _reasons(year: YearComparison) -> Iterator[str]:
    """Yield what changed each unit's marks, and then the records that changed none."""
    own = [unit for unit in year.units if unit.marks_differ]
    recorded = {record.unit for record in year.records}
    for unit in (own if len(own) <= _FEW else [unit for unit in own if unit.unit in recorded])[:_UNITS]:
        lines = [_record(record) for record in year.records if record.unit == unit.unit]
        lines += [inert(words.component(component), 400) for component in unit.components]
        if lines:
            yield _list(inert(unit.name), lines)
    others = [record for record in year.records if record.unit not in year.own]
    if others:
        names = year.names
        lines = [f"{inert(names.get(record.unit, record.unit))}：{_record(record)}" for record in others]
        yield _list(words.others(year), lines)


def _record(record: RecordChange) -> str:
    was = "原在 " if record.what is What.REMOVED else ""
    return f"{inert(words.record(record), 400)}，{was}{_place(record.place)}"


def _setting(setting: SettingChange) -> str:
    return f"{inert(words.setting(setting))}，{_place(setting.place)}"


def _place(place: Place) -> str:
    return f"{code(place.file)} 第 {place.line} 行"


def _list(heading: str, lines: Iterable[str]) -> str:
    every = list(lines)
    shown = [f"- {line}" for line in every[:_LINES]]
    if len(every) > _LINES:
        shown.append(f"- 另有 {len(every) - _LINES} 处，{_ELSEWHERE}")
    return "\n".join([f"{heading}：", "", *shown])
