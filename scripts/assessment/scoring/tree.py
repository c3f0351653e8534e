"""From a tree of parts to the mark of each for one unit."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from assessment.dataset.method import Method
from assessment.dataset.part import Combine, Consequence, LimitOn, Members, Part, Wave
from assessment.dataset.record import ComponentMark, Objection, UnitRecord
from assessment.exact import exact, exact_text
from assessment.kept import kept_for_last
from assessment.place import Place
from assessment.row_kind import RowKind
from assessment.scoring.branch import Absence, Below, Branch, Lacking, LeafMark, Measured, PartResult, taken_in
from assessment.scoring.case import Case
from assessment.scoring.from_round import from_round
from assessment.scoring.ledger import Row, sum_of
from assessment.scoring.methods import METHODS
from assessment.scoring.sum_and_mean import branches, join_branches, redistribute, with_top

_MARKS = 1024
"""Marks of which the detail is kept: of a few years of one county, of which one record at a time changes."""


def result_of(case: Case, part: Part, *, fills: bool) -> PartResult:
    """Return what a part comes to, after its gate, limits, objections and vetoes.

    Args:
        fills: whether what is 不涉及 below is made up for here, although the part does not say so itself.
    """
    absent = case.record.not_assessed.get(part.key)
    if absent is not None:
        return Absence(absent)
    if part.waves:
        result = _over_waves(case, part, fills)
    elif part.members is not None:
        result = _over_members(case, part, part.members, fills)
    else:
        result = _once(case, part, fills)
    return _decided(case, part, result) if isinstance(result, Branch) else result


def below_of(case: Case, part: Part) -> Below | Lacking | Absence:
    """Return what the parts right below a part come to; each part of a mean makes up itself for what is 不涉及."""
    averages = part.method is Method.MEAN
    return branches((item, result_of(case, item, fills=averages)) for item in part.items_of(case.group))


def known_below_of(case: Case, part: Part) -> Below | Lacking | Absence:
    """Return the same as ``below_of``; without rounds, the same records are reckoned once for all who ask.

    The detail of a final mark is asked for twice: to score it, and to tell whether it adds up.
    """
    if case.rounds:
        return below_of(case, part)
    return _known_below_of(case.unit, case.group, case.record, case.eligible, part)


@kept_for_last(_MARKS)
def _known_below_of(
    unit: str, group: str, record: UnitRecord, eligible: Mapping[str, tuple[str, ...]], part: Part
) -> Below | Lacking | Absence:
    return below_of(Case(unit, group, record, eligible), part)


def _once(case: Case, part: Part, fills: bool) -> PartResult:
    """Return what a part comes to that is measured once, within its limits."""
    has_detail = part.method is Method.GIVEN and part.items
    found = known_below_of(case, part) if has_detail else below_of(case, part)
    if not isinstance(found, tuple):
        result = METHODS[part.method](case, part, found)
        return result if not isinstance(result, Branch) else _bounded(case, part, result)
    base = tuple((item, branch) for item, branch in found if not item.on_top)
    top = tuple((item, branch) for item, branch in found if item.on_top)
    result = METHODS[part.method](case, part, base)
    if not isinstance(result, Branch):
        return result
    if part.method.joins and (fills or part.rescale_here):
        result = redistribute(part.clause, part.origin.place, result)
    return _bounded(case, part, with_top(case, result, top))


def _bounded(case: Case, part: Part, branch: Branch) -> Branch:
    """Return a part with what it is checked by, and within its own limits."""
    recorded = case.mark(part)
    rows = [] if recorded is None else [*_sources(part, recorded)]
    return branch.with_rows([*rows, *limits(case, part, [*branch.rows, *rows])])


def _decided(case: Case, part: Part, branch: Branch) -> Branch:
    """Return a part after all that is decided about it as a whole: objections and vetoes."""
    branch = branch.with_rows(_corrections(case, part, branch.mark))
    failure = failure_words(part.fails_below, branch.mark)
    branch = concluded_by(part.vetoed, part.clause, part.origin.place, failure, branch)
    rows = tuple(row if row.part else replace(row, part=part.key) for row in branch.rows)
    leaves = branch.leaves if part.method.joins else _own_leaf(part, branch)
    absent = branch.absent if branch.applies else branch.absent | {part.key}
    return replace(branch, rows=rows, marks={**branch.marks, part.key: branch.mark}, absent=absent, leaves=leaves)


def _own_leaf(part: Part, branch: Branch) -> Mapping[str, LeafMark]:
    """Return the part as an item that others above are weighed beside; nothing where it is 不涉及 or open-ended."""
    return {part.key: LeafMark(branch.mark, branch.full)} if branch.full and branch.applicable else {}


def _sources(part: Part, recorded: ComponentMark) -> Iterator[Row]:
    """Yield the row of 0 points that says by what a part's marks can be checked, where the record does."""
    if recorded.number is None and (recorded.evidence or recorded.date is not None) and not recorded.reason:
        yield Row(
            RowKind.SOURCE,
            part.clause,
            f"{part.name}成绩的依据",
            Fraction(0),
            recorded.origin.place,
            evidence=recorded.evidence,
            day=recorded.date,
        )


