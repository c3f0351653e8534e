"""The table above a document's page, as government portals have it: whose it is, its numbers, its dates."""

from dataclasses import dataclass
from datetime import date

from assessment.dataset.county import County
from assessment.disclosure.publication import Publication
from assessment.pages import address_of
from assessment.render.words import day


@dataclass(frozen=True)
class OfficialDocument:
    """What a page is as a document."""

    name: str
    issuer: str
    written: date | None
    """成文日期."""
    approved: date | None
    """审定日期."""
    published: date | None
    """发布日期."""
    generated: date | None
    """生成日期: when this version of the document came to be; None where nobody knows."""


def scheme_document(publication: Publication) -> OfficialDocument:
    """Return the scheme as a document."""
    scheme = publication.scheme
    return OfficialDocument(scheme.title, scheme.issuer, scheme.issued, None, None, scheme.issued)


def results_document(publication: Publication, county: County, name: str) -> OfficialDocument:
    """Return a page with results as a document."""
    approved = publication.approval.date if publication.approval else None
    newest = publication.amendments[-1].date if publication.amendments else publication.published
    return OfficialDocument(name, county.organiser.name, None, approved, publication.published, newest or approved)


def information(county: County, page: str, document: OfficialDocument) -> tuple[tuple[str, str], ...]:
    """Return names and values of the table in their order; what is not known, or not there, is left out.

    Args:
        county: for its numbers and classes.
        page: path of the page below the output folder.
        document: what the page is.
    """
    address = address_of(page)
    fields = (
        ("索引号", county.documents.index_numbers.get(address, "")),
        ("组配分类", county.documents.classification),
        ("发布机构", document.issuer),
        ("主题分类", county.documents.subject),
        ("名称", document.name),
        ("文号", county.documents.numbers.get(address, "")),
        ("成文日期", day(document.written)),
        ("审定日期", day(document.approved)),
        ("生成日期", day(document.generated)),
        ("发布日期", day(document.published)),
    )
    return tuple((name, value) for name, value in fields if value)
