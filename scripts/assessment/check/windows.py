"""What happened outside a component's window does not count, unless the record says why (reading windows of 2019)."""

from collections.abc import Iterator
from datetime import date

from assessment.check.facts import Facts
from assessment.dataset.part import Part, Window
from assessment.dataset.scheme import Scheme
from assessment.dataset.year import YearRecord
from assessment.findings import Finding, Severity
from assessment.place import Place

_ENTRY = "请核对日期；确应计入的，在超期说明（override）中写明理由"
_MARK = "请核对日期：写成绩出具的那一天"
_BALLOT = "请核对日期：写投票的那一天"


def check_windows(facts: Facts) -> Iterator[Finding]:
    """Find windows that end before they begin, and dates outside the window of their component."""
    year = facts.scheme.year
    for component in facts.scheme.parts():
        if "window" in component.origin.fields and component.window.last < component.window.first:
            message = f"“{component.name}”的测评时间，止日早于起日"
            yield Finding(component.origin.of("window"), "window-reversed", message, "请核对日期")
        elif "window" not in component.origin.fields or year != facts.year.period.year:
            continue
        elif facts.year.round is not None:
            yield from _outside_round(component, facts.year)
        elif not _is_near(component.window, year):
            span = f"{component.window.first} 至 {component.window.last}"
            message = f"“{component.name}”的测评时间（{span}）离 {year} 年太远"
            hint = f"请核对年份；应当在 {year - 1} 年至 {year + 1} 年之内"
            yield Finding(component.origin.of("window"), "window-of-another-year", message, hint)
        elif component.window.last < date(year, 1, 1):
            yield _of_the_year_before(
                f"“{component.name}”的测评时间", component.window, year, component.origin.of("window")
            )
    if facts.year.round is None and year == facts.year.period.year:
        yield from _waves_of_another_year(facts.scheme)
    for record in facts.records.values():
        for entry in record.entries:
            known = facts.leaves.get(entry.clause)
            if known is not None and known.method.takes_entries and not entry.override:
                yield from _outside(_named(facts, known), entry.date, entry.origin.of("date"), _ENTRY)
            if known is not None and known.method.takes_entries:
                yield from _in_no_wave(facts, known, entry.date, entry.origin.of("date"))
        for given in record.marks:
            marked = facts.parts.get(given.component)
            if marked is not None and given.date is not None:
                yield from _outside(_named(facts, marked), given.date, given.origin.of("date"), _MARK)
        for cast in record.ballots:
            rated = facts.parts.get(cast.component)
            if rated is not None:
                yield from _in_no_wave(facts, rated, cast.date, cast.origin.of("date"))
            if rated is not None and cast.date is not None:
                yield from _outside(_named(facts, rated), cast.date, cast.origin.of("date"), _BALLOT)


def _waves_of_another_year(scheme: Scheme) -> Iterator[Finding]:
    for part in scheme.parts():
        for wave in part.waves:
            if wave.round is None and wave.window.last < date(scheme.year, 1, 1):
                what, place = f"“{part.name}”的“{wave.name}”", part.origin.of("waves")
                yield _of_the_year_before(what, wave.window, scheme.year, place)


def _of_the_year_before(what: str, window: Window, year: int, place: Place) -> Finding:
    """Return the warning of a window that may have been copied from the scheme of the year before."""
    message = f"{what}（{window.first} 至 {window.last}）全在 {year} 年以前"
    hint = "请核对年份：是不是照抄了上一年的；方案就是这样规定的，不用改"
    return Finding(place, "window-of-another-year", message, hint, Severity.WARNING)


def _outside_round(part: Part, year: YearRecord) -> Iterator[Finding]:
    """Find a window that is not within the time that the round is about."""
    window = part.window
    if window.first < year.first or window.last > year.last:
        span = f"{window.first} 至 {window.last}"
        message = f"“{part.name}”的测评时间（{span}）不全在{year.name}（{year.first} 至 {year.last}）之内"
        hint = "请核对日期；各轮共用的方案不写 window；起止另有规定的，在年度文件的 round 下写 window"
        yield Finding(part.origin.of("window"), "window-outside-round", message, hint)


def _is_near(window: Window, year: int) -> bool:
    """Tell whether a window lies in a year, the one before or the one after."""
    return year - 1 <= window.first.year and window.last.year <= year + 1


def _in_no_wave(facts: Facts, part: Part, day: date | None, place: Place) -> Iterator[Finding]:
    """Find what belongs to no wave of a part that is measured in waves: it would count nowhere."""
    waves = facts.waves_of(part)
    if waves and not any(day is not None and day in wave.window for wave in waves):
        when = "没有写日期" if day is None else f"{day} 不在任何一轮的测评时间之内"
        message = f"“{part.name}”分{len(waves)}轮测评，{when}"
        hint = "；".join(f"{wave.name}：{wave.window.first} 至 {wave.window.last}" for wave in waves)
        yield Finding(place, "outside-window", message, f"请核对日期。{hint}")


def _named(facts: Facts, part: Part) -> Part:
    """Return the part that a window is known by: the one that writes it, or else its component."""
    return part if "window" in part.origin.fields else facts.component_of[part.key]


def _outside(component: Part, day: date, place: Place, hint: str) -> Iterator[Finding]:
    window = component.window
    if window.first <= window.last and day not in window:
        message = f"{day} 不在“{component.name}”的测评时间（{window.first} 至 {window.last}）之内"
        yield Finding(place, "outside-window", message, hint)
