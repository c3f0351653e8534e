"""How a total is made of its parts, as equations taken from the scheme's tree, for each group where they differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.scheme import Scheme
from assessment.exact import exact, exact_text
from assessment.render.scheme_words import whose
from assessment.render.views.conditions import PartPlace, conditions_of, total_conditions

TOTAL = "总分"


@dataclass(frozen=True)
class Formula:
    """How one mark comes about."""

    part: str
    """Key of the part that has the mark; empty for the total."""
    name: str
    """What the total or the part is called."""
    groups: tuple[str, ...]
    """What units that it is so for are marked as; empty where it is so for all that have the part."""
    whose: str
    """Their names."""
    equation: str
    """What the mark equals; empty where it is not made of other marks."""
    conditions: tuple[str, ...]
    """What is done to it that no equation says: limits, gates, vetoes, what is 不涉及."""

    @property
    def is_total(self) -> bool:
        """Whether it is the formula of the total, and not of a part."""
        return self.part == ""

    @property
    def text(self) -> str:
        """The whole in one line, without a full stop."""
        subject = f"{self.whose}的{self.name}" if self.whose else self.name
        if not self.equation:
            return f"{subject}：{'；'.join(self.conditions)}"
        return "；".join((f"{subject} ＝ {self.equation}", *self.conditions))


@dataclass(frozen=True)
class _EquationLine:
    """What there is to say of one mark of one group."""

    equation: str
    conditions: tuple[str, ...]


def formulas(scheme: Scheme) -> tuple[Formula, ...]:
    """Return the total's formula, then those of the parts that are more than the plain sum of what is below them."""
    by_group = {group.id: dict(_of_group(scheme, group.id)) for group in scheme.marking_groups}
    every = [group.id for group in scheme.marking_groups]
    parts = {"": TOTAL} | {part.key: _name(scheme, part) for part in scheme.parts()}
    fors = {"": every} | {part.key: [id for id in every if part.is_for(id)] for part in scheme.parts()}
    return tuple(
        Formula(key, parts[key], *_whose(scheme, groups, fors[key]), line.equation, line.conditions)
        for key in parts
        for line, groups in _alike({id: lines[key] for id, lines in by_group.items() if key in lines}).items()
    )


def _alike(lines: Mapping[str, _EquationLine]) -> Mapping[_EquationLine, list[str]]:
    """Return which groups each line is of."""
    groups: dict[_EquationLine, list[str]] = {}
    for group, line in lines.items():
        groups.setdefault(line, []).append(group)
    return groups


def _whose(scheme: Scheme, groups: Sequence[str], every: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Return groups with their names; none where they are all that there are."""
    return ((), "") if len(groups) == len(every) else (tuple(groups), whose(scheme, groups))


def _name(scheme: Scheme, part: Part) -> str:
    """Return what a part is called, with its clause where another part has the same name."""
    alone = sum(other.name == part.name for other in scheme.parts()) == 1
    return part.name if alone else f"{part.name}（{part.clause}）"


def _of_group(scheme: Scheme, group: str) -> Iterator[tuple[str, _EquationLine]]:
    """Yield each mark of a group that there is something to say of, by the part's key; the total's key is empty."""
    components = scheme.components_of(group)
    hosts = {part.id: part for part in components}
    terms = (_term(scheme, part, hosts.get(part.attach, part), group) for part in components)
    yield "", _EquationLine(_sum(terms), total_conditions(scheme, group))
    for part in components:
        yield from _of_part(scheme, part, PartPlace(group, components, fills=not scheme.rescale_here))


def _of_part(scheme: Scheme, part: Part, place: PartPlace) -> Iterator[tuple[str, _EquationLine]]:
    """Yield what there is to say of a part, and of those below it that its mark is made of."""
    line = _EquationLine(_equation(scheme, part, place.group), conditions_of(part, place))
    if line.equation or line.conditions:
        yield part.key, line
    if part.method.joins:
        for item in part.items_of(place.group):
            yield from _of_part(scheme, item, place.below(part))


def _equation(scheme: Scheme, part: Part, group: str) -> str:
    """Return what a part's mark equals, before its conditions; empty where that is the plain sum of what is below."""
    base = [item for item in part.items_of(group) if not item.on_top]
    top = [_term(scheme, item, item, group) for item in part.items_of(group) if item.on_top]
    match part.method:
        case Method.SUM:
            terms = [_term(scheme, item, item, group) for item in base]
            scaled = _scaled(part, base, group)
            plain = not scaled and not top and terms == [_name(scheme, item) for item in base]
            return "" if plain else _sum([f"{_bracket(terms)}{scaled}" if scaled else _sum(terms), *top])
        case Method.MEAN:
            return _sum([_mean(scheme, part, base, group), *top])
        case Method.COUNT if part.per is not None:
            return f"数量 × {exact_text(exact(part.per))}"
        case Method.GIVEN | Method.DEDUCTIONS | Method.ACCRUAL | Method.BALLOTS | Method.COUNT:
            return ""


def _sum(terms: Sequence[str] | Iterator[str]) -> str:
    return " ＋ ".join(terms)


def _bracket(terms: Sequence[str]) -> str:
    return terms[0] if len(terms) == 1 else f"（{_sum(terms)}）"


def _term(scheme: Scheme, part: Part, weighed_as: Part, group: str) -> str:
    """Return a part as a sum takes it in: its mark, by what full marks are worth there.

    Args:
        weighed_as: the part itself, or the component that it is attached to.
    """
    full, points = weighed_as.full_of(group), weighed_as.points_of(group)
    name = _name(scheme, part)
    if not full or points is None or full == points:
        return name
    return f"{name} × {exact_text(exact(points))} ÷ {exact_text(exact(full))}"


def _scaled(part: Part, base: Sequence[Part], group: str) -> str:
    """Return by what a sum is scaled to the full marks that are written; empty where it is not."""
    declared = None if part.full is None else part.full.of(group)
    worth = sum((Fraction(item.points_of(group) or 0) for item in base), Fraction(0))
    if not part.scale or declared is None or not worth or exact(declared) == worth:
        return ""
    return f" × {exact_text(exact(declared))} ÷ {exact_text(worth)}"


def _mean(scheme: Scheme, part: Part, base: Sequence[Part], group: str) -> str:
    """Return a weighted mean: marks of one scale by their weights, or shares of the full marks by theirs."""
    full = Fraction(part.full_of(group) or 0)
    weights = [Fraction(item.weight_of(group) or 0) for item in base]
    fulls = [Fraction(item.full_of(group) or 0) for item in base]
    every = sum(weights, Fraction(0))
    names = [_name(scheme, item) for item in base]
    if all(own == full for own in fulls):
        terms, back = names, ""
    else:
        terms = [f"{name} ÷ {exact_text(own)}" for name, own in zip(names, fulls, strict=True)]
        back = f" × {exact_text(full)}"
        if weights == fulls:
            return f"{_bracket(names)} ÷ {exact_text(every)}{back}"
    if len(set(weights)) == 1:
        return f"{_bracket(terms)} ÷ {len(base)}{back}"
    weighed = [f"{term} × {_weight(weight)}" for term, weight in zip(terms, weights, strict=True)]
    return f"{_bracket(weighed)} ÷ {_weight(every)}{back}"


def _weight(weight: Fraction) -> str:
    """Return a weight; one without an end is a fraction in brackets, so that it is no chain of divisions."""
    text = exact_text(weight)
    return f"（{text}）" if "/" in text else text
