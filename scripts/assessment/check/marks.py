"""Marks lie between 0 and the full marks, and are recorded where the scheme expects them."""

from collections.abc import Iterator
from decimal import Decimal

from assessment.check.facts import Facts
from assessment.dataset.record import ComponentMark, UnitRecord
from assessment.dataset.scheme import Method
from assessment.exact import exact, exact_text
from assessment.findings import Finding
from assessment.nearest import did_you_mean


def check_marks(facts: Facts) -> Iterator[Finding]:
    """Find marks above the full marks, marks of unknown items or components, and items marked twice."""
    for record in facts.records.values():
        for given in record.marks:
            yield from _check_component_mark(facts, record, given)
        for cast in record.ballots:
            component = facts.components.get(cast.component)
            full = None if component is None else component.full_of(facts.group(record))
            if full is None:
                continue
            for mark, place in zip(cast.marks, cast.places, strict=True):
                if mark is not None and mark > full:
                    message = f"打分 {mark} 超过满分 {full}"
                    yield Finding(place, "mark-above-full", message, "请核对原票")
        for name, absent in record.not_assessed.items():
            if name not in facts.components:
                message = f"方案里没有环节“{name}”"
                named = {component.id: component.name for component in facts.components.values()}
                hint = did_you_mean(name, named, "可用的环节：" + "、".join(named))
                yield Finding(absent.origin.place, "unknown-component", message, hint)


def _check_component_mark(facts: Facts, record: UnitRecord, given: ComponentMark) -> Iterator[Finding]:
    component = facts.components.get(given.component)
    if component is None or component.method not in (Method.GIVEN, Method.INDICATORS):
        usable = {c.id: c.name for c in facts.scheme.components if c.method in (Method.GIVEN, Method.INDICATORS)}
        hint = did_you_mean(given.component, usable, "可用的环节：" + "、".join(usable))
        message = f"“{given.component}”不是由外部评定成绩的环节"
        yield Finding(given.origin.place, "unknown-component", message, hint)
        return
    most = component.full_of(facts.group(record))
    if isinstance(given.mark, Decimal) and most is not None and given.mark > most:
        message = f"成绩 {given.mark} 超过满分 {most}"
        yield Finding(given.origin.of("mark"), "mark-above-full", message, "请核对给出的成绩")
    if component.method is Method.INDICATORS and given.mark is not None:
        message = f"“{component.name}”由指标得分合计，不填最终成绩"
        yield Finding(given.origin.of("mark"), "unused-mark", message, "请删去最终成绩（mark），填写指标得分（items）")
    if component.method is Method.GIVEN and given.mark is None and record.unit not in facts.base.gaps.partial:
        yield Finding(
            given.origin.place,
            "missing-mark",
            "有指标得分而没有最终成绩",
            "最终成绩以给出的为准，请补上最终成绩（mark）",
        )
    seen: set[str] = set()
    for item_mark in given.items:
        known = facts.items.get(item_mark.clause)
        if known is None or known[0] is not component or known[1].items or known[1].full is None:
            message = f"“{item_mark.clause}”不是“{component.name}”中计分的条款"
            clauses = [clause for clause, (of, item) in facts.items.items() if of is component and not item.items]
            hint = did_you_mean(item_mark.clause, clauses, f"可用的条款：{'、'.join(clauses)}")
            yield Finding(item_mark.origin.of("clause"), "unknown-clause", message, hint)
            continue
        if item_mark.clause in seen:
            yield Finding(item_mark.origin.of("clause"), "repeated-id", f"“{item_mark.clause}”记了两次", "请删去一处")
        seen.add(item_mark.clause)
        full = facts.full(known[1], record)
        if not isinstance(item_mark.mark, Decimal) or full is None:
            continue
        if exact(item_mark.mark) > full:
            message = f"得分 {item_mark.mark} 超过满分 {exact_text(full)}"
            yield Finding(item_mark.origin.of("mark"), "mark-above-full", message, "请核对得分")
        elif exact(item_mark.mark) < full and not (item_mark.reason and item_mark.evidence):
            message = f"“{known[1].name}”没有得满分，却没有写明失分原因或证据"
            yield Finding(
                item_mark.origin.place, "unexplained-loss", message, "请补上失分原因（reason）和证据（evidence）"
            )
