"""A round says what it is a round of, follows one that is there, and is no wave's source before it is over."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset import Dataset
from assessment.dataset.part import Part, Wave
from assessment.dataset.record import UnitRecord
from assessment.dataset.round_levels import highest_level, is_beyond
from assessment.dataset.year import Round
from assessment.findings import Finding, Severity
from assessment.load.data_files import years
from assessment.period import Period
from assessment.place import Place
from assessment.year.files import roster_of


def check_rounds(facts: Facts) -> Iterator[Finding]:
    """Find rounds that do not say so, that follow none, waves whose round gives no marks, and marks written twice."""
    yield from _head(facts)
    known = frozenset(years(facts.base.data))
    for scheme in facts.schemes:
        for part in scheme.parts():
            for wave in part.waves:
                yield from _wave(facts, part, wave, known)
    for part in facts.scheme.parts():
        taken = [wave for wave in part.waves if wave.round is not None]
        if taken and len(taken) == len(part.waves) and part.items:
            message = f"“{part.name}”各轮的得分都取自单独考评的轮次，下面的各项用不上"
            yield Finding(part.origin.of("items"), "unused-field", message, "请删去 items，或去掉一轮的 round")
        for wave in taken:
            for record in facts.records.values():
                yield from _recorded_too(facts, part, wave, record)
    yield from _level(facts)


def _head(facts: Facts) -> Iterator[Finding]:
    year, period = facts.year, facts.year.period
    if year.round is None:
        if period.is_round:
            hint = f"请补上，例如 round: {{name: {period.round_name}}}，接着上一轮的加写 after"
            yield Finding(year.origin.of("year"), "round-missing", f"{period} 是一年中的一轮，却没有写 round", hint)
        return
    if not period.is_round:
        hint = "请删去 round；一轮的 year 写作 2023-q2（季度）、2023-m04（月）、2023-h1（半年），文件名与它相同"
        yield Finding(year.origin.of("round"), "round-of-whole-year", f"{period} 是全年，不能写 round", hint)
        return
    yield from _window(year.round, period)
    if year.round.after is not None:
        yield from _after(facts, year.round.after)


def _window(round: Round, period: Period) -> Iterator[Finding]:
    span = f"{round.first} 至 {round.last}"
    if round.last < round.first:
        yield Finding(round.origin.of("window"), "window-reversed", f"“{round.name}”的止日早于起日", "请核对日期")
    elif round.last < period.first or round.first > period.last:
        message = f"“{round.name}”所评时间（{span}）与 {period}（{period.first} 至 {period.last}）没有重合的日子"
        yield Finding(round.origin.of("window"), "window-outside-round", message, "请核对日期")


def _after(facts: Facts, after: Period) -> Iterator[Finding]:
    """Find a round before that is not there or not earlier, and say how the lists of units differ."""
    round, period = facts.year.round, facts.year.period
    place = facts.year.origin.place if round is None else round.origin.of("after")
    if not after < period:
        yield Finding(place, "round-order", f"上一轮（after）{after} 不早于 {period}", "请写它以前的一轮")
        return
    known = [one for one in years(facts.base.data) if one.is_round and one < period]
    if after not in known:
        listed = "、".join(map(str, known)) or "没有"
        yield Finding(place, "unknown-round", f"没有 {after.spaced}的年度文件", f"现有：{listed}；第一轮不写 after")
        return
    before = roster_of(facts.base.data, after)
    if before is None:
        return
    for what, units in (("新列入", facts.assessed - before), ("不再列入", before - facts.assessed)):
        if units:
            names = "、".join(facts.name(unit) for unit in sorted(units))
            message = f"与{after.name}相比，考评对象{what}{len(units)}个：{names}"
            yield Finding(place, "roster-differs", message, "确是这样的，不用改", Severity.WARNING)


def _wave(facts: Facts, part: Part, wave: Wave, known: frozenset[Period]) -> Iterator[Finding]:
    place, source = part.origin.of("waves"), wave.round
    name = f"“{part.name}”的“{wave.name}”"
    if source is None:
        if wave.part:
            message = f"{name}写了取哪一项（part），没有写取自哪一轮"
            yield Finding(place, "unused-field", message, "请补上 round，或删去 part")
        return
    if not source < facts.year.period:
        message = f"{name}取自 {source}，它不早于 {facts.year.period}"
        yield Finding(place, "round-order", message, "请写已经结束的一轮")
    elif source not in known:
        listed = "、".join(str(one) for one in sorted(known) if one.is_round) or "没有"
        message = f"{name}取自 {source}，没有 {facts.base.data.name}/years/{source}.yaml"
        hint = f"现有的轮次：{listed}；用 scripts/new-year {source} 建立，建立以前请先删去这一轮"
        yield Finding(place, "unknown-round", message, hint)
    elif source not in facts.dataset.rounds:
        message = f"{name}取自 {source}，它的数据有错，读不完整"
        yield Finding(place, "faulty-round", message, f"请先运行 scripts/validate --year {source} 并改正")
    else:
        yield from _source(facts, part, wave, facts.dataset.rounds[source])


def _source(facts: Facts, part: Part, wave: Wave, source: Dataset) -> Iterator[Finding]:
    """Find what a round that is there does not give the wave: the units, the part, marks on the same scale."""
    place, name, of = part.origin.of("waves"), f"“{part.name}”的“{wave.name}”", source.year.name
    if source.year.provenance is not facts.year.provenance:
        message = f"{name}取自{of}，一个是示例数据，一个是真实数据，不能混用"
        yield Finding(place, "mixed-provenance", message, "请先清除示例数据")
    taken = next((one for one in source.scheme.parts() if one.key == wave.part), None)
    if wave.part and taken is None:
        listed = "、".join(one.key for one in source.scheme.components)
        message = f"{of}的方案里没有“{wave.part}”"
        yield Finding(place, "unknown-part", f"{name}：{message}", f"可填：{listed}；不写 part 就取总分")
        return
    for group in facts.scheme.marking_groups:
        for unit in group.units if part.is_for(group.id) else ():
            yield from _unit(facts, part, wave, source, unit)
        theirs = {marked for unit in group.units if (marked := source.scheme.marked_as(unit))}
        for other in sorted(theirs) if part.is_for(group.id) else ():
            there = source.scheme.full_of(other) if taken is None else taken.full_of(other)
            here = part.full_once(group.id)
            if there != here:
                message = f"{name}的满分是{_full(here)}，{of}的是{_full(there)}，得分不能照搬"
                hint = "请把这一项的 full 写得与那一轮相同，折算写在 points 或 weight"
                yield Finding(place, "other-full-marks", message, hint)


def _full(value: object) -> str:
    return "没有满分" if value is None else f"{value}分"


def _unit(facts: Facts, part: Part, wave: Wave, source: Dataset, unit: str) -> Iterator[Finding]:
    """Find a unit that was not assessed in the round and is not said to be 未参评 here."""
    record = facts.records.get(unit)
    above = {one.key for one in (part, *facts.above.get(part.key, ()))}
    has_reason = record is not None and not above.isdisjoint(record.not_assessed)
    if source.scheme.group_of(unit) is None and not has_reason:
        message = f"“{part.name}”的“{wave.name}”取自{source.year.name}，那时没有考评{facts.name(unit)}，没有得分"
        component = facts.component_of[part.key].id
        hint = f"请在它的记录里写未参评和原因：not_assessed: {{{component}: 原因}}"
        place = part.origin.of("waves") if record is None else record.origin.place
        yield Finding(place, "not-in-round", message, hint)


def _recorded_too(facts: Facts, part: Part, wave: Wave, record: UnitRecord) -> Iterator[Finding]:
    """Find what is recorded here for a wave that a round gives the mark of: it would count nowhere."""
    below = {one.key for one in part.walk()} | {one.clause for one in part.walk()}
    what = f"“{part.name}”的“{wave.name}”取自{wave.round.name if wave.round else ''}，这里的记录不会计入"
    for mark in record.marks:
        if mark.wave == wave.id and mark.component in below:
            yield _twice(mark.origin.place, what)
    for own in record.self_marks:
        if own.wave == wave.id and own.clause in below:
            yield _twice(own.origin.place, what)
    for entry in record.entries:
        known = facts.leaves.get(entry.clause)
        if known is not None and known.key in below and entry.date in wave.window:
            yield _twice(entry.origin.place, what)
    for cast in record.ballots:
        if cast.component in below and cast.date is not None and cast.date in wave.window:
            yield _twice(cast.origin.place, what)


def _twice(place: Place, what: str) -> Finding:
    return Finding(place, "recorded-in-round", what, "请删去；要改那一轮的，改那一轮的记录")


def _level(facts: Facts) -> Iterator[Finding]:
    year, limit = facts.year, highest_level(facts.dataset)
    if year.stage.is_approved and is_beyond(year.disclosure, limit):
        message = f"公开程度 {year.disclosure.value} 超过了所取轮次的公开程度（至多 {limit.value}）"
        hint = "请先用 scripts/approve --publish --year 那一轮 公布各轮，或降低本年度的公开程度"
        yield Finding(year.origin.of("disclosure"), "discloses-more-than-round", message, hint)
