"""一、总体情况: who was assessed, and for each group mean, ends, grades and the change since last time."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from assessment.disclosure.comparison import Alike, Incomparable, compare_group
from assessment.disclosure.publication import Publication, PublishedGroup
from assessment.disclosure.published_result import ByComponent, Figure, Named, PublishedMark, Totalled
from assessment.disclosure.published_unit import PublishedUnit
from assessment.exact import rounded
from assessment.render import views, words
from assessment.render.circular.model import Block, Head, Heading, Level, Paragraph, Table
from assessment.render.scheme_words import assessed, composition

ENDS = 3
"""How many ranks are named at either end of a group."""


def overall(publication: Publication, before: Publication | None) -> Iterator[Block]:
    """Yield the section, without its heading."""
    yield Paragraph(_assessed(publication))
    for number, group in enumerate(publication.groups, 1):
        yield Heading(Level.SECOND, f"（{words.chinese(number)}）{group.name}")
        if group.summary is not None:
            yield from _marked(publication, group, before)
        elif publication.disclosure.shows_results:
            yield Paragraph("".join([*_graded(publication, group), *_unmarked(publication, group)]))
        else:
            yield Paragraph("".join([_leading(publication, group), *_trailing(publication, group)]))
    if publication.amendments:
        days = "、".join(words.day(amendment.date) for amendment in publication.amendments)
        yield Paragraph(f"本通报为{words.version(len(publication.amendments))}，{days}对审定后的结果作了更正。")


def _assessed(publication: Publication) -> str:
    approval = publication.approval
    settled = "考评结果尚未审定。"
    if approval is not None and publication.stage.is_approved:
        settled = f"考评结果于{words.day(approval.date)}经{approval.body}审定。"
    line = "" if publication.scheme.grades else "方案没有划定等次和合格线。"
    apart = "，按名单排名" if publication.scheme.ranking.lists else "，分组排名"
    ranked = apart if len(publication.groups) > 1 else ""
    ranked += "，另排统一名次" if publication.scheme.ranking.overall else ""
    return (
        f"{publication.title}考评按照《{publication.scheme.title}》进行，考评对象共{len(publication.units)}个单位，"
        f"其中{assessed(publication)}；{composition(publication.scheme)}{ranked}。{line}{settled}"
    )


def _leading(publication: Publication, group: PublishedGroup) -> str:
    named = [publication.units[unit] for unit in group.units]
    leading = [unit.name for unit in named if isinstance(unit.result, Named) and unit.result.leading]
    if not leading:
        return "本组没有公布先进单位。"
    return f"先进单位{len(leading)}个：{'、'.join(leading)}（按方案所列次序，不分先后）。"


def _trailing(publication: Publication, group: PublishedGroup) -> Iterator[str]:
    named = [publication.units[unit] for unit in group.units]
    trailing = [unit.name for unit in named if isinstance(unit.result, Named) and unit.result.trailing]
    if trailing:
        yield f"排名靠后单位{len(trailing)}个：{'、'.join(trailing)}（按方案所列次序，不分先后）。"


def _graded(publication: Publication, group: PublishedGroup) -> Iterator[str]:
    """Yield who has which grade, in the order of the scheme."""
    for known in views.by_grade(publication, group):
        if known.units:
            yield f"{known.grade.name}{len(known.units)}个：{'、'.join(unit.name for unit in known.units)}。"


def _marked(publication: Publication, group: PublishedGroup, before: Publication | None) -> Iterator[Block]:
    results = [(unit, unit.result) for unit in views.ranked(publication, group)]
    totalled = [(unit, result) for unit, result in results if isinstance(result, Totalled)]
    yield Paragraph("".join(_sentences(publication, group, totalled, before)))
    parts = [result for _, result in totalled if isinstance(result, ByComponent)]
    if parts:
        yield _component_table(publication, group, parts)


def _sentences(
    publication: Publication,
    group: PublishedGroup,
    totalled: Sequence[tuple[PublishedUnit, Totalled]],
    before: Publication | None,
) -> Iterator[str]:
    summary = group.summary
    assert summary is not None
    highest, lowest = (
        "、".join(unit.name for unit, result in totalled if result.total.text == end.text)
        for end in (summary.highest, summary.lowest)
    )
    yield f"{len(totalled)}个单位平均{summary.mean.text}分；最高{summary.highest.text}分（{highest}），"
    yield f"最低{summary.lowest.text}分（{lowest}）。"
    yield from _grades(publication, group)
    yield _change(publication, before, group)
    if len(group.ranking) > 2 * ENDS:
        first = views.first(publication, group)
        ties = "（含并列）" if len(first) > ENDS else ""
        yield f"前{words.chinese(ENDS)}名{ties}为{_listed(first)}。"
        yield f"后{words.chinese(ENDS)}名为{_listed(_last(publication, group))}。"
    elif group.ranking:
        yield f"名次依次为{_listed([publication.units[unit] for unit in group.ranking])}。"
    yield from views.alike(publication, group)
    yield from _unmarked(publication, group)


def _grades(publication: Publication, group: PublishedGroup) -> Iterator[str]:
    """Yield how many units have each grade of the scheme, and how many miss the lowest line."""
    grades = views.by_grade(publication, group)
    if not grades:
        return
    bands = words.bands([known.grade for known in grades])
    counts = (f"{name}（{band}）{len(known.units)}个" for (name, band), known in zip(bands, grades, strict=True))
    yield f"按等次，{'、'.join(counts)}"
    lines = [known.grade.lower for known in grades if known.grade.lower is not None]
    below = sum(len(known.units) for known in grades if known.grade.lower is None)
    if below and lines:
        yield f"；{below}个单位没有{'达到' if lines[-1].included else '超过'}{lines[-1].mark:f}分。"
    else:
        yield "。"


def _change(publication: Publication, before: Publication | None, group: PublishedGroup) -> str:
    compared = None if before is None else compare_group(publication, before, group.id)
    if compared is None:
        return ""
    match compared.mean:
        case Alike() as mean:
            return f"与{compared.name}相比，平均分{views.changed(mean)}（{compared.name}为{mean.before.text}分）。"
        case Incomparable() as mean:
            return f"与{compared.name}相比，{views.why_not(mean, '平均分')}。"


def _listed(units: Sequence[PublishedUnit]) -> str:
    return "、".join(
        f"{unit.name}（第{unit.result.rank}名，{unit.result.total.text}分）"
        for unit in units
        if isinstance(unit.result, Totalled)
    )


def _last(publication: Publication, group: PublishedGroup) -> list[PublishedUnit]:
    """Return the units on the last ranks of a group; whoever shares a rank with one of them is among them."""
    units = [publication.units[unit] for unit in group.ranking]
    ranks = [unit.result.rank for unit in units if isinstance(unit.result, Totalled)]
    return [unit for unit, rank in zip(units, ranks, strict=True) if rank in ranks[-ENDS:]]


def _unmarked(publication: Publication, group: PublishedGroup) -> Iterator[str]:
    for label, units in (("待定", group.pending), ("未参评", group.not_assessed)):
        if units:
            names = "、".join(publication.units[unit].name for unit in units)
            yield f"{label}{len(units)}个：{names}{views.unranked(publication) if label == '待定' else ''}。"


def _component_table(publication: Publication, group: PublishedGroup, results: Sequence[ByComponent]) -> Table:
    rated = any(mark.full is not None for result in results for mark in result.components)
    columns = ("满分", "平均", "最高", "最低", "平均得分率") if rated else ("平均", "最高", "最低")
    heads = (Head("环节", 8), *(Head(text, 5, is_number=True) for text in columns))
    # Kinds of units that are ranked together may have other full marks, of which there is no common mean.
    marks: dict[tuple[str, Figure | None], list[PublishedMark]] = {}
    for result in results:
        for mark in result.components:
            marks.setdefault((mark.name, mark.full), []).append(mark)
    rows = tuple(_component_row(publication, name, known, rated=rated) for (name, _), known in marks.items())
    return Table(f"{group.name}各环节得分（单位：分）", heads, rows)


def _component_row(
    publication: Publication, name: str, marks: Sequence[PublishedMark], *, rated: bool
) -> tuple[str, ...]:
    """Return the cells of a component; where none of the group has full marks, there are no rates to stand beside it."""
    places = publication.scheme.ranking.places
    values = [mark.mark.exact for mark in marks]
    mean = sum(values, Fraction(0)) / len(values)
    full = marks[0].full
    cells = [words.minus(rounded(value, places)) for value in (mean, max(values), min(values))]
    if not rated:
        return (name, *cells)
    if full is None:
        most = marks[0].most
        return (name, "—" if most is None else f"最多{most.text}", *cells, "—")
    return (name, full.text, *cells, f"{rounded(mean / full.exact * 100, 1)}%")
