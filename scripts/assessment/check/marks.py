"""Marks lie between 0 and the full marks, and are recorded where the scheme expects them."""

from collections.abc import Iterator
from decimal import Decimal

from assessment.check.facts import Facts
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.record import ComponentMark, UnitRecord
from assessment.exact import exact, exact_text
from assessment.findings import Finding
from assessment.nearest import did_you_mean


def check_marks(facts: Facts) -> Iterator[Finding]:
    """Find marks above the full marks, marks of unknown items or parts, and items marked twice."""
    for record in facts.records.values():
        for recorded in record.marks:
            yield from _part_mark(facts, record, recorded)
        for cast in record.ballots:
            part = facts.parts.get(cast.component)
            full = None if part is None else part.full_of(facts.marked_as(record))
            if full is None:
                continue
            for mark, place in zip(cast.marks, cast.places, strict=True):
                if mark is not None and mark > full:
                    message = f"打分 {mark} 超过满分 {full}"
                    yield Finding(place, "mark-above-full", message, "请核对原票")
        for name, absent in record.not_assessed.items():
            if name not in facts.parts:
                message = f"方案里没有环节“{name}”"
                named = {component.id: component.name for component in facts.components.values()}
                hint = did_you_mean(name, named, "可用的环节：" + "、".join(named))
                yield Finding(absent.origin.place, "unknown-component", message, hint)


def _part_mark(facts: Facts, record: UnitRecord, recorded: ComponentMark) -> Iterator[Finding]:
    part = facts.parts.get(recorded.component)
    if part is None or not part.takes(Method.GIVEN, Method.COUNT):
        listed = [known for known in facts.scheme.components if known.takes(Method.GIVEN, Method.COUNT)]
        usable = {known.key: known.name for known in listed}
        message = f"“{recorded.component}”不是由外部评定成绩的环节"
        hint = did_you_mean(recorded.component, usable, "可用的环节：" + "、".join(usable))
        yield Finding(recorded.origin.place, "unknown-component", message, hint)
        return
    yield from _whole_mark(facts, record, recorded, part)
    yield from _measured(facts, recorded, part)
    yield from _item_marks(facts, record, recorded, part)


def _whole_mark(facts: Facts, record: UnitRecord, recorded: ComponentMark, part: Part) -> Iterator[Finding]:
    """Find a mark of the whole part where none belongs, none where one does, and one that is lost without a reason."""
    full, place = part.full_of(facts.marked_as(record)), recorded.origin.of("mark")
    whole = record.unit not in facts.base.gaps.partial
    if isinstance(recorded.mark, Decimal) and full is not None and recorded.mark > full:
        message = f"成绩 {recorded.mark} 超过满分 {full}"
        yield Finding(place, "mark-above-full", message, "请核对提供的成绩")
    if part.method is not Method.GIVEN and recorded.mark is not None:
        message = f"“{part.name}”由指标得分合计，不填最终成绩"
        hint = "请删去最终成绩（mark），填写指标得分（items）"
        if part.method is Method.COUNT:
            message, hint = f"“{part.name}”按数量计分，不填成绩", "请删去成绩（mark），填写数量（number）"
        yield Finding(place, "unused-mark", message, hint)
    if part.method is not Method.COUNT and recorded.number is not None:
        message = f"“{part.name}”不按数量计分"
        yield Finding(recorded.origin.of("number"), "unused-mark", message, "请删去数量（number）")
    if part.method is Method.COUNT and recorded.number is None and whole:
        yield Finding(recorded.origin.place, "missing-mark", f"“{part.name}”没有写数量", "请补上数量（number）")
    lost = isinstance(recorded.mark, Decimal) and full is not None and recorded.mark < full
    if (
        lost
        and part.method is Method.GIVEN
        and not part.items
        and part.key not in facts.components
        and part.explained
        and not (recorded.reason and recorded.evidence)
    ):
        message = f"“{part.name}”没有得满分，却没有写明失分原因或证据"
        hint = "请补上失分原因（reason）和证据（evidence）；方案不要求的，在该项写 reasons: optional"
        yield Finding(recorded.origin.place, "unexplained-loss", message, hint)
    yield from _without_effect(recorded, part)
    if part.method is Method.GIVEN and recorded.mark is None and whole:
        yield Finding(
            recorded.origin.place,
            "missing-mark",
            "有指标得分而没有最终成绩" if recorded.items else f"“{part.name}”没有写成绩",
            "最终成绩以给出的为准，请补上最终成绩（mark）",
        )


