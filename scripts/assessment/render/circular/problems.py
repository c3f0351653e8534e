"""二、存在的主要问题: what cost most marks, of how many units and why, as far as the Publication shows it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import assert_never

from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import ByComponent, Detailed
from assessment.exact import rounded
from assessment.render import views, words
from assessment.render.circular.model import Block, Heading, Level, Paragraph
from assessment.render.views.problems import ComponentProblems, Problem, Reason

MOST = 3
"""How many items of a component are told of; the annex has them all."""

REASONS = 3
"""How many reasons of an item are told."""

NAMED = 3
"""How many units with the greatest losses are named."""


def problems(publication: Publication, names: Mapping[str, str], table: str = "附件") -> Iterator[Block]:
    """Yield the section, without its heading.

    Args:
        publication: the year.
        names: of its parts, by key and by clause.
        table: where the table of all items stands.
    """
    found = views.problems(publication, names)
    if found:
        every = sum((component.weighted for component in found), Fraction(0))
        yield Paragraph(f"按台账逐条汇总，失分从多到少主要有以下几个方面。各项目的失分单位数和失分见{table}。")
        for number, component in enumerate(found, 1):
            yield Heading(Level.SECOND, f"（{words.chinese(number)}）{component.name}")
            yield from _component(publication, component, every)
        put_right = views.all_remedies(views.items(publication, names))
        if put_right.records:
            yield Paragraph(f"以上登记的问题共{put_right.records}处，其中{put_right.counts}。")
    elif any(isinstance(unit.result, Detailed) for unit in publication.units.values()):
        yield Paragraph("按台账逐条汇总，已有的成绩没有失分。")
    elif rates := [*_rates(publication)]:
        rates_text = "、".join(f"{name}（{rounded(rate * 100, 1)}%）" for rate, name in sorted(rates))
        yield Paragraph(f"各环节平均得分率从低到高为{rates_text}。各项目的失分原因不在本次公布的范围内。")
    else:
        yield Paragraph("各环节得分和失分原因不在本次公布的范围内。")


def _component(publication: Publication, component: ComponentProblems, every: Fraction) -> Iterator[Block]:
    share = rounded(component.weighted / every * 100, 1)
    reasoned = [problem for problem in component.problems if problem.reasons][:MOST]
    first = component.problems[:1]
    lost = "被减分" if component.is_on_top else "失分"
    means = "" if reasoned else "".join(f"平均每个单位失{_mean(publication, problem)}分，" for problem in first)
    yield Paragraph(
        f"{_among(publication, component)}{component.units}个{lost}，{means}"
        f"{views.lost_scale(publication)}共{_rounded(publication, component.weighted)}分，占全部失分的{share}%。"
    )
    yield from map(Paragraph, _given_as_a_whole(publication, component) if reasoned else ())
    for number, problem in enumerate(reasoned, 1):
        yield Paragraph(f"{number}." * (len(reasoned) > 1) + "".join(_problem(publication, problem)))


def _given_as_a_whole(publication: Publication, component: ComponentProblems) -> Iterator[str]:
    """Yield what units lost of which only the component's mark was given, and not what it is made up of."""
    components = {part.key for part in publication.scheme.components}
    for problem in component.problems:
        if problem.part in components and problem.unexplained and not problem.reasons:
            whole = f"{views.lost_scale(publication)}共{_rounded(publication, problem.weighted)}分"
            lost = f"平均每个单位失{_mean(publication, problem)}分，{whole}"
            yield f"其中{len(problem.units)}个单位，{problem.unexplained.rstrip('。')}，{lost}。"


def _among(publication: Publication, component: ComponentProblems) -> str:
    """Return of how many units it is told who lost marks: those that have a mark of the component."""
    if component.marked == len(publication.units):
        return f"{component.marked}个单位中"
    match publication.audience:
        case Audience.PUBLIC:
            # Of a unit without a total the public does not see which marks it has.
            return f"有总分的{component.marked}个单位中"
        case Audience.OFFICE:
            return f"有{component.name}成绩的{component.marked}个单位中"
        case _:
            assert_never(publication.audience)


def _mean(publication: Publication, problem: Problem) -> str:
    return _rounded(publication, problem.lost / len(problem.units))


def _rounded(publication: Publication, value: Fraction) -> str:
    return rounded(value, views.places_for([value], publication.scheme.ranking.places))


def _problem(publication: Publication, problem: Problem) -> Iterator[str]:
    mean = _mean(publication, problem)
    scale = views.lost_scale(publication)
    how = "" if scale == "折合总分" else f"（{scale}）"
    yield f"{problem.name}（{problem.clause}）。{len(problem.units)}个单位失分，平均每个单位失{mean}分{how}"
    if len(problem.units) > NAMED:
        names = "、".join(publication.units[unit].name for unit in problem.units[:NAMED])
        yield f"，失分较多的是{names}"
    yield "。"
    yield f"主要表现：{'；'.join(_reason(publication, reason) for reason in problem.reasons[:REASONS])}。"


def _reason(publication: Publication, reason: Reason) -> str:
    of = publication.units[reason.units[0]].name if len(reason.units) == 1 else f"{len(reason.units)}个单位"
    return f"{reason.text}（{of}）"


def _rates(publication: Publication) -> Iterator[tuple[Fraction, str]]:
    """Yield what share of the full marks units have on average, by component, where components are public."""
    rates: dict[str, list[Fraction]] = {}
    for unit in publication.units.values():
        for mark in unit.result.components if isinstance(unit.result, ByComponent) else ():
            if mark.full is not None:
                rates.setdefault(mark.name, []).append(mark.mark.exact / mark.full.exact)
    for name, known in rates.items():
        yield sum(known, Fraction(0)) / len(known), name