def limits(case: Case, part: Part, rows: list[Row]) -> Iterator[Row]:
    """Yield the rows by which the part's own limits take back or give."""
    limit, full = part.limit, part.full_of(case.group)
    upper = None if limit is None else limit.upper
    if upper is None and part.method.climbs:
        upper = full
    lower = None if limit is None else limit.lower
    if upper is None and lower is None:
        return
    place, clause = part.origin.place, part.clause
    every = held = sum_of(rows)
    if limit is not None and limit.on is LimitOn.AWARDS:
        held = sum((net for net in _by_rule(rows) if net > 0), Fraction(0))
    taken = Fraction(0)
    if upper is not None and held > upper:
        taken = exact(upper) - held
        yield Row(RowKind.LIMIT, clause, _upper_words(part, upper), taken, place)
    net = every + taken
    if lower is not None and net < lower:
        yield Row(RowKind.LIMIT, clause, _lower_words(part, lower), exact(lower) - net, place)


def _by_rule(rows: list[Row]) -> Iterator[Fraction]:
    """Return what each rule gives or takes, its corrections and limits included."""
    nets: dict[tuple[str, str, str], Fraction] = {}
    for row in rows:
        key = (row.part, row.clause, row.rule)
        nets[key] = nets.get(key, Fraction(0)) + row.points
    return iter(nets.values())


def _upper_words(part: Part, upper: Decimal) -> str:
    return part.limit_text or f"{'加分' if part.on_top else '最多'}以{exact_text(exact(upper))}分为限"


def _lower_words(part: Part, lower: Decimal) -> str:
    if part.method is Method.DEDUCTIONS and lower == 0:
        return part.limit_text or "扣完为止"
    if part.on_top:
        return f"减分以{exact_text(-exact(lower))}分为限"
    return part.limit_text or f"最低{exact_text(exact(lower))}分"


def _corrections(case: Case, part: Part, mark: Fraction) -> Iterator[Row]:
    """Yield what each decision that states a mark changes of the one before it."""
    for objection, corrected in _stated(case.decisions(part.key)):
        yield Row(
            RowKind.OBJECTION,
            part.clause,
            f"复核{objection.outcome.value}",
            corrected - mark,
            objection.origin.place,
            reason=objection.explanation,
            evidence=objection.evidence,
            day=objection.decided,
            entry=objection.id,
        )
        mark = corrected


def _stated(decisions: tuple[Objection, ...]) -> Iterator[tuple[Objection, Fraction]]:
    return ((objection, exact(objection.mark)) for objection in decisions if objection.mark is not None)


def failure_words(threshold: Decimal | None, mark: Fraction) -> str:
    """Return why a mark fails, in Chinese; empty where it does not."""
    return "" if threshold is None or mark >= threshold else f"不满{threshold:f}分"


def concluded_by(outcome: Consequence | None, clause: str, place: Place, failure: str, branch: Branch) -> Branch:
    """Return a branch after what a veto below or a failed mark makes of it, where the scheme says.

    Args:
        clause: under which the row stands.
        place: where the scheme says it.
        failure: why the mark fails; empty where it does not.
    """
    causes = [f"{veto}，一票否决" for veto in branch.vetoes] + [failure] * bool(failure)
    if outcome is None or not causes:
        return branch
    branch = replace(branch, vetoes=(), grade=branch.grade or outcome.grade)
    if outcome.mark is None or branch.mark == outcome.mark:
        return branch
    change = exact(outcome.mark) - branch.mark
    return branch.with_rows([Row(RowKind.VETO, clause, "；".join(causes), change, place)])


