"""Marks that units give themselves stand where the scheme wants them, within full marks, each once and all together."""

from collections.abc import Iterator, Mapping

from assessment.check.facts import Facts
from assessment.dataset.part import Part
from assessment.dataset.record import Absent, SelfMark, UnitRecord
from assessment.exact import exact, exact_text
from assessment.findings import Finding, Severity
from assessment.nearest import did_you_mean
from assessment.place import Place

_SHOWN = 9
"""How many items are named."""


def check_self_marks(facts: Facts) -> Iterator[Finding]:
    """Find marks that the scheme does not ask for, that cannot be, or stand twice, and lists that are half filled in."""
    wanted = {leaf.key: leaf for component in facts.scheme.components for leaf in component.self_marked()}
    for record in facts.records.values():
        entries: dict[str, Place] = {}
        for mark in record.self_marks:
            if mark.clause in facts.ambiguous and mark.clause not in facts.parts:
                continue  # check_for_group tells which ids there are
            leaf = facts.leaves.get(mark.clause)
            if leaf is None or leaf.key not in wanted:
                yield _unwanted(facts, mark, leaf, wanted)
                continue
            if entries.setdefault(leaf.key, mark.origin.place) != mark.origin.place:
                yield Finding(mark.origin.of("clause"), "repeated-id", f"“{mark.clause}”自评了两次", "请删去一处")
            yield from _measured(facts, record, mark, leaf)
            yield from _within(facts, record, mark, leaf)
    for record in facts.whole_records("self_marks"):
        for component in facts.scheme.components if record.self_marks else ():
            yield from _missing_self_marks(facts, record, component)


def _unwanted(facts: Facts, mark: SelfMark, leaf: Part | None, wanted: Mapping[str, Part]) -> Finding:
    place = mark.origin.of("clause")
    if leaf is not None:
        message = f"方案没有要单位对“{leaf.name}”自评"
        return Finding(place, "self-mark-not-asked", message, "请删去，或在方案的这一项写 self_marks: true")
    if mark.clause in facts.parts:
        below = "、".join(one.key for one in facts.parts[mark.clause].self_marked())
        hint = f"请逐项填写：{below}" if below else "请删去"
        return Finding(place, "unknown-clause", f"“{mark.clause}”下面还有分项，自评写在各分项", hint)
    hint = did_you_mean(mark.clause, [*wanted], f"可用的条款：{'、'.join(wanted) or '无'}")
    return Finding(place, "unknown-clause", f"“{mark.clause}”不是计分的条款", hint)


def _measured(facts: Facts, record: UnitRecord, mark: SelfMark, leaf: Part) -> Iterator[Finding]:
    """Find waves and members that the item does not have, and marks that do not say of which they are."""
    waves = facts.waves_of(leaf)
    known = {wave.id: wave.name for wave in waves if wave.round is None}
    listed = "、".join(f"{id}（{name}）" for id, name in known.items())
    if waves and not mark.wave:
        message = f"“{leaf.name}”分{len(waves)}轮测评，没有写是哪一轮的自评得分"
        yield Finding(mark.origin.place, "unknown-wave", message, f"请写在 waves 下：{listed}")
    elif mark.wave and mark.wave not in {wave.id for wave in waves}:
        message = f"“{leaf.name}”没有“{mark.wave}”这一轮"
        yield Finding(mark.origin.of("waves"), "unknown-wave", message, f"可填：{listed}" if known else "请删去 waves")
    takes_members = any(part.members is not None for part in (leaf, *facts.above.get(leaf.key, ())))
    if mark.member and not takes_members:
        message = f"“{leaf.name}”不分对象评定，用不上“{mark.member}”"
        yield Finding(mark.origin.place, "unused-field", message, "请删去各对象的自评得分")
    elif takes_members and not mark.member:
        message = f"“{leaf.name}”按下属对象分别评定，没有写是哪一个的自评得分"
        yield Finding(mark.origin.place, "missing-member", message, "请按对象的名称填写")
    elif mark.member:
        yield from _unknown_member(facts, record, mark, leaf)


def _unknown_member(facts: Facts, record: UnitRecord, mark: SelfMark, leaf: Part) -> Iterator[Finding]:
    """Find a member that has no mark beside those that have some."""
    over = {part.key for part in (leaf, *facts.above.get(leaf.key, ()))}
    names = list(dict.fromkeys(one.member for one in record.marks if one.component in over and one.member))
    if names and mark.member not in names:
        message = f"“{leaf.name}”的成绩里没有“{mark.member}”这个对象"
        hint = did_you_mean(mark.member, names, f"成绩里的对象：{'、'.join(names)}")
        yield Finding(mark.origin.place, "unknown-member", message, hint)


def _within(facts: Facts, record: UnitRecord, mark: SelfMark, leaf: Part) -> Iterator[Finding]:
    """Find a mark above what the item can come to, or below 0 where the item starts from full marks."""
    group = facts.marked_as(record)
    if not group or not leaf.is_for(group):
        return
    field = "waves" if mark.wave else "members" if mark.member else "mark"
    full = leaf.full_once(group)
    upper = full if full is not None or leaf.limit is None else leaf.limit.upper
    if upper is not None and mark.mark > upper:
        most = "满分" if full is not None else "上限"
        message = f"自评得分 {mark.mark} 超过{most} {exact_text(exact(upper))}"
        yield Finding(mark.origin.of(field), "mark-above-full", message, "请与单位核对")
    elif full is not None and mark.mark < 0:
        message = f"自评得分 {mark.mark} 低于 0"
        yield Finding(mark.origin.of(field), "mark-below-zero", message, "请与单位核对")


def _missing_self_marks(facts: Facts, record: UnitRecord, component: Part) -> Iterator[Finding]:
    """Find a component, or a wave of it, of which a unit marked some items and not the others."""
    group = facts.marked_as(record)
    absent = {one.clause for one in record.not_applicable}
    absent |= {item.clause for mark in record.marks for item in mark.items if isinstance(item.mark, Absent)}
    keys = {leaf.key for leaf in component.self_marked() if group and leaf.is_for(group)}
    given = {(facts.leaves[mark.clause].key, mark.wave) for mark in record.self_marks if mark.clause in facts.leaves}
    lists: dict[str, list[Part]] = {}
    names: dict[str, str] = {}
    for leaf, wave in component.measurements():
        if leaf.key in keys and (wave is None or wave.round is None):
            lists.setdefault("" if wave is None else wave.id, []).append(leaf)
            names["" if wave is None else wave.id] = "" if wave is None else f"{wave.name}的"
    for id, leaves in lists.items():
        missing = [leaf for leaf in leaves if (leaf.key, id) not in given and not {leaf.key, leaf.clause} & absent]
        if missing and any((leaf.key, id) in given for leaf in leaves):
            listed = "、".join(leaf.name for leaf in missing[:_SHOWN])
            more = f"等{len(missing)}项" if len(missing) > _SHOWN else ""
            message = f"“{component.name}”{names[id]}自评得分不全，还差：{listed}{more}"
            place = record.origin.of("self_marks")
            yield Finding(place, "self-marks-missing", message, "请向单位要齐；自评不计分", Severity.WARNING)
