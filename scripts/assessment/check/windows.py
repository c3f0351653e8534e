"""What happened outside a component's window does not count, unless the record says why (reading 16)."""

from collections.abc import Iterator
from datetime import date

from assessment.check.facts import Facts
from assessment.dataset.scheme import Component, Method, Window
from assessment.findings import Finding
from assessment.place import Place

_DATED = (Method.DEDUCTIONS, Method.BONUS)
"""The methods that count entries; an entry under a clause of another is a fault of its own."""


def check_windows(facts: Facts) -> Iterator[Finding]:
    """Find windows that end before they begin, and dates outside the window of their component."""
    year = facts.scheme.year
    for component in facts.scheme.components:
        if component.window.last < component.window.first:
            message = f"“{component.name}”的测评时间，止日早于起日"
            yield Finding(component.origin.of("window"), "window-reversed", message, "请核对日期")
        elif year == facts.year.year and not _is_near(component.window, year):
            span = f"{component.window.first} 至 {component.window.last}"
            message = f"“{component.name}”的测评时间（{span}）离 {year} 年太远"
            hint = f"请核对年份；应当在 {year - 1} 年至 {year + 1} 年之内"
            yield Finding(component.origin.of("window"), "window-of-another-year", message, hint)
    for record in facts.records.values():
        for entry in record.entries:
            known = facts.items.get(entry.clause)
            if known is not None and known[0].method in _DATED and not entry.override:
                yield from _outside(known[0], entry.date, entry.origin.of("date"))
        for given in record.marks:
            marked = facts.components.get(given.component)
            if marked is not None and given.date is not None:
                yield from _outside(marked, given.date, given.origin.of("date"))
        for cast in record.ballots:
            rated = facts.components.get(cast.component)
            if rated is not None and cast.date is not None:
                yield from _outside(rated, cast.date, cast.origin.of("date"))


def _is_near(window: Window, year: int) -> bool:
    """Tell whether a window lies in a year, the one before or the one after."""
    return year - 1 <= window.first.year and window.last.year <= year + 1


def _outside(component: Component, day: date, place: Place) -> Iterator[Finding]:
    window = component.window
    if window.first <= window.last and day not in window:
        message = f"{day} 不在“{component.name}”的测评时间（{window.first} 至 {window.last}）之内"
        yield Finding(
            place, "outside-window", message, "请核对日期；确应计入的扣分、加分记录，在超期说明（override）中写明理由"
        )
