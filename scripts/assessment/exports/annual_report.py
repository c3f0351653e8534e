"""The paragraph for the government's annual report: 工作考核、社会评议和责任追究结果 (《政府信息公开条例》第五十条)."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from assessment.dataset.county import TO_FILL
from assessment.dataset.method import Method
from assessment.dataset.part import Part
from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.publication import Audience, Publication, PublishedGroup
from assessment.disclosure.published_result import ByComponent, Detailed, Graded, PublishedRow, Totalled, Unfinished
from assessment.exact import rounded
from assessment.render.scheme_words import assessed, composition
from assessment.render.views import by_grade, counted
from assessment.render.words import STAGES, day, notices
from assessment.row_kind import RowKind


def annual_report(publication: Publication) -> str:
    """Return the paragraphs in Markdown, with what the publication's level shows and no more."""
    scheme = publication.scheme
    notice = "　".join(notices(publication))
    head = ["## 工作考核、社会评议和责任追究结果情况", *([f"> {notice}"] if notice else [])]
    body = [
        f"**工作考核。**{''.join(_assessed(publication))}",
        f"**社会评议。**{''.join(_peers(publication))}",
        f"**责任追究。**{''.join(_consequences(publication))}",
    ]
    foot = f"（依据：{scheme.title}；数据版本：{publication.edition.short}）"
    return "\n\n".join([*head, *body, foot]) + "\n"


def _assessed(publication: Publication) -> Iterator[str]:
    scheme = publication.scheme
    yield f"{publication.title}政务公开考评的对象为{len(publication.units)}个单位（{assessed(publication)}），"
    yield f"{composition(scheme)}。"
    if publication.approval is not None and publication.stage.is_approved:
        approval = publication.approval
        yield f"考评结果于{day(approval.date)}经{approval.body}审定（{approval.document}）。"
    else:
        yield f"考评结果尚未审定（{STAGES[publication.stage]}）。"
    if publication.disclosure is Disclosure.GRADES:
        for group in publication.groups:
            yield f"{group.name}{counted(by_grade(publication, group))}{_without(group)}。"
        return
    if not publication.disclosure.shows_totals:
        yield "考评结果按规定范围通报。" if publication.stage.is_approved else "审定以后按规定范围通报。"
        return
    for group in publication.groups:
        yield from _group(publication, group)


def _group(publication: Publication, group: PublishedGroup) -> Iterator[str]:
    if group.summary is None:
        yield f"{group.name}没有总分{_without(group)}。"
        return
    summary = group.summary
    yield f"{group.name}平均{summary.mean.text}分，最高{summary.highest.text}分，最低{summary.lowest.text}分"
    first = [unit for unit in group.ranking if _rank(publication, unit) == 1]
    yield f"，{'、'.join(publication.units[unit].name for unit in first)}居首" if first else ""
    yield f"{_without(group)}。"


def _without(group: PublishedGroup) -> str:
    """Return how many have no total, and for what reason."""
    others = (("待定", group.pending), ("未参评", group.not_assessed))
    return "".join(f"，{label}{len(units)}个" for label, units in others if units)


def _rank(publication: Publication, unit: str) -> int | None:
    result = publication.units[unit].result
    return result.rank if isinstance(result, Totalled) else None


def _peers(publication: Publication) -> Iterator[str]:
    peers = [component for component in publication.scheme.components if component.method is Method.BALLOTS]
    for component in peers:
        window = f"{day(component.window.first)}至{day(component.window.last)}"
        was_held = _was_held(publication, component)
        yield f"{window}组织了{component.name}" if was_held else f"按方案，{component.name}的时间为{window}"
        means = [text for group in publication.groups if (text := _mean(publication, group, component))]
        yield f"，{'，'.join(means)}。" if means else "。"
    yield f"面向社会公众的评议情况：【{TO_FILL}】。"


def _was_held(publication: Publication, component: Part) -> bool:
    """Tell whether the publication shows that ballots were cast: a mark of them, or a result that is made of one."""
    results = [unit.result for unit in publication.units.values()]
    marks = (mark.id for result in results if isinstance(result, ByComponent | Unfinished) for mark in result.components)
    return any(isinstance(result, Graded | Totalled) for result in results) or component.id in marks


def _mean(publication: Publication, group: PublishedGroup, component: Part) -> str:
    marks = [
        mark.mark.exact
        for unit in group.units
        if isinstance(result := publication.units[unit].result, ByComponent)
        for mark in result.components
        if mark.id == component.id
    ]
    if not marks:
        return ""
    return f"{group.name}平均{rounded(sum(marks, Fraction(0)) / len(marks), publication.scheme.ranking.places)}分"


def _consequences(publication: Publication) -> Iterator[str]:
    detailed = [unit.result for unit in publication.units.values() if isinstance(unit.result, Detailed)]
    if detailed:
        counted = [known for result in detailed for known in _deductions(result)]
        times = sum(count for _, count in counted)
        rectified = sum(1 for row, _ in counted if row.rectified is not None and row.rectified.date is not None)
        since = "全年" if publication.stage.is_approved else "截至目前"
        yield f"{since}按规则扣分{len(counted)}条、{times}件次，已完成整改{rectified}条{_left_out(publication)}。"
    elif publication.stage is Stage.COLLECTING:
        yield "扣分和整改情况尚未汇总。"
    yield f"约谈、通报批评、问责处理情况：【{TO_FILL}】。"


def _deductions(result: Detailed) -> Iterator[tuple[PublishedRow, int]]:
    """Yield the deductions that stand, with how many times each counts: less what was given back on an objection."""
    about = {objection.id: objection.about for objection in result.objections}
    rows = [row for component in result.components for row in component.rows]
    given_back: Counter[str] = Counter()
    for row in rows:
        if row.kind is RowKind.OBJECTION and row.count is not None:
            given_back[about[row.entry]] += row.count
    for row in rows:
        if row.kind is RowKind.ENTRY and row.points.exact < 0:
            count = (row.count or 1) - given_back[row.entry]
            if count > 0:
                yield row, count


def _left_out(publication: Publication) -> str:
    """Return what the numbers leave out: the public is told of its own records alone, whether there are others or not."""
    match publication.audience:
        case Audience.PUBLIC:
            return "（只统计公开的记录）"
        case Audience.OFFICE:
            return ""
        case _:
            assert_never(publication.audience)
