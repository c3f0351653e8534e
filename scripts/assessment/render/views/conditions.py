"""What is done to a mark that no equation says: limits, gates, vetoes, waves, what is 不涉及."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessment.dataset.method import Method
from assessment.dataset.part import Combine, Consequence, LimitOn, Members, NotApplicable, Part, Threshold
from assessment.dataset.scheme import Scheme
from assessment.exact import exact, exact_text


@dataclass(frozen=True)
class PartPlace:
    """Where in the tree of a group a part stands."""

    group: str
    beside: tuple[Part, ...]
    """The parts right below the same part or the total, itself among them."""
    fills: bool
    """Whether it makes up for what is 不涉及 below, although it does not say so itself."""
    repeats: bool = False
    """Whether a part above says already that deductions below may take more than there is."""

    def below(self, part: Part) -> "PartPlace":
        """Return where the parts right below a part stand."""
        repeats = self.repeats or _all_below_zero(part, self.group)
        return PartPlace(self.group, part.items_of(self.group), fills=part.method is Method.MEAN, repeats=repeats)


def total_conditions(scheme: Scheme, group: str) -> tuple[str, ...]:
    """Return what is done to the total of a group's units as a whole."""
    components = [part for part in scheme.components_of(group) if not part.on_top]
    redistribution = _redistribution(components, group) if scheme.rescale_here else ()
    vetoes = any(_open_veto(part, group) for part in scheme.components_of(group))
    return (*redistribution, *_outcome(scheme.vetoed, scheme.fails_below, vetoes=vetoes))


def conditions_of(part: Part, place: PartPlace) -> tuple[str, ...]:
    """Return what is done to the mark of a part, in the order in which it is done."""
    group, fills = place.group, place.fills or part.rescale_here
    each = "每轮" if part.waves else "每个下属对象" if part.members is not None else ""
    return (
        *_steps(part),
        *(_redistribution(part.items_of(group), group) if part.method is Method.SUM and fills else ()),
        *(["整项不涉及的不计，其余按权重折算"] if part.method is Method.MEAN and _may_be_absent(part, group) else ()),
        *(() if place.repeats else _below_zero(part, group)),
        *(f"{each}{words}" for words in _limits(part, group)),
        *_members(part),
        *_waves(part),
        *_gate(part, place),
        *_outcome(part.vetoed, part.fails_below, vetoes=_vetoes(part, group)),
    )


def _all_below_zero(part: Part, group: str) -> bool:
    """Tell whether everything below a part is deductions that may take more than there is."""
    leaves = [leaf for item in part.items_of(group) for leaf in _leaves(item, group) if not leaf.on_top]
    return bool(leaves) and all(leaf.method is Method.DEDUCTIONS and _is_bottomless(leaf) for leaf in leaves)


def _leaves(part: Part, group: str) -> Iterator[Part]:
    """Yield the parts at the bottom that a mark is made of; those below a given mark are detail."""
    below = part.items_of(group) if part.method.joins else ()
    if not below:
        yield part
    for item in below:
        yield from _leaves(item, group)


def _is_bottomless(leaf: Part) -> bool:
    return leaf.limit is None or leaf.limit.lower is None


def _below_zero(part: Part, group: str) -> Iterator[str]:
    if _all_below_zero(part, group):
        yield "下级各项扣分不以该项的分值为限"
    elif part.method is Method.DEDUCTIONS and not part.items and _is_bottomless(part):
        yield "扣分不以本项的分值为限"


def _may_be_absent(part: Part, group: str) -> bool:
    """Tell whether something that a mark is made of can be 不涉及 and left out."""
    return any(leaf.not_applicable not in (None, NotApplicable.KEEP) for leaf in _leaves(part, group))


def _left_out(parts: Sequence[Part], group: str) -> set[NotApplicable]:
    """Return in which ways leaves can be left out that no part between makes up for."""
    found: set[NotApplicable] = set()
    for part in parts:
        if not part.method.joins:
            found |= {part.not_applicable} if part.not_applicable is not None else set()
        elif part.method is Method.SUM and not part.rescale_here:
            found |= _left_out(part.items_of(group), group)
    return found


