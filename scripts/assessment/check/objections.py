"""An objection is about something recorded, and a decision in favour says what changes."""

from collections import Counter
from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.record import Objection, Outcome
from assessment.findings import Finding
from assessment.nearest import did_you_mean


def check_objections(facts: Facts) -> Iterator[Finding]:
    """Find objections to nothing, decisions without a result, and results that the decision does not give."""
    for record in facts.records.values():
        counts = {entry.id: entry.count for entry in record.entries}
        given = {mark.component for mark in record.marks}
        ids = Counter(objection.id for objection in record.objections)
        whole = record.unit not in facts.base.gaps.partial
        for objection in record.objections:
            if ids[objection.id] > 1:
                message = f"申诉编号“{objection.id}”用了 {ids[objection.id]} 次"
                yield Finding(objection.origin.of("id"), "repeated-id", message, "请改成不重复的编号")
            if objection.about in counts:
                yield from _about_entry(objection, counts[objection.about])
            elif objection.about in given:
                yield from _about_mark(facts, facts.marked_as(record), objection)
            elif whole:
                message = f"申诉对象“{objection.about}”不在本文件的记录里"
                named = {component.id: component.name for component in facts.scheme.components if component.id in given}
                hint = did_you_mean(objection.about, named, "请填扣分、加分记录的编号，或环节编号")
                yield Finding(objection.origin.of("about"), "unknown-entry", message, hint)
            if objection.decided is not None and objection.decided < objection.filed:
                yield Finding(
                    objection.origin.of("decided"), "decided-before-filed", "决定日期早于申诉日期", "请核对日期"
                )


def _about_entry(objection: Objection, count: int) -> Iterator[Finding]:
    partly = objection.outcome is Outcome.PARTLY
    if partly and count == 1:
        message = "原记录只有 1 次，不能再少，不能按次数部分成立"
        hint = (
            "应当改按较轻的级别或情形计分的，outcome 写 成立，删去 count，"
            "再按改定的级别或情形另记一条（日期、证据照旧）；"
            "维持原记录的，outcome 写 不成立"
        )
        yield Finding(objection.origin.of("outcome"), "objection-count", message, hint)
    elif partly and (objection.count is None or objection.count >= count):
        message = f"部分成立时，保留次数应少于原来的 {count} 次"
        yield Finding(objection.origin.of("count"), "objection-count", message, "请在 count 填写保留的次数")
    if not partly and objection.count is not None:
        yield Finding(objection.origin.of("count"), "objection-count", "只有部分成立时才填保留次数", "请删去 count")
    if objection.mark is not None:
        message = "申诉对象是一条记录，不填更正成绩"
        yield Finding(objection.origin.of("mark"), "objection-mark", message, "请删去 mark")


def _about_mark(facts: Facts, group: str, objection: Objection) -> Iterator[Finding]:
    full = facts.parts[objection.about].full_of(group) if objection.about in facts.parts else None
    changed = objection.outcome in (Outcome.UPHELD, Outcome.PARTLY)
    if changed and objection.mark is None:
        yield Finding(objection.origin.place, "objection-mark", "申诉成立，没有写更正后的成绩", "请在 mark 填写更正成绩")
    if objection.count is not None:
        message = "申诉对象是环节成绩，不填保留次数"
        yield Finding(objection.origin.of("count"), "objection-count", message, "请删去 count")
    if not changed and objection.mark is not None:
        yield Finding(objection.origin.of("mark"), "objection-mark", "申诉没有成立，不填更正成绩", "请删去 mark")
    if objection.mark is not None and full is not None and objection.mark > full:
        message = f"更正成绩 {objection.mark} 超过满分 {full}"
        yield Finding(objection.origin.of("mark"), "mark-above-full", message, "请核对成绩")