def _without_effect(recorded: ComponentMark, part: Part) -> Iterator[Finding]:
    """Find words of a mark that nothing on the pages would show."""
    if recorded.difference and part.method is not Method.GIVEN:
        message = f"“{part.name}”没有指标得分可以相差"
        yield Finding(recorded.origin.of("difference"), "unused-field", message, "请删去差额说明（difference）")
    if recorded.reason and part.items:
        message = f"“{part.name}”的失分原因写在各项指标下"
        yield Finding(recorded.origin.of("reason"), "unused-field", message, "请删去这里的失分原因（reason）")


def _measured(facts: Facts, recorded: ComponentMark, part: Part) -> Iterator[Finding]:
    """Find marks of waves that the scheme does not have, and marks that do not say of which wave or member they are."""
    known = {wave.id: wave.name for wave in facts.waves_of(part)}
    listed = "、".join(f"{id}（{name}）" for id, name in known.items())
    place = recorded.origin.place
    if recorded.wave and recorded.wave not in known:
        hint = f"可填：{listed}" if known else "请删去 waves"
        yield Finding(place, "unknown-wave", f"“{part.name}”没有“{recorded.wave}”这一轮", hint)
    elif known and not recorded.wave:
        message = f"“{part.name}”分{len(known)}轮测评，没有写是哪一轮的成绩"
        yield Finding(place, "unknown-wave", message, f"请写在 waves 下：{listed}")
    if recorded.member and part.members is None:
        message = f"“{part.name}”不分对象评定，用不上“{recorded.member}”"
        yield Finding(place, "unused-field", message, "请删去 members")
    elif part.members is not None and not recorded.member:
        message = f"“{part.name}”按下属对象分别评定，没有写是哪一个的成绩"
        yield Finding(place, "missing-member", message, "请写在 members 下，每个对象一行")


def _item_marks(facts: Facts, record: UnitRecord, recorded: ComponentMark, part: Part) -> Iterator[Finding]:
    below = {item.key for item in part.below()}
    direct = {mark.component for mark in record.marks if (mark.wave, mark.member) == (recorded.wave, recorded.member)}
    seen: set[str] = set()
    for item_mark in recorded.items:
        if item_mark.clause in facts.ambiguous and item_mark.clause not in facts.parts:
            continue  # check_for_group tells which ids there are
        item = facts.leaves.get(item_mark.clause)
        if item is None or item.key not in below or item.method is not Method.GIVEN:
            message = f"“{item_mark.clause}”不是“{part.name}”中计分的条款"
            clauses = {leaf.key: leaf.name for leaf in part.leaves()}
            hint = did_you_mean(item_mark.clause, clauses, f"可用的条款：{'、'.join(clauses)}")
            yield Finding(item_mark.origin.of("clause"), "unknown-clause", message, hint)
            continue
        if item.key in seen or item.key in direct:
            yield Finding(item_mark.origin.of("clause"), "repeated-id", f"“{item_mark.clause}”记了两次", "请删去一处")
        seen.add(item.key)
        full = facts.full(item, record)
        if not isinstance(item_mark.mark, Decimal) or full is None:
            continue
        if exact(item_mark.mark) > full:
            message = f"得分 {item_mark.mark} 超过满分 {exact_text(full)}"
            yield Finding(item_mark.origin.of("mark"), "mark-above-full", message, "请核对得分")
        elif exact(item_mark.mark) < full and item.explained and not (item_mark.reason and item_mark.evidence):
            message = f"“{item.name}”没有得满分，却没有写明失分原因或证据"
            yield Finding(
                item_mark.origin.place, "unexplained-loss", message, "请补上失分原因（reason）和证据（evidence）"
            )
