"""Several parts become one: gates first, then each part for its points or its weight."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from assessment.dataset.part import Gate, Part
from assessment.exact import exact_text, ratio_text
from assessment.place import Place
from assessment.row_kind import RowKind
from assessment.scoring.branch import Absence, Below, Branch, Lacking, PartResult, taken_in
from assessment.scoring.case import Case
from assessment.scoring.ledger import Row, sum_of


def branches(below: Iterable[tuple[Part, PartResult]]) -> Below | Lacking | Absence:
    """Return the parts below with their marks; 未参评 in any outweighs what is 待定, and that outweighs marks."""
    found: list[tuple[Part, Branch]] = []
    lacking: list[Lacking] = []
    for part, result in below:
        match result:
            case Absence():
                return result
            case Lacking():
                lacking.append(result)
            case Branch():
                found.append((part, result))
    if lacking:
        return Lacking(tuple(part for one in lacking for part in one.parts), lacking[0].what)
    return _through_gates(found)


def _through_gates(below: list[tuple[Part, Branch]]) -> Below:
    """Shut the parts whose gate another part of the branch keeps closed."""
    marks: Mapping[str, Fraction] = {key: mark for _, branch in below for key, mark in branch.marks.items()}
    return tuple((part, _gated(part, branch, marks)) for part, branch in below)


def _gated(part: Part, branch: Branch, marks: Mapping[str, Fraction]) -> Branch:
    gate = part.gate
    if gate is None or not gate.part or gate.part not in marks or gate.opens(marks[gate.part]):
        return branch
    return shut(part, gate, branch)


def shut(part: Part, gate: Gate, branch: Branch) -> Branch:
    """Return a part whose gate is closed: what its rows give is taken back."""
    if branch.mark == 0:
        return branch
    short = f"未达到{gate.at_least:f}分" if gate.above is None else f"未超过{gate.above:f}分"
    row = Row(RowKind.GATE, part.clause, f"{short}，{part.name}不计", -branch.mark, part.origin.place, part=part.key)
    return replace(branch.with_rows([row]), marks={**branch.marks, part.key: Fraction(0)})


def summed(case: Case, part: Part, below: Below) -> Branch:
    """Return the sum of parts, each for its points, scaled where the scheme wants it."""
    return _scaled(case, part, join_branches(tuple(branch.taken_in(points_each(case, item)) for item, branch in below)))


def points_each(case: Case, part: Part) -> Fraction:
    """Return what one mark of a part is worth in the sum above: points / full, 1 where the part is open-ended."""
    full, points = part.full_of(case.group), part.points_of(case.group)
    return Fraction(1) if not full or points is None else Fraction(points) / Fraction(full)


def averaged(case: Case, part: Part, below: Below) -> Branch:
    """Return the weighted mean of parts on the scale of the part above; one of which nothing applies has no weight."""
    full = case.full(part)
    weighed = [(Fraction(item.weight_of(case.group) or 0), item, branch) for item, branch in below]
    every = Fraction(sum(weight for weight, _, _ in weighed))
    rest = Fraction(sum(weight for weight, _, branch in weighed if branch.applies))
    shares = (branch.taken_in(full * weight / (every * case.full(item))) for weight, item, branch in weighed)
    whole = replace(join_branches(tuple(shares)), applicable=full if rest else Fraction(0), shared=Fraction(0))
    if rest in (0, every):
        return whole
    label = f"不涉及的不计，其余按权重折算（{ratio_text(every, rest)}）"
    row = Row(RowKind.NOT_APPLICABLE, part.clause, label, whole.mark * (every / rest - 1), part.origin.place)
    return whole.with_rows([row])


def with_top(case: Case, branch: Branch, top: Below) -> Branch:
    """Return a branch with the parts on top of it, which add to its mark and not to its full marks."""
    if not top:
        return branch
    added = join_branches((branch, *(one.taken_in(points_each(case, item)) for item, one in top)))
    return replace(added, full=branch.full, applicable=branch.applicable, shared=branch.shared, leaves=branch.leaves)


def join_branches(several: tuple[Branch, ...]) -> Branch:
    """Return branches on one scale as one."""
    fulls = [branch.full for branch in several if branch.full is not None]
    return Branch(
        rows=tuple(row for branch in several for row in branch.rows),
        full=sum(fulls, Fraction(0)) if fulls and len(fulls) == len(several) else None,
        applicable=sum((branch.applicable for branch in several), Fraction(0)),
        shared=sum((branch.shared for branch in several), Fraction(0)),
        leaves={key: leaf for branch in several for key, leaf in branch.leaves.items()},
        vetoes=tuple(veto for branch in several for veto in branch.vetoes),
        grade=next((branch.grade for branch in several if branch.grade), ""),
        marks={key: mark for branch in several for key, mark in branch.marks.items()},
        absent=frozenset[str]().union(*(branch.absent for branch in several)),
        measured={name: mark for branch in several for name, mark in branch.measured.items()},
    )


def _scaled(case: Case, part: Part, branch: Branch) -> Branch:
    """Return a sum scaled to the full marks that are written, where the part wants it.

    Reading key-area-block of 2019.
    """
    declared = None if part.full is None else case.full(part)
    if not part.scale or declared is None or not branch.full or branch.full == declared:
        return branch
    label = f"按标示分值折算（{ratio_text(declared, branch.full)}）"
    factor = declared / branch.full
    row = Row(RowKind.SCALE, part.clause, label, branch.mark * (factor - 1), part.origin.place)
    return replace(
        branch.with_rows([row]),
        full=declared,
        applicable=branch.applicable * factor,
        shared=branch.shared * factor,
        leaves=taken_in(branch.leaves, factor),
    )


def redistribute(clause: str, place: Place, branch: Branch) -> Branch:
    """Return a branch in which the items that apply make up for those that are 不涉及 and left out.

    Args:
        clause: under which the rows stand.
        place: where the scheme defines the part.
    """
    whole = branch.full
    if whole is None or branch.applicable in (whole, 0):
        return branch
    rows: list[Row] = []
    applicable = branch.applicable
    if branch.shared:
        more = branch.shared / len(branch.leaves)
        back = sum((leaf.mark * more / leaf.full for leaf in branch.leaves.values()), Fraction(0))
        label = f"不涉及的{exact_text(branch.shared)}分由其余{len(branch.leaves)}项均分（每项加{exact_text(more)}分）"
        rows.append(Row(RowKind.NOT_APPLICABLE, clause, label, back, place))
        applicable += branch.shared
    if applicable != whole:
        back = sum_of([*branch.rows, *rows]) * (whole / applicable - 1)
        label = f"不涉及部分按比例折算（{ratio_text(whole, applicable)}）"
        rows.append(Row(RowKind.NOT_APPLICABLE, clause, label, back, place))
    return replace(branch.with_rows(rows), applicable=whole, shared=Fraction(0))
