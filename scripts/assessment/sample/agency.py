"""The agency's marks: by item with reasons for what was lost, and the final mark that they add up to."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from assessment.dataset.by_group import ByGroup
from assessment.dataset.part import Part
from assessment.exact import exact, rounded
from assessment.sample.calendar import Calendar, after, some_day
from assessment.sample.facts import Proof, Rectified, UnitPlan
from assessment.sample.profiles import PROFILES, Profile
from assessment.sample.sample_year import SampleYear
from assessment.sample.texts import PENDING, Fault

_NOTHING = ByGroup(Decimal(0))


@dataclass(frozen=True)
class AgencyItemMark:
    """The mark of one item."""

    clause: str
    mark: Decimal | None
    """None for 不涉及."""
    reason: str
    """Why marks were lost, or why the item is 不涉及."""
    proofs: tuple[Proof, ...] = ()
    rectified: Rectified | None = None


@dataclass(frozen=True)
class AgencyMark:
    """What the agency hands in for one unit."""

    final: Decimal
    day: date
    items: tuple[AgencyItemMark, ...]
    """Empty where there are no marks by item."""
    difference: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class _Look:
    """One unit as the agency looked at it."""

    rng: random.Random
    year: SampleYear
    group: str
    profile: Profile
    plan: UnitPlan
    day: date


def agency_mark(year: SampleYear, component: Part, group: str, unit: str) -> AgencyMark:
    """Return the mark of a unit."""
    plan, rng = year.plan(unit), year.chance(unit, "agency")
    leaves = [*component.leaves()]
    quality = rng.randint(25, 95) if plan.quality is None else plan.quality
    day = some_day(rng, *year.calendar.looked)
    look = _Look(rng, year, group, PROFILES[unit].of_year(year.year), plan, day)
    lost = _lost(rng, [leaf for leaf in leaves if leaf.clause not in plan.absent_items], group, quality, year.most.items)
    items = tuple(_item(look, leaf, lost.get(leaf.clause, Decimal(0))) for leaf in leaves)
    report = _report(year)
    final = Decimal(rounded(_sum(component, group, {item.clause: item.mark for item in items}), 2))
    if plan.final_only:
        return AgencyMark(final, day, (), "", (report,))
    more, why = plan.difference or (Decimal(0), "")
    return AgencyMark(final + more, day, items, why, (report,))


def _report(year: SampleYear) -> Proof:
    page = f"/ceping/{year.year}.html" if year.brief else ""
    return Proof(f"{year.year}年度政务公开测评报告（示例）", "文件", "示例测评机构提供", year.calendar.reported, page)


def _details(calendar: Calendar) -> Proof:
    return Proof(f"{calendar.year}年度政务公开测评扣分明细表（示例）", "台账", "示例测评机构提供", calendar.reported)


def _lost(rng: random.Random, leaves: list[Part], group: str, quality: int, most: int) -> dict[str, Decimal]:
    """Return what is lost by clause, in steps of a quarter mark; bigger items lose more."""
    fulls = {leaf.clause: (leaf.full or _NOTHING).exact(group) for leaf in leaves}
    faulty = rng.sample(leaves, k=min(len(leaves), most, 3 + (100 - quality) // 7))
    target = Decimal(12 + (100 - quality) * 98 // 100) / 4
    lost: dict[str, Decimal] = {}
    while sum(lost.values()) < target:
        item = rng.choices(faulty, weights=[int(fulls[leaf.clause] * 100) for leaf in faulty])[0]
        more = lost.get(item.clause, Decimal(0)) + rng.choice((Decimal("0.25"), Decimal("0.5"), Decimal("0.5")))
        if exact(more) > fulls[item.clause] * Fraction(7, 10):
            if all(exact(lost.get(leaf.clause, Decimal(0))) > fulls[leaf.clause] * Fraction(6, 10) for leaf in faulty):
                break
            continue
        lost[item.clause] = more
    return lost


def _item(look: _Look, leaf: Part, lost: Decimal) -> AgencyItemMark:
    rng, year, plan = look.rng, look.year, look.plan
    if leaf.clause in plan.absent_items:
        return AgencyItemMark(leaf.clause, None, plan.absent_items[leaf.clause])
    mark = Decimal(rounded((leaf.full or _NOTHING).exact(look.group), 2)) - lost
    if not lost:
        return AgencyItemMark(leaf.clause, mark, "")
    wording = year.wordings[leaf.clause]
    faults = wording.some(rng, 1 if lost <= 1 else 2 if lost <= 3 else 3, not plan.not_applicable)
    proof = _report(year) if year.brief else _details(year.calendar)
    if rng.random() < 0.6 and wording.page and not year.brief:
        title = f"“{wording.column}”栏目截图（示例）"
        proof = Proof(title, "截图", "示例测评机构测评时留存", look.day, f"{wording.page}/")
    reason = "；".join(fault.text for fault in faults) + "。"
    return AgencyItemMark(leaf.clause, mark, look.profile.fill(reason), (proof,), _rectified(look, faults))


def _rectified(look: _Look, faults: list[Fault]) -> Rectified | None:
    """Return what became of an item's faults: all mended, some, none yet, or nothing reported."""
    rng, profile = look.rng, look.profile
    chance = rng.random()
    remedies = [profile.fill(fault.remedy) for fault in faults]
    if chance < 0.5:
        return Rectified("；".join(remedies) + "。", after(look.day, rng.randint(3, 20)))
    if chance < 0.62 and len(faults) > 1:
        return Rectified(profile.fill(f"{remedies[0]}；其余{rng.choice(PENDING)}。"))
    return Rectified(profile.fill(f"{rng.choice(PENDING)}。")) if chance < 0.75 else None


def _sum(component: Part, group: str, marks: Mapping[str, Decimal | None]) -> Fraction:
    """Return the exact sum of item marks, blocks and 不涉及 scaled as the scheme says, out of the full marks."""
    mark, full, applicable = _added(_branch(item, group, marks) for item in component.items)
    declared = full if component.full is None else component.full.exact(group)
    if component.scale and full != declared:
        mark, full, applicable = (part * declared / full for part in (mark, full, applicable))
    return mark * full / applicable


def _branch(item: Part, group: str, marks: Mapping[str, Decimal | None]) -> tuple[Fraction, Fraction, Fraction]:
    full = (item.full or _NOTHING).exact(group)
    if item.items:
        mark, held, applicable = _added(_branch(below, group, marks) for below in item.items)
        factor = full / held if item.scale else Fraction(1)
        return mark * factor, held * factor, applicable * factor
    given = marks[item.clause]
    return (Fraction(0), full, Fraction(0)) if given is None else (exact(given), full, full)


def _added(parts: Iterable[tuple[Fraction, Fraction, Fraction]]) -> tuple[Fraction, Fraction, Fraction]:
    mark = full = applicable = Fraction(0)
    for part in parts:
        mark, full, applicable = mark + part[0], full + part[1], applicable + part[2]
    return mark, full, applicable
