"""Results for the office that assesses performance against targets (绩效考核)."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from assessment.dataset.scheme import Scheme
from assessment.disclosure.publication import Audience, Publication
from assessment.disclosure.published_result import ExplainedUnmarked, Totalled
from assessment.disclosure.published_unit import PublishedUnit
from assessment.exact import exact, rounded
from assessment.render.scheme_words import rounding
from assessment.render.views import group_of, ranked
from assessment.render.words import STAGES, notices
from assessment.workbooks.writing import Content, NewColumn, NewSheet, workbook_bytes


def performance(publication: Publication) -> bytes:
    """Return the results as a workbook.

    Raises:
        ValueError: if the publication is not the office's: at lower levels there may be no totals.
    """
    if publication.audience is not Audience.OFFICE:
        raise ValueError("performance results are the office's")
    scheme = publication.scheme
    places = scheme.ranking.places
    columns = [
        NewColumn("序号", 6),
        NewColumn("组别", 12),
        NewColumn("单位", 28),
        NewColumn("考评总分", 12, places),
        NewColumn("名次", 8),
        NewColumn("绩效考核得分", 14, places),
        NewColumn("备注", 40),
    ]
    units = [unit for group in publication.groups for unit in ranked(publication, group)]
    rows = [[number, *row] for number, unit in enumerate(units, start=1) for row in _rows(publication, unit)]
    return workbook_bytes([NewSheet("考评结果", _lines(publication), columns, rows)])


def _lines(publication: Publication) -> list[str]:
    scheme = publication.scheme
    return [
        f"{publication.name}政务公开考评结果（用于绩效考核）",
        "　".join((*notices(publication), STAGES[publication.stage])),
        conversion(scheme),
        f"依据：{scheme.title}。数据版本：{publication.edition.short}。",
    ]


def conversion(scheme: Scheme) -> str:
    """Return in words how a total becomes a mark of the performance assessment (reading performance of 2019)."""
    if scheme.conversion_full is None:
        return "绩效考核得分：方案没有规定折算办法，按考评总分原样提供。"
    full = "本组满分" if scheme.full is None or scheme.full.common is None else f"{scheme.full.common:f}"
    return f"绩效考核得分＝考评总分（取整前）×{scheme.conversion_full:f}÷{full}，{rounding(scheme.ranking)}。"


def converted(scheme: Scheme, total: Fraction, group: str) -> str:
    """Return the mark of the performance assessment for the exact total of a unit, rounded once."""
    mark = total
    full = scheme.full_of(group)
    if scheme.conversion_full is not None and full is not None:
        mark = total * exact(scheme.conversion_full) / exact(full)
    return rounded(mark, scheme.ranking.places, scheme.ranking.rounding)


def _rows(publication: Publication, unit: PublishedUnit) -> Iterator[list[Content]]:
    group = group_of(publication, unit)
    match unit.result:
        case Totalled() as result:
            rank = "未排名" if result.rank is None else result.rank
            shared = "并列" if result.shared else None
            mark = Decimal(converted(publication.scheme, result.total.exact, unit.marked_as))
            yield [group.name, unit.name, Decimal(result.total.text), rank, mark, shared]
        case ExplainedUnmarked() as result:
            yield [group.name, unit.name, result.label, None, result.label, "；".join(filter(None, result.reasons))]
        case _:
            yield [group.name, unit.name, None, None, None, None]