def _redistribution(parts: Sequence[Part], group: str) -> Iterator[str]:
    ways = _left_out([part for part in parts if not part.on_top], group)
    if NotApplicable.EVEN in ways:
        yield "不涉及的，分值由其余各项均分"
    if NotApplicable.RESCALE in ways:
        yield "不涉及的不计，其余按比例折算到满分"


def _steps(part: Part) -> Iterator[str]:
    """Yield how a recorded number becomes a mark by a table or along a line."""
    if part.method is not Method.COUNT:
        return
    if part.table:
        steps = "，".join(f"{_number(step.number)}以上{_mark(step)}" for step in part.table)
        yield f"数量{steps}，其余计0分"
    elif part.line:
        yield f"数量{'，'.join(f'{_number(step.number)}{_mark(step)}' for step in part.line)}，其间按比例"


def _mark(step: Threshold) -> str:
    return f"计{_number(step.mark)}分"


def _limits(part: Part, group: str) -> Iterator[str]:
    limit, full = part.limit, part.full_of(group)
    if limit is not None and limit.upper is not None:
        awards = limit.on is LimitOn.AWARDS
        yield f"加分最多计{_number(limit.upper)}分，减分另扣" if awards else f"最多计{_number(limit.upper)}分"
    elif part.method is Method.COUNT and part.per is not None and full is not None:
        yield f"最多计{_number(full)}分"
    written = part.method is not Method.DEDUCTIONS or (limit is not None and limit.lower != 0)
    if limit is not None and limit.lower is not None and written:
        yield f"最低计{_number(limit.lower)}分"


def _members(part: Part) -> Iterator[str]:
    match part.members:
        case Members.MEAN:
            yield "各下属对象的得分取平均"
        case Members.LOWEST:
            yield "取下属对象的最低得分"
        case None:
            pass


def _waves(part: Part) -> Iterator[str]:
    if not part.waves:
        return
    names = "、".join(wave.name for wave in part.waves)
    match part.combine:
        case Combine.SUM:
            yield f"{names}各轮相加"
        case Combine.BEST:
            yield f"取{names}中最高的一轮"
        case Combine.LAST:
            yield f"{names}取最后一轮"
        case Combine.MEAN if len({wave.weight for wave in part.waves}) == 1:
            yield f"{names}各轮取平均"
        case Combine.MEAN:
            weights = ":".join(_number(wave.weight) for wave in part.waves)
            yield f"{names}各轮按{weights}取加权平均"


def _gate(part: Part, place: PartPlace) -> Iterator[str]:
    gate, beside = part.gate, place.beside
    if gate is None:
        return
    if gate.part:
        held = next((other for one in beside for other in _every(one, place.group) if other.key == gate.part), None)
        if held is None:
            return
        looked_at = held.name
    else:
        waiting = [other.name for other in beside if other.gate is not None and not other.gate.part]
        looked_at = f"不含{'、'.join(waiting)}的总分"
    threshold = f"超过{_number(gate.above)}" if gate.above is not None else f"达到{_number(gate.at_least or Decimal(0))}"
    yield f"{looked_at}{threshold}分的才计入，否则计0分"


def _every(part: Part, group: str) -> Iterator[Part]:
    yield part
    for item in part.items_of(group):
        yield from _every(item, group)


def _vetoes(part: Part, group: str) -> bool:
    """Tell whether a veto can come up to a part that no part below concludes."""
    return any(rule.veto for rule in part.rules) or any(_open_veto(item, group) for item in part.items_of(group))


def _open_veto(part: Part, group: str) -> bool:
    return part.vetoed is None and _vetoes(part, group)


def _outcome(outcome: Consequence | None, threshold: Decimal | None, *, vetoes: bool) -> Iterator[str]:
    if outcome is None:
        return
    causes = ["有一票否决情形"] * vetoes
    causes += [] if threshold is None else [f"不满{_number(threshold)}分"]
    results = [] if outcome.mark is None else [f"记{_number(outcome.mark)}分"]
    results += [f"等次为{outcome.grade}"] if outcome.grade else []
    if causes and results:
        yield f"{'或'.join(causes)}的，{'，'.join(results)}"


def _number(value: Decimal) -> str:
    return exact_text(exact(value))
