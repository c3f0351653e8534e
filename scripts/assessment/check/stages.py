"""Approval, publication and amendments follow one another, and the year's stage says how far it has come."""

from collections.abc import Iterator
from datetime import date

from assessment.approval.ready import find_undecided_objections
from assessment.check.facts import Facts
from assessment.dataset.record import Outcome
from assessment.dataset.year import Stage, YearRecord
from assessment.findings import Finding, Severity


def check_stages(facts: Facts) -> Iterator[Finding]:
    """Find what is recorded ahead of its stage, dates out of order, and objections that approval left undecided."""
    yield from _ahead(facts.year)
    yield from _out_of_order(facts.year)
    if facts.year.stage is Stage.UNDER_REVIEW:
        yield from find_undecided_objections(facts.dataset, Severity.WARNING)
    if facts.year.stage.is_approved:
        for record in facts.records.values():
            for objection in record.objections:
                if objection.outcome is Outcome.OPEN:
                    message = f"结果已审定，申诉“{objection.id}”还没有复核决定"
                    hint = "请在 outcome、decided、explanation 写明决定"
                    place = objection.origin.of("outcome")
                    yield Finding(place, "undecided-objection", message, hint)
                elif objection.decided is not None and objection.decided > _last(facts.year):
                    message = f"申诉“{objection.id}”在审定（或更正）之后才决定（{objection.decided}）"
                    hint = "请核对日期；审定以后的决定，用 scripts/amend 记一次更正"
                    yield Finding(objection.origin.of("decided"), "decided-after-approval", message, hint)


def _last(year: YearRecord) -> date:
    """Return the day of the newest approval or amendment; the end of time where none is recorded."""
    days = [amendment.date for amendment in year.amendments] + ([year.approval.date] if year.approval else [])
    return max(days, default=date.max)


def _ahead(year: YearRecord) -> Iterator[Finding]:
    origin = year.origin
    if not year.stage.is_approved:
        if year.approval is not None:
            message = "写了审定（approval），进展（stage）却还在审定之前"
            hint = "已经审定的，请把 stage 改为 approved；还没有的，请删去 approval"
            yield Finding(origin.of("approval"), "ahead-of-stage", message, hint)
        if year.amendments:
            message = "审定之前没有更正"
            yield Finding(origin.of("amendments"), "ahead-of-stage", message, "请直接改记录，并删去 amendments")
    if year.published is not None and year.stage is not Stage.PUBLISHED:
        message = "写了公布日期（published），进展（stage）却不是“已公布”"
        hint = "已经公布的，请把 stage 改为 published；还没有的，请删去 published"
        yield Finding(origin.of("published"), "ahead-of-stage", message, hint)


def _out_of_order(year: YearRecord) -> Iterator[Finding]:
    if year.approval is None:
        return
    approved = year.approval.date
    if year.published is not None and year.published < approved:
        message = f"公布日期 {year.published} 早于审定日期 {approved}"
        yield Finding(year.origin.of("published"), "published-before-approval", message, "请核对日期")
    earlier = approved
    for amendment in year.amendments:
        if amendment.date < earlier:
            what = "审定" if earlier == approved else "前一次更正"
            message = f"第 {amendment.number} 次更正的日期 {amendment.date} 早于{what}的日期 {earlier}"
            yield Finding(year.origin.of("amendments"), "amendment-out-of-order", message, "请核对日期")
        earlier = max(earlier, amendment.date)
