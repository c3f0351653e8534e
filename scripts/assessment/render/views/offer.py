"""What readers find of a year: no page promises more than this audience sees at this level."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from assessment.dataset.part import Part
from assessment.dataset.scheme import RankOn
from assessment.dataset.year import Disclosure
from assessment.disclosure.publication import Publication, PublishedGroup
from assessment.disclosure.published_result import ByComponent, Graded, InFull, Named, Totalled, Unfinished, Unmarked
from assessment.disclosure.published_unit import PublishedUnit
from assessment.render.scheme_words import roster_in_scheme, whose
from assessment.render.views.groups import by_grade
from assessment.status import Status

_ALWAYS = "方案、考评对象、各环节的时间和总分的算法"
"""What every year shows, whatever its level."""


def offer(publication: Publication) -> str:
    """Return what can be looked up of the year's results, in a sentence or two."""
    match publication.disclosure:
        case Disclosure.NONE if not publication.stage.is_approved:
            return f"成绩在审定以后按规定公布；现在可以查到{_ALWAYS}。"
        case Disclosure.NONE:
            return f"{publication.period.this}不公布各单位的成绩；可以查到{_ALWAYS}。"
        case Disclosure.NAMES:
            named = any(isinstance(unit.result, Named) and unit.result.leading for unit in publication.units.values())
            last = "和排名靠后的单位" if publication.names_last else ""
            return f"这里可以查到各组的先进单位{last}。" if named else f"{publication.period.this}没有公布先进单位。"
        case Disclosure.GRADES | Disclosure.TOTALS | Disclosure.COMPONENTS | Disclosure.FULL:
            return "".join(_of_results(publication))
        case _:
            assert_never(publication.disclosure)


def _of_results(publication: Publication) -> Iterator[str]:
    results = [unit.result for unit in publication.units.values()]
    marked = [result for result in results if isinstance(result, Graded | Totalled)]
    if marked:
        whose = "每个单位" if len(marked) == len(results) else f"成绩齐全的{len(marked)}个单位"
        yield f"这里可以查到{whose}的{'、'.join(_things(marked))}。"
    else:
        yield "还没有单位的成绩齐全。"
    if any(isinstance(result, Unfinished) and result.components for result in results):
        yield "待定和未参评的单位，列出已有的环节得分和台账。"
    for status in (Status.PENDING, Status.NOT_ASSESSED):
        number = sum(isinstance(result, Unmarked) and result.status is status for result in results)
        if number:
            yield f"{status.label}{number}个，不作0分。"


def _things(marked: Sequence[Graded | Totalled]) -> Iterator[str]:
    totalled = [result for result in marked if isinstance(result, Totalled)]
    if totalled:
        yield "总分"
    if any(result.rank is not None for result in totalled):
        yield "名次"
    if any(result.grade for result in marked):
        yield "等次"
    if any(isinstance(result, ByComponent) for result in totalled):
        yield "各环节得分"
    if any(isinstance(result, InFull) for result in totalled):
        yield "在哪里失了分、登记了哪些原因，以及每一分怎样算出来"


def group_listing(publication: Publication, group: PublishedGroup) -> str:
    """Return what the table of a group shows: no more than is in it."""
    results = [publication.units[unit].result for unit in group.units]
    has_parts = any(isinstance(result, ByComponent | Unfinished) and result.components for result in results)
    if group.ranking:
        known = "名次"
    elif any(isinstance(result, Totalled) for result in results):
        known = "总分"
    elif by_grade(publication, group):
        known = "等次"
    else:
        known = "名单"
    return f"{known}和各环节得分" if has_parts else known


def unranked(publication: Publication) -> str:
    """Return the clause that says what 待定 does to a group; empty where no group would be ranked anyway."""
    return "，成绩补齐前本组不排名" if publication.disclosure.shows_totals else ""


def most(publication: Publication, component: Part) -> str:
    """Return the most points of the total that a component gives; by group or kind where that differs."""
    scheme = publication.scheme
    groups: dict[str, list[str]] = {}
    for group in scheme.marking_groups:
        points = component.most_of(group.id)
        text = "不设" if not component.is_for(group.id) else "不设上限" if points is None else f"{points:f}"
        groups.setdefault(text, []).append(group.id)
    if len(groups) == 1:
        return next(iter(groups))
    named = {text: ids for text, ids in groups.items() if text != "不设" or not scheme.kinds}
    return "，".join(f"{whose(scheme, ids)}{text}" for text, ids in named.items())


def among(group: PublishedGroup) -> str:
    """Return of how many units a rank is one: those that have one, and how many the group has in all."""
    units, ranked = len(group.units), len(group.ranking)
    return f"共{units}个单位，{ranked}个有名次" if ranked and ranked < units else f"共{units}个单位"


def in_order(publication: Publication) -> str:
    """Return in which order lists stand where there are no ranks."""
    has_unmarked = any(isinstance(unit.result, Unmarked) for unit in publication.units.values())
    last = "，待定、未参评的列在最后" if has_unmarked else ""
    where = roster_in_scheme(publication.scheme)
    if any(by_grade(publication, group) for group in publication.groups):
        return f"同一等次的单位次序与{where}相同{last}"
    return f"次序与{where}相同{last}"


def ties(publication: Publication) -> str:
    """Return which totals share a rank."""
    match publication.scheme.ranking.rank_on:
        case RankOn.EXACT:
            return "取整前的总分相同的，名次并列"
        case RankOn.PUBLISHED:
            return "公布的总分相同的，名次并列"
        case _:
            assert_never(publication.scheme.ranking.rank_on)


def shows_components(publication: Publication) -> bool:
    """Tell whether any unit's marks of components are in here."""
    return any(_has_components(unit) for unit in publication.units.values())


def _has_components(unit: PublishedUnit) -> bool:
    return isinstance(unit.result, ByComponent | Unfinished) and bool(unit.result.components)
