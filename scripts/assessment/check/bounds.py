"""Between which marks a part can come to lie, as far as its scheme alone tells."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from assessment.dataset.method import Method
from assessment.dataset.part import Combine, Count, NotApplicable, Part, Rule
from assessment.exact import exact
from assessment.kept import Same


@dataclass(frozen=True)
class Bounds:
    """The least and the most, on the part's own scale; None where there is no end."""

    least: Fraction | None
    most: Fraction | None

    def times(self, factor: Fraction) -> "Bounds":
        """Return the bounds on another scale; the factor is not negative."""
        return Bounds(
            None if self.least is None else self.least * factor, None if self.most is None else self.most * factor
        )

    def holding(self, mark: Fraction) -> "Bounds":
        """Return the bounds widened so that a mark lies between them."""
        return Bounds(
            None if self.least is None else min(self.least, mark), None if self.most is None else max(self.most, mark)
        )


NOTHING = Bounds(Fraction(0), Fraction(0))


def total_bounds(parts: Iterable[Part], group: str) -> Bounds:
    """Return the bounds of several parts together, each for its points."""
    return _together(bounds_of(part, group).times(factor_of(part, group)) for part in parts if part.is_for(group))


def factor_of(part: Part, group: str) -> Fraction:
    """Return what one mark of a part is worth in a sum."""
    full, points = part.full_of(group), part.points_of(group)
    return Fraction(1) if not full or points is None or points < 0 else Fraction(points) / Fraction(full)


def bounds_of(part: Part, group: str) -> Bounds:
    """Return the bounds of a part's mark after all that it is checked by."""
    return _known_bounds_of(_OnePart(part), group)


class _OnePart(Same):
    """A part by which object it is: most readings leave most parts as they are."""

    def __init__(self, part: Part) -> None:
        super().__init__(part)
        self.part = part


@lru_cache(maxsize=4096)
def _known_bounds_of(one: _OnePart, group: str) -> Bounds:
    part = one.part
    once = replace(part, waves=())
    found = bounds_before_limit(once, group)
    least, most = found.least, found.most
    limit, full = part.limit, once.full_of(group)
    upper = None if limit is None or limit.upper is None else exact(limit.upper)
    if upper is None and part.method.climbs and full is not None:
        upper = exact(full)
    lower = None if limit is None or limit.lower is None else exact(limit.lower)
    if upper is not None:
        most = upper if most is None else min(most, upper)
    if lower is not None:
        least = lower if least is None else max(least, lower)
    found = Bounds(least, most)
    if part.waves and part.combine is Combine.SUM:
        found = found.times(Fraction(len(part.waves)))
    if part.vetoed is not None and part.vetoed.mark is not None:
        found = found.holding(exact(part.vetoed.mark))
    if part.gate is not None:
        found = found.holding(Fraction(0))
    return found


def bounds_before_limit(part: Part, group: str) -> Bounds:
    """Return the bounds of a mark that is measured once, before the part's own limit, gate and outcome."""
    full = part.full_of(group)
    known = None if full is None else exact(full)
    match part.method:
        case Method.GIVEN | Method.BALLOTS:
            return Bounds(Fraction(0), known)
        case Method.DEDUCTIONS:
            taken = _together(bounds_of_rule(part, rule, group) for rule in part.rules)
            return Bounds(None if taken.least is None or known is None else known + taken.least, known).holding(
                Fraction(0)
            )
        case Method.ACCRUAL:
            return _together(bounds_of_rule(part, rule, group) for rule in part.rules)
        case Method.COUNT:
            return _of_count(part)
        case Method.SUM | Method.MEAN:
            return _of_items(part, group, known)


def bounds_of_rule(part: Part, rule: Rule, group: str) -> Bounds:
    """Return the bounds of what one rule gives or takes in a year."""
    full = part.full_of(group)
    each = [exact(rule.each(level)) for level in rule.levels or ("",)]
    if rule.range is not None:
        each = [exact(end) for end in rule.range]
    elif rule.percent is not None or rule.ceiling is not None:
        share = exact(rule.percent or Decimal(0)) if rule.ceiling is None else exact(rule.ceiling) - 100
        each = [Fraction(full or 0) * share / 100]
    least, most = min(each, default=Fraction(0)), max(each, default=Fraction(0))
    bounds = Bounds(min(least, Fraction(0)), max(most, Fraction(0)))
    if rule.count is Count.EACH and not rule.automatic_unless and rule.ceiling is None:
        bounds = Bounds(None if least < 0 else Fraction(0), None if most > 0 else Fraction(0))
    if rule.limit is None:
        return bounds
    limit = exact(rule.limit)
    return Bounds(
        -limit if bounds.least is None else max(bounds.least, -limit),
        limit if bounds.most is None else min(bounds.most, limit),
    )


def _of_count(part: Part) -> Bounds:
    if part.per is not None:
        return Bounds(Fraction(0) if part.per >= 0 else None, None if part.per > 0 else Fraction(0))
    marks = [exact(step.mark) for step in (*part.table, *part.line)]
    found = Bounds(min(marks, default=Fraction(0)), max(marks, default=Fraction(0)))
    return found.holding(Fraction(0)) if part.table else found


def _of_items(part: Part, group: str, full: Fraction | None) -> Bounds:
    items = part.items_of(group)
    base = [item for item in items if not item.on_top]
    top = total_bounds([item for item in items if item.on_top], group)
    if part.method is Method.MEAN:
        weights = [Fraction(item.weight_of(group) or 0) for item in base]
        every = sum(weights, Fraction(0))
        if full is None or not every or any(not item.full_of(group) for item in base):
            return Bounds(None, None)
        shares = [
            full * weight / every / Fraction(item.full_of(group) or 1) for weight, item in zip(weights, base, strict=True)
        ]
        found = _together(bounds_of(item, group).times(share) for item, share in zip(base, shares, strict=True))
    else:
        found = total_bounds(base, group)
        worth = sum((Fraction(item.points_of(group) or 0) for item in base), Fraction(0))
        if part.scale and full is not None and worth:
            found = found.times(full / worth)
    if any(below.not_applicable not in (None, NotApplicable.KEEP) for below in part.walk()):
        found = Bounds(found.least if found.least is not None and found.least >= 0 else None, found.most)
        found = found if full is None else found.holding(Fraction(0)).holding(full)
    return _together([found, top])


def _together(several: Iterable[Bounds]) -> Bounds:
    least: Fraction | None = Fraction(0)
    most: Fraction | None = Fraction(0)
    for one in several:
        least = None if least is None or one.least is None else least + one.least
        most = None if most is None or one.most is None else most + one.most
    return Bounds(least, most)
