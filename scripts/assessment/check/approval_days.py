"""An approval comes after what it approves: the scheme, the time for assessing, and every mark (四, 五（二）)."""

from collections.abc import Iterator
from datetime import date

from assessment.check.days import FUTURE, written_days
from assessment.check.facts import Facts
from assessment.dataset.year import Approval
from assessment.findings import Finding, Severity
from assessment.load.days import WrittenDay
from assessment.place import Place

TOO_EARLY = "approved-too-early"
AFTER = "dated-after-approval"
TAKEN_BACK = (FUTURE, TOO_EARLY, AFTER)
"""The codes of what a withdrawal of the approval puts right."""

_HOW = "请核对日期；已经记下的审定日期错了、还没有公布的，用 scripts/approve --withdraw 撤回，再审定一次"
_HOW_LATER = "请核对日期；审定以后才改的，用 scripts/amend 记一次更正，日期不早于它"
_ELSEWHERE = ("decided", "rectified")
"""A decision after approval has a rule of its own, and what is put right later changes no mark."""


def check_approval_days(facts: Facts) -> Iterator[Finding]:
    """Find an approval before what it approves; where amendments followed, records before the last of them."""
    approval = facts.year.approval
    if approval is None or not facts.year.stage.is_approved:
        return
    last, what = approval.date, "审定日期"
    for early in _before_the_end(facts, approval):
        # What is dated within the time for assessing is at odds with the same slip.
        last = max(day for day, _, _ in _ends(facts))
        yield early
    for amendment in facts.year.amendments:
        if amendment.date > last:
            last, what = amendment.date, f"第 {amendment.number} 次更正的日期"
    for written in written_days(facts, "scores"):
        if written.day > last and not set(_ELSEWHERE).intersection(written.path):
            yield _after(written, last, what)


def _before_the_end(facts: Facts, approval: Approval) -> Iterator[Finding]:
    """Find an approval before the scheme was issued or the time for assessing was over: the last day counts."""
    place = next(
        (written.place for written in written_days(facts, "years") if written.path == ("approval", "date")),
        facts.year.origin.of("approval"),
    )
    day, what, where = max(_ends(facts), default=(approval.date, "", place))
    if approval.date < day:
        yield Finding(place, TOO_EARLY, f"审定日期 {approval.date} 早于{what} {day}（{where}）", _HOW)


def _ends(facts: Facts) -> list[tuple[date, str, Place]]:
    """Return the days before which nothing can be approved, with what they are and where."""
    ends = [
        (component.window.last, f"“{component.name}”测评时间的止日", component.origin.of("window"))
        for component in facts.scheme.components
    ]
    ends += [
        (written.day, "方案的成文日期", written.place)
        for written in written_days(facts, "schemes")
        if written.path == ("issued",)
    ]
    return ends


def _after(written: WrittenDay, last: date, what: str) -> Finding:
    message = f"“{written.title}”是 {written.day}，晚于{what} {last}"
    if written.path[-1] == "captured":
        # A page may be kept again when the meeting is over; its marks were known then.
        return Finding(written.place, AFTER, f"{message}：审定时还没有这份证据", "请核对日期", Severity.WARNING)
    return Finding(written.place, AFTER, message, _HOW_LATER)
