"""Numbers that the county gives are those of pages and years that there are; others would silently be shown nowhere."""

from collections.abc import Iterator
from difflib import get_close_matches

from assessment.check.facts import Facts
from assessment.findings import Finding
from assessment.load.data_files import years
from assessment.pages import Subjects, address_of, pages_of_year
from assessment.period import period_of


def check_county_numbers(facts: Facts) -> Iterator[Finding]:
    """Find numbers of pages that are not there or show none, and numbers of circulars of years that are not there.

    What is written of a page of another year or round is looked at with that one.
    """
    known = years(facts.base.data)
    period = facts.year.period
    units = tuple(unit for group in facts.scheme.groups for unit in group.units)
    pages = pages_of_year(period, Subjects(units))
    shown = [address_of(page.path) for page in pages if page.kind.is_document]
    documents = facts.base.county.documents
    for title, numbers, origin in (
        ("索引号", documents.index_numbers, documents.index_origin),
        ("文号", documents.numbers, documents.number_origin),
    ):
        for address in numbers:
            if address not in shown and period_of(address.partition("/")[0]) not in {*known} - {period}:
                message = f"没有“{address}”这一页，或者这一页没有信息表，{title}不会显示"
                yield Finding(origin.of(address), "unknown-page", message, _hint(address, shown))
    for circular in facts.base.county.circular.numbers:
        if circular not in known:
            message = f"没有 {circular.spaced}，它的通报文号不会用到"
            hint = f"请核对年度，现有：{'、'.join(str(one) for one in known)}"
            yield Finding(facts.base.county.circular.number_origin.of(str(circular)), "unknown-year", message, hint)


def _hint(address: str, shown: list[str]) -> str:
    close = get_close_matches(address, shown, 1)
    example = close[0] if close else shown[0]
    return f"是不是“{example}”" if close else f"写网页地址，从年度起，结尾带斜线，例如 {example}"