def _over_waves(case: Case, part: Part, fills: bool) -> PartResult:
    """Return what a part comes to that is measured several times."""
    found = branches((part, _wave(case, part, wave, fills)) for wave in part.waves)
    if not isinstance(found, tuple):
        return found
    marks = [branch for _, branch in found]
    match part.combine:
        case Combine.MEAN:
            every = Fraction(sum(exact(wave.weight) for wave in part.waves))
            shares = [exact(wave.weight) / every for wave in part.waves]
        case Combine.SUM:
            shares = [Fraction(1)] * len(marks)
        case Combine.LAST:
            shares = [*[Fraction(0)] * (len(marks) - 1), Fraction(1)]
        case Combine.BEST:
            best = max(range(len(marks)), key=lambda index: marks[index].mark)
            shares = [Fraction(index == best) for index in range(len(marks))]
    whole = _together(part, [*map(_Measurement, [wave.name for wave in part.waves], marks, shares)])
    return replace(whole, measured=_each(part, zip((wave.id for wave in part.waves), marks, strict=True)))


def _wave(case: Case, part: Part, wave: Wave, fills: bool) -> PartResult:
    # The full marks of one wave, which waves that are summed have several times.
    whole = replace(part, waves=())
    within = case.within(wave)
    if wave.round is not None:
        result = from_round(case, whole, wave, wave.round)
        result = _bounded(within, whole, result) if isinstance(result, Branch) else result
    elif part.members is None:
        result = _once(within, whole, fills)
    else:
        result = _over_members(within, whole, part.members, fills)
    return _with_names(result, lambda row: replace(row, wave=wave.id))


def _over_members(case: Case, part: Part, members: Members, fills: bool) -> PartResult:
    """Return what a part comes to that several named objects under the unit are measured by."""
    names = list(dict.fromkeys(mark.member for mark in case.record.marks if mark.component == part.key and mark.member))
    if not names:
        return Lacking((part,), "成绩")
    found = branches((part, _member(case, part, name, fills)) for name in names)
    if not isinstance(found, tuple):
        return found
    marks = [branch for _, branch in found]
    match members:
        case Members.MEAN:
            shares = [Fraction(1, len(marks))] * len(marks)
        case Members.LOWEST:
            lowest = min(range(len(marks)), key=lambda index: marks[index].mark)
            shares = [Fraction(index == lowest) for index in range(len(marks))]
    whole = _together(part, [*map(_Measurement, names, marks, shares)])
    return replace(whole, measured=_each(part, zip(names, marks, strict=True)))


def _member(case: Case, part: Part, member: str, fills: bool) -> PartResult:
    return _with_names(_once(case.of_member(member), part, fills), lambda row: replace(row, member=member))


def _with_names(result: PartResult, name: Callable[[Row], Row]) -> PartResult:
    """Return a measurement of a part with rows that name its wave or member."""
    return replace(result, rows=tuple(map(name, result.rows))) if isinstance(result, Branch) else result


@dataclass(frozen=True)
class _Measurement:
    """One of several measurements of a part."""

    name: str
    branch: Branch
    share: Fraction
    """What one mark of it is worth in the part's mark; 0 where it does not count."""


def _together(part: Part, measurements: list[_Measurement]) -> Branch:
    """Return several measurements of one part as one; a measurement that does not count is named with its mark."""
    rows: list[Row] = []
    for one in measurements:
        if one.share:
            rows += [replace(row, label=f"{one.name}：{row.label}") for row in one.branch.taken_in(one.share).rows]
        else:
            label = f"{one.name}：{exact_text(one.branch.mark)}分，不计入"
            source = next((row.round for row in one.branch.rows if row.round is not None), None)
            rows.append(Row(RowKind.WAVE, part.clause, label, Fraction(0), part.origin.place, round=source))
    counted = join_branches(tuple(one.branch.taken_in(one.share) for one in measurements if one.share))
    # What is below has a mark in each of them and none in all.
    return replace(counted, rows=tuple(rows), leaves=_leaves_together(measurements), marks={}, absent=frozenset())


def _each(part: Part, measured: Iterable[tuple[str, Branch]]) -> Measured:
    """Return the marks of the items in each of several measurements, by the names of these."""
    found: dict[tuple[str, ...], Fraction | None] = {}
    for name, branch in measured:
        absent = {row.part or part.key for row in branch.rows if row.kind is RowKind.NOT_APPLICABLE}
        marks = {**branch.marks, part.key: branch.mark}
        keys = [leaf.key for leaf in part.leaves() if leaf.key in marks]
        found |= {(key, name): None if key in absent else marks[key] for key in keys}
        found |= {(key, name, *more): mark for (key, *more), mark in branch.measured.items()}
    return found


def _leaves_together(measurements: Iterable[_Measurement]) -> Mapping[str, LeafMark]:
    """Return the items of all waves or members, each once, with what it comes to in all of them."""
    every: dict[str, LeafMark] = {}
    for one in measurements:
        for key, leaf in taken_in(one.branch.leaves, one.share).items():
            every[key] = every[key] + leaf if key in every else leaf
    return every
